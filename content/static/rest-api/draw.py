"""Draws the pictures of rest-api.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/rest-api/draw.py`.
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

    def lifeline(self, x: float, top: float, bottom: float) -> None:
        """A faint upright line under a participant of a conversation."""
        self._draw.line([(x * SCALE, top * SCALE), (x * SCALE, bottom * SCALE)], FAINT, width=2 * SCALE)

    def save(self, name: str) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(Path(__file__).with_name(name), optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)


def message() -> Card:
    card = Card(1120)
    sides = (
        ("Запрос", ("POST /orders", "метод и адрес"), ("Accept: ...", "чего хотим"), '{"quantity": 2}', BLUE),
        ("Ответ", ("201 Created", "код"), ("Location: ...", "где ресурс"), '{"id": 108}', GREEN),
    )
    for place, (name, first, header, body, fill) in enumerate(sides):
        left = 40 + place * 515
        card.group((left, 40, 485, 940), name)
        parts = (first, header, ("Content-Type", "формат тела"), (body, "тело"))
        for row, (title, note) in enumerate(parts):
            inner = (left + 30, 135 + row * 205, 425, 170)
            card.box(inner, title, note, fill if row == 0 else AMBER if row < len(parts) - 1 else WHITE)
    card.text((540, 1050), "Заголовки выделены жёлтым", 34, color=FAINT)
    return card


def retry() -> Card:
    card = Card(1110)
    card.text((540, 60), "Ответ не пришёл. Что дальше?", 42, bold=True)
    columns = (
        ("GET, PUT, DELETE", "можно повторить", "итог тот же", GREEN),
        ("POST, PATCH", "повтор опасен", "второй платёж", RED),
    )
    for place, (name, verdict, outcome, fill) in enumerate(columns):
        left = 40 + place * 515
        card.box((left, 130, 485, 130), name, fill=BLUE)
        card.arrow((left + 242, 260), (left + 242, 375))
        card.box((left, 380, 485, 160), verdict, outcome, fill)
    card.arrow((797, 540), (797, 655), "выход", (110, -6))
    card.box((555, 660, 485, 190), "Idempotency-Key", "один на все попытки", AMBER)
    card.arrow((555, 755), (287, 545))
    card.text((540, 950), "С ключом сервер узнаёт повтор", 36, bold=True)
    card.text((540, 1020), "и отдаёт прежний ответ", 36, bold=True)
    return card


def etag() -> Card:
    card = Card(1180)
    card.box((40, 40, 300, 110), "Клиент", fill=BLUE)
    card.box((740, 40, 300, 110), "Сервер", fill=GREEN)
    for x in (190, 890):
        card.lifeline(x, 150, 800)
    rows = (
        ("GET /orders/7", False),
        ("200, тело, ETag: v3", True),
        ("GET, If-None-Match: v3", False),
        ("304, тела нет", True),
    )
    for place, (label, back) in enumerate(rows):
        y = 270 + place * 150
        start, end = ((890, y), (190, y)) if back else ((190, y), (890, y))
        card.arrow(start, end, label, (0, -38))
    card.box((40, 850, 1000, 120), "Копия в кэше верна", "передали только заголовки", AMBER)
    card.text((540, 1040), "Ресурс изменится — изменится ETag,", 34, color=FAINT)
    card.text((540, 1095), "и сервер ответит 200 с новым телом", 34, color=FAINT)
    return card


def oauth() -> Card:
    card = Card(1340)
    card.box((30, 40, 310, 120), "Приложение", fill=BLUE)
    card.box((385, 40, 310, 120), "Сервер", "авторизации", GREEN)
    card.box((740, 40, 310, 120), "API", fill=AMBER)
    for x, bottom in ((185, 1110), (540, 810), (895, 1110)):
        card.lifeline(x, 160, bottom)
    steps = (
        (185, 540, "хеш строки", "1"),
        (540, 185, "код", "2"),
        (185, 540, "код и строка", "3"),
        (540, 185, "токен", "4"),
    )
    for place, (start, end, label, number) in enumerate(steps):
        y = 290 + place * 160
        card.arrow((start, y), (end, y), f"{number}. {label}", (0, -40))
    card.arrow((185, 930), (895, 930), "5. запрос с токеном", (0, -40))
    card.arrow((895, 1060), (185, 1060), "6. данные", (0, -40))
    card.text((540, 1170), "Между 1 и 2 человек входит сам", 36, bold=True)
    card.text((540, 1240), "Чужой не обменяет код: строки у него нет", 32, color=FAINT)
    return card


if __name__ == "__main__":
    for picture in (message, retry, etag, oauth):
        picture().save(f"{picture.__name__}.png")
