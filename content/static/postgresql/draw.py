"""Draws the pictures of postgresql.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/postgresql/draw.py`.
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

    def save(self, name: str) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(Path(__file__).with_name(name), optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)


def architecture() -> Card:
    card = Card(1330)
    for place in range(3):
        left = 60 + place * 335
        card.box((left, 40, 290, 100), f"Клиент {place + 1}", fill=BLUE)
        card.arrow((left + 145, 140), (left + 145, 295))
        card.box((left, 300, 290, 120), "backend", "свой процесс", GREEN)
        card.arrow((left + 145, 420), (left + 145, 555))
    card.text((375, 215), "порт 5432", 30)
    card.box((60, 560, 960, 130), "Общая память", "общий буфер, буфер журнала", AMBER)
    card.group((30, 1010, 1020, 290), "")
    helpers = (
        ("walwriter", "пишет журнал", "pg_wal", "журнал (WAL)"),
        ("checkpointer", "сбрасывает страницы", "base", "таблицы и индексы"),
    )
    for place, (title, note, folder, content) in enumerate(helpers):
        left = 60 + place * 505
        card.arrow((left + 227, 690), (left + 227, 795))
        card.box((left, 800, 455, 130), title, note, GREY)
        card.box((left, 1080, 455, 130), folder, content)
        card.arrow((left + 227, 930), (left + 227, 1075))
    card.text((540, 1255), "каталог данных на диске", 32, color=FAINT)
    return card


def mvcc() -> Card:
    card = Card(1010)
    card.text((540, 60), "UPDATE balance = 90", 42, bold=True)
    card.text((540, 120), "транзакция 205", 32, color=FAINT)
    card.box((60, 200, 960, 130), "100 · xmin 180, xmax 205", "прежняя версия строки", GREY)
    card.box((60, 390, 960, 130), "90 · xmin 205, xmax нет", "новая версия строки", GREEN)
    card.arrow((200, 330), (200, 385))
    card.text((540, 590), "Что видят читатели", bold=True, color=FAINT)
    card.box((60, 640, 455, 140), "Снимок раньше", "видит 100", BLUE)
    card.box((565, 640, 455, 140), "Снимок позже", "видит 90", BLUE)
    card.arrow((287, 780), (287, 845))
    card.arrow((792, 780), (792, 845))
    card.text((287, 890), "старых снимков\nбольше нет", 32)
    card.text((792, 870), "нужна всем новым", 32)
    card.text((287, 965), "VACUUM уберёт 100", 32, bold=True)
    card.text((792, 965), "версия 90 остаётся", 32, bold=True)
    return card


def joins() -> Card:
    card = Card(1330)
    card.text((540, 50), "Слева ключи 1 и 2, справа 2 и 3", 40, bold=True)
    for place, side in enumerate(("A: слева", "B: справа")):
        card.text((360 + place * 360, 130), side, bold=True, color=FAINT)
        for row, key in enumerate(("12", "23")[place]):
            card.box((250 + place * 360, 165 + row * 90, 220, 80), key, fill=GREEN if key == "2" else BLUE)
    card.arrow((475, 295), (605, 205))
    results = {
        "INNER JOIN": ("2 2",),
        "LEFT JOIN": ("1 NULL", "2 2"),
        "RIGHT JOIN": ("2 2", "NULL 3"),
        "FULL JOIN": ("1 NULL", "2 2", "NULL 3"),
    }
    for place, (title, rows) in enumerate(results.items()):
        left, top = 60 + place % 2 * 505, 420 + place // 2 * 420
        card.text((left + 227, top + 35), title, bold=True)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells.split()):
                fill = AMBER if cell == "NULL" else GREEN if cells == "2 2" else BLUE
                card.box((left + column * 232, top + 75 + row * 95, 222, 85), cell, fill=fill)
    card.text((540, 1270), "Нет пары — вместо столбцов другой таблицы NULL", 32, color=FAINT)
    return card


if __name__ == "__main__":
    for picture in (architecture, mvcc, joins):
        picture().save(f"{picture.__name__}.png")
