"""Looking commands up."""

import pytest

from bot.keyboards.taps import OpenCard, OpenTool
from bot.preview import Person


async def test_cmd_gives_the_card(learner: Person) -> None:
    said = await learner.send("/cmd docker ps")
    assert "docker ps [OPTIONS]" in said
    assert "-a, --all" in said
    assert {"pre", "code"} & {entity.type for entity in learner.last.entities}


async def test_examples_have_copy_buttons(learner: Person) -> None:
    await learner.send("/cmd docker ps")
    copies = [b["copy_text"]["text"] for row in learner.last.message.buttons for b in row if "copy_text" in b]
    assert "docker ps -a" in copies


async def test_plain_text_looks_up_too(learner: Person) -> None:
    assert "docker exec" in await learner.send("docker exec")


async def test_a_typo_is_forgiven(learner: Person) -> None:
    assert "docker ps [OPTIONS]" in await learner.send("/cmd dokcer ps")


async def test_a_flag_comes_first(learner: Person) -> None:
    said = await learner.send("docker run -v")
    assert said.index("-v, --volume") < said.index("-d, --detach")


async def test_nothing_found_offers_near_names_or_a_way_on(learner: Person) -> None:
    said = await learner.send("/cmd qwzxv jjjj")
    assert "Ничего не нашлось" in said
    assert "/topics" in said


async def test_the_card_leads_to_its_section(learner: Person) -> None:
    await learner.send("/cmd docker ps")
    assert "docker ps" in await learner.tap("Раздел")
    assert "docker ps [OPTIONS]" in await learner.tap("⌨️ docker ps")


async def test_without_words_the_tools_and_their_commands(learner: Person) -> None:
    await learner.send("/cmd")
    await learner.tap("docker (")
    assert any("docker" in label for row in learner.last.buttons for label in row)
    await learner.tap("Ещё")
    await learner.tap("Все инструменты")
    assert any("docker (" in label for row in learner.last.buttons for label in row)


@pytest.mark.parametrize(
    "noise",
    ["<b>" * 900, "\u202e\u200b😀" * 800, "'; DROP TABLE--", "\x00\x01", "a" * 4096, "😀", "-" * 50, "&lt;"],
)
async def test_noise_gets_a_kind_answer(learner: Person, noise: str) -> None:
    said = await learner.send(f"к {noise}"[:4096])
    assert said
    assert "сломалось" not in said


async def test_stale_cards_and_tools_are_answered(learner: Person) -> None:
    await learner.send("/cmd docker ps")
    shown = learner.last
    assert "больше нет" in await learner.press(shown, OpenCard(id="gone").pack())
    assert "больше нет" in await learner.press(shown, OpenTool(id="gone").pack())
    assert "docker ps" in await learner.press(shown, OpenCard(id="docker_ps", flag=999).pack())


async def test_an_unknown_command_is_told_of_help(learner: Person) -> None:
    assert "/help" in await learner.send("/frobnicate now")


@pytest.mark.parametrize("asked", ["OOMKilled", "/cmd OOMKilled", "/find OOMKilled", "137", "/find 137"])
async def test_a_word_that_no_command_has_gives_the_sections_that_mention_it(
    learner: Person, asked: str
) -> None:
    said = await learner.send(asked)
    assert "Номер открывает раздел" in said
    assert "Коды завершения" in said


async def test_what_a_program_said_gives_sections_and_no_card(learner: Person) -> None:
    said = await learner.send("docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")
    assert "Номер открывает раздел" in said
    assert "Демон" in said


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("помощь", "/daily"),
        ("Что ты умеешь?", "/daily"),
        ("help", "/daily"),
        ("меню", "Аня"),
        ("Спасибо!", "Аня"),
        ("темы", "Выберите тему"),
        ("мои успехи", "Пока нечего показать"),
        ("Настройки", "Часовой пояс"),
        ("settings", "Часовой пояс"),
        ("ежедневные вопросы", "выключены"),
    ],
)
async def test_plain_words_open_the_screens(learner: Person, asked: str, expected: str) -> None:
    assert expected in await learner.send(asked)


async def test_a_quiz_asked_for_in_plain_words_begins(learner: Person) -> None:
    await learner.send("викторина")
    assert learner.last.poll is not None


@pytest.mark.parametrize("asked", ["/cmd help", "/find меню", "настройки контейнера"])
async def test_more_words_or_a_command_are_looked_up(learner: Person, asked: str) -> None:
    said = await learner.send(asked)
    assert "Часовой пояс" not in said
    assert "/daily" not in said
    assert "Аня" not in said
