"""What the pictures of the notes are drawn with: opaque cards with large print.

They read on a phone, under a dark and a light theme alike. The pictures themselves stand in `*/draw.py`.
"""

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
BLUE, GREEN, AMBER, RED, GREY, WHITE = "#d6e6fb", "#d3efdc", "#fdecc4", "#f9d5d3", "#e3e8ee", "#ffffff"


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

    def group(self, frame: Frame, title: str, drop: int = 38) -> None:
        """A light frame around other boxes, its title `drop` below the top left corner, out of the arrows' way."""
        left, top, _, _ = frame
        self._outline(frame, WHITE, FAINT)
        font = ImageFont.truetype("DejaVuSans-Bold.ttf", 36 * SCALE)
        self._draw.text(((left + 30) * SCALE, (top + drop) * SCALE), title, FAINT, font, anchor="lm")

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

    def line(self, *points: Point) -> None:
        """A line through the points, without a head: the way to where an arrow begins."""
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], INK, width=4 * SCALE, joint="curve")

    def lifeline(self, x: float, top: float, bottom: float) -> None:
        """A faint upright line under a participant of a conversation."""
        self._draw.line([(x * SCALE, top * SCALE), (x * SCALE, bottom * SCALE)], FAINT, width=2 * SCALE)

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

    def save(self, path: Path) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(path, optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)
