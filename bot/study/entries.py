"""A library -> the entries of the look-up: what can be found, and by which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.study.notes import Command, CommandId, Definition, Library, Section, SectionId
from bot.study.plain import without_marks
from bot.study.terms import CODE, DETAIL, NAME, PARENT, PURPOSE, TITLE, Terms
from bot.study.words import fold, words


@dataclass(frozen=True, slots=True)
class CommandTarget:
    id: CommandId


@dataclass(frozen=True, slots=True)
class FlagTarget:
    command: CommandId
    flag: str  # the first of its names


@dataclass(frozen=True, slots=True)
class SectionTarget:
    id: SectionId


Target: TypeAlias = CommandTarget | FlagTarget | SectionTarget
Line: TypeAlias = tuple[str, ...]  # words or stems in order


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be found."""

    target: Target
    section: SectionId  # where it is described
    called: tuple[str, ...]  # folded names: a query that is one of them means it for sure


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its lines, which an index is made of. A query that covers one of them whole means this thing."""

    thing: Thing
    names: tuple[Line, ...]  # words of its names, aliases too
    gists: tuple[Line, ...]  # stems of what it is for: purpose, title, terms it defines
    examples: tuple[Line, ...]  # stems of what its examples do and its definitions say


def entries(library: Library, taken: frozenset[str] = frozenset()) -> Iterator[tuple[Entry, Terms]]:
    """Commands with their flags, then the sections that are not one command's own; no command of a taken name."""
    owners = {command.section: command.id for command in library.commands.values() if _owns(library, command)}
    definitions: dict[SectionId, list[Definition]] = {}
    for definition in library.definitions:
        definitions.setdefault(definition.section, []).append(definition)
    asked: dict[SectionId, list[str]] = {}
    for question in library.questions.values():
        asked.setdefault(question.section, []).append(question.stem)
    for command in library.commands.values():
        if fold(command.name) in taken:
            continue
        owns = owners.get(command.section) == command.id
        own = definitions.get(command.section, ()) if owns else None
        yield _command(command, library, own, asked)
        yield from _flags(command)
    for section in library.sections.values():
        if section.id not in owners:
            yield _section(section, definitions.get(section.id, ()), _text(section, asked))


def _owns(library: Library, command: Command) -> bool:
    """Whether the command's section is about nothing else: its title opens with the command's name."""
    section = library.sections.get(command.section)
    return section is not None and f"{fold(section.title)} ".startswith(f"{fold(command.name)} ")


def _text(section: Section, asked: Mapping[SectionId, Sequence[str]]) -> str:
    """What stands in the section, with what the author asks there: an error is often named in a question alone."""
    return without_marks("\n".join((section.body, *asked.get(section.id, ()))))


def _command(
    command: Command,
    library: Library,
    own: Iterable[Definition] | None,
    asked: Mapping[SectionId, Sequence[str]],
) -> tuple[Entry, Terms]:
    """`own` are the definitions of its section, if that is about nothing else."""
    terms = Terms()
    names = tuple(terms.put_name(name) for name in (command.name, *command.aliases))
    gists = [terms.put_text(command.purpose, PURPOSE)]
    examples = [terms.put_text(example.meaning, DETAIL) for example in command.examples]
    for flag in command.flags:
        terms.put_text(flag.meaning, DETAIL)
        for name in flag.names:
            terms.put(name, DETAIL)
        examples += [terms.put_text(example.meaning, DETAIL) for example in flag.examples]
    for code in (*command.synopsis, *(example.code for example in command.examples)):
        terms.put_text(code, CODE)
    section = library.sections.get(command.section)
    if section is not None:
        for title in section.path[:-1] if own is not None else section.path:
            terms.put_text(title, PARENT)
    if section is not None and own is not None:
        terms.put_text(section.title, PURPOSE)
        terms.put_body(_text(section, asked))
        gists += [terms.put_text(definition.term, TITLE) for definition in own]
        examples += [terms.put_text(definition.meaning, PURPOSE) for definition in own]
    called = tuple(" ".join(name) for name in names)
    target = CommandTarget(command.id)
    return Entry(Thing(target, command.section, called), names, _distinct(gists), _distinct(examples)), terms


def _flags(command: Command) -> Iterator[tuple[Entry, Terms]]:
    common = Terms()
    names = tuple(common.put_name(name) for name in (command.name, *command.aliases))
    common.put_text(command.purpose, PARENT)
    for flag in command.flags:
        terms = common.copy()
        for name in flag.names:
            terms.put(name, NAME)
            terms.put_text(name, DETAIL)
        gist = terms.put_text(flag.meaning, PURPOSE)
        for example in flag.examples:
            terms.put_text(example.meaning, DETAIL)
            terms.put_text(example.code, CODE)
        target = FlagTarget(command.id, flag.names[0])
        yield Entry(Thing(target, command.section, ()), names, _distinct([gist]), ()), terms


def _section(section: Section, definitions: Iterable[Definition], text: str) -> tuple[Entry, Terms]:
    terms = Terms()
    gists = [terms.put_text(section.title, TITLE)]
    for token in fold(section.title).split():
        terms.put("=" + token, TITLE)
    for above in section.path[:-1]:
        terms.put_text(above, PARENT)
    terms.put_body(text)
    gists += [terms.put_text(definition.term, TITLE) for definition in definitions]
    examples = [terms.put_text(definition.meaning, PURPOSE) for definition in definitions]
    called = tuple(dict.fromkeys((fold(section.title), " ".join(words(section.title)))))
    target = SectionTarget(section.id)
    return Entry(Thing(target, section.id, called), (), _distinct(gists), _distinct(examples)), terms


def _distinct(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(line for line in lines if line))
