"""One library with everything in it that can be found; `search.Index` looks into one or two of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.study.entries import CommandTarget, Entry, SectionTarget, Target, entries
from bot.study.mentions import as_typed, mentioned
from bot.study.notes import Library, SectionId
from bot.study.pasted import is_message, matter
from bot.study.postings import Postings
from bot.study.query import Query, read_query
from bot.study.ranking import Found, Ranking
from bot.study.terms import Terms
from bot.study.vocabulary import Fit, Vocabulary, Word
from bot.study.words import stem

# When the best answers are good enough to give (docs/decisions/0007-search.md, "Nothing").
KNOWN_SCORE = 0.14  # all words of the query are words of the notes
DOUBTED_SCORE = 0.3  # some are not, or had to be guessed
SURE_COVER = 0.9  # any score: nearly all of the query stands there
SEVERAL = 2  # names that a word is no chance part of
SHORT_NAME = 2  # words of a name that one of them is much of
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
        if not _is_answered(asked.words, found[:_BEST]):
            return []
        return [self._hit(one) for one in self._told(asked, found)]

    def _told(self, asked: Query, found: list[Found]) -> list[Found]:
        """Of a Latin word said alone that names no command, the sections that have it as typed: the rest is chance.

        `man` and `which` are programs that no card describes; `select` stands in one long name and all over SQL.
        """
        telling = [word for word in asked.words if not word.is_stop]
        if asked.flags or any(one.is_exact or one.is_named for one in found):
            return found
        if not telling:
            return []
        word = telling[0]
        terms = as_typed(word) if len(telling) == 1 and word.text.isascii() else ()
        if not terms or self._is_in_names(word.text, found):
            return found
        holding = self._postings.strongest(dict.fromkeys(terms, 1.0), 1.0)
        sections = (one for one in found if isinstance(self._things[one.number].target, SectionTarget))
        return [one for one in sections if one.number in holding]

    def _is_in_names(self, word: str, found: Iterable[Found]) -> bool:
        """Whether the word is much of a command's name, or a part of several: prune is, select of one long name is not."""
        names = [self._things[one.number].called[:1] for one in found if self._is_command(one)]
        having = [
            name.split() for called in names for name in called if stem(word) in map(stem, name.split())
        ]
        return len(having) >= SEVERAL or any(len(name) <= SHORT_NAME for name in having)

    def _is_command(self, one: Found) -> bool:
        return isinstance(self._things[one.number].target, CommandTarget)

    def called(self, name: str) -> CommandTarget | None:
        """The command of that folded name."""
        targets = (self._things[number].target for number in self._ranking.names.called(name))
        return next((target for target in targets if isinstance(target, CommandTarget)), None)

    def opens_no_name(self, word: str) -> bool:
        """Whether the notes have the folded word as typed, and no command's name opens with it."""
        asked = read_query(word, self._vocabulary).words
        return all(map(as_typed, asked)) and not self._ranking.names.begun(word)

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
