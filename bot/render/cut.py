"""Cuts runs that are too long for a message, where a reader expects it."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.render.runs import Run, Runs, begun, room_in, sliced, stripped, text_of, utf16_len

_CHOP = 4096  # code points: a run of megabytes is cut in time that grows with its length, not its square
_SENTENCE_END = re.compile(r"[.!?…][»”\")\]]*\s+")
_WORD_END = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Room:
    """What a message holds, has left, or spends."""

    units: int  # UTF-16
    entities: int

    def fits(self, other: "Room") -> bool:
        return self.units <= other.units and self.entities <= other.entities

    def less(self, other: "Room") -> "Room":
        return Room(self.units - other.units, self.entities - other.entities)

    def is_low(self, whole: "Room") -> bool:
        """Whether so little is left of the whole that a long text better begins elsewhere."""
        return 3 * self.units < whole.units or 3 * self.entities < whole.entities


def chopped(run: Run) -> Iterator[Run]:
    """The run in parts that are cheap to cut."""
    for start in range(0, len(run.text), _CHOP):
        yield Run(run.text[start : start + _CHOP], run.styles)


def take(queue: deque[Run], room: Room, *, is_code: bool) -> Runs:
    """Takes from the queue as much as fits: code up to a line's end, text up to a sentence's or a word's."""
    window = _fitting(queue, room)
    if not queue:
        return window
    text = text_of(window)
    find_end = _line_end if is_code else _word_end
    end = find_end(text, queue[0].text[:1])
    queue.extendleft(reversed(sliced(window, end, len(text))))
    head = sliced(window, 0, end)
    if is_code:
        _drop(queue, "\n", 1)
        return head
    _drop(queue, None, _CHOP)
    return stripped(head)


def _fitting(queue: deque[Run], room: Room) -> Runs:
    """As many runs as fit, the last of them perhaps in part."""
    window: list[Run] = []
    units, entities = room.units, room.entities
    while queue:
        run = queue.popleft()
        cost = begun(window[-1].styles if window else (), run.styles)
        fitting = room_in(run.text, units) if cost <= entities else 0
        if fitting:
            window.append(Run(run.text[:fitting], run.styles))
        if fitting < len(run.text):
            queue.appendleft(Run(run.text[fitting:], run.styles))
            break
        units -= utf16_len(run.text)
        entities -= cost
    return tuple(window)


def _line_end(text: str, following: str) -> int:
    if following == "\n":
        return len(text)
    end = text.rfind("\n")
    return end if end > 0 else len(text)


def _word_end(text: str, following: str) -> int:
    """After the last sentence of the second half, else after the last word, else anywhere."""
    half = len(text) // 2
    for boundary in (_SENTENCE_END, _WORD_END):
        ends = [found.end() for found in boundary.finditer(text, half)]
        if ends:
            return ends[-1]
        if following.isspace() and (boundary is _WORD_END or text.endswith((".", "!", "?", "…"))):
            return len(text)
    return len(text)


def _drop(queue: deque[Run], signs: str | None, count: int) -> None:
    """Drops up to so many signs (None: white space) from the queue's front."""
    while queue:
        run = queue.popleft()
        kept = run.text.lstrip(signs)
        kept = run.text[min(len(run.text) - len(kept), count) :]
        if kept:
            queue.appendleft(Run(kept, run.styles))
            return
