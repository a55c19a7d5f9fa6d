"""One edition of the notes: what a library holds, indexed for the chat, and the shelf it stands on.

An edition never changes. A reload makes a new one aside and the shelf swaps it whole, so that whoever works
with the old one to the end of an update sees one state of the notes.
"""

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot import render
from bot.book import Book
from bot.content import Content, ContentError, read_content, read_pages
from bot.making import read_library
from bot.pictures import Album
from bot.study.known import Known
from bot.study.notes import Command, CommandId, Library, QuestionId, Section, SectionId
from bot.study.pool import Pool
from bot.study.quiz import Question, questions
from bot.study.search import CommandTarget, Hit, Index, SectionTarget
from bot.study.tldr import LICENCE, SUBJECT, parse_tldr
from bot.study.wishes import wished
from bot.texts import Texts

REMEMBERED: Final = 2048  # queries and what they found: people ask for the same few commands
RENDERED: Final = 512  # sections and cards kept as rendered: some 5 KB each


@dataclass(frozen=True)
class Edition:
    """The notes of one moment, with everything that is asked of them more than once."""

    library: Library
    index: Index
    under: Library | None = (
        None  # a second source for look-up alone: neither read by contents nor asked about
    )
    album: Album = field(default_factory=Album)

    @cached_property
    def questions(self) -> Mapping[QuestionId, Question]:
        """Everything that can be asked, in contents order; made when first wanted: look-up alone never wants it."""
        return {question.id: question for question in questions(self.library)}

    @cached_property
    def commands(self) -> Mapping[CommandId, Command]:
        """Every command that can be looked up."""
        if self.under is None:
            return self.library.commands
        return ChainMap(dict(self.library.commands), dict(self.under.commands))

    def is_ours(self, command: Command) -> bool:
        """Whether the notes themselves describe it."""
        return command.id in self.library.commands

    def source(self, texts: Texts) -> str:
        """Where a command that is not ours comes from, with the licence."""
        return texts.plain("card-source", source=SUBJECT, licence=LICENCE)

    def find(self, query: str, limit: int = 5) -> tuple[Hit, ...]:
        """What the query may mean, best first; of a command that both sources have, the notes' own."""
        return self._find(query, limit)

    @cached_property
    def _find(self) -> Callable[[str, int], tuple[Hit, ...]]:
        # not `self`: an edition in a cycle would outlive its reload (tests/test_publishing.py)
        index, library, is_alone = self.index, self.library, self.under is None

        @lru_cache(REMEMBERED)
        def find(query: str, limit: int) -> tuple[Hit, ...]:
            hits = index.find(query, limit if is_alone else 2 * limit)
            return tuple(
                hit
                for hit in hits
                if not isinstance(hit.target, SectionTarget) or hit.target.id in library.sections
            )[:limit]

        return find

    def similar(self, command: Command, limit: int = 6) -> tuple[Command, ...]:
        """Commands for much the same, then those with names like its own."""
        hits = self.find(command.purpose or command.name, 2 * limit)
        targets = (*(hit.target for hit in hits), *self.index.near(command.name, limit))
        ids = dict.fromkeys(target.id for target in targets if isinstance(target, CommandTarget))
        return tuple(self.commands[id_] for id_ in ids if id_ != command.id)[:limit]

    def questions_about(self, command: Command, flag: str | None = None) -> tuple[QuestionId, ...]:
        """The few questions that "ask me about this" means."""
        return wished(self._questions_by_command.get(command.id, ()), flag)

    @cached_property
    def tools(self) -> Mapping[str, tuple[Command, ...]]:
        """Commands by tool, in the order of the notes; those of a word alone by the section around theirs."""
        commands = self.library.commands.values()
        families = {command.tool for command in commands if command.name != command.tool}
        found: defaultdict[str, list[Command]] = defaultdict(list)
        for command in commands:
            found[command.tool if command.tool in families else self._around(command)].append(command)
        return MappingProxyType({tool: tuple(members) for tool, members in found.items()})

    def tool_of(self, command: Command) -> str:
        """The key of `tools` that the command stands under."""
        return next(tool for tool, members in self.tools.items() if command in members)

    def _around(self, command: Command) -> str:
        section = self.library.sections[command.section]
        above = [s.title for s in self.library.ancestors(section)]
        return " / ".join(above[-2:]) or section.title

    def described_in(self, section: Section) -> tuple[Command, ...]:
        return self._commands_by_section.get(section.id, ())

    def has_questions(self, section: Section) -> bool:
        """Whether anything can be asked on the section or what is below it."""
        return section.id in self._sections_with_questions

    def questions_in(self, section: Section) -> tuple[QuestionId, ...]:
        """The questions of the section and everything below it, in contents order."""
        inside = {below.id for below in self.library.subtree(section)}
        return tuple(question.id for question in self.questions.values() if question.section in inside)

    def pool(self, topics: tuple[SectionId, ...] = ()) -> Pool:
        """What a quiz on the sections and everything below them picks from; without any, on everything."""
        if len(topics) > 1:
            return self._pool(topics)  # of many sections there are too many to keep
        if topics not in self._pools:
            self._pools[topics] = self._pool(topics)
        return self._pools[topics]

    def _pool(self, topics: tuple[SectionId, ...]) -> Pool:
        sections = self.sections_of(topics)
        return Pool(q for q in self.questions.values() if not topics or q.section in sections)

    @cached_property
    def _pools(self) -> dict[tuple[SectionId, ...], Pool]:
        return {}

    def sections_of(self, topics: Iterable[SectionId]) -> frozenset[SectionId]:
        """The sections of these topics and all below them; none for topics that the notes do not hold."""
        known = (self.library.sections[topic] for topic in topics if topic in self.library.sections)
        return frozenset(below.id for topic in known for below in self.library.subtree(topic))

    @cached_property
    def topics(self) -> tuple[Section, ...]:
        """What one chooses among: the subjects that have questions, or the parts of the only one."""
        subjects = self.library.subjects()
        offered = self.library.children(subjects[0]) if len(subjects) == 1 else subjects
        return tuple(section for section in offered if self.has_questions(section))

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The written sections before and after it in reading order."""
        position = self._positions.get(section.id)
        if position is None:
            return None, None
        before = self._reading[position - 1] if position > 0 else None
        after = self._reading[position + 1] if position + 1 < len(self._reading) else None
        return before, after

    @cached_property
    def book(self) -> Book:
        return Book(self.library, self.album)

    def has_text(self, section: Section) -> bool:
        """Whether anything is written in the section or below it."""
        return section.id in self._sections_with_text

    def card(self, command: Command, flag: str | None, texts: Texts, note: str = "") -> render.Card:
        """The command's card, rendered once for each language; a flag asked for comes first, a note last."""
        if not self.is_ours(command):
            note = "\n".join(filter(None, (note, self.source(texts))))
        return self._cards(command.id, flag, texts, note)

    @cached_property
    def _cards(self) -> Callable[[CommandId, str | None, Texts, str], render.Card]:
        # not `self`: an edition in a cycle would outlive its reload (tests/test_publishing.py)
        commands = self.commands

        @lru_cache(RENDERED)
        def card(command_id: CommandId, flag: str | None, texts: Texts, note: str) -> render.Card:
            labels = render.CardLabels(
                flags=texts.plain("card-flags"),
                examples=texts.plain("card-examples"),
                aliases=texts.plain("card-aliases"),
            )
            return render.card(commands[command_id], labels, flag, note)

        return card

    @cached_property
    def _reading(self) -> tuple[Section, ...]:
        return tuple(s for s in self.library.sections.values() if not s.is_stub or s.children)

    @cached_property
    def _positions(self) -> Mapping[SectionId, int]:
        return {section.id: position for position, section in enumerate(self._reading)}

    @cached_property
    def _commands_by_section(self) -> Mapping[SectionId, tuple[Command, ...]]:
        found: defaultdict[SectionId, list[Command]] = defaultdict(list)
        for command in self.library.commands.values():
            found[command.section].append(command)
        return {section: tuple(commands) for section, commands in found.items()}

    @cached_property
    def _questions_by_command(self) -> Mapping[CommandId, tuple[Question, ...]]:
        found: defaultdict[CommandId, list[Question]] = defaultdict(list)
        for question in self.questions.values():
            if question.command is not None:
                found[question.command].append(question)
        return {command: tuple(about) for command, about in found.items()}

    @cached_property
    def _sections_with_questions(self) -> frozenset[SectionId]:
        return self._with_all_above(question.section for question in self.questions.values())

    @cached_property
    def _sections_with_text(self) -> frozenset[SectionId]:
        return self._with_all_above(section.id for section in self.library.sections.values() if section.text)

    def _with_all_above(self, sections: Iterable[SectionId]) -> frozenset[SectionId]:
        found: set[SectionId] = set()
        for start in sections:
            section: SectionId | None = start
            while section is not None and section not in found:
                found.add(section)
                section = self.library.sections[section].parent
        return frozenset(found)


class Shelf:
    """Holds the edition of the moment."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition


def publish(content_dir: Path, known: Known | None = None, under: Library | None = None) -> Edition:
    """Read, parse and index the notes; `known` is what earlier editions knew, so that ids stay.

    `under` is a second source of commands, from `read_tldr`.
    Raises:
        ContentError: the notes cannot be read, or hold no section.
    """
    content = read_content(content_dir)
    library = read_library(content, known)
    return assemble(content, library, Index.build(library, under), under)


def assemble(content: Content, library: Library, index: Index, under: Library | None = None) -> Edition:
    """The edition of a library, its pictures looked at."""
    album = Album(content.assets)
    return Edition(library.with_faults(album.faults(library.pictures)), index, under, album)


def read_tldr(folder: Path) -> Library:
    """The commands of a folder of tldr-pages.

    Raises:
        ContentError: the folder cannot be read, or holds no page.
    """
    pages = parse_tldr(read_pages(folder))
    if not pages.commands:
        raise ContentError(f"{folder}: no tldr-pages")
    return pages
