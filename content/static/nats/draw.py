"""Draws the pictures of nats.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/nats/draw.py`.
The DejaVu fonts must be installed (Debian: fonts-dejavu-core).

Each picture is an opaque card with large print, so it reads on a phone under a dark and a light theme alike.
"""

from collections.abc import Sequence
from math import atan2, cos, pi, sin
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]  # left, top, width, height

WIDTH = 1080  # pixels, about what a phone shows across
SCALE = 2  # drawn larger and reduced: smooth edges

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

    def group(self, frame: Frame, title: str) -> None:
        """A light frame around other boxes, its title in the top left corner, out of the arrows' way."""
        left, top, _, _ = frame
        self._outline(frame, WHITE, FAINT)
        font = ImageFont.truetype("DejaVuSans-Bold.ttf", 36 * SCALE)
        self._draw.text(((left + 30) * SCALE, (top + 38) * SCALE), title, FAINT, font, anchor="lm")

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


def delivery() -> Card:
    card = Card(1330)
    copies = (("Подписчик 1", GREEN), ("Подписчик 2", GREEN), ("Подписчик 3", GREEN))
    _fan(card, 40, "Подписка: копия каждому", copies)
    group = (("Копия 1", GREY), ("Копия 2", GREEN), ("Копия 3", GREY))
    _fan(card, 480, "Группа очереди: один из группы", group)
    card.group((40, 920, 1000, 370), "Запрос и ответ")
    card.box((80, 1050, 360, 160), "Клиент", "слушает ящик", BLUE)
    card.box((640, 1050, 360, 160), "Сервис", "слушает тему", GREEN)
    card.arrow((440, 1095), (635, 1095), "тема", (0, -26))
    card.arrow((640, 1165), (445, 1165), "ящик", (0, 30))
    return card


def _fan(card: Card, top: int, title: str, receivers: Sequence[tuple[str, str]]) -> None:
    """One publisher above three receivers; an arrow leads to each that gets the message (green)."""
    card.group((40, top, 1000, 400), title)
    card.box((360, top + 90, 360, 90), "Издатель", fill=BLUE)
    for place, (name, fill) in enumerate(receivers):
        left = 70 + place * 320
        card.box((left, top + 280, 300, 90), name, fill=fill)
        if fill == GREEN:
            card.arrow((540, top + 180), (left + 150, top + 275))


def jetstream() -> Card:
    card = Card(1260)
    card.box((340, 40, 400, 100), "Издатель", fill=BLUE)
    card.arrow((480, 140), (480, 255), "publish", (-110, 0))
    card.arrow((600, 255), (600, 145), "PubAck", (100, 0))
    card.group((40, 260, 1000, 240), "Поток ORDERS")
    for place in range(7):
        card.box((80 + place * 134, 350, 116, 110), str(place + 1), fill=GREEN)
    consumers = (
        (60, "Потребитель mail", "подтверждено до 4", "номер 5"),
        (560, "Потребитель audit", "подтверждено до 2", "номер 3"),
    )
    for left, title, note, following in consumers:
        card.arrow((left + 230, 500), (left + 230, 635), following, (-105, 0))
        card.box((left, 640, 460, 150), title, note, AMBER)
    for left in (60, 300, 680):
        card.box((left, 1010, 220, 110), "Копия", fill=BLUE)
    for middle in (170, 410):
        card.arrow((middle, 790), (middle, 1005))
    card.arrow((750, 790), (750, 1005), "выдача", (-90, 0))
    card.arrow((840, 1005), (840, 795), "ack", (55, 0))
    card.text((540, 1195), "Место чтения помнит сервер, у каждого своё", 32, color=FAINT)
    return card


if __name__ == "__main__":
    for picture in (delivery, jetstream):
        picture().save(f"{picture.__name__}.png")
