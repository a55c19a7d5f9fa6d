"""The notes as values: sections, commands, questions, and the library that holds them.

Everything here is frozen: a reload makes a new `Library` and swaps it whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from bot.study.packs import Pack, packed

SectionId: TypeAlias = str  # 1-20 characters of [A-Za-z0-9_-]: fits callback data and ?start=
CommandId: TypeAlias = str  # 1-40 characters of [A-Za-z0-9_-]
QuestionId: TypeAlias = str  # 1-20 characters of [A-Za-z0-9_-]


class Severity(StrEnum):
    ERROR = "error"  # something of the author's is lost or broken for the reader
    WARNING = "warning"  # the reader loses nothing, the author may want to know


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the notes, at a place the author can open.

    `code` is the key of its text in the locales (`fault-<code>`), `args` its variables.
    """

    file: str  # relative to the notes' folder, with /
    line: int  # from 1
    code: str
    severity: Severity
    args: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the notes (or an entry of the contents list that has none) and its own text."""

    id: SectionId
    title: str  # plain text, no markup
    path: tuple[str, ...]  # titles from the subject down to this section, itself last
    parent: SectionId | None
    children: tuple[SectionId, ...]
    text: str | Pack  # its body, packed where the library is to be kept
    file: str
    line: int
    is_stub: bool  # named by the contents list, written by nobody yet
    references: Mapping[str, Mapping[str, str]]  # markdown-it's reference definitions of its file

    @property
    def body(self) -> str:
        """Markdown of its own text: without the heading, its children, and written questions."""
        return self.text if isinstance(self.text, str) else str(self.text[self.id])


@dataclass(frozen=True, slots=True)
class Example:
    code: str
    meaning: str  # "" where the author gave none


@dataclass(frozen=True, slots=True)
class Flag:
    names: tuple[str, ...]  # ("-d", "--detach"): as written, the first is the one to show
    meaning: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command or an instruction that the notes describe."""

    id: CommandId
    name: str  # "docker run", "FROM"
    purpose: str  # one line, "" where the author gave none
    synopsis: tuple[str, ...]
    flags: tuple[Flag, ...]
    examples: tuple[Example, ...]
    aliases: tuple[str, ...]
    section: SectionId  # where it is described
    file: str
    line: int

    @property
    def tool(self) -> str:
        """The program it belongs to: the first word of its name."""
        return self.name.split(maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Definition:
    """`**Term** — это ...` in the first sentence of a paragraph."""

    term: str
    meaning: str
    section: SectionId
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question that the author wrote: heading, task list, block quote."""

    id: QuestionId
    stem: str
    options: tuple[Option, ...]
    explanation: str  # "" where the author gave none
    section: SectionId  # the section it stands in
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What one file holds, counted as CommonMark + GFM + YAML front matter define it, at any depth."""

    path: str
    headings: tuple[tuple[int, str], ...]  # (level, plain text)
    fences: int
    tables: int
    images: int
    links: int
    commands: tuple[str, ...]  # names of the commands described here, in order


@dataclass(frozen=True, slots=True)
class Picture:
    """A place in the notes where a picture of their own folder is shown."""

    file: str
    line: int
    target: str  # as written, relative to the file's folder


@dataclass(frozen=True, slots=True)
class Library:
    """All notes at one moment. `sections` is in reading order: depth first, as the contents list."""

    sections: Mapping[SectionId, Section]
    commands: Mapping[CommandId, Command]
    definitions: tuple[Definition, ...]
    questions: Mapping[QuestionId, WrittenQuestion]
    outlines: tuple[Outline, ...]
    faults: tuple[Fault, ...]
    intro: str = ""  # Markdown that stands before or beside the contents list, in no section
    pictures: tuple[Picture, ...] = ()
    links: Mapping[tuple[str, str], SectionId] = field(default_factory=lambda: MappingProxyType({}))
    """Where a link of the notes leads, by its file and its target without %-escapes."""

    def with_faults(self, faults: Iterable[Fault]) -> "Library":
        """The same notes with more that is wrong in them, all by place."""
        whole = sorted((*self.faults, *faults), key=lambda fault: (fault.file, fault.line, fault.code))
        return replace(self, faults=tuple(whole))

    def packed(self) -> "Library":
        """The same notes with the sections' texts packed: for years in memory, a few of them read at a time."""
        texts = ((section.id, section.body) for section in self.sections.values() if section.body)
        packs = dict(packed(texts, len))
        sections = {
            section.id: replace(section, text=packs.get(section.id, "")) for section in self.sections.values()
        }
        return replace(self, sections=sections)

    def subjects(self) -> tuple[Section, ...]:
        """The top of the tree."""
        return tuple(s for s in self.sections.values() if s.parent is None)

    def children(self, section: Section) -> tuple[Section, ...]:
        return tuple(self.sections[child] for child in section.children)

    def ancestors(self, section: Section) -> tuple[Section, ...]:
        """From the subject down to the section's parent; empty for a subject."""
        chain: list[Section] = []
        while section.parent is not None:
            section = self.sections[section.parent]
            chain.append(section)
        return tuple(reversed(chain))

    def subtree(self, section: Section) -> Iterator[Section]:
        """The section and everything below it, in reading order."""
        yield section
        for child in self.children(section):
            yield from self.subtree(child)
