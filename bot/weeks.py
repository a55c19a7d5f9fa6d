"""The last weeks as a drawing: answers a day, and the recall promised against the recall measured.

Readable on a phone, where 1080 units are the width of the screen, on Telegram's dark and light grounds alike: the
drawing brings a ground of its own. More answers are lighter, so the colours also tell without being seen as green.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from bot.study.history import DAYS, Week

WIDTH: Final = 1080
MARGIN: Final = 48
LEFT: Final = 136  # of the first column: the names of weekdays and the shares stand before it
PITCH: Final = 75  # from one day to the next
CELL: Final = 65
GRID_TOP: Final = 208
GRID_BOTTOM: Final = GRID_TOP + DAYS * PITCH
CHART_TOP: Final = GRID_BOTTOM + 250
CHART_HEIGHT: Final = 260
FOOT: Final = 150  # below the chart: its legend

BUSY: Final = (1, 3, 6, 11)  # answers a day from which a cell is lighter: the day's set is 3, a quiz is 10
GROUND: Final = "#17212b"
CELLS: Final = ("#2b3947", "#1d6b4f", "#2a9d6b", "#63cf98", "#c0f2d6")
TEXT: Final = "#f2f5f7"
QUIET: Final = "#a3b2c0"
LINE: Final = "#3a4a5a"
PROMISED: Final = "#ffc25c"
MEASURED: Final = "#63cf98"
FEW: Final = 5  # reviews of a week: fewer are drawn hollow, they say little


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands in the picture, in the person's language."""

    title: str
    summary: str
    weekdays: Sequence[str]  # from Monday
    mondays: Sequence[str]  # the first day of each week
    less: str
    more: str
    memory: str
    promised: str
    measured: str


def drawing(weeks: Sequence[Week], today: date, labels: Labels) -> str:
    """The weeks, this one last, as SVG; the chart only where something was reviewed."""
    has_reviews = any(week.reviews for week in weeks)
    height = CHART_TOP + CHART_HEIGHT + FOOT if has_reviews else GRID_BOTTOM + 120
    parts = [
        *_heading(labels.title, labels.summary, 84),
        *_grid(weeks, today.weekday(), labels),
        *_scale(labels),
        *(_chart(weeks, labels) if has_reviews else ()),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' font-family="PT Sans, sans-serif" font-size="34">'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>{"".join(parts)}</svg>'
    )


def _heading(title: str, summary: str, y: int) -> Iterator[str]:
    yield _text(MARGIN, y, title, fill=TEXT, size=50, weight=700)
    if summary:
        yield _text(MARGIN, y + 50, summary, fill=QUIET)


def _grid(weeks: Sequence[Week], weekday: int, labels: Labels) -> Iterator[str]:
    for row in range(0, DAYS, 2):
        yield _text(MARGIN, _row(row) + 45, labels.weekdays[row], fill=QUIET)
    for column, week in enumerate(weeks):
        if column % 3 == 0:
            yield _text(_column(column), GRID_TOP - 16, labels.mondays[column], fill=QUIET)
        is_this_week = column == len(weeks) - 1
        for row in range(weekday + 1 if is_this_week else DAYS):
            is_today = is_this_week and row == weekday
            yield _cell(_column(column), _row(row), week.answers[row], is_marked=is_today)


def _scale(labels: Labels) -> Iterator[str]:
    """What the colours mean, at the right under the days."""
    y = GRID_BOTTOM + 20
    end = WIDTH - MARGIN - 130  # of the cells: room for a word after them
    start = end - len(CELLS) * 60
    yield _text(end + 8, y + 38, labels.more, fill=QUIET)
    for n, fill in enumerate(CELLS):
        yield f'<rect x="{start + n * 60}" y="{y}" width="50" height="50" rx="10" fill="{fill}"/>'
    yield _text(start - 16, y + 38, labels.less, fill=QUIET, anchor="end")


def _cell(x: int, y: int, answers: int, *, is_marked: bool) -> str:
    fill = CELLS[sum(answers >= step for step in BUSY)]
    ring = f' stroke="{TEXT}" stroke-width="4"' if is_marked else ""
    return f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="12" fill="{fill}"{ring}/>'


def _chart(weeks: Sequence[Week], labels: Labels) -> Iterator[str]:
    """Both shares, week under week of the days above."""
    yield from _heading(labels.memory, "", CHART_TOP - 56)
    known = [(column, week) for column, week in enumerate(weeks) if week.reviews]
    floor = 0.5 if all(week.right >= week.reviews / 2 for _, week in known) else 0.0

    def height(share: float) -> float:
        return round(CHART_TOP + CHART_HEIGHT * (1 - (share - floor) / (1 - floor)), 1)

    for share in (floor, (floor + 1) / 2, 1.0):
        y = height(share)
        yield f'<path d="M{LEFT} {y}H{WIDTH - MARGIN}" stroke="{LINE}" stroke-width="2"/>'
        yield _text(MARGIN, y + 11, f"{100 * share:.0f}", fill=QUIET)
    promised = [(_middle(column), height(week.predicted / week.reviews)) for column, week in known]
    measured = [(_middle(column), height(week.right / week.reviews)) for column, week in known]
    yield _line(promised, PROMISED, ' stroke-dasharray="6 14" stroke-linecap="round"')
    yield _line(measured, MEASURED)
    for (x, y), (_, week) in zip(measured, known, strict=True):
        fill = MEASURED if week.reviews >= FEW else GROUND
        yield f'<circle cx="{x}" cy="{y}" r="12" fill="{fill}" stroke="{MEASURED}" stroke-width="5"/>'
    for x, y in promised:
        yield f'<circle cx="{x}" cy="{y}" r="7" fill="{PROMISED}"/>'
    yield from _legend(CHART_TOP + CHART_HEIGHT + 76, labels)


def _legend(y: int, labels: Labels) -> Iterator[str]:
    half = (WIDTH - 2 * MARGIN) // 2
    for x, fill, label in ((MARGIN, PROMISED, labels.promised), (MARGIN + half, MEASURED, labels.measured)):
        yield f'<circle cx="{x + 12}" cy="{y - 11}" r="12" fill="{fill}"/>'
        yield _text(x + 40, y, label, fill=TEXT)


def _line(points: Sequence[tuple[int, float]], stroke: str, style: str = "") -> str:
    path = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="5"{style}/>'


def _text(  # noqa: PLR0913 -- each is one attribute of the element
    x: int, y: float, words: str, *, fill: str, size: int = 34, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{fill}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def _column(number: int) -> int:
    return LEFT + number * PITCH


def _row(number: int) -> int:
    return GRID_TOP + number * PITCH


def _middle(column: int) -> int:
    return _column(column) + CELL // 2
