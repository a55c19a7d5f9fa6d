"""Draws the pictures of docker.md beside this file: `uv run --no-project --with pillow content/static/draw.py docker`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, RED, Card


def architecture() -> Card:
    card = Card(1180)
    card.box((240, 40, 600, 130), "Клиент", "docker, docker compose", BLUE)
    card.arrow((540, 170), (540, 300), "REST API", (130, -6))
    card.group((60, 300, 960, 520), "Хост Docker")
    card.box((240, 380, 600, 120), "Демон", "dockerd", BLUE)
    objects = (("Образы", GREEN), ("Контейнеры", AMBER), ("Тома", GREY), ("Сети", GREY))
    for place, (title, fill) in enumerate(objects):
        left, top = 110 + place % 2 * 450, 560 + place // 2 * 125
        card.box((left, top, 410, 95), title, fill=fill)
    card.arrow((540, 500), (540, 555))
    card.arrow((400, 1000), (400, 825), "docker pull", (-150, 0))
    card.arrow((680, 820), (680, 995), "docker push", (160, 0))
    card.box((240, 1000, 600, 130), "Реестр", "Docker Hub или свой", BLUE)
    return card


def layers() -> Card:
    card = Card(1090)
    for left, name in ((60, "A"), (560, "B")):
        card.box((left, 40, 460, 160), f"Контейнер {name}", "слой для записи", AMBER)
        card.arrow((left + 230, 200), (left + 230, 285))
    card.group((60, 285, 960, 745), "Образ: слои только для чтения")
    stack = (
        ("COPY . .", "код приложения"),
        ("RUN pip install", "зависимости"),
        ("COPY requirements.txt", "список зависимостей"),
        ("FROM python:3.13-slim", "слои базового образа"),
    )
    for place, (title, note) in enumerate(stack):
        base = place == len(stack) - 1
        card.box((110, 365 + place * 160, 860, 135), title, note, GREY if base else GREEN)
    return card


def lifecycle() -> Card:
    card = Card(1240)
    card.box((330, 140, 420, 120), "created", "создан", GREY)
    card.box((330, 430, 420, 120), "running", "работает", GREEN)
    card.box((330, 780, 420, 120), "exited", "остановлен", AMBER)
    card.box((330, 1080, 420, 110), "удалён", fill=RED)
    card.box((800, 430, 240, 120), "paused", "заморожен", BLUE)
    card.arrow((540, 40), (540, 135), "docker create", (160, -10))
    card.arrow((540, 260), (540, 425), "docker start", (-140, 0))
    card.arrow((100, 490), (325, 490), "docker run", (-10, -40))
    card.arrow((440, 550), (440, 775), "docker stop\ndocker kill\nконец процесса", (-190, 0))
    card.arrow((640, 780), (640, 555), "docker start\ndocker restart", (170, 30))
    card.arrow((540, 900), (540, 1075), "docker rm", (120, 0))
    card.arrow((755, 465), (795, 465))
    card.arrow((795, 515), (755, 515))
    card.text((900, 395), "docker pause", 32)
    card.text((900, 585), "docker unpause", 32)
    return card


def cache() -> Card:
    card = Card(1020)
    cached, changed, again = ("из кэша", GREEN), ("файлы изменились", AMBER), ("заново", RED)
    columns = {
        "Код раньше\nзависимостей": (("FROM", cached), ("COPY . .", changed), ("RUN pip install", again)),
        "Зависимости\nраньше кода": (
            ("FROM", cached),
            ("COPY req*.txt", cached),
            ("RUN pip install", cached),
            ("COPY . .", changed),
        ),
    }
    card.text((540, 60), "Изменили одну строку кода", 42, bold=True)
    for place, (title, steps) in enumerate(columns.items()):
        left = 40 + place * 515
        card.text((left + 242, 170), title, bold=True, color=FAINT)
        for row, (name, (note, fill)) in enumerate(steps):
            top = 250 + row * 195
            card.box((left, top, 485, 140), name, note, fill)
            if row:
                card.arrow((left + 242, top - 55), (left + 242, top - 3))
    return card


def network() -> Card:
    card = Card(1150)
    card.group((40, 290, 1000, 820), "Хост")
    card.group((90, 380, 900, 690), "Своя сеть")
    card.box((290, 40, 500, 110), "Браузер", fill=BLUE)
    card.box((330, 500, 420, 130), "web", "слушает порт 80", GREEN)
    card.box((140, 880, 360, 150), "db", "не опубликован", AMBER)
    card.box((580, 880, 360, 150), "cache", "не опубликован", AMBER)
    card.arrow((540, 150), (540, 495), "порт 8080 хоста", (180, -110))
    card.arrow((450, 630), (340, 875), "db:5432", (-130, 0))
    card.arrow((630, 630), (740, 875), "cache:6379", (150, 0))
    return card


if __name__ == "__main__":
    for picture in (architecture, layers, lifecycle, cache, network):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
