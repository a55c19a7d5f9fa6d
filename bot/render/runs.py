"""Formatted text: runs of characters with the styles that lie on them, and Telegram's entities made of them.

Text is cut and joined as runs, in code points; UTF-16 offsets appear once, in `compose`, when nothing
will be cut any more. So no slice can part a surrogate pair or lose the end of a text with emoji in it.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from aiogram.types import MessageEntity


class Kind(StrEnum):
    """What a style does. All but the last three are types of a MessageEntity."""

    QUOTE = "blockquote"
    LONG_QUOTE = "expandable_blockquote"
    LINK = "text_link"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strikethrough"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Style:
    kind: Kind
    url: str | None = None  # of a LINK
    language: str | None = None  # of a PRE


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    styles: tuple[Style, ...] = ()  # outermost first, each kind once; CODE and PRE stand alone or in a quote


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A MessageEntity that costs little to keep: offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


def message_entities(entities: Iterable[Entity]) -> "list[MessageEntity]":
    """The entities as aiogram sends them."""
    return list(map(_message_entity, entities))


@lru_cache(4096)  # 5 us each to make, and a page has dozens
def _message_entity(entity: Entity) -> "MessageEntity":
    from aiogram.types import MessageEntity  # noqa: PLC0415 -- a second to load, which `konspekt cmd` need not wait

    e = entity
    return MessageEntity(type=e.type, offset=e.offset, length=e.length, url=e.url, language=e.language)


def utf16_len(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def units_of(runs: Runs) -> int:
    """The length of the runs' text in UTF-16 units."""
    return sum(utf16_len(run.text) for run in runs)


def text_of(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def entities_in(runs: Iterable[Run]) -> int:
    """How many entities a server makes of the runs."""
    count = 0
    before: tuple[Style, ...] = ()
    for run in runs:
        count += begun(before, run.styles)
        before = run.styles
    return count


def begun(before: tuple[Style, ...], styles: tuple[Style, ...]) -> int:
    """How many entities begin where one set of styles follows another.

    TDLib divides an entity, unless it is a link, wherever another begins inside it.
    """
    kept = shared(before, styles)
    if kept == len(styles):
        return 0
    return len(styles) - sum(style.kind is Kind.LINK for style in styles[:kept])


def shared(first: tuple[Style, ...], second: tuple[Style, ...]) -> int:
    """How many outer styles the two have in common: those go on, all others end or begin."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def compose(runs: Iterable[Run]) -> tuple[str, tuple[Entity, ...]]:
    """The text and its entities: sorted, properly nested, none over white space alone."""
    parts: list[str] = []
    drafts: list[tuple[Style, int, int, bool]] = []  # style, offset, end, whether anything is to be seen
    stack: list[int] = []  # open drafts, outermost first
    styles: tuple[Style, ...] = ()
    offset = 0
    for run in runs:
        if not run.text:
            continue
        del stack[shared(styles, run.styles) :]
        for style in run.styles[len(stack) :]:
            stack.append(len(drafts))
            drafts.append((style, offset, offset, False))
        styles = run.styles
        offset += utf16_len(run.text)
        is_seen = not run.text.isspace()
        for index in stack:
            style, start, _, was_seen = drafts[index]
            drafts[index] = (style, start, offset, was_seen or is_seen)
        parts.append(run.text)
    entities = (
        Entity(style.kind, start, end - start, style.url, style.language)
        for style, start, end, is_seen in drafts
        if is_seen
    )
    return "".join(parts), tuple(entities)


def sliced(runs: Runs, start: int, end: int) -> Runs:
    """The runs between two code points of their text."""
    found: list[Run] = []
    at = 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(Run(piece, run.styles))
        at += len(run.text)
    return tuple(found)


def stripped(runs: Runs) -> Runs:
    """The runs without white space at either end."""
    text = text_of(runs)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return runs if (start, end) == (0, len(text)) else sliced(runs, start, end)


def room_in(text: str, units: int) -> int:
    """How many code points of the text fit in so many UTF-16 units; never parts what is seen as one sign."""
    if utf16_len(text) <= units:
        return len(text)
    fitting = len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore"))
    end = fitting
    while end and _joins(text[end - 1], text[end]):
        end -= 1
    return end or fitting


_JOINER = "\u200d"  # between the parts of an emoji such as a family
_SELECTORS = "\ufe0e\ufe0f"  # how the sign before is shown


def _joins(sign: str, following: str) -> bool:
    return (
        _JOINER in (sign, following)
        or following in _SELECTORS
        or unicodedata.combining(following) > 0
        or "\U0001f3fb" <= following <= "\U0001f3ff"  # skin tones
    )


def shortened(text: str, units: int) -> str:
    """The text, or its beginning up to a word's end and "…", in at most so many UTF-16 units."""
    if utf16_len(text) <= units:
        return text
    end = room_in(text, units - 1)
    if not text[end].isspace():
        space = max((text.rfind(gap, 0, end) for gap in " \n\t\u00a0"), default=-1)
        end = space if space > end // 2 else end
    return text[:end].rstrip().rstrip(",;:—–-").rstrip() + "…"
