"""Draws the pictures of celery.md beside this file: `uv run --no-project --with pillow content/static/draw.py celery`."""

from pathlib import Path

from drawing import AMBER, BLUE, GREEN, GREY, RED, Card


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
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
