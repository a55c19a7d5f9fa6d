"""The notes as entries of the look-up: what can be found, and by which words, each with its strength.

Three alphabets of terms live side by side: `=ps` is a word of a name as written, `-v` a flag, `удал` a stem of
the text, and a number a meaning of the thesaurus.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.study.notes import Command, CommandId, Definition, Flag, Library, Section, SectionId
from bot.study.plain import plain
from bot.study.synonyms import thesaurus
from bot.study.words import WORD, fold, stem, words

Term: TypeAlias = str | int
Strength: TypeAlias = int  # 1-255: how much a word in this place says about the entry

NAME = 255
TITLE = 240
PURPOSE = 230
DETAIL = 160  # what a flag or an example means, a command's own text
PARENT = 120  # titles above; the command of a flag
BODY = 90  # one mention in the text
BODY_MOST = 140
CODE = 60


@dataclass(frozen=True, slots=True)
class CommandTarget:
    id: CommandId


@dataclass(frozen=True, slots=True)
class FlagTarget:
    command: CommandId
    flag: str


@dataclass(frozen=True, slots=True)
class SectionTarget:
    id: SectionId


Target: TypeAlias = CommandTarget | FlagTarget | SectionTarget


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    `names` are its folded names, aliases too; `gists` its purposes and titles as stems: a query that covers one of
    them whole means this entry.
    """

    target: Target
    section: SectionId
    names: tuple[tuple[str, ...], ...]
    gists: tuple[tuple[str, ...], ...]
    examples: tuple[tuple[str, ...], ...] = ()


class Terms(dict[Term, Strength]):
    """The terms of one entry; the strongest place of a word counts. `spelled` are its words as written."""

    def __init__(self) -> None:
        super().__init__()
        self.spelled: set[str] = set()

    def put(self, term: Term, strength: Strength) -> None:
        if self.get(term, 0) < strength:
            self[term] = strength

    def put_text(self, text: str, strength: Strength) -> tuple[str, ...]:
        """Adds the words of a text and their meanings; the stems, in order."""
        found = [word for word in words(text) if len(word) > 1]
        self.spelled.update(found)
        stems = tuple(map(stem, found))
        for one in stems:
            self.put_stem(one, strength)
        return stems

    def put_stem(self, found: str, strength: Strength) -> None:
        self.put(found, strength)
        for meaning in thesaurus().get(found, ()):
            self.put(meaning, strength)

    def put_name(self, name: str, strength: Strength = NAME) -> tuple[str, ...]:
        """Adds a name whole, by parts and as text; its words, as written."""
        tokens = tuple(fold(name).split())
        for token in tokens:
            self.put("=" + token, strength)
            for part in WORD.findall(token):
                self.put("=" + part, strength)
        self.put_text(name, strength * 4 // 5)
        return tokens

    def put_body(self, text: str) -> None:
        for found, times in Counter(stem(word) for word in words(text) if len(word) > 1).items():
            self.put_stem(found, min(BODY + 20 * (times - 1), BODY_MOST))


def entries(library: Library, under: Library | None = None) -> Iterator[tuple[Entry, Terms]]:
    """All that can be found: commands and their flags, sections that are not one command's own; then what lies under."""
    yield from _entries(library, frozenset())
    if under is not None:
        yield from _entries(under, frozenset(_names(library)))


def _entries(library: Library, taken: frozenset[str]) -> Iterator[tuple[Entry, Terms]]:
    owners = {command.section: command for command in library.commands.values() if _owns(library, command)}
    definitions: dict[SectionId, list[Definition]] = {}
    for definition in library.definitions:
        definitions.setdefault(definition.section, []).append(definition)
    for command in library.commands.values():
        if fold(command.name) in taken:
            continue
        section = library.sections.get(command.section)
        own = section if section is not None and owners.get(section.id) is command else None
        yield _command(command, section, own, definitions.get(command.section, []) if own else [])
        for flag in command.flags:
            yield _flag(command, flag)
    for section in library.sections.values():
        if section.id not in owners:
            yield _section(section, definitions.get(section.id, []))


def _names(library: Library) -> Iterator[str]:
    for command in library.commands.values():
        yield from map(fold, (command.name, *command.aliases))


def _owns(library: Library, command: Command) -> bool:
    """Whether the command's section is about nothing else: its title opens with the command's name."""
    section = library.sections.get(command.section)
    return section is not None and fold(section.title + " ").startswith(fold(command.name))


def _command(
    command: Command, section: Section | None, own: Section | None, definitions: list[Definition]
) -> tuple[Entry, Terms]:
    terms = Terms()
    names = tuple(terms.put_name(name) for name in (command.name, *command.aliases))
    gists = [terms.put_text(command.purpose, PURPOSE)]
    examples: list[tuple[str, ...]] = []
    for flag in command.flags:
        terms.put_text(flag.meaning, DETAIL)
        for name in flag.names:
            terms.put(name, DETAIL)
    for example in (*command.examples, *(example for flag in command.flags for example in flag.examples)):
        examples.append(terms.put_text(example.meaning, DETAIL))
        terms.put_text(example.code, CODE)
    for line in command.synopsis:
        terms.put_text(line, CODE)
    if section is not None:
        for title in section.path[: -1 if own else None]:
            terms.put_text(title, PARENT)
    if own is not None:
        gists.append(terms.put_text(own.title, PURPOSE))
        _put_section_text(terms, own, definitions)
        gists += [terms.put_text(definition.term, TITLE) for definition in definitions]
    return Entry(
        CommandTarget(command.id), command.section, names, _distinct(gists), _distinct(examples)
    ), terms


def _flag(command: Command, flag: Flag) -> tuple[Entry, Terms]:
    terms = Terms()
    names = tuple(terms.put_name(name) for name in (command.name, *command.aliases))
    for name in flag.names:
        terms.put(name, NAME)
        terms.put_text(name, DETAIL)
    gist = terms.put_text(flag.meaning, PURPOSE)
    for example in flag.examples:
        terms.put_text(example.meaning, DETAIL)
        terms.put_text(example.code, CODE)
    terms.put_text(command.purpose, PARENT)
    return Entry(FlagTarget(command.id, flag.names[0]), command.section, names, _distinct([gist])), terms


def _section(section: Section, definitions: list[Definition]) -> tuple[Entry, Terms]:
    terms = Terms()
    title = terms.put_text(section.title, TITLE)
    for token in fold(section.title).split():
        terms.put("=" + token, TITLE)
    for above in section.path[:-1]:
        terms.put_text(above, PARENT)
    _put_section_text(terms, section, definitions)
    gists = [title, *(terms.put_text(definition.term, TITLE) for definition in definitions)]
    return Entry(SectionTarget(section.id), section.id, (), _distinct(gists)), terms


def _put_section_text(terms: Terms, section: Section, definitions: list[Definition]) -> None:
    for definition in definitions:
        terms.put_text(definition.term, TITLE)
        terms.put_text(definition.meaning, PURPOSE)
    terms.put_body(plain(section.body))


def _distinct(gists: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(gist for gist in gists if gist))
