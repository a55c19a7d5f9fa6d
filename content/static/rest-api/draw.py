"""Draws the pictures of rest-api.md beside this file: `uv run --no-project --with pillow content/static/draw.py rest-api`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, RED, WHITE, Card


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
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
