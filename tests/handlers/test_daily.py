"""/daily: by command and by button."""

from datetime import UTC, datetime, time

import pytest

from bot.handlers.daily import Wish, understand
from bot.preview import Person, Telegram
from bot.store import Store
from bot.taps import SetDaily


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("09:00", Wish(time(9))),
        ("9:05", Wish(time(9, 5))),
        ("9", Wish(time(9))),
        ("21.30 5", Wish(time(21, 30), 5)),
        (" 00:00   10 ", Wish(time(0), 10)),
        ("off", "off"),
        ("ВЫКЛ", "off"),
        ("25:99", None),
        ("09:60", None),
        ("9:5", None),
        ("-1", None),
        ("09:00 0", None),
        ("09:00 11", None),
        ("09:00 five", None),
        ("завтра", None),
        ("٠٩:٠٠", None),
        ("9" * 4000, None),
    ],
)
def test_what_people_write(words: str, wish: Wish | str | None) -> None:
    assert understand(words) == wish


async def test_a_time_subscribes(learner: Person, store: Store) -> None:
    said = await learner.send("/daily 09:30 5")
    assert "каждый день в 09:30 (Europe/Moscow) — 5 вопросов" in said
    assert "сегодня" in said
    person = await store.person(learner.id)
    assert person is not None
    assert (person.daily_at, person.daily_count) == (time(9, 30), 5)


async def test_a_time_that_has_passed_begins_tomorrow(learner: Person) -> None:
    assert "завтра" in await learner.send("/daily 08:30")


async def test_nonsense_is_answered_kindly_and_changes_nothing(learner: Person, store: Store) -> None:
    await learner.send("/daily 10:00")
    said = await learner.send("/daily 25:99")
    assert "Не понял «25:99»" in said
    person = await store.person(learner.id)
    assert person is not None
    assert person.daily_at == time(10)


async def test_without_words_it_tells_how_things_stand(learner: Person) -> None:
    assert "выключены" in await learner.send("/daily")
    await learner.tap("21:00")
    assert "Каждый день в 21:00" in await learner.send("/daily")
    await learner.tap("Выключить")
    assert "выключены" in learner.last.text


async def test_off_twice_is_told(learner: Person) -> None:
    await learner.send("/daily 10:00")
    assert "Прогресс сохранён" in await learner.send("/daily off")
    assert "и так выключены" in await learner.send("/daily off")


async def test_a_button_with_an_impossible_minute_is_stale(learner: Person) -> None:
    await learner.send("/daily")
    assert "устарела" in await learner.press(learner.last, SetDaily(minute=99_999).pack())


async def test_a_change_of_zone_moves_the_due_time(learner: Person, store: Store, telegram: Telegram) -> None:
    await learner.send("/daily 10:00")
    await learner.send("/settings Asia/Omsk")  # 10:00 there was two hours ago
    late = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    assert await store.claim_due(late.timestamp() - 1, 2**31, 10) == []
    (claim,) = await store.claim_due(late.timestamp(), 2**31, 10)
    assert claim.due == late.timestamp()
