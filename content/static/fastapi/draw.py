"""Draws the pictures of fastapi.md beside this file: `uv run --no-project --with pillow content/static/draw.py fastapi`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, WHITE, Card


def request() -> Card:
    card = Card(1230)
    card.box((290, 40, 500, 100), "Клиент", fill=BLUE)
    card.group((40, 220, 1000, 850), "Приложение")
    steps = (
        ("Middleware", "CORS, сжатие, номер запроса", GREY),
        ("Маршрут", "метод и путь", WHITE),
        ("Зависимости", "параметры, вход, сеанс базы", GREEN),
        ("Обработчик", "ваш код", AMBER),
        ("Модель ответа", "проверка, лишнее прочь", GREEN),
    )
    for place, (title, note, fill) in enumerate(steps):
        top = 295 + place * 155
        card.box((250, top, 580, 115), title, note, fill)
        if place:
            card.arrow((540, top - 38), (540, top - 3))
    card.arrow((540, 140), (540, 290), "запрос", (110, -30))
    card.line((830, 972), (930, 972), (930, 352), (850, 352))
    card.arrow((850, 352), (835, 352))
    card.arrow((760, 290), (760, 145), "ответ", (90, 35))
    card.text((540, 1120), "После ответа: фоновые задачи,", 34)
    card.text((540, 1175), "затем код зависимостей после yield", 34)
    return card


def threads() -> Card:
    card = Card(950)
    card.box((290, 40, 500, 100), "Запросы", fill=BLUE)
    card.group((40, 230, 480, 660), "Цикл событий")
    card.group((560, 230, 480, 660), "Пул потоков")
    card.arrow((430, 140), (280, 225), "async def", (-130, -10))
    card.arrow((650, 140), (800, 225), "def", (100, -10))
    tasks = ("запрос 1: await", "запрос 2: await", "запрос 3: код")
    for place, title in enumerate(tasks):
        fill = GREEN if "код" in title else GREY
        card.box((80, 320 + place * 130, 400, 100), title, fill=fill)
    card.text((280, 780), "Один поток на всех.\nБлокирующий вызов\nостановит каждого.", 34)
    for place in range(3):
        card.box((600, 320 + place * 130, 400, 100), f"поток {place + 1}", fill=AMBER)
    card.text((800, 780), "По умолчанию 40.\nЛишние вызовы\nждут в очереди.", 34)
    return card


def jwt() -> Card:
    card = Card(1060)
    for left, name in ((60, "Клиент"), (640, "Приложение")):
        card.box((left, 40, 380, 100), name, fill=BLUE)
        card.box((left + 180, 140, 20, 860), "", fill=GREY)
    messages = (
        ("POST /token", "имя и пароль", True),
        ("токен", "подписан, живёт 15 минут", False),
        ("GET /me", "Authorization: Bearer токен", True),
        ("ответ", "или 401, если срок вышел", False),
    )
    for place, (title, note, is_request) in enumerate(messages):
        line = 270 + place * 200
        start, end = ((262, line), (816, line)) if is_request else ((818, line), (264, line))
        card.text((540, line - 38), title, 36, bold=True)
        card.text((540, line + 38), note, 30, color=FAINT)
        card.arrow(start, end)
    return card


if __name__ == "__main__":
    for picture in (request, threads, jwt):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
