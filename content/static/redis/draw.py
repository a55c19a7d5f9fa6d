"""Draws the pictures of redis.md beside this file: `uv run --no-project --with pillow content/static/draw.py redis`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, RED, WHITE, Card


def persistence() -> Card:
    card = Card(880)
    card.text((540, 55), "Сбой: что уцелеет", 42, bold=True)
    card.arrow((60, 170), (1020, 170))
    card.text((540, 130), "время", 32, color=FAINT)
    card.text((60, 240), "RDB", bold=True)
    for place, minute in enumerate(("12:00", "12:05", "12:10")):
        card.box((120 + place * 225, 200, 190, 90), minute, fill=GREEN)
    card.text((440, 335), "снимки раз в несколько минут", 32, color=FAINT)
    card.box((805, 200, 180, 90), "12:12", fill=RED)
    card.text((895, 335), "сбой", 32, bold=True)
    card.text((60, 470), "AOF", bold=True)
    for place in range(11):
        card.box((120 + place * 62, 430, 50, 80), "", fill=BLUE)
    card.box((805, 425, 180, 90), "12:12", fill=RED)
    card.text((440, 560), "каждая изменяющая команда", 32, color=FAINT)
    card.box((60, 650, 455, 180), "", fill=AMBER)
    card.text((287, 705), "Потеря с RDB", bold=True)
    card.text((287, 775), "всё после 12:10", 34)
    card.box((565, 650, 455, 180), "", fill=AMBER)
    card.text((792, 705), "Потеря с AOF", bold=True)
    card.text((792, 775), "около секунды", 34)
    return card


def group() -> Card:
    card = Card(1130)
    card.text((540, 55), "Поток orders", 42, bold=True)
    for place, (number, fill) in enumerate(
        (("1-1", GREY), ("1-2", AMBER), ("1-3", AMBER), ("1-4", BLUE), ("1-5", BLUE))
    ):
        card.box((60 + place * 195, 110, 180, 100), number, fill=fill)
    card.text((150, 245), "готово", 32, color=FAINT)
    card.text((440, 245), "выданы", 32, color=FAINT)
    card.text((832, 245), "ещё не выданы", 32, color=FAINT)
    card.group((40, 330, 1000, 760), "Группа stock")
    card.arrow((400, 275), (400, 435))
    card.arrow((560, 275), (700, 435))
    card.box((80, 440, 420, 120), "worker-1", "XREADGROUP", GREEN)
    card.box((580, 440, 420, 120), "worker-2", "XREADGROUP", GREEN)
    card.text((290, 610), "1-2 в работе", 34)
    card.text((790, 610), "1-3 завис", 34)
    card.arrow((290, 645), (290, 735), "XACK", (75, -5))
    card.arrow((790, 645), (790, 735))
    card.box((80, 740, 420, 110), "подтверждена", fill=GREY)
    card.box((580, 740, 420, 110), "ждёт в списке PEL", fill=RED)
    card.arrow((790, 850), (790, 940), "XAUTOCLAIM", (-140, -5))
    card.box((580, 945, 420, 110), "другой worker", fill=GREEN)
    return card


def cluster() -> Card:
    card = Card(960)
    card.text((540, 55), "16384 слота", 42, bold=True)
    nodes = (("0–5460", BLUE), ("5461–10922", GREEN), ("10923–16383", AMBER))
    for place, (slots, fill) in enumerate(nodes):
        left = 40 + place * 340
        card.box((left, 110, 320, 90), slots, fill=fill)
        card.arrow((left + 160, 200), (left + 160, 275))
        card.box((left, 280, 320, 120), f"Узел {place + 1}", "главный", fill)
        card.arrow((left + 160, 400), (left + 160, 475))
        card.box((left, 480, 320, 120), "Реплика", "копия узла", WHITE)
    card.box((40, 680, 1000, 110), "слот = CRC16(имя) mod 16384", fill=GREY)
    card.text((540, 855), "В имени есть {тег} — хешируется только тег:", 34)
    card.text((540, 910), "{user:42}:cart и {user:42}:orders в одном слоте", 34, bold=True)
    return card


def cache() -> Card:
    card = Card(1120)
    card.box((200, 60, 300, 130), "Сервис", fill=BLUE)
    card.box((720, 60, 300, 130), "Redis", fill=AMBER)
    card.box((200, 420, 300, 130), "База", fill=GREY)
    card.arrow((500, 95), (715, 95), "1. GET", (0, -32))
    card.arrow((720, 155), (505, 155), "ответ или nil", (0, 34))
    card.arrow((280, 190), (280, 415), "2. при\nпромахе", (-110, 0))
    card.arrow((420, 420), (420, 195), "3. строка", (120, 20))
    card.box((60, 640, 960, 120), "4. SET ключ значение EX 300", "следующий найдёт в кэше", AMBER)
    card.text((540, 840), "Изменение данных", 40, bold=True)
    card.box((60, 900, 455, 150), "Сначала база", "COMMIT", GREY)
    card.arrow((515, 975), (560, 975))
    card.box((565, 900, 455, 150), "Потом кэш", "DEL ключ", AMBER)
    return card


if __name__ == "__main__":
    for picture in (persistence, group, cluster, cache):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
