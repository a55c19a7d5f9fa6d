"""What a terminal can show: its width, its colours, and texts with Telegram's entities laid out for it."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TextIO

from bot.render import Entity

WIDEST: Final = 100  # columns; longer lines are hard to read


class Ink(StrEnum):
    """Codes of ECMA-48's Select Graphic Rendition."""

    BOLD = "1"
    DIM = "2"
    ITALIC = "3"
    UNDERLINE = "4"
    STRIKE = "9"
    GREEN = "32"
    CYAN = "36"


PRE: Final = "pre"
_INKS: Final[Mapping[str, Ink]] = {
    "bold": Ink.BOLD,
    "italic": Ink.ITALIC,
    "underline": Ink.UNDERLINE,
    "text_link": Ink.UNDERLINE,
    "strikethrough": Ink.STRIKE,
    "code": Ink.CYAN,
    PRE: Ink.GREEN,
    "blockquote": Ink.DIM,
    "expandable_blockquote": Ink.DIM,
}

Inks = frozenset[Ink]
_PLAIN: Final[Inks] = frozenset()


@dataclass(frozen=True, slots=True)
class Terminal:
    width: int  # columns
    has_colours: bool

    @classmethod
    def of(cls, out: TextIO, environment: Mapping[str, str]) -> "Terminal":
        """The terminal behind a stream. No colours in files and pipes, nor against https://no-color.org."""
        is_plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        return cls(min(shutil.get_terminal_size().columns, WIDEST), out.isatty() and not is_plain)

    def paint(self, text: str, *inks: Ink) -> str:
        if not self.has_colours or not inks or not text:
            return text
        return f"\x1b[{';'.join(sorted(inks))}m{text}\x1b[0m"

    def wrapped(self, text: str, indent: int = 0, ink: Ink | None = None) -> Iterator[str]:
        """The text in lines of the terminal's width, each but the first indented by so many columns."""
        for number, (start, end) in enumerate(_cut(text, self.width - indent, self.width - indent)):
            line = self.paint(text[start:end], *filter(None, (ink,)))
            yield " " * indent * (number > 0) + line

    def shown(self, text: str, entities: Sequence[Entity]) -> Iterator[str]:
        """A text with entities; code keeps its lines, all else is wrapped under its own bullet or indent."""
        inks = _inks_of(text, entities)
        at = 0
        for line in text.split("\n"):
            over = inks[at : at + len(line)]
            if any(Ink.GREEN in one for one in over):
                yield "  " + self._painted(line, over)
            else:
                indent = _hang(line)
                for start, end in _cut(line, self.width, self.width - indent):
                    yield " " * indent * (start > 0) + self._painted(line[start:end], over[start:end])
            at += len(line) + 1

    def _painted(self, text: str, inks: Sequence[Inks]) -> str:
        if not self.has_colours:
            return text
        parts = []
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or inks[end] != inks[start]:
                parts.append(self.paint(text[start:end], *inks[start]))
                start = end
        return "".join(parts)


def _inks_of(text: str, entities: Iterable[Entity]) -> list[Inks]:
    """The inks of each character; entities are counted in UTF-16 units."""
    places = [place for place, sign in enumerate(text) for _ in range(1 + (sign > "\uffff"))]
    inks = [_PLAIN] * len(text)
    for entity in entities:
        ink = _INKS.get(entity.type)
        if ink is not None:
            for place in dict.fromkeys(places[entity.offset : entity.offset + entity.length]):
                inks[place] |= {ink}
    return inks


def _hang(line: str) -> int:
    """Where the lines below the first begin: under its text, past its indent and its bullet or number."""
    body = line.lstrip(" ")
    mark = body.split(" ", 1)[0]
    has_mark = mark in ("•", "◦", "▪", "-", "☐", "☑") or (mark[:-1].isdecimal() and mark[-1] in ".)")
    return len(line) - len(body) + (len(mark) + 1 if has_mark else 0)


def _cut(text: str, first: int, others: int) -> Iterator[tuple[int, int]]:
    """Where to break a line at its spaces; a word that is too long stands over the edge."""
    start, room = 0, max(first, 1)
    while len(text) - start > room:
        lead = start + len(text[start:]) - len(text[start:].lstrip(" "))
        space = text.rfind(" ", lead + 1, start + room + 1)
        if space <= lead:
            space = text.find(" ", start + room)
        if space < 0:
            break
        yield start, space
        start, room = space + 1, max(others, 1)
    yield start, len(text)
