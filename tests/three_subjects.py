"""Notes on three subjects with questions of their own, where topics matter."""

from pathlib import Path

from bot.edition import Edition, publish

# by subject: what its commands do, of which questions are made
SUBJECTS = {
    "Docker": {
        "docker ps": "показывает работающие контейнеры",
        "docker pull": "скачивает образ из реестра",
        "docker exec": "выполняет команду внутри контейнера",
        "docker logs": "выводит журнал контейнера",
        "docker rmi": "удаляет лишний образ",
        "docker build": "собирает образ по описанию",
    },
    "Git": {
        "git status": "перечисляет изменённые файлы",
        "git push": "отправляет коммиты на сервер",
        "git stash": "прячет незаконченную работу",
        "git blame": "называет автора каждой строки",
        "git tag": "ставит метку на коммит",
        "git clone": "копирует хранилище целиком",
    },
    "PostgreSQL": {
        "psql -l": "перечисляет базы данных",
        "pg_dump": "сохраняет базу в файл",
        "pg_restore": "загружает базу из файла",
        "createdb": "создаёт пустую базу",
        "dropdb": "уничтожает базу навсегда",
        "createuser": "заводит новую роль",
    },
}


def three_subjects(folder: Path) -> Edition:
    folder.mkdir(parents=True, exist_ok=True)
    for title, commands in SUBJECTS.items():
        lines = [f"# {title}", "", "## Команды", ""]
        lines += [f"{n}. `{name}` - {purpose}" for n, (name, purpose) in enumerate(commands.items(), 1)]
        (folder / f"{title.lower()}.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return publish(folder)


def topic(edition: Edition, title: str) -> str:
    """The id of the topic of that title."""
    return next(section.id for section in edition.topics if section.title == title)
