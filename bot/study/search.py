"""Look-up: a query as people type it -> the commands, flags and sections it may mean, best first.

One engine for /cmd, /find, plain text, inline mode and the command line. An `Index` is built once for a library and
only read after that, from any thread.

    index = Index.build(library)
    [index.name(hit.target) for hit in index.find("как удалить образ")]  # docker rmi, docker image prune, ...
"""

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.study.entries import CommandTarget, Entry, FlagTarget, SectionTarget, Target, entries
from bot.study.notes import Library, SectionId
from bot.study.plain import plain
from bot.study.postings import Postings
from bot.study.query import Query, read_query
from bot.study.ranking import Found, Ranking
from bot.study.snippets import Snippet, cut_snippet
from bot.study.vocabulary import Fit, Vocabulary, Word
from bot.study.words import fold, stem, words

__all__ = ["CommandTarget", "FlagTarget", "Hit", "Index", "Kind", "SectionTarget", "Snippet", "Target"]

# When the best answer is good enough to give (docs/decisions/0004-search.md, "Nothing").
KNOWN_SCORE = 0.12  # all words of the query are words of the notes
DOUBTED_SCORE = 0.3  # some are not, or had to be guessed
SURE_COVER = 0.9  # any score: nearly all of the query stands there


class Kind(StrEnum):
    EXACT = "exact"  # the query is the name
    NAME = "name"  # the query has the whole name in it, or most of its letters
    TEXT = "text"  # the query says what it is about


@dataclass(frozen=True, slots=True)
class Hit:
    target: Target
    score: float  # 1 for the name itself, less for all else
    kind: Kind


class Index:
    """Everything of a library that can be found."""

    def __init__(self, library: Library, under: Library | None = None) -> None:
        sources = [library] if under is None else [library, under]
        self._library = library
        self._commands = ChainMap(*(dict(source.commands) for source in sources))
        self._sections = ChainMap(*(dict(source.sections) for source in sources))
        found: list[Entry] = []
        postings = Postings()
        written: set[str] = set()
        for entry, terms in entries(library, under):
            postings.add(len(found), terms)
            written |= terms.written
            found.append(entry)
        self._entries = tuple(found)
        self._ranking = Ranking(self._entries, postings)
        self._vocabulary = Vocabulary(postings.terms(), written)

    @classmethod
    def build(cls, library: Library, under: Library | None = None) -> "Index":
        """The index of the notes, with a second source under them for the commands they do not describe."""
        return cls(library, under)

    def find(self, query: str, limit: int = 5, scope: SectionId | None = None) -> tuple[Hit, ...]:
        """Commands, flags and sections that the query may mean, best first; empty when nothing fits."""
        asked = read_query(query, self._vocabulary)
        found = [one for one in self._ranking.ranked(asked) if self._is_inside(one, scope)]
        if not _is_answered(asked, found[:limit]):
            return ()
        return tuple(self._hit(one) for one in found[:limit])

    def sections(self, query: str, scope: SectionId | None = None, limit: int = 50) -> tuple[Hit, ...]:
        """Sections to read about it, best first. A query that opens with a subject looks inside it: docker сеть."""
        if scope is None:
            scope, query = self._scope(query)
        asked = read_query(query, self._vocabulary)
        hits: dict[SectionId, Hit] = {}
        for one in self._ranking.ranked(asked):
            section = self._entries[one.number].section
            if section in self._library.sections and self._is_inside(one, scope):
                hits.setdefault(section, Hit(SectionTarget(section), one.score, self._hit(one).kind))
        return tuple(hits.values())[:limit]

    def snippet(self, section: SectionId, query: str) -> Snippet:
        """The piece of the section's text that answers the query best."""
        meant = self._ranking.meant(read_query(query, self._vocabulary).words)
        text = plain(self._sections[section].body)
        return cut_snippet(text, lambda word: max(meant.get("=" + word, 0.0), meant.get(stem(word), 0.0)))

    def near(self, query: str, limit: int = 3) -> tuple[CommandTarget, ...]:
        """The commands whose names are most like the query, to offer when nothing was found."""
        targets = (self._entries[number].target for number in self._ranking.names.near(query))
        return tuple(target for target in targets if isinstance(target, CommandTarget))[:limit]

    def name(self, target: Target) -> str:
        """What to call it: docker ps, docker run -v, Docker / Тома."""
        match target:
            case CommandTarget(id=command):
                return self._commands[command].name
            case FlagTarget(command=command, flag=flag):
                return f"{self._commands[command].name} {flag}"
            case SectionTarget(id=section):
                return " / ".join(self._sections[section].path)
            case _:
                assert_never(target)

    def _hit(self, one: Found) -> Hit:
        kind = Kind.EXACT if one.is_exact else Kind.NAME if one.is_named else Kind.TEXT
        return Hit(self._entries[one.number].target, one.score, kind)

    def _is_inside(self, one: Found, scope: SectionId | None) -> bool:
        return scope is None or scope in self._lineage(self._entries[one.number].section)

    def _lineage(self, section: SectionId) -> Iterator[SectionId]:
        """The section and those above it."""
        above: SectionId | None = section
        while above is not None and above in self._sections:
            yield above
            above = self._sections[above].parent

    def _scope(self, query: str) -> tuple[SectionId | None, str]:
        """The subject that the query opens with, and the rest of it."""
        asked = words(query)
        for subject in self._library.subjects():
            title = words(subject.title)
            if title and asked[: len(title)] == title and len(asked) > len(title):
                return subject.id, " ".join(fold(query).split()[len(title) :]) or query
        return None, query


def _is_answered(asked: Query, found: list[Found]) -> bool:
    """Whether the best answers are worth giving."""
    least = DOUBTED_SCORE if any(map(_is_doubted, asked.words)) else KNOWN_SCORE
    return any(one.score >= least or one.covered >= SURE_COVER for one in found)


def _is_doubted(word: Word) -> bool:
    """Whether the notes may not know the word: they lack it, or it had to be guessed, or it is a name of theirs to nobody.

    A Latin word that is no part of a name nor of the thesaurus stands in passing: `git` in notes on Docker.
    """
    if word.is_stop:
        return False
    if word.fit < Fit.BEGUN or not word.terms:
        return True
    return word.text.isascii() and not any(
        term for term in word.terms if isinstance(term, int) or term.startswith("=")
    )
