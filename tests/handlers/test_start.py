"""The front door."""

import pytest

from bot.app import App
from bot.edition import Edition
from bot.preview import Person, Telegram


async def test_start_greets_by_name_and_says_what_is_on_the_shelf(learner: Person, edition: Edition) -> None:
    assert "Аня" in learner.last.text
    assert str(len(edition.library.sections)) in learner.last.text
    assert learner.last.buttons[0] == ["📚 Темы", "❓ Викторина"]


async def test_a_name_with_markup_stays_a_name(konspekt: App, telegram: Telegram) -> None:
    person = telegram.person("<b>Ян & Ко</b>")
    assert "<b>Ян & Ко</b>" in await person.start()


async def test_an_english_telegram_is_greeted_in_english(konspekt: App, telegram: Telegram) -> None:
    person = telegram.person("Ann", language_code="en-GB")
    assert "Hello, Ann" in await person.start()


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Темы", "Выберите тему"),
        ("Вопросы каждый день", "выключены"),
        ("Мои успехи", "Пока нечего показать"),
        ("Настройки", "Часовой пояс"),
        ("Помощь", "/daily"),
    ],
)
async def test_each_button_of_the_menu_leads_somewhere(learner: Person, label: str, expected: str) -> None:
    assert expected in await learner.tap(label)


async def test_help_names_every_command_of_the_menu(learner: Person, telegram: Telegram) -> None:
    said = await learner.send("/help")
    assert all(command in said for command in ("/topics", "/cmd", "/quiz", "/daily", "/stats", "/settings"))


async def test_a_link_opens_its_section(learner: Person, edition: Edition) -> None:
    section = next(s for s in edition.library.sections.values() if s.title == "Демон")
    assert "Демон" in await learner.start(f"s_{section.id}")


async def test_a_link_opens_its_command(learner: Person) -> None:
    assert "docker ps [OPTIONS]" in await learner.start("c_docker_ps")


@pytest.mark.parametrize("payload", ["s_gone", "c_gone", "zzz", "s_"])
async def test_a_link_to_nowhere_shows_the_contents(learner: Person, payload: str) -> None:
    assert "больше нет" in await learner.start(payload)
    assert ["Docker"] in learner.last.buttons
