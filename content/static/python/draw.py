"""Draws the pictures of python.md beside this file: `uv run --no-project --with pillow content/static/draw.py python`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, RED, WHITE, Card


def names() -> Card:
    card = Card(700)
    card.text((210, 70), "Имена", 42, bold=True, color=FAINT)
    card.text((770, 70), "Объекты", 42, bold=True, color=FAINT)
    for place, name in enumerate("abc"):
        card.box((90, 130 + place * 180, 240, 120), name, fill=BLUE)
    card.box((540, 220, 460, 130), "[1, 2, 3]", "список", GREEN)
    card.box((540, 490, 460, 120), "[1, 2]", "другой список", AMBER)
    card.arrow((330, 190), (535, 265))
    card.arrow((330, 370), (535, 310))
    card.arrow((330, 550), (535, 550))
    card.text((540, 660), "b = a не копирует: b.append(3) виден через a", 32, color=FAINT)
    return card


def table() -> Card:
    card = Card(1060)
    card.box((60, 60, 300, 120), '"кофе"', "ключ", BLUE)
    card.box((60, 330, 300, 120), "хеш", "…10110", GREY)
    card.box((60, 600, 300, 120), "ячейка 6", "младшие биты", GREY)
    card.arrow((210, 180), (210, 325), "hash(ключ)", (150, -10))
    card.arrow((210, 450), (210, 595), "mod 8", (100, -10))
    card.group((560, 40, 460, 850), "Таблица")
    taken = {2: '2: "чай"', 6: '6: "кофе"'}
    fills = {2: AMBER, 6: GREEN}
    for place in range(8):
        frame = (600, 110 + place * 95, 380, 75)
        card.box(frame, taken.get(place, str(place)), fill=fills.get(place, WHITE))
    card.arrow((360, 660), (595, 712))
    card.text((540, 960), "Ключ в ячейке сравнивают через ==.\nЗанято другим ключом — пробуют следующую.", 32)
    return card


def mro() -> Card:
    card = Card(1010)
    card.text((540, 55), "class Model(Log, Cache)", 40, bold=True)
    card.box((390, 120, 300, 110), "Base", fill=GREY)
    card.box((100, 350, 300, 110), "Log", fill=GREEN)
    card.box((680, 350, 300, 110), "Cache", fill=GREEN)
    card.box((390, 580, 300, 110), "Model", fill=BLUE)
    card.arrow((460, 580), (290, 465))
    card.arrow((620, 580), (790, 465))
    card.arrow((290, 350), (460, 235))
    card.arrow((790, 350), (620, 235))
    card.text((540, 405), "наследует", 32, color=FAINT)
    card.text((540, 770), "Порядок поиска, последним — object:", bold=True, color=FAINT)
    order = (("Model", BLUE), ("Log", GREEN), ("Cache", GREEN), ("Base", GREY))
    for place, (title, fill) in enumerate(order):
        left = 50 + place * 255
        card.box((left, 830, 205, 110), title, fill=fill)
        if place:
            card.arrow((left - 48, 885), (left - 4, 885))
    return card


def lookup() -> Card:
    card = Card(1130)
    card.text((540, 60), "Чтение obj.x: кто ответит первым", 42, bold=True)
    steps = (
        ("Управляющий дескриптор", "в классе и предках: property, поле ORM", BLUE),
        ("Словарь объекта", "obj.__dict__", GREEN),
        ("Другой атрибут класса", "метод, значение, cached_property", AMBER),
        ("__getattr__", "если класс его определил", GREY),
        ("AttributeError", "", RED),
    )
    for place, (title, note, fill) in enumerate(steps):
        top = 130 + place * 200
        card.box((120, top, 840, 130), title, note, fill)
        if place:
            card.arrow((540, top - 68), (540, top - 4), "нет", (60, -4))
    return card


def loop() -> Card:
    card = Card(900)
    card.text((540, 55), "Один поток, два запроса", 42, bold=True)
    for top, name in ((190, "A"), (400, "B")):
        card.text((70, top + 60), name, 48, bold=True)
    card.box((130, 190, 200, 120), "код", fill=GREEN)
    card.box((330, 190, 430, 120), "await: ждёт базу", fill=GREY)
    card.box((760, 190, 200, 120), "код", fill=GREEN)
    card.box((130, 400, 200, 120), "ждёт", fill=WHITE)
    card.box((330, 400, 200, 120), "код", fill=AMBER)
    card.box((530, 400, 460, 120), "await: ждёт сеть", fill=GREY)
    card.text((70, 670), "поток", 34, color=FAINT)
    for left, width, title, fill in (
        (130, 200, "A", GREEN),
        (330, 200, "B", AMBER),
        (530, 230, "свободен", WHITE),
        (760, 200, "A", GREEN),
    ):
        card.box((left, 610, width, 120), title, fill=fill)
    card.arrow((130, 800), (1010, 800))
    card.text((540, 845), "время", 32, color=FAINT)
    return card


if __name__ == "__main__":
    for picture in (names, table, mro, lookup, loop):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
