"""Look-up: a query as people type it -> the commands, flags and sections it may mean, best first.

One engine for /cmd, /find, plain text, inline mode and the command line. An `Index` is built once for a library and
only read after that, from any thread.

    index = Index.build(library)
    [index.name(hit.target) for hit in index.find("как удалить образ")]  # docker rmi, docker image prune, ...
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import assert_never

from bot.study.calls import Call, read_call
from bot.study.catalogue import Catalogue, Hit, Kind
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Library, SectionId
from bot.study.pasted import gist, is_message
from bot.study.plain import plain
from bot.study.snippets import Snippet, cut_snippet
from bot.study.subjects import Subjects
from bot.study.synonyms import STOP_WORDS, WHY_WORDS
from bot.study.words import fold, stem, words

__all__ = ["CommandTarget", "FlagTarget", "Hit", "Index", "Kind", "SectionTarget", "Snippet", "Target"]

UNDER_WORTH = 0.7  # of an answer from below against one of the notes: they are what the reader came for
ASKING = STOP_WORDS | WHY_WORDS  # words around a subject's name: "что такое докер" is about Docker
BEHIND = 0.99  # the most that anything else scores where a subject is named


class Index:
    """Everything of a library that can be found, and of a second source under it."""

    def __init__(self, library: Library, under: Library | None = None) -> None:
        sources = [library] if under is None else [library, under]
        self._library = library
        self._commands = ChainMap(*(dict(source.commands) for source in sources))
        self._sections = ChainMap(*(dict(source.sections) for source in sources))
        self._notes = Catalogue(library)
        self._subjects = Subjects(library)
        commands = library.commands.values()
        taken = frozenset(fold(name) for command in commands for name in (command.name, *command.aliases))
        self._under = None if under is None else Catalogue(under, taken)

    @classmethod
    def build(cls, library: Library, under: Library | None = None) -> "Index":
        """The index of the notes, with a second source under them for the commands they do not describe."""
        return cls(library, under)

    def find(self, query: str, limit: int = 5, scope: SectionId | None = None) -> tuple[Hit, ...]:
        """Commands, flags and sections that the query may mean, best first; empty when nothing fits."""
        if (called := self._called(query)) is not None and scope is None:
            others = (hit for hit in self._find(query, None) if hit.target != called.target)
            return (called, *map(_behind, others))[:limit]
        query = self._about(query)
        if scope is None:
            within, rest = self._subjects.within(query)
            if within is not None and (found := self._find(rest, within)):
                return tuple(found[:limit])
        hits = self._find(query, scope)
        subject = self._subject(query, scope)
        if not hits and subject is None and scope is None:
            called = self._called(query, in_any_case=True)
            return () if called is None else (called,)
        is_command = bool(hits) and hits[0].kind is Kind.EXACT and isinstance(hits[0].target, CommandTarget)
        return tuple((hits if subject is None or is_command else _led(subject, hits))[:limit])

    def _called(self, query: str, *, in_any_case: bool = False) -> Hit | None:
        """The command that the query is a call of, or the flag of it that the query sets.

        A command in capitals is typed so: RUN opens an instruction, run opens many a phrase.
        """
        call = read_call(query)
        for name in call.openings if call is not None else ():
            for source in self._sources:
                target = source.called(name)
                if call is None or target is None:
                    continue
                if in_any_case or call.words[0].isupper() or not self._commands[target.id].name.isupper():
                    return Hit(self._flagged(target, call), BEHIND, Kind.NAME)
        return None

    def _flagged(self, target: CommandTarget, call: Call) -> CommandTarget | FlagTarget:
        known = {name: flag.names[0] for flag in self._commands[target.id].flags for name in flag.names}
        return next((FlagTarget(target.id, known[name]) for name in call.flags if name in known), target)

    def _about(self, query: str) -> str:
        """Of a call of a program that the notes mention and do not describe, the program: `cat` of `cat notes.txt`."""
        call = read_call(query)
        program = fold(call.words[0]) if call is not None else ""
        return program if program and self._notes.opens_no_name(program) else query

    @property
    def _sources(self) -> Iterator[Catalogue]:
        yield self._notes
        if self._under is not None:
            yield self._under

    def _find(self, query: str, scope: SectionId | None) -> list[Hit]:
        hits = self._notes.answers(query, lambda section: self._is_inside(section, scope))
        if self._under is not None:
            below = self._under.answers(query, lambda section: self._is_inside(section, scope))
            hits += (
                hit if hit.kind is Kind.EXACT else replace(hit, score=hit.score * UNDER_WORTH)
                for hit in below
            )
            hits.sort(key=lambda hit: -hit.score)
        return hits

    def _subject(self, query: str, scope: SectionId | None) -> SectionId | None:
        """The subject that the query is the name of, in any spelling."""
        name = " ".join(word for word in words(query) if word not in ASKING)
        named = self._subjects.meant(name or query)
        return named if named is not None and self._is_inside(named, scope) else None

    def sections(self, query: str, scope: SectionId | None = None, limit: int = 50) -> tuple[Hit, ...]:
        """Sections of the notes to read about it, best first. A subject that opens the query narrows it: docker сеть."""
        query = self._about(query)
        subject = self._subject(query, scope)
        if scope is None:
            scope, query = self._subjects.scope(query)
        found = self._notes.sections(query, lambda section: self._is_inside(section, scope))
        hits = [replace(hit, target=SectionTarget(section)) for section, hit in found.items()]
        return tuple((hits if subject is None else _led(subject, hits))[:limit])

    def mentions(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Sections whose text has the rare words of the query, best first: to read where nothing else fits."""
        for said in (query, gist(query)):  # the gist alone where a long message is mostly about who says it
            scope, asked = self._subjects.scope(said if is_message(said) else self._about(said))
            found = self._notes.mentions(asked, partial(self._is_inside, scope=scope))
            if found:
                return tuple(found[:limit])
        return ()

    def snippet(self, section: SectionId, query: str) -> Snippet:
        """The piece of the section's text that answers the query best."""
        source = (
            self._under if self._under is not None and section not in self._library.sections else self._notes
        )
        meant = source.meant(query)
        text = plain(self._sections[section].body)
        return cut_snippet(text, lambda word: max(meant.get("=" + word, 0.0), meant.get(stem(word), 0.0)))

    def near(self, query: str, limit: int = 3) -> tuple[CommandTarget, ...]:
        """The commands whose names are most like the query, to offer when nothing was found; the notes' own first."""
        below = [] if self._under is None else self._under.near(query)
        return tuple([*self._notes.near(query), *below][:limit])

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

    def _is_inside(self, section: SectionId, scope: SectionId | None) -> bool:
        return scope is None or scope in self._lineage(section)

    def _lineage(self, section: SectionId) -> Iterator[SectionId]:
        """The section and those above it."""
        above: SectionId | None = section
        while above is not None and above in self._sections:
            yield above
            above = self._sections[above].parent


def _led(subject: SectionId, hits: Iterable[Hit]) -> list[Hit]:
    """The subject, and all else behind it."""
    first = Hit(SectionTarget(subject), 1.0, Kind.EXACT)
    return [first, *(_behind(hit) for hit in hits if hit.target != first.target)]


def _behind(hit: Hit) -> Hit:
    return replace(hit, score=min(hit.score, BEHIND), kind=Kind.NAME if hit.kind is Kind.EXACT else hit.kind)
