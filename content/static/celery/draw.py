"""Draws the pictures of celery.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/celery/draw.py`.
The DejaVu fonts must be installed (Debian: fonts-dejavu-core).

Each picture is an opaque card with large print, so it reads on a phone under a dark and a light theme alike.
"""

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

    def line(self, *points: Point) -> None:
        """A line through the points, without a head: the way to where an arrow begins."""
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], INK, width=4 * SCALE, joint="curve")

    def save(self, name: str) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(Path(__file__).with_name(name), optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)


def architecture() -> Card:
    card = Card(1300)
    card.box((60, 40, 430, 140), "Приложение", "add.delay(2, 3)", BLUE)
    card.box((590, 40, 430, 140), "beat", "по расписанию", BLUE)
    card.arrow((275, 180), (400, 355), "сообщение", (-120, 0))
    card.arrow((805, 180), (680, 355), "сообщение", (130, 0))
    card.box((240, 360, 600, 140), "Брокер", "Redis, RabbitMQ: очереди", AMBER)
    card.arrow((540, 500), (540, 635), "забирает worker", (170, 0))
    card.group((60, 640, 960, 290), "Worker")
    for place in range(3):
        card.box((110 + place * 300, 730, 260, 150), f"Процесс {place + 1}", "пул prefork", GREEN)
    card.arrow((540, 930), (540, 1075), "итог и состояние", (180, 0))
    card.box((240, 1080, 600, 140), "Хранилище результатов", "Redis, PostgreSQL", GREY)
    card.line((240, 1150), (30, 1150), (30, 110))
    card.arrow((30, 110), (55, 110))
    card.text((135, 1200), "get()", 32)
    return card


def canvas() -> Card:
    card = Card(1400)
    card.group((40, 40, 1000, 330), "chain: одна за другой")
    for place, name in enumerate(("скачать", "сжать", "отправить")):
        card.box((80 + place * 325, 170, 270, 120), name, fill=GREEN)
        if place:
            card.arrow((80 + place * 325 - 55, 230), (80 + place * 325 - 5, 230))
    card.group((40, 410, 1000, 330), "group: одновременно")
    for place, name in enumerate(("файл 1", "файл 2", "файл 3")):
        card.box((80 + place * 325, 540, 270, 120), name, fill=BLUE)
    card.group((40, 780, 1000, 580), "chord: группа и итог")
    for place, name in enumerate(("часть 1", "часть 2", "часть 3")):
        card.box((80 + place * 325, 900, 270, 120), name, fill=BLUE)
        card.arrow((215 + place * 325, 1020), (430 + place * 110, 1175))
    card.box((300, 1180, 480, 120), "собрать отчёт", fill=AMBER)
    return card


def acks() -> Card:
    card = Card(1100)
    columns = (
        ("acks_late=False", (("взята", GREY), ("подтверждена", AMBER), ("выполняется", GREEN)), "потеряна"),
        ("acks_late=True", (("взята", GREY), ("выполняется", GREEN), ("подтверждена", AMBER)), "повторится"),
    )
    for place, (title, steps, fate) in enumerate(columns):
        left = 40 + place * 515
        card.text((left + 242, 60), title, 38, bold=True)
        for row, (name, fill) in enumerate(steps):
            top = 130 + row * 190
            card.box((left, top, 485, 120), name, fill=fill)
            if row:
                card.arrow((left + 242, top - 70), (left + 242, top - 3))
        card.text((left + 242, 760), "Машину отключили\nво время работы:", 36)
        card.arrow((left + 242, 820), (left + 242, 905))
        card.box((left, 910, 485, 150), "задача", fate, RED if place == 0 else BLUE)
    return card


if __name__ == "__main__":
    for picture in (architecture, canvas, acks):
        picture().save(f"{picture.__name__}.png")
