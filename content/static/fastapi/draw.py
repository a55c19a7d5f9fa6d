"""Draws the pictures of fastapi.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/fastapi/draw.py`.
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
        """A broken line without a head."""
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], INK, width=4 * SCALE, joint="curve")

    def save(self, name: str) -> None:
        width, height = self._image.size
        small = self._image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        small.quantize(64).save(Path(__file__).with_name(name), optimize=True)

    def _outline(self, frame: Frame, fill: str, outline: str) -> None:
        left, top, width, height = (side * SCALE for side in frame)
        edges = (left, top, left + width, top + height)
        self._draw.rounded_rectangle(edges, 18 * SCALE, fill, outline, 3 * SCALE)


def request() -> Card:
    card = Card(1230)
    card.box((290, 40, 500, 100), "Клиент", fill=BLUE)
    card.group((40, 220, 1000, 850), "Приложение")
    steps = (
        ("Middleware", "CORS, сжатие, номер запроса", GREY),
        ("Маршрут", "метод и путь", WHITE),
        ("Зависимости", "параметры, вход, сеанс базы", GREEN),
        ("Обработчик", "ваш код", AMBER),
        ("Модель ответа", "проверка, лишнее прочь", GREEN),
    )
    for place, (title, note, fill) in enumerate(steps):
        top = 295 + place * 155
        card.box((250, top, 580, 115), title, note, fill)
        if place:
            card.arrow((540, top - 38), (540, top - 3))
    card.arrow((540, 140), (540, 290), "запрос", (110, -30))
    card.line((830, 972), (930, 972), (930, 352), (850, 352))
    card.arrow((850, 352), (835, 352))
    card.arrow((760, 290), (760, 145), "ответ", (90, 35))
    card.text((540, 1120), "После ответа: фоновые задачи,", 34)
    card.text((540, 1175), "затем код зависимостей после yield", 34)
    return card


def threads() -> Card:
    card = Card(950)
    card.box((290, 40, 500, 100), "Запросы", fill=BLUE)
    card.group((40, 230, 480, 660), "Цикл событий")
    card.group((560, 230, 480, 660), "Пул потоков")
    card.arrow((430, 140), (280, 225), "async def", (-130, -10))
    card.arrow((650, 140), (800, 225), "def", (100, -10))
    tasks = ("запрос 1: await", "запрос 2: await", "запрос 3: код")
    for place, title in enumerate(tasks):
        fill = GREEN if "код" in title else GREY
        card.box((80, 320 + place * 130, 400, 100), title, fill=fill)
    card.text((280, 780), "Один поток на всех.\nБлокирующий вызов\nостановит каждого.", 34)
    for place in range(3):
        card.box((600, 320 + place * 130, 400, 100), f"поток {place + 1}", fill=AMBER)
    card.text((800, 780), "По умолчанию 40.\nЛишние вызовы\nждут в очереди.", 34)
    return card


def jwt() -> Card:
    card = Card(1060)
    for left, name in ((60, "Клиент"), (640, "Приложение")):
        card.box((left, 40, 380, 100), name, fill=BLUE)
        card.box((left + 180, 140, 20, 860), "", fill=GREY)
    messages = (
        ("POST /token", "имя и пароль", True),
        ("токен", "подписан, живёт 15 минут", False),
        ("GET /me", "Authorization: Bearer токен", True),
        ("ответ", "или 401, если срок вышел", False),
    )
    for place, (title, note, is_request) in enumerate(messages):
        line = 270 + place * 200
        start, end = ((262, line), (816, line)) if is_request else ((818, line), (264, line))
        card.text((540, line - 38), title, 36, bold=True)
        card.text((540, line + 38), note, 30, color=FAINT)
        card.arrow(start, end)
    return card


if __name__ == "__main__":
    for picture in (request, threads, jwt):
        picture().save(f"{picture.__name__}.png")
