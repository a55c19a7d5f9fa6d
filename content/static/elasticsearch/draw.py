"""Draws the pictures of elasticsearch.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/elasticsearch/draw.py`.
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


def inverted() -> Card:
    card = Card(1225)
    card.group((40, 30, 1000, 250), "Документы")
    card.box((80, 120, 440, 120), "№ 1", "Книги о поиске", BLUE)
    card.box((560, 120, 440, 120), "№ 2", "Поиск ошибок", BLUE)
    card.arrow((540, 280), (540, 385), "анализатор", (150, -4))
    card.group((40, 385, 1000, 550), "Индекс: терм и где он есть")
    for row, (term, where) in enumerate((("книг", "№ 1"), ("ошибок", "№ 2"), ("поиск", "№ 1, № 2"))):
        top = 480 + row * 145
        card.box((90, top, 400, 110), term, fill=GREEN)
        card.arrow((490, top + 55), (585, top + 55))
        card.box((590, top, 400, 110), where, fill=GREY)
    card.arrow((540, 1070), (540, 940), "терм «книг»", (150, 20))
    card.box((240, 1070, 600, 120), "Запрос", "книгах", AMBER)
    return card


def analysis() -> Card:
    card = Card(1260)
    steps = (
        ("Текст", "<b>Ёлки</b> и Игрушки", GREY),
        ("Фильтры символов", "Елки и Игрушки", BLUE),
        ("Токенизатор", "Елки · и · Игрушки", GREEN),
        ("Фильтр lowercase", "елки · и · игрушки", AMBER),
        ("Фильтр stop", "елки · игрушки", AMBER),
        ("Фильтр stemmer", "елк · игрушк", AMBER),
    )
    for place, (title, note, fill) in enumerate(steps):
        top = 40 + place * 205
        card.box((190, top, 700, 145), title, note, fill)
        if place:
            card.arrow((540, top - 60), (540, top - 4))
    return card


def shards() -> Card:
    card = Card(960)
    card.box((290, 40, 500, 120), "Запрос", "любой узел раздаёт его", BLUE)
    for place, (first, second) in enumerate((("P0", "R1"), ("P1", "R2"), ("P2", "R0"))):
        left = 40 + place * 345
        card.arrow((540, 160), (left + 155, 300))
        card.group((left, 305, 310, 430), f"Узел {place + 1}")
        card.box((left + 35, 400, 240, 130), first, "основной", GREEN)
        card.box((left + 35, 570, 240, 130), second, "реплика", AMBER)
    card.text((540, 815), "P0, P1, P2 — части индекса", 38, bold=True)
    card.text((540, 890), "R0 — копия P0 на другом узле", 34, color=FAINT)
    return card


def write() -> Card:
    card = Card(1300)
    card.box((290, 40, 500, 120), "Запись документа", fill=BLUE)
    card.arrow((420, 160), (270, 285))
    card.arrow((660, 160), (810, 285))
    card.box((40, 290, 460, 150), "Буфер в памяти", "поиск не видит", AMBER)
    card.box((580, 290, 460, 150), "Translog на диске", "до ответа клиенту", GREEN)
    card.arrow((270, 440), (270, 615), "refresh\nраз в секунду", (160, -6))
    card.box((40, 620, 460, 150), "Новый сегмент", "поиск видит", GREEN)
    card.arrow((270, 770), (270, 945), "flush", (90, 0))
    card.arrow((810, 440), (810, 945), "после flush\nобрезают", (-130, 60))
    card.box((40, 950, 460, 150), "Сегмент на диске", "переживёт сбой", GREEN)
    card.box((580, 950, 460, 150), "Начало translog", "больше не нужно", GREY)
    card.text((540, 1175), "refresh — видно в поиске", 36, bold=True)
    card.text((540, 1240), "flush — зафиксировано на диске", 36, bold=True)
    return card


if __name__ == "__main__":
    for picture in (inverted, analysis, shards, write):
        picture().save(f"{picture.__name__}.png")
