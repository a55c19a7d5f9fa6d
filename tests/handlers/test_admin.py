"""What a host may ask for, and what others see of it: nothing."""

from pathlib import Path

import pytest
from fakeredis import FakeServer

from bot.app import App
from bot.edition import Shelf
from bot.keyboards.taps import OpenSection
from bot.preview import Person, Telegram
from bot.publishing import Press, Publisher
from bot.reloading import Reloading
from bot.store import Store
from tests.notes_on_disk import LIST, NETWORKS, VOLUMES, write_notes

UNKNOWN = "Такой команды нет"
NUMBERS = ("один", "два", "три", "четыре", "пять", "шесть", "семь")


def step(number: int, title: str = "Шаг") -> str:
    """A section with a written question whose right answer is its number."""
    options = "\n".join(f"- [{'x' if n == number else ' '}] {name}" for n, name in enumerate(NUMBERS))
    return f"## {title} {NUMBERS[number]}\n\nТекст.\n\n### Сколько будет {number} и один?\n\n{options}\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    write_notes(tmp_path)
    return tmp_path


@pytest.fixture
async def shelf(notes: Path, store: Store) -> Shelf:
    return Shelf(await Press(notes, store).edition())


@pytest.fixture
def reloading(notes: Path, store: Store, shelf: Shelf) -> Reloading:
    return Reloading(Publisher(shelf, Press(notes, store)), store, seen=0)


@pytest.mark.parametrize("command", ["/reload", "/health"])
async def test_to_others_the_host_s_commands_do_not_exist(
    learner: Person, host: Person, telegram: Telegram, command: str
) -> None:
    assert UNKNOWN in await learner.send(command)
    assert UNKNOWN not in await host.send(command)
    group = telegram.group("Курсы", host, learner)
    assert await host.send(command, to=group) == ""


async def test_reload_says_what_it_brought(host: Person, notes: Path) -> None:
    images = "## Образы\n\n1. `docker images` - показывает образы\n"
    write_notes(notes, VOLUMES.replace("## Тома", "## Тома и данные"), LIST, images)
    said = await host.send("/reload")
    assert said.startswith("✅ Конспекты перечитаны: разделов 4, команд 2, вопросов ")
    assert "\nРазделы\n➕ новые: 1\n• Docker / Образы\n➖ убраны: 1\n• Docker / Сети\n" in said
    assert "\n✏️ переименованы: 1\n• Docker / Тома → Docker / Тома и данные\n" in said
    assert "\nКоманды\n➕ новые: 1\n• docker images" in said
    assert "Ничего не изменилось." in await host.send("/reload")


async def test_reload_speaks_the_host_s_language(host: Person) -> None:
    await host.send("/settings")
    await host.tap("English")
    assert "Nothing has changed." in await host.send("/reload")


async def test_the_new_notes_are_shown_at_once(host: Person, learner: Person, notes: Path) -> None:
    write_notes(notes, NETWORKS, "## Образы\n\nСлои, собранные в один файл.\n")
    await host.send("/reload")
    await learner.send("/topics")
    await learner.tap("Docker")
    assert "Слои, собранные" in await learner.tap("Образы")


async def test_a_broken_edit_keeps_the_notes_and_says_why(host: Person, learner: Person, notes: Path) -> None:
    file = notes / "docker.md"
    line = file.read_bytes().count(b"\n") + 1
    file.write_bytes(file.read_bytes() + "## Образы\n".encode("cp1251"))
    (notes / "other.md").write_text("# Git\n\nВетки.\n", encoding="utf-8")
    said = await host.send("/reload")
    assert said == f"⚠️ Конспекты остались прежними.\nБольше не читаются как UTF-8: docker.md:{line}"
    (notes / "other.md").unlink()
    assert f"docker.md:{line}" in await host.send("/reload")
    file.unlink()
    assert str(notes) in await host.send("/reload")
    assert "docker ps" in await learner.send("/cmd docker ps")


async def test_a_lost_store_keeps_the_notes(host: Person, shelf: Shelf, redis_server: FakeServer) -> None:
    before = shelf.edition
    redis_server.connected = False
    assert "Попробуйте через минуту" in await host.send("/reload")
    assert shelf.edition is before


async def test_names_are_told_as_they_stand(host: Person, notes: Path) -> None:
    write_notes(notes, VOLUMES, NETWORKS, LIST, "## <b>Ключ & `замок`</b>\n\nТекст.\n")
    assert "• Docker / Ключ & замок" in await host.send("/reload")


async def test_a_thousand_changes_fit_one_message(host: Person, notes: Path) -> None:
    word = "Очень длинное название 🐳 раздела о том, как всё устроено внутри и снаружи"
    sections = [
        f"## {word} {number}\n\n**Понятие {number}** — это {word} {number}.\n\n"
        f"1. `docker {letters(number)}` - {word.lower()} {number}\n"
        for number in range(1000)
    ]
    write_notes(notes, *sections)
    said = await host.send("/reload")
    assert "➕ новые: 1\xa0000" in said
    assert said.count("• … и ещё 9") == 2, "sections and commands"


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


async def test_a_run_goes_on_through_a_reload(host: Person, learner: Person, notes: Path) -> None:
    """A run holds ids: sections are renamed and moved under it, and what is gone is passed over."""
    write_notes(notes, *map(step, range(7)))
    await host.send("/reload")
    await learner.send("/quiz")
    assert progress(learner) == (1, 7)
    await learner.answer(*right(learner))
    write_notes(notes, *(step(number, "Ступень") for number in reversed(range(7))))
    assert "✏️ переименованы: 7" in await host.send("/reload")
    await learner.answer(*right(learner))
    assert progress(learner) == (3, 7)
    asked = int(learner.last_poll().text.split("Сколько будет ")[1][0])
    write_notes(notes, step(asked), step((asked + 1) % 7), VOLUMES)
    await host.send("/reload")
    said = await learner.answer(*right(learner))
    while "Готово" not in said:
        said = await learner.answer(*right(learner))
    answered = int(said.split("Верно: ")[1].split()[0])
    assert answered in (3, 4), "the open poll counts, and of the four to come only one may be left"
    assert f"Ответов: {answered}, из них верных {answered}" in await learner.send("/stats")


def right(learner: Person) -> tuple[int, ...]:
    poll = learner.last_poll().poll
    assert poll is not None
    return poll.correct


def progress(learner: Person) -> tuple[int, int]:
    """Which question of how many the last poll is."""
    number, _, count = learner.last_poll().text.split(maxsplit=1)[0].strip(".").partition("/")
    return int(number), int(count)


async def test_a_button_to_a_renamed_section_still_opens_it(
    host: Person, learner: Person, notes: Path, shelf: Shelf
) -> None:
    section = next(s for s in shelf.edition.library.sections.values() if s.title == "Тома")
    await learner.send("/topics")
    shown = learner.last
    write_notes(notes, VOLUMES.replace("## Тома", "## Где живут данные"), NETWORKS, LIST)
    await host.send("/reload")
    assert "Где живут данные" in await learner.press(shown, OpenSection(id=section.id).pack())


async def test_health_tells_versions_counts_and_no_secret(
    host: Person, learner: Person, konspekt: App
) -> None:
    await learner.send("/daily 10:00")
    said = await host.send("/health")
    assert "Работает: 0 ч 0 мин" in said
    assert "разделов 4, команд 1" in said
    assert "подписок 1, из них ждут отправки 0" in said
    assert konspekt.bot.token not in said
    assert "redis://" not in said


async def test_the_host_s_menu_comes_with_their_start(
    konspekt: App, host: Person, learner: Person, telegram: Telegram
) -> None:
    assert konspekt.dispatcher["admins"] == {host.id}
    menus = [str(call.params["scope"]) for call in telegram.calls if call.method == "setMyCommands"]
    assert menus
    assert all(str(host.id) in scope for scope in menus)
    assert "Здравствуйте, Вера" in host.last.text
    assert "Здравствуйте, Аня" in learner.last.text
