"""What is kept of the daily set and of the person that it is for."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.app import App
from bot.person import Person
from bot.preview import Person as Client
from bot.preview import Telegram
from bot.store import Store
from bot.store.person_shapes import Field
from bot.study.exam import Exam
from bot.study.streak import Streak

ANNA = 5
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
EXAM = Exam(MONDAY + 19 * DAY, MONDAY, 12, ("a1", "b2"))
# something else than the default for each field that is kept by its name
KEPT: dict[str, Field] = {
    "language": "en",
    "zone": "Asia/Omsk",
    "zone_asked": 1_800_000_000,
    "daily_at": time(0, 0),
    "daily_count": 7,
    "topics": ("a1", "b2"),
    "quiet": frozenset({0, 6}),
    "evening_at": time(20, 30),
    "exam": EXAM,
    "exam_offered": Exam(MONDAY, MONDAY, 1),
    "section": "s1",
    "streak": Streak(5, MONDAY, 1, 9, MONDAY - DAY),
}


@pytest.mark.parametrize("name", KEPT)
async def test_each_field_of_a_person_is_kept_and_taken_back(store: Store, name: str) -> None:
    await store.remember(ANNA, answers=1)
    await store.remember(ANNA, **{name: KEPT[name]})
    person = await store.person(ANNA)
    assert person is not None
    assert getattr(person, name) == KEPT[name]
    await store.remember(ANNA, **{name: None})
    assert await store.person(ANNA) == Person(ANNA, answers=1)


def test_no_field_of_a_person_is_forgotten_here() -> None:
    by_other_ways = {"id", "auto_cards", "rich", "answers", "right_answers"}
    assert {field.name for field in fields(Person)} - by_other_ways == set(KEPT)


@pytest.mark.parametrize("empty", [{"topics": ()}, {"quiet": frozenset()}], ids=str)
async def test_what_is_empty_takes_no_room(store: Store, empty: dict[str, Field]) -> None:
    await store.remember(ANNA, topics=("a",), quiet=frozenset({1}))
    await store.remember(ANNA, **empty)
    person = await store.person(ANNA)
    assert person is not None
    for name, value in empty.items():
        assert getattr(person, name) == value


async def test_fourteen_days_are_known_and_a_pause_does_not_wear_them_off(
    learner: Client, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await learner.send("/daily 10:00 1")

    async def live(days: int) -> None:
        for _ in range(days):
            await telegram.advance(
                datetime(*(telegram.clock().date() + DAY).timetuple()[:3], 7, tzinfo=UTC) - telegram.clock()
            )
            for _ in range(2):  # the first may find that the day before is over
                await konspekt.delivery.round()

    await live(20)
    known = await store.dues.days(learner.id)
    assert len(known) == 14
    assert max(known) == MONDAY + 20 * DAY
    await learner.send("/daily off")
    await telegram.advance(timedelta(days=100))
    await learner.send("/daily 10:00 1")
    await live(1)
    assert sorted(await store.dues.days(learner.id))[:-1] == sorted(known)[1:]


async def test_who_takes_a_reminder_has_it_alone(store: Store) -> None:
    await store.dues.set_evening(ANNA, 100.0)
    await store.dues.set_evening(6, 200.0)
    assert await store.dues.take_evenings(99.0, 10) == []
    assert await store.dues.take_evenings(150.0, 10) == [(ANNA, 100.0)]
    assert await store.dues.take_evenings(150.0, 10) == []
    assert await store.dues.take_evenings(300.0, 10) == [(6, 200.0)]


async def test_unsubscribing_leaves_nothing_due(store: Store) -> None:
    await store.dues.schedule(ANNA, 100.0, 200.0, {"daily_at": time(9)})
    assert await store.dues.subscribers(150.0) == (1, 1)
    await store.dues.unsubscribe(ANNA)
    assert await store.dues.subscribers(150.0) == (0, 0)
    assert await store.dues.claim(300.0, 400, 10) == []
    assert await store.dues.take_evenings(300.0, 10) == []
