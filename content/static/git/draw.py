"""Draws the pictures of git.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/git/draw.py`.
The DejaVu fonts must be installed (Debian: fonts-dejavu-core).

Each picture is an opaque card with large print, so it reads on a phone under a dark and a light theme alike.
"""

from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]  # left, top, width, height

WIDTH = 1080  # pixels, about what a phone shows across
SCALE = 2  # drawn larger and reduced: smooth edges
RADIUS = 44  # of a commit

PAPER, INK, FAINT = "#f7f9fc", "#1b2733", "#5b6b7b"
BLUE, GREEN, AMBER, GREY, WHITE = "#d6e6fb", "#d3efdc", "#fdecc4", "#e3e8ee", "#ffffff"


class Card:
    """One picture in the making. Coordinates are pixels of the finished picture."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, at: Point, text: str, size: int = 36, *, bold: bool = False, color: str = INK) -> None:
        """Lines of text centred on a point."""
        font = ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size * SCALE)
        place = (at[0] * SCALE, at[1] * SCALE)
        self._draw.multiline_text(place, text, color, font, anchor="mm", align="center", spacing=8 * SCALE)

    def box(self, frame: Frame, title: str, note: str = "", fill: str = WHITE) -> None:
        """A filled box with a title in its middle and a fainter note under it."""
        left, top, width, height = frame
        self._outline(frame, fill, INK)
        middle = left + width / 2
        self.text((middle, top + height / 2 - (24 if note else 0)), title, bold=True)
        if note:
            self.text((middle, top + height / 2 + 26), note, 32, color=FAINT)

    def panel(self, frame: Frame, title: str) -> None:
        """A light frame around a drawing, its title in the top left corner."""
        left, top, _, _ = frame
        self._outline(frame, WHITE, FAINT)
        font = ImageFont.truetype("DejaVuSans-Bold.ttf", 36 * SCALE)
        self._draw.text(((left + 30) * SCALE, (top + 42) * SCALE), title, FAINT, font, anchor="lm")

    def commit(self, at: Point, name: str, fill: str) -> None:
        """A commit: a circle with its name."""
        edges = [(side + shift) * SCALE for shift in (-RADIUS, RADIUS) for side in at]
        self._draw.ellipse(edges, fill, INK, 3 * SCALE)
        self.text(at, name, bold=True)

    def parent(self, child: Point, parent: Point) -> None:
        """An arrow from a commit to its parent, from rim to rim."""
        length = hypot(parent[0] - child[0], parent[1] - child[1])
        x, y = ((parent[side] - child[side]) / length * (RADIUS + 4) for side in (0, 1))
        self.arrow((child[0] + x, child[1] + y), (parent[0] - x, parent[1] - y))

    def arrow(self, start: Point, end: Point, label: str = "", label_at: Point = (0, 0)) -> None:
        """A line with a head at its end; the label stands at the given offset from the middle."""
        line = [(x * SCALE, y * SCALE) for x, y in (start, end)]
        self._draw.line(line, INK, width=4 * SCALE)
        angle = atan2(end[1] - start[1], end[0] - start[0])
        sides = (angle - pi / 7, angle + pi / 7)
        wings = [(end[0] - 24 * cos(side), end[1] - 24 * sin(side)) for side in sides]
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in (end, *wings)], INK)
        if label:
            middle = ((start[0] + end[0]) / 2 + label_at[0], (start[1] + end[1]) / 2 + label_at[1])
            self.text(middle, label, 32)

    def save(self, name: str) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(Path(__file__).with_name(name), optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)


def objects() -> Card:
    card = Card(1150)
    card.box((640, 40, 380, 90), "HEAD", fill=AMBER)
    card.arrow((830, 130), (830, 175))
    card.box((640, 180, 380, 90), "main", fill=AMBER)
    card.arrow((830, 270), (830, 345))
    for left, number in ((60, "1"), (640, "2")):
        card.box((left, 350, 380, 130), f"Коммит {number}", "автор, сообщение", BLUE)
        card.arrow((left + 190, 480), (left + 190, 595))
        card.box((left, 600, 380, 130), f"Дерево {number}", "имена и права", GREY)
    card.arrow((640, 415), (445, 415), "родитель", (0, -34))
    blobs = (("app.py", "вариант 1", 40), ("README", "общий", 390), ("app.py", "вариант 2", 740))
    for title, note, left in blobs:
        card.box((left, 930, 300, 130), title, note, GREEN)
    card.arrow((190, 730), (190, 925))
    card.arrow((330, 730), (490, 925))
    card.arrow((750, 730), (590, 925))
    card.arrow((890, 730), (890, 925))
    card.text((540, 1108), "блобы: одно содержимое хранится один раз", 32, color=FAINT)
    return card


def areas() -> Card:
    card = Card(1210)
    stations = (
        ("Рабочий каталог", "файлы на диске", AMBER),
        ("Индекс", "заготовка коммита", BLUE),
        ("История", "коммиты и ветки", GREEN),
        ("Сервер", "origin", GREY),
    )
    for place, (title, note, fill) in enumerate(stations):
        card.box((270, 40 + place * 330, 540, 140), title, note, fill)
    moves = (("git add", "git restore"), ("git commit", "git restore\n--staged"), ("git push", "git fetch"))
    for place, (down, up) in enumerate(moves):
        top = 180 + place * 330
        card.arrow((400, top), (400, top + 185), down, (-130, 0))
        card.arrow((680, top + 190), (680, top + 5), up, (150, 0))
    return card


def merge_rebase() -> Card:
    card = Card(1470)
    card.panel((40, 40, 1000, 445), "Было")
    _fork(card, 350)
    card.text((530, 430), "main", 34, color=FAINT)
    card.panel((40, 515, 1000, 445), "git merge feature (находясь в main)")
    _fork(card, 825)
    merge = (910, 825)
    card.parent(merge, (530, 825))
    card.parent(merge, (720, 675))
    card.commit(merge, "M", AMBER)
    card.text((910, 905), "main", 34, color=FAINT)
    card.panel((40, 990, 1000, 445), "git rebase main (находясь в feature)")
    line = [(150 + step * 190, 1190) for step in range(5)]
    for parent, child in pairwise(line):
        card.parent(child, parent)
    for at, name in zip(line, ("A", "B", "C", "D'", "E'"), strict=True):
        card.commit(at, name, GREEN if len(name) == 1 else BLUE)
    card.text((530, 1270), "main", 34, color=FAINT)
    card.text((910, 1270), "feature", 34, color=FAINT)
    card.text((540, 1365), "D' и E' — новые коммиты с другими хешами", 32, color=FAINT)
    return card


def _fork(card: Card, level: float) -> None:
    """Main A, B, C on the level, and feature D, E above it, begun at B."""
    main = [(150 + step * 190, level) for step in range(3)]
    feature = [(530 + step * 190, level - 150) for step in range(2)]
    for parent, child in (*pairwise(main), *pairwise((main[1], *feature))):
        card.parent(child, parent)
    for at, name in zip((*main, *feature), "ABCDE", strict=True):
        card.commit(at, name, GREEN if at in main else BLUE)
    card.text((880, level - 150), "feature", 34, color=FAINT)


if __name__ == "__main__":
    for picture in (objects, areas, merge_rebase):
        picture().save(f"{picture.__name__.replace('_', '-')}.png")
