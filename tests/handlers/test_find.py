"""Searching the sections: results with snippets, their pages, and what buttons do."""

import pytest

from bot.edition import Edition
from bot.keyboards.taps import TurnResults
from bot.preview import Person
from bot.preview.person import Seen


def bold(seen: Seen) -> set[str]:
    """What stands in bold, in lower case."""
    units = seen.text.encode("utf-16-le")
    return {
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le").lower()
        for e in seen.entities
        if e.type == "bold"
    }


async def test_results_have_the_words_in_bold_and_say_where_they_stand(learner: Person) -> None:
    said = await learner.send("/find сеть")
    assert "сеть\n" in said
    assert "Docker › Архитектура Docker › Объекты" in said
    assert {"сети", "сеть"} & bold(learner.last)
    assert learner.last.buttons[0] == ["1", "2", "3", "4", "5"]


async def test_a_number_opens_its_section_below_the_results(learner: Person, edition: Edition) -> None:
    await learner.send("/find docker сеть")
    results = learner.last
    number = next(line.split(".")[0] for line in results.text.splitlines() if line.endswith(". Сети"))
    assert "виртуальный сегмент" in await learner.tap(number)
    assert "показаны 1–5" in results.text
    assert results.text == next(m.text for m in learner.messages if m.message.id == results.message.id)


async def test_pages_turn_in_place_and_go_on_counting(learner: Person) -> None:
    first = await learner.send("/find сеть")
    results = learner.last
    second = await learner.tap("2/")
    assert learner.last.message.id == results.message.id
    assert "\n6. " in second
    assert "6" in learner.last.buttons[0]
    assert await learner.tap("‹ 1/") == first
    assert len(learner.messages) == 2, "the greeting and one message of results"


async def test_a_subject_in_front_searches_inside_it(learner: Person) -> None:
    inside = await learner.send("/find docker сеть")
    assert inside.count("\nDocker ›") == 5


async def test_without_words_an_example_is_given(learner: Person) -> None:
    assert "/find docker сеть" in await learner.send("/find")
    assert "/find docker сеть" in await learner.send("/find \u202e \x01 ")


async def test_nothing_is_said_to_be_found_where_nothing_is(learner: Person) -> None:
    assert "Ничего не нашлось" in await learner.send("/find qwzxv jjjj")


async def test_markup_in_a_query_stays_text(learner: Person) -> None:
    said = await learner.send('/find <b>сеть</b> & "<i>')
    assert '<b>сеть</b> & "<i>' in said


async def test_a_query_with_emoji_is_still_there_on_the_next_page(learner: Person) -> None:
    """The buttons go on with the query that the message shows: offsets in UTF-16 must not cut it."""
    await learner.send("/find 😀🚀 сеть 🐳")
    assert "\n6. " in await learner.tap("2/")
    assert learner.last.text.startswith("😀🚀 сеть 🐳\n")


async def test_a_page_that_is_not_there_is_the_nearest_and_other_messages_have_none(learner: Person) -> None:
    await learner.send("/find сеть")
    assert "показаны" in await learner.press(learner.last, TurnResults(page=999).pack())
    assert "показаны 1–5" in await learner.press(learner.last, TurnResults(page=-3).pack())
    await learner.send("/help")
    said = await learner.press(learner.last, TurnResults(page=1).pack())
    assert "устарела" in said
    assert "/find docker сеть" in said


async def test_plain_words_that_fit_several_sections_give_them_to_choose_from(learner: Person) -> None:
    said = await learner.send("секреты")
    assert "1. Секреты и настройки" in said
    assert "2. Секреты при сборке" in said


async def test_a_title_that_several_sections_have_gives_them_to_choose_from(learner: Person) -> None:
    assert (await learner.send("краткие сведения")).count(". Краткие сведения") == 3


async def test_a_title_opens_its_section_at_once(learner: Person) -> None:
    said = await learner.send("хранение данных")
    assert "Номер открывает раздел" not in said
    assert "Хранение данных" in said


@pytest.mark.parametrize(
    "noise",
    [
        "<b>" * 1400,
        "\u202e\u200b😀" * 1300,
        "\u0627\u0644\u0634 " * 1000,
        "'; DROP TABLE--" * 300,
        "\x00\x01\x7f" * 1000,
        "a" * 4096,
        "сеть " * 800,
        "😀" * 2000,
        "-" * 4000,
        "&lt;script&gt;" * 300,
    ],
)
async def test_noise_gets_a_kind_answer(learner: Person, noise: str) -> None:
    said = await learner.send(f"/find {noise}"[:4096])
    assert said
    assert "сломалось" not in said
    if "2/" in str(learner.last.buttons):
        assert "сломалось" not in await learner.tap("2/")
