"""What the notes state and a question can ask: a name and what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.study.notes import Command, Definition, Library, Section, SectionId
from bot.study.quiz.wording import (
    content,
    fits,
    leans_on_another,
    one_definition,
    opens_well,
    option,
    plain,
    short,
)
from bot.study.words import fold

STATED_LIMIT: Final = 200  # UTF-16 units of a meaning in a stem, which has 300 in all

# Forms of names that no tool begins: psql's own commands, and instructions in upper case.
_META: Final = "\\"
_INSTRUCTION: Final = "UPPER CASE"


class Sort(StrEnum):
    COMMAND = "command"
    FLAG = "flag"
    EXAMPLE = "example"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the notes state something."""

    section: SectionId
    parent: SectionId | None
    subject: Section
    file: str
    line: int
    command: Command | None
    form: str  # how the command is written: one of the shell gives itself away among those in upper case
    family: str  # the tool, or the form where no tool begins the name; "" for a term


@dataclass(frozen=True, slots=True)
class Fact:
    """One name (a command, a flag, an example's code, a term) and its meaning."""

    sort: Sort
    key: str  # the same as long as the notes speak of the same thing
    name: str
    names: frozenset[str]  # folded: the name and its synonyms
    stated: str  # the meaning as a stem shows it
    meaning: str  # the meaning as an option shows it, "" where no clause of it is short enough
    about: frozenset[str]  # the content words of the meaning
    explanation: str  # the meaning in full, with the name
    place: Place


def facts(library: Library) -> Iterator[Fact]:
    """All that can be asked; a command's facts stand together, in the order of the notes."""
    for command in library.commands.values():
        yield from _of_command(command, _place(library, command, command))
    for definition in library.definitions:
        place = _place(library, definition, None)
        term = plain(definition.term)
        meaning = one_definition(definition.meaning)
        yield from _fact(Sort.TERM, f"{place.subject.id} {fold(term)}", (term,), meaning, place)


def subject(library: Library, section: SectionId) -> Section:
    """The top of the tree above a section, itself if it is one."""
    here = library.sections[section]
    return next(iter(library.ancestors(here)), here)


def _of_command(command: Command, place: Place) -> Iterator[Fact]:
    yield from _fact(Sort.COMMAND, command.id, (command.name, *command.aliases), command.purpose, place)
    for flag in command.flags:
        # The shortest name keeps the key when the author adds a long one.
        shortest = min(flag.names, key=lambda name: (len(name), name))
        yield from _fact(Sort.FLAG, f"{command.id} {shortest}", flag.names, flag.meaning, place)
    for example in (*command.examples, *(e for flag in command.flags for e in flag.examples)):
        code = " ".join(example.code.split())
        yield from _fact(Sort.EXAMPLE, f"{command.id} {code}", (example.code,), example.meaning, place)


def _fact(sort: Sort, key: str, names: tuple[str, ...], meaning: str, place: Place) -> Iterator[Fact]:
    """The fact, or nothing where the meaning is missing, too long, or unclear outside its place."""
    shown = short(meaning) or ""
    stated = option(meaning) if fits(option(meaning), STATED_LIMIT) else shown
    if not content(stated) or not opens_well(stated) or leans_on_another(stated):
        return
    yield Fact(
        sort=sort,
        key=f"{sort} {key}",
        name=names[0],
        names=frozenset(fold(name) for name in names),
        stated=stated,
        meaning=shown,
        about=content(stated),
        explanation=_explanation(sort, names[0], meaning, place.command),
        place=place,
    )


def _explanation(sort: Sort, name: str, meaning: str, command: Command | None) -> str:
    if command and sort is Sort.FLAG:
        return f"{command.name} {name} — {plain(meaning)}"
    if command and sort is Sort.EXAMPLE:
        return f"{command.name} — {plain(command.purpose)}" if command.purpose else ""
    return f"{name} — {plain(meaning)}"


def _place(library: Library, stated: Command | Definition, command: Command | None) -> Place:
    form = _form(command) if command else ""
    return Place(
        section=stated.section,
        parent=library.sections[stated.section].parent,
        subject=subject(library, stated.section),
        file=stated.file,
        line=stated.line,
        command=command,
        form=form,
        family=form or (command.tool if command else ""),
    )


def _form(command: Command) -> str:
    if command.name.startswith(_META):
        return _META
    return _INSTRUCTION if command.name.isupper() else ""
