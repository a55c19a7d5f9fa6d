"""One library with everything in it that can be found; `search.Index` looks into one or two of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.study.entries import CommandTarget, Entry, SectionTarget, Target, entries
from bot.study.mentions import mentioned
from bot.study.notes import Library, SectionId
from bot.study.pasted import is_message, matter
from bot.study.postings import Postings
from bot.study.query import read_query
from bot.study.ranking import Found, Ranking
from bot.study.terms import Terms
from bot.study.vocabulary import Fit, Vocabulary, Word

# When the best answers are good enough to give (docs/decisions/0007-search.md, "Nothing").
KNOWN_SCORE = 0.14  # all words of the query are words of the notes
DOUBTED_SCORE = 0.3  # some are not, or had to be guessed
SURE_COVER = 0.9  # any score: nearly all of the query stands there
_BEST = 5  # answers that the decision looks at


class Kind(StrEnum):
    EXACT = "exact"  # the query is the name
    NAME = "name"  # the query has the whole name in it, or most of its letters
    TEXT = "text"  # the query says what it is about


@dataclass(frozen=True, slots=True)
class Hit:
    target: Target
    score: float  # 1 for the name itself, less for all else
    kind: Kind


class Catalogue:
    def __init__(self, library: Library, taken: frozenset[str] = frozenset()) -> None:
        """`taken` are folded names of commands to leave out."""
        found: list[Entry] = []
        written: set[str] = set()

        def terms_of_entries() -> Iterator[Terms]:
            for entry, terms in entries(library, taken):
                written.update(terms.written)
                found.append(entry)
                yield terms  # and let go of: those of all entries would take more than all else

        postings = Postings(terms_of_entries())
        self._postings = postings
        self._ranking = Ranking(found, postings)
        self._things = self._ranking.things
        self._vocabulary = Vocabulary(postings, written)

    def answers(self, query: str, is_wanted: Callable[[SectionId], bool]) -> list[Hit]:
        """What the query may mean in the wanted sections, best first; empty when nothing fits well enough."""
        asked = read_query(query, self._vocabulary)
        found = self._wanted(self._ranking.ranked(asked), is_wanted)
        return [self._hit(one) for one in found] if _is_answered(asked.words, found[:_BEST]) else []

    def sections(self, query: str, is_wanted: Callable[[SectionId], bool]) -> dict[SectionId, Hit]:
        """The wanted sections that have anything to do with the query, best first, each with its best hit."""
        best: dict[SectionId, Hit] = {}
        for one in self._wanted(self._ranking.ranked(read_query(query, self._vocabulary)), is_wanted):
            best.setdefault(self._things[one.number].section, self._hit(one))
        return best

    def mentions(self, query: str, is_wanted: Callable[[SectionId], bool]) -> list[Hit]:
        """The wanted sections whose text has the rare words of the query as typed, best first."""
        best: dict[SectionId, float] = {}
        is_said = is_message(query)
        asked = read_query(matter(query) if is_said else query, self._vocabulary).words
        for number, score in mentioned(asked, self._postings, is_message=is_said).items():
            section = self._things[number].section
            if is_wanted(section):
                best[section] = max(best.get(section, 0.0), score)
        ordered = sorted(best.items(), key=lambda pair: -pair[1])
        return [Hit(SectionTarget(section), score, Kind.TEXT) for section, score in ordered]

    def meant(self, query: str) -> Mapping[str, float]:
        """The words of the library that the query means, stems and =names, with how well."""
        return self._ranking.meant(read_query(query, self._vocabulary).words)

    def near(self, query: str) -> list[CommandTarget]:
        """The commands whose names are most like the query, best first."""
        targets = (self._things[number].target for number in self._ranking.names.near(query))
        return [target for target in targets if isinstance(target, CommandTarget)]

    def _wanted(self, found: Iterable[Found], is_wanted: Callable[[SectionId], bool]) -> list[Found]:
        return [one for one in found if is_wanted(self._things[one.number].section)]

    def _hit(self, one: Found) -> Hit:
        kind = Kind.EXACT if one.is_exact else Kind.NAME if one.is_named else Kind.TEXT
        return Hit(self._things[one.number].target, one.score, kind)


def _is_answered(asked: Iterable[Word], found: Iterable[Found]) -> bool:
    """Whether the best answers are worth giving."""
    least = DOUBTED_SCORE if any(map(_is_doubted, asked)) else KNOWN_SCORE
    return any(one.score >= least or one.covered >= SURE_COVER for one in found)


def _is_doubted(word: Word) -> bool:
    """Whether the notes may not know the word: they lack it, it was guessed, or it stands there in passing.

    In passing stands a Latin word that is part of no name and has no meaning in the thesaurus: git in notes on Docker.
    """
    if word.is_stop:
        return False
    if word.fit < Fit.BEGUN or not word.terms:
        return True
    is_told = any(isinstance(term, int) or term.startswith("=") for term in word.terms)
    return word.text.isascii() and not is_told
