"""Draws the pictures of git.md beside this file: `uv run --no-project --with pillow content/static/draw.py git`."""

from itertools import pairwise
from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, Card


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
    card.group((40, 40, 1000, 445), "Было", 42)
    _fork(card, 350)
    card.text((530, 430), "main", 34, color=FAINT)
    card.group((40, 515, 1000, 445), "git merge feature (находясь в main)", 42)
    _fork(card, 825)
    merge = (910, 825)
    card.parent(merge, (530, 825))
    card.parent(merge, (720, 675))
    card.commit(merge, "M", AMBER)
    card.text((910, 905), "main", 34, color=FAINT)
    card.group((40, 990, 1000, 445), "git rebase main (находясь в feature)", 42)
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
        picture().save(Path(__file__).with_name(f"{picture.__name__.replace('_', '-')}.png"))
