"""Draws the pictures of linux.md beside this file.

Run from anywhere: `uv run --no-project --with pillow content/static/linux/draw.py`.
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
        """A light frame around other boxes, its title in the top left corner."""
        left, top, _, _ = frame
        self._outline(frame, WHITE, FAINT)
        font = ImageFont.truetype("DejaVuSans-Bold.ttf", 36 * SCALE)
        self._draw.text(((left + 30) * SCALE, (top + 42) * SCALE), title, FAINT, font, anchor="lm")

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


def permissions() -> Card:
    card = Card(950)
    card.text((540, 60), "-rwxr-x---  =  750", 52, bold=True)
    people = (
        ("Владелец", "rwx", (4, 2, 1), GREEN),
        ("Группа", "r-x", (4, 0, 1), BLUE),
        ("Остальные", "---", (0, 0, 0), GREY),
    )
    for place, (who, bits, values, fill) in enumerate(people):
        left = 40 + place * 340
        card.text((left + 160, 160), who, bold=True, color=FAINT)
        for column, (bit, value) in enumerate(zip(bits, values, strict=True)):
            card.box((left + column * 110, 210, 100, 130), bit, str(value), fill)
        card.arrow((left + 160, 345), (left + 160, 425))
        card.text((left + 160, 465), f"{' + '.join(map(str, values))} = {sum(values)}", 34, bold=True)
    rows = (("", "для файла", "для каталога"), ("r", "читать", "видеть имена"))
    rows = (*rows, ("w", "менять содержимое", "создавать и удалять"), ("x", "выполнять", "проходить внутрь"))
    for place, row in enumerate(rows):
        for column, word in zip((90, 360, 780), row, strict=True):
            card.text((column, 570 + place * 95), word, 36, bold=column == 90 or not place)  # noqa: PLR2004
    return card


def tunnel() -> Card:
    card = Card(1300)
    card.group((40, 40, 1000, 360), "Ноутбук")
    card.group((40, 540, 1000, 210), "Сервер")
    card.group((40, 890, 1000, 210), "Закрытая сеть")
    card.box((290, 110, 500, 90), "psql", fill=BLUE)
    card.box((290, 280, 500, 90), "localhost:5433", fill=AMBER)
    card.box((290, 630, 500, 90), "sshd", fill=GREEN)
    card.box((290, 980, 500, 90), "db:5432", fill=GREY)
    card.arrow((540, 200), (540, 275))
    card.arrow((540, 370), (540, 625), "SSH, порт 22:\nвсё зашифровано", (200, -28))
    card.arrow((540, 720), (540, 975), "обычное соединение", (210, -28))
    card.text((540, 1200), "ssh -N -L 5433:db:5432 server", 40, bold=True)
    return card


def streams() -> Card:
    card = Card(860)
    card.box((350, 330, 380, 150), "Программа", "cmd", BLUE)
    card.box((40, 340, 200, 130), "ввод", "0", GREY)
    card.arrow((240, 405), (345, 405))
    card.box((790, 190, 250, 130), "вывод", "1", GREEN)
    card.arrow((730, 370), (785, 280))
    card.box((790, 490, 250, 130), "ошибки", "2", AMBER)
    card.arrow((730, 440), (785, 530))
    card.text((140, 540), "< файл\nprog | cmd", 34, color=FAINT)
    card.text((850, 105), "> файл   >> файл\ncmd | prog", 34, color=FAINT)
    card.text((870, 690), "2> файл   2>&1", 34, color=FAINT)
    card.text((540, 790), "По умолчанию все три потока — терминал", 34)
    return card


if __name__ == "__main__":
    for picture in (permissions, tunnel, streams):
        picture().save(f"{picture.__name__}.png")
