"""Pages as a file, with links to each other, and long ones."""

from pathlib import Path

import pytest

from bot.app import App
from bot.edition import Edition, publish
from bot.handlers.file import file_name
from bot.keyboards.taps import OpenSection, SendFile
from bot.preview import Person, Telegram
from bot.preview.state import Document

NOTES = """# Docker
Смотрите [сети](net/notes.md#мост), [ниже](#тома) и [доклад][talk].

[talk]: https://example.org/talk "Доклад"

## Тома: «данные»/2
- одно
### Копии
другое
## Пусто
"""
NETWORKS = "# Сети\nтекст\n## Мост\nмост\n"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (tmp_path / "net").mkdir()
    (tmp_path / "docker.md").write_text(NOTES.replace("#тома", "#тома-данные2"), encoding="utf-8")
    (tmp_path / "net/notes.md").write_text(NETWORKS, encoding="utf-8")
    (tmp_path / "long.md").write_text("# Длинное\n" + "слово " * 20_000, encoding="utf-8")
    return publish(tmp_path)


async def opened(person: Person, title: str, edition: Edition) -> str:
    section = next(one for one in edition.library.sections.values() if one.title == title)
    await person.send("/topics")
    return await person.press(person.last, OpenSection(id=section.id).pack())


def links_in(person: Person) -> set[str]:
    found = (entity.to_json() for entity in person.last.entities)
    return {entity["url"] for entity in found if entity["type"] == "text_link"}


def document(person: Person) -> Document:
    content = person.last.message.content
    assert isinstance(content, Document)
    return content


async def test_links_between_notes_open_their_sections(learner: Person, edition: Edition) -> None:
    await opened(learner, "Docker", edition)
    inside = sorted(link for link in links_in(learner) if "t.me" in link)
    assert len(inside) == 2
    assert all(link.startswith("https://t.me/konspekt_bot?start=s_") for link in inside)
    told = [await learner.start(link.partition("start=")[2]) for link in inside]
    assert {text.splitlines()[1] for text in told} == {"Мост", "Тома: «данные»/2"}


async def test_until_telegram_tells_the_bot_s_name_links_are_text(
    konspekt: App, telegram: Telegram, edition: Edition
) -> None:
    telegram.faults.server_error(502, method="getMe", times=100)
    boris = telegram.person("Борис")
    await boris.start()
    assert konspekt.bot.token == telegram.token
    assert "сети, ниже и доклад" in await opened(boris, "Docker", edition)
    assert links_in(boris) == {"https://example.org/talk"}


async def test_a_section_comes_as_a_file_with_all_below_it(learner: Person, edition: Edition) -> None:
    await opened(learner, "Docker", edition)
    assert await learner.tap("Файлом") == "«Docker» целиком, с подразделами."
    file = document(learner).file
    assert file.name == "Docker.md"
    assert file.data.decode() == (
        "# Docker\n\nСмотрите [сети](net/notes.md#мост), [ниже](#тома-данные2) и [доклад][talk].\n\n"
        '[talk]: https://example.org/talk "Доклад"\n\n'
        "## Тома: «данные»/2\n\n- одно\n\n### Копии\n\nдругое\n\n## Пусто\n"
    )


async def test_a_section_without_text_has_no_file(learner: Person, edition: Edition) -> None:
    await opened(learner, "Пусто", edition)
    assert not any("Файлом" in label for row in learner.last.buttons for label in row)


async def test_a_long_section_says_that_the_file_has_the_rest(learner: Person, edition: Edition) -> None:
    await opened(learner, "Длинное", edition)
    [last] = [label for row in learner.last.buttons for label in row if label.endswith("›")]
    section = next(one for one in edition.library.sections.values() if one.title == "Длинное")
    assert last.startswith("2/")
    told = await learner.press(learner.last, OpenSection(id=section.id, page=999).pack())
    assert told.endswith("Раздел очень длинный, здесь только его начало. Целиком — кнопкой «Файлом».")
    await learner.tap("Файлом")
    assert document(learner).file.data.decode().count("слово") == 20_000


async def test_a_file_of_a_section_that_is_gone(learner: Person) -> None:
    await learner.send("/topics")
    assert "такого раздела больше нет" in await learner.press(learner.last, SendFile(id="gone").pack())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("docker run", "docker run.md"),
        ("Тома: «данные»/2", "Тома «данные» 2.md"),
        ("a\\b|c?*\n", "a b c.md"),
        ("..", ""),
        ("???", ""),
    ],
)
def test_a_title_becomes_a_file_s_name(title: str, name: str) -> None:
    assert file_name(title) == name
