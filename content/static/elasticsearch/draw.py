"""Draws the pictures of elasticsearch.md beside this file: `uv run --no-project --with pillow content/static/draw.py elasticsearch`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, Card


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
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
