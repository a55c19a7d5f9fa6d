"""Language and time zone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.keyboards.taps import SetLanguage, SetZone
from bot.preview import Person, Telegram
from bot.store import Store


async def zone_of(person: Person, store: Store) -> str | None:
    known = await store.person(person.id)
    assert known is not None
    return known.zone


async def test_the_language_changes_at_once_and_stays(learner: Person) -> None:
    await learner.send("/settings")
    assert "Settings" in await learner.tap("English")
    assert "What I can do" in await learner.send("/help")


async def test_a_zone_is_chosen_by_its_clock(learner: Person, store: Store) -> None:
    await learner.send("/settings")
    await learner.tap("Часовой пояс")
    said = await learner.tap("Владивосток · 16:00")
    assert "Владивосток, UTC+10, сейчас у вас 16:00" in said
    assert await zone_of(learner, store) == "Asia/Vladivostok"


@pytest.mark.parametrize(
    ("words", "zone", "told"),
    [
        ("asia/tokyo", "Asia/Tokyo", "Токио, UTC+9"),
        ("Новосибирск", "Asia/Novosibirsk", "Новосибирск, UTC+7, сейчас у вас 13:00"),
        ("в казани", "Europe/Moscow", "Москва, UTC+3"),
        ("Munich", "Europe/Berlin", "Берлин, UTC+1"),
    ],
)
async def test_a_zone_can_be_written(learner: Person, store: Store, words: str, zone: str, told: str) -> None:
    assert told in await learner.send(f"/settings {words}")
    assert await zone_of(learner, store) == zone


async def test_an_offset_gives_cities_to_choose_from(learner: Person, store: Store) -> None:
    assert "подходит несколько" in await learner.send("/settings мск+4")
    assert "Томск, UTC+7" in await learner.tap("Томск · 13:00")
    assert await zone_of(learner, store) == "Asia/Tomsk"
    await learner.send("/settings +7")
    assert "Часовой пояс: UTC+7, сейчас у вас 13:00" in await learner.tap("UTC+7 · 13:00")


async def test_the_time_on_the_clock_gives_cities_to_choose_from(learner: Person, store: Store) -> None:
    await learner.send("/settings сейчас 11:02")
    assert "Екатеринбург" in await learner.tap("Екатеринбург · 11:00")
    assert await zone_of(learner, store) == "Asia/Yekaterinburg"


async def test_an_unknown_zone_is_told_and_zones_are_offered(learner: Person) -> None:
    assert "Не знаю, где «Луна/Море»" in await learner.send("/settings Луна/Море")
    assert any("Москва" in label for row in learner.last.buttons for label in row)


# a city as plain text


async def ask(learner: Person) -> None:
    await learner.send("/settings")
    await learner.tap("Часовой пояс")
    assert "Напишите, где вы" in await learner.tap("Написать город")


async def test_what_is_written_after_being_asked_is_a_place(learner: Person, store: Store) -> None:
    await ask(learner)
    assert "Омск, UTC+6" in await learner.send("Омск")
    assert await zone_of(learner, store) == "Asia/Omsk"
    assert "Часовой пояс" not in await learner.send("Москва"), "asked once, answered once"


async def test_who_is_not_understood_may_try_again(learner: Person, store: Store) -> None:
    await ask(learner)
    assert "Не знаю, где «Верхние Васюки»" in await learner.send("Верхние Васюки")
    assert "Саратов" in await learner.send("Саратов")
    assert await zone_of(learner, store) == "Europe/Saratov"


async def test_a_command_is_looked_up_all_the_same(learner: Person) -> None:
    await ask(learner)
    assert "docker ps" in (await learner.send("docker ps")).splitlines()[0]
    assert "Ежедневные вопросы" in await learner.send("/daily")
    assert "Омск" in await learner.send("Омск")


async def test_ten_minutes_later_it_is_a_look_up_again(learner: Person, telegram: Telegram) -> None:
    await ask(learner)
    await telegram.advance(timedelta(minutes=10))
    assert "Часовой пояс" not in await learner.send("Омск")


# what a change of zone does to the daily set


async def test_a_change_of_zone_moves_the_due_time(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    await learner.send("/settings Asia/Omsk")  # 10:00 there was two hours ago
    (claim,) = await store.dues.claim(2**31, 2**31, 10)
    assert claim.due == datetime(2026, 11, 24, 4, 0, tzinfo=UTC).timestamp()


async def test_a_flight_over_midnight_costs_no_streak(
    learner: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    """Monday's set is not finished when the clock is put forward into Tuesday."""
    await learner.send("/daily 10:00 2")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    await learner.answer(0)
    await telegram.advance(timedelta(hours=12))  # 22:00 in Moscow, 05:00 of the 24th in Kamchatka
    await learner.send("/settings Asia/Kamchatka")
    assert "cut" in (await store.dues.days(learner.id)).values()
    said = await learner.answer(0)
    assert "1 день подряд" in said, "finished late, it is still the set of its day"


async def test_a_set_that_was_finished_before_the_flight_stays_finished(
    learner: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await learner.send("/daily 10:00 1")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    await learner.answer(0)
    await telegram.advance(timedelta(hours=12))
    await learner.send("/settings Asia/Kamchatka")
    assert list((await store.dues.days(learner.id)).values()) == ["sent"]


async def test_stale_choices_are_answered(learner: Person) -> None:
    await learner.send("/settings")
    assert "устарела" in await learner.press(learner.last, SetLanguage(code="xx").pack())
    assert "устарела" in await learner.press(learner.last, SetZone(name="Mars/Base").pack())
