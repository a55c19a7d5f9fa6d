"""`konspekt cmd`: look-up in a terminal, and for programs."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO, assert_never

from bot import render, texts
from bot.console.terminal import Ink, Terminal
from bot.edition import Edition, publish, read_tldr
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Command, Example, Flag, Section
from bot.study.pasted import is_message
from bot.study.search import Hit
from bot.texts import Texts

NAMES_WIDTH: Final = 24  # columns; longer names of a flag stand on a line of their own
MENTIONS: Final = 5
INDENT: Final = "  "


def read(content: Path, tldr: Path | None) -> Edition:
    """The notes with the second source under them.

    Raises:
        ContentError: one of them cannot be read.
    """
    return publish(content, under=None if tldr is None else read_tldr(tldr))


def look_up_json(query: str, edition: Edition) -> int:
    """Print what the query may mean as one JSON object; 1 where nothing fits."""
    targets = _targets(query, edition)
    sys.stdout.write(json.dumps({"q": query, "targets": targets}, ensure_ascii=False) + "\n")
    return 0 if targets else 1


def look_up_lines(edition: Edition, lines: TextIO, out: TextIO) -> int:
    """Answer queries as JSON lines, one by one, as long as they come."""
    for line in lines:
        if not line.strip():
            continue
        try:
            query = str(json.loads(line)["q"])
        except (ValueError, KeyError, TypeError):
            out.write(json.dumps({"error": "a line must be a JSON object with q", "targets": []}) + "\n")
        else:
            out.write(
                json.dumps({"q": query, "targets": _targets(query, edition)}, ensure_ascii=False) + "\n"
            )
        out.flush()
    return 0


def _targets(query: str, edition: Edition) -> list[str]:
    return [edition.index.name(hit.target) for hit in edition.find(query)]


def look_up(query: str, edition: Edition, language: str, terminal: Terminal) -> int:
    """Print the card of what the query means, and what else it may mean; 1 where nothing fits."""
    spoken = texts.load(language).known[language]
    printer = Printer(edition, spoken, terminal)
    if not query.strip():
        _print(printer.everything())
        return 0
    hits = _hits(query, edition)
    _print(
        printer.answer(hits[0].target, [hit.target for hit in hits[1:]]) if hits else printer.nothing(query)
    )
    return 0 if hits else 1


def _hits(query: str, edition: Edition) -> Sequence[Hit]:
    """What to show, best first: of a pasted message, and where nothing fits, sections that mention it."""
    fits = edition.find(query)
    return edition.index.mentions(query, MENTIONS) or fits if is_message(query) or not fits else fits


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in lines)
    sys.stdout.flush()


def _is_flag_of(target: Target, card: Target) -> bool:
    """Whether the card that is shown has it."""
    command = card.command if isinstance(card, FlagTarget) else getattr(card, "id", None)
    return isinstance(target, FlagTarget) and target.command == command


class Printer:
    """Says everything in lines."""

    def __init__(self, edition: Edition, spoken: Texts, terminal: Terminal) -> None:
        self._edition = edition
        self._spoken = spoken
        self._terminal = terminal

    def everything(self) -> Iterator[str]:
        """The commands by tool, each with its purpose."""
        for tool, commands in self._edition.tools.items():
            yield self._terminal.paint(render.unmarked(tool), Ink.BOLD)
            yield from self._columns([(command.name, command.purpose) for command in commands])
            yield ""

    def answer(self, best: Target, others: Sequence[Target]) -> Iterator[str]:
        match best:
            case CommandTarget(id):
                yield from self.card(self._edition.commands[id], None)
            case FlagTarget(id, flag):
                yield from self.card(self._edition.commands[id], flag)
            case SectionTarget(id):
                yield from self.section(self._edition.library.sections[id])
            case _:
                assert_never(best)
        also = [other for other in others if not _is_flag_of(other, best)]
        yield from self._names("console-also", map(self._edition.index.name, also))

    def nothing(self, query: str) -> Iterator[str]:
        yield self._spoken.plain("console-nothing")
        yield from self._names("console-near", map(self._edition.index.name, self._edition.index.near(query)))

    def section(self, section: Section) -> Iterator[str]:
        """Where it stands, and its text as it reads in the chat."""
        yield from self._terminal.wrapped(" › ".join(map(render.unmarked, section.path)), ink=Ink.BOLD)
        nothing = self._spoken.plain("section-is-stub" if section.is_stub else "section-empty")
        for page in render.pages(section, render.Header(title="", nothing=nothing)):
            yield ""
            yield from self._terminal.shown(page.text, page.entities)

    def card(self, command: Command, asked: str | None) -> Iterator[str]:
        """What the command is for, how it is written, its flags (the one asked for first) and examples."""
        paint = self._terminal.paint
        purpose = render.unmarked(command.purpose)
        name = render.unmarked(command.name)
        first, *more = self._terminal.wrapped(f"{name} — {purpose}" if purpose else name)
        yield from (paint(name, Ink.BOLD) + first.removeprefix(name), *more)
        if command.synopsis:
            yield ""
            yield from (INDENT + paint(line, Ink.GREEN) for line in map(render.clean, command.synopsis))
        flags = sorted(command.flags, key=lambda flag: asked not in flag.names)
        if flags:
            yield from ("", paint(self._spoken.plain("card-flags"), Ink.BOLD), *self._flags(flags))
        if command.examples:
            yield from ("", paint(self._spoken.plain("card-examples"), Ink.BOLD))
            for example in command.examples:
                yield from self._example(example)
        yield from self._names("console-aliases", command.aliases)
        yield from self._source(command)

    def _flags(self, flags: Iterable[Flag]) -> Iterator[str]:
        yield from self._columns([(", ".join(flag.names), flag.meaning) for flag in flags])

    def _columns(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Names and what they mean, in two columns."""
        named = [(render.unmarked(name), render.unmarked(meaning)) for name, meaning in rows]
        width = max((len(name) for name, _ in named if len(name) <= NAMES_WIDTH), default=NAMES_WIDTH)
        gap = len(INDENT) + width + 2
        for name, meaning in named:
            lines = [*self._terminal.wrapped(meaning, gap)]
            painted = INDENT + self._terminal.paint(name, Ink.CYAN)
            if len(name) <= width:
                yield painted + " " * (width - len(name) + 2) + lines[0]
            else:
                yield from (painted, " " * gap + lines[0])
            yield from lines[1:]

    def _example(self, example: Example) -> Iterator[str]:
        if example.meaning:
            comment = f"# {render.unmarked(example.meaning)}"
            indented = self._terminal.wrapped(INDENT + comment, len(INDENT), Ink.DIM)
            yield from indented
        for line in example.code.splitlines():
            yield INDENT + self._terminal.paint(render.clean(line), Ink.GREEN)

    def _source(self, command: Command) -> Iterator[str]:
        if self._edition.is_ours(command):
            section = self._edition.library.sections[command.section]
            yield from self._names("console-section", [" › ".join(section.path)])
        else:
            yield from ("", *self._terminal.wrapped(self._edition.source(self._spoken), ink=Ink.DIM))

    def _names(self, key: str, names: Iterable[str]) -> Iterator[str]:
        """A line of names after a word on what they are; nothing where there are none."""
        shown = ", ".join(map(render.unmarked, names))
        if shown:
            yield ""
            yield from self._terminal.wrapped(self._spoken.plain(key, names=shown), len(INDENT), Ink.DIM)
