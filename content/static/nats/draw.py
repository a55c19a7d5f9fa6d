"""Draws the pictures of nats.md beside this file: `uv run --no-project --with pillow content/static/draw.py nats`."""

from collections.abc import Sequence
from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, Card


def delivery() -> Card:
    card = Card(1330)
    copies = (("Подписчик 1", GREEN), ("Подписчик 2", GREEN), ("Подписчик 3", GREEN))
    _fan(card, 40, "Подписка: копия каждому", copies)
    group = (("Копия 1", GREY), ("Копия 2", GREEN), ("Копия 3", GREY))
    _fan(card, 480, "Группа очереди: один из группы", group)
    card.group((40, 920, 1000, 370), "Запрос и ответ")
    card.box((80, 1050, 360, 160), "Клиент", "слушает ящик", BLUE)
    card.box((640, 1050, 360, 160), "Сервис", "слушает тему", GREEN)
    card.arrow((440, 1095), (635, 1095), "тема", (0, -26))
    card.arrow((640, 1165), (445, 1165), "ящик", (0, 30))
    return card


def _fan(card: Card, top: int, title: str, receivers: Sequence[tuple[str, str]]) -> None:
    """One publisher above three receivers; an arrow leads to each that gets the message (green)."""
    card.group((40, top, 1000, 400), title)
    card.box((360, top + 90, 360, 90), "Издатель", fill=BLUE)
    for place, (name, fill) in enumerate(receivers):
        left = 70 + place * 320
        card.box((left, top + 280, 300, 90), name, fill=fill)
        if fill == GREEN:
            card.arrow((540, top + 180), (left + 150, top + 275))


def jetstream() -> Card:
    card = Card(1260)
    card.box((340, 40, 400, 100), "Издатель", fill=BLUE)
    card.arrow((480, 140), (480, 255), "publish", (-110, 0))
    card.arrow((600, 255), (600, 145), "PubAck", (100, 0))
    card.group((40, 260, 1000, 240), "Поток ORDERS")
    for place in range(7):
        card.box((80 + place * 134, 350, 116, 110), str(place + 1), fill=GREEN)
    consumers = (
        (60, "Потребитель mail", "подтверждено до 4", "номер 5"),
        (560, "Потребитель audit", "подтверждено до 2", "номер 3"),
    )
    for left, title, note, following in consumers:
        card.arrow((left + 230, 500), (left + 230, 635), following, (-105, 0))
        card.box((left, 640, 460, 150), title, note, AMBER)
    for left in (60, 300, 680):
        card.box((left, 1010, 220, 110), "Копия", fill=BLUE)
    for middle in (170, 410):
        card.arrow((middle, 790), (middle, 1005))
    card.arrow((750, 790), (750, 1005), "выдача", (-90, 0))
    card.arrow((840, 1005), (840, 795), "ack", (55, 0))
    card.text((540, 1195), "Место чтения помнит сервер, у каждого своё", 32, color=FAINT)
    return card


if __name__ == "__main__":
    for picture in (delivery, jetstream):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
