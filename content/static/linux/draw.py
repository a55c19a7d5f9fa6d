"""Draws the pictures of linux.md beside this file: `uv run --no-project --with pillow content/static/draw.py linux`."""

from pathlib import Path

from drawing import AMBER, BLUE, FAINT, GREEN, GREY, Card


def permissions() -> Card:
    card = Card(950)
    card.text((540, 60), "-rwxr-x---  =  750", 52, bold=True)
    people = (
        ("Владелец", "rwx", (4, 2, 1), GREEN),
        ("Группа", "r-x", (4, 0, 1), BLUE),
        ("Остальные", "---", (0, 0, 0), GREY),
    )
    for place, (who, bits, values, fill) in enumerate(people):
        left = 40 + place * 340
        card.text((left + 160, 160), who, bold=True, color=FAINT)
        for column, (bit, value) in enumerate(zip(bits, values, strict=True)):
            card.box((left + column * 110, 210, 100, 130), bit, str(value), fill)
        card.arrow((left + 160, 345), (left + 160, 425))
        card.text((left + 160, 465), f"{' + '.join(map(str, values))} = {sum(values)}", 34, bold=True)
    rows = (("", "для файла", "для каталога"), ("r", "читать", "видеть имена"))
    rows = (*rows, ("w", "менять содержимое", "создавать и удалять"), ("x", "выполнять", "проходить внутрь"))
    for place, row in enumerate(rows):
        for column, word in zip((90, 360, 780), row, strict=True):
            card.text((column, 570 + place * 95), word, 36, bold=column == 90 or not place)  # noqa: PLR2004
    return card


def tunnel() -> Card:
    card = Card(1300)
    card.group((40, 40, 1000, 360), "Ноутбук", 42)
    card.group((40, 540, 1000, 210), "Сервер", 42)
    card.group((40, 890, 1000, 210), "Закрытая сеть", 42)
    card.box((290, 110, 500, 90), "psql", fill=BLUE)
    card.box((290, 280, 500, 90), "localhost:5433", fill=AMBER)
    card.box((290, 630, 500, 90), "sshd", fill=GREEN)
    card.box((290, 980, 500, 90), "db:5432", fill=GREY)
    card.arrow((540, 200), (540, 275))
    card.arrow((540, 370), (540, 625), "SSH, порт 22:\nвсё зашифровано", (200, -28))
    card.arrow((540, 720), (540, 975), "обычное соединение", (210, -28))
    card.text((540, 1200), "ssh -N -L 5433:db:5432 server", 40, bold=True)
    return card


def streams() -> Card:
    card = Card(860)
    card.box((350, 330, 380, 150), "Программа", "cmd", BLUE)
    card.box((40, 340, 200, 130), "ввод", "0", GREY)
    card.arrow((240, 405), (345, 405))
    card.box((790, 190, 250, 130), "вывод", "1", GREEN)
    card.arrow((730, 370), (785, 280))
    card.box((790, 490, 250, 130), "ошибки", "2", AMBER)
    card.arrow((730, 440), (785, 530))
    card.text((140, 540), "< файл\nprog | cmd", 34, color=FAINT)
    card.text((850, 105), "> файл   >> файл\ncmd | prog", 34, color=FAINT)
    card.text((870, 690), "2> файл   2>&1", 34, color=FAINT)
    card.text((540, 790), "По умолчанию все три потока — терминал", 34)
    return card


if __name__ == "__main__":
    for picture in (permissions, tunnel, streams):
        picture().save(Path(__file__).with_name(f"{picture.__name__}.png"))
