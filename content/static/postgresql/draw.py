"""Draws the pictures of postgresql.md beside this file: `uv run --no-project --with pillow content/static/draw.py postgresql`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, Card


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
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
