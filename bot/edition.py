"""One edition of the notes: what a library holds, indexed for the chat, and the shelf it stands on.

An edition never changes. A reload makes a new one aside and the shelf swaps it whole, so that whoever works
with the old one to the end of an update sees one state of the notes.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot import render
from bot.content import ContentError, read_content
from bot.study.known import Known
from bot.study.notes import Command, CommandId, Library, QuestionId, Section, SectionId
from bot.study.parse import parse
from bot.study.quiz import Question, questions
from bot.study.search import Index
from bot.texts import Texts

RENDERED: Final = 512  # sections and cards kept as rendered: some 5 KB each


@dataclass(frozen=True)
class Edition:
    """The notes of one moment, with everything that is asked of them more than once."""

    library: Library
    index: Index
    questions: Mapping[QuestionId, Question]

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

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The written sections before and after it in reading order."""
        position = self._positions.get(section.id)
        if position is None:
            return None, None
        before = self._reading[position - 1] if position > 0 else None
        after = self._reading[position + 1] if position + 1 < len(self._reading) else None
        return before, after

    def pages(self, section: Section, texts: Texts) -> tuple[render.Page, ...]:
        """The section's own text as Telegram shows it, rendered once for each language."""
        return self._pages(section.id, texts)

    def card(self, command: Command, flag: str | None, texts: Texts) -> render.Card:
        """The command's card, rendered once for each language; a flag asked for comes first."""
        return self._cards(command.id, flag, texts)

    @cached_property
    def _pages(self) -> Callable[[SectionId, Texts], tuple[render.Page, ...]]:
        @lru_cache(RENDERED)
        def pages(section_id: SectionId, texts: Texts) -> tuple[render.Page, ...]:
            section = self.library.sections[section_id]
            header = render.Header(
                title=section.title,
                breadcrumb=" › ".join(section.path[:-1]),
                number=lambda number, count: texts.plain("section-page", page=number, pages=count),
                nothing=texts.plain("section-is-stub" if section.is_stub else "section-empty"),
            )
            return render.pages(section, header)

        return pages

    @cached_property
    def _cards(self) -> Callable[[CommandId, str | None, Texts], render.Card]:
        @lru_cache(RENDERED)
        def card(command_id: CommandId, flag: str | None, texts: Texts) -> render.Card:
            labels = render.CardLabels(
                flags=texts.plain("card-flags"),
                examples=texts.plain("card-examples"),
                aliases=texts.plain("card-aliases"),
            )
            return render.card(self.library.commands[command_id], labels, flag)

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
    def _sections_with_questions(self) -> frozenset[SectionId]:
        found: set[SectionId] = set()
        for question in self.questions.values():
            section: SectionId | None = question.section
            while section is not None and section not in found:
                found.add(section)
                section = self.library.sections[section].parent
        return frozenset(found)


class Shelf:
    """Holds the edition of the moment."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition


def publish(content_dir: Path, known: Known | None = None) -> Edition:
    """Read, parse and index the notes; `known` is what earlier editions knew, so that ids stay.

    Raises:
        ContentError: the notes cannot be read, or hold no section.
    """
    content = read_content(content_dir)
    library = parse(content.files, known, content.assets)
    if not library.sections:
        raise ContentError(f"{content_dir}: no sections in {len(content.files)} files")
    return Edition(library, Index.build(library), {question.id: question for question in questions(library)})
