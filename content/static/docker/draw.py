"""Draws the pictures of docker.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/docker/draw.py`.
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
    card = Card(1180)
    card.box((240, 40, 600, 130), "Клиент", "docker, docker compose", BLUE)
    card.arrow((540, 170), (540, 300), "REST API", (130, -6))
    card.group((60, 300, 960, 520), "Хост Docker")
    card.box((240, 380, 600, 120), "Демон", "dockerd", BLUE)
    objects = (("Образы", GREEN), ("Контейнеры", AMBER), ("Тома", GREY), ("Сети", GREY))
    for place, (title, fill) in enumerate(objects):
        left, top = 110 + place % 2 * 450, 560 + place // 2 * 125
        card.box((left, top, 410, 95), title, fill=fill)
    card.arrow((540, 500), (540, 555))
    card.arrow((400, 1000), (400, 825), "docker pull", (-150, 0))
    card.arrow((680, 820), (680, 995), "docker push", (160, 0))
    card.box((240, 1000, 600, 130), "Реестр", "Docker Hub или свой", BLUE)
    return card


def layers() -> Card:
    card = Card(1090)
    for left, name in ((60, "A"), (560, "B")):
        card.box((left, 40, 460, 160), f"Контейнер {name}", "слой для записи", AMBER)
        card.arrow((left + 230, 200), (left + 230, 285))
    card.group((60, 285, 960, 745), "Образ: слои только для чтения")
    stack = (
        ("COPY . .", "код приложения"),
        ("RUN pip install", "зависимости"),
        ("COPY requirements.txt", "список зависимостей"),
        ("FROM python:3.13-slim", "слои базового образа"),
    )
    for place, (title, note) in enumerate(stack):
        base = place == len(stack) - 1
        card.box((110, 365 + place * 160, 860, 135), title, note, GREY if base else GREEN)
    return card


def lifecycle() -> Card:
    card = Card(1240)
    card.box((330, 140, 420, 120), "created", "создан", GREY)
    card.box((330, 430, 420, 120), "running", "работает", GREEN)
    card.box((330, 780, 420, 120), "exited", "остановлен", AMBER)
    card.box((330, 1080, 420, 110), "удалён", fill=RED)
    card.box((800, 430, 240, 120), "paused", "заморожен", BLUE)
    card.arrow((540, 40), (540, 135), "docker create", (160, -10))
    card.arrow((540, 260), (540, 425), "docker start", (-140, 0))
    card.arrow((100, 490), (325, 490), "docker run", (-10, -40))
    card.arrow((440, 550), (440, 775), "docker stop\ndocker kill\nконец процесса", (-190, 0))
    card.arrow((640, 780), (640, 555), "docker start\ndocker restart", (170, 30))
    card.arrow((540, 900), (540, 1075), "docker rm", (120, 0))
    card.arrow((755, 465), (795, 465))
    card.arrow((795, 515), (755, 515))
    card.text((900, 395), "docker pause", 32)
    card.text((900, 585), "docker unpause", 32)
    return card


def cache() -> Card:
    card = Card(1020)
    cached, changed, again = ("из кэша", GREEN), ("файлы изменились", AMBER), ("заново", RED)
    columns = {
        "Код раньше\nзависимостей": (("FROM", cached), ("COPY . .", changed), ("RUN pip install", again)),
        "Зависимости\nраньше кода": (
            ("FROM", cached),
            ("COPY req*.txt", cached),
            ("RUN pip install", cached),
            ("COPY . .", changed),
        ),
    }
    card.text((540, 60), "Изменили одну строку кода", 42, bold=True)
    for place, (title, steps) in enumerate(columns.items()):
        left = 40 + place * 515
        card.text((left + 242, 170), title, bold=True, color=FAINT)
        for row, (name, (note, fill)) in enumerate(steps):
            top = 250 + row * 195
            card.box((left, top, 485, 140), name, note, fill)
            if row:
                card.arrow((left + 242, top - 55), (left + 242, top - 3))
    return card


def network() -> Card:
    card = Card(1150)
    card.group((40, 290, 1000, 820), "Хост")
    card.group((90, 380, 900, 690), "Своя сеть")
    card.box((290, 40, 500, 110), "Браузер", fill=BLUE)
    card.box((330, 500, 420, 130), "web", "слушает порт 80", GREEN)
    card.box((140, 880, 360, 150), "db", "не опубликован", AMBER)
    card.box((580, 880, 360, 150), "cache", "не опубликован", AMBER)
    card.arrow((540, 150), (540, 495), "порт 8080 хоста", (180, -110))
    card.arrow((450, 630), (340, 875), "db:5432", (-130, 0))
    card.arrow((630, 630), (740, 875), "cache:6379", (150, 0))
    return card


if __name__ == "__main__":
    for picture in (architecture, layers, lifecycle, cache, network):
        picture().save(f"{picture.__name__}.png")
