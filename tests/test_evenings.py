"""The evening reminder: once, and only of a set that waits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.preview import Person, Telegram
from bot.store import Store
from bot.study.streak import Streak

REMINDER = "🌙 На сегодня"


@pytest.fixture
async def subscriber(learner: Person) -> Person:
    """Somebody whose set is due at 10:00 and who wants to be reminded at 20:00."""
    await learner.send("/daily 10:00 2 вечером 20:00")
    return learner


def reminders(person: Person) -> list[str]:
    return [seen.text for seen in person.messages if seen.text.startswith(REMINDER)]


async def at(telegram: Telegram, konspekt: App, day: int, hour: int, minute: int = 0) -> None:
    """Move the clock to that hour in Moscow, and let the delivery look."""
    moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=3)
    await telegram.advance(moment - telegram.clock())
    await konspekt.delivery.round()


async def test_a_set_that_waits_is_reminded_of_once(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await at(telegram, konspekt, 23, 10)
    await subscriber.answer(0)
    await at(telegram, konspekt, 23, 19, 59)
    assert reminders(subscriber) == []
    await at(telegram, konspekt, 23, 20)
    await at(telegram, konspekt, 23, 20, 1)
    await at(telegram, konspekt, 23, 23)
    assert reminders(subscriber) == ["🌙 На сегодня остался 1 вопрос."]
    assert "2/2" in await subscriber.tap("Ответить на сегодняшние")


async def test_it_comes_each_evening_that_a_set_waits(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    for day in (23, 24, 25):
        await at(telegram, konspekt, day, 10)
        await at(telegram, konspekt, day, 20)
    assert len(reminders(subscriber)) == 3


async def test_who_is_done_is_left_alone(subscriber: Person, konspekt: App, telegram: Telegram) -> None:
    await at(telegram, konspekt, 23, 10)
    await subscriber.answer(0)
    await subscriber.answer(0)
    await at(telegram, konspekt, 23, 20)
    assert reminders(subscriber) == []


async def test_a_day_without_a_set_has_no_reminder(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await subscriber.send("/daily вт")
    await at(telegram, konspekt, 23, 10)
    await at(telegram, konspekt, 23, 20)
    assert reminders(subscriber) == []


async def test_a_set_that_was_not_sent_has_no_reminder(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    telegram.faults.cut_connection(after=False, method="sendPoll")
    await at(telegram, konspekt, 23, 10)
    await at(telegram, konspekt, 23, 20)
    assert reminders(subscriber) == []


async def test_nobody_is_reminded_without_asking(learner: Person, konspekt: App, telegram: Telegram) -> None:
    await learner.send("/daily 10:00 2")
    await at(telegram, konspekt, 23, 10)
    await at(telegram, konspekt, 23, 20)
    assert reminders(learner) == []


@pytest.mark.parametrize("change", ["/daily вечером нет", "/daily off"])
async def test_who_wants_it_no_more_is_not_reminded(
    subscriber: Person, konspekt: App, telegram: Telegram, change: str
) -> None:
    await at(telegram, konspekt, 23, 10)
    await subscriber.send(change)
    await at(telegram, konspekt, 23, 20)
    assert reminders(subscriber) == []


async def test_who_asks_during_the_day_is_reminded_the_same_evening(
    learner: Person, konspekt: App, telegram: Telegram
) -> None:
    await learner.send("/daily 10:00 2")
    await at(telegram, konspekt, 23, 10)
    await learner.send("/daily вечером 19:30")
    await at(telegram, konspekt, 23, 19, 30)
    assert reminders(learner) == ["🌙 На сегодня осталось 2 вопроса."]


async def test_the_reminder_moves_with_the_zone(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await at(telegram, konspekt, 23, 10)
    await subscriber.send("/settings Омск")  # 20:00 there is 17:00 in Moscow
    await at(telegram, konspekt, 23, 17)
    assert len(reminders(subscriber)) == 1


async def test_two_replicas_remind_once(
    subscriber: Person, konspekt: App, telegram: Telegram, redis_server: FakeServer
) -> None:
    await at(telegram, konspekt, 23, 10)
    other = replace(konspekt.delivery, store=Store(FakeAsyncRedis(server=redis_server)))
    await telegram.advance(timedelta(hours=10))
    assert await konspekt.delivery.round() + await other.round() == 1
    assert len(reminders(subscriber)) == 1


async def test_a_reminder_that_is_hours_late_is_dropped(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await at(telegram, konspekt, 23, 10)
    await at(telegram, konspekt, 23, 21, 30)
    assert reminders(subscriber) == []


async def test_429_is_obeyed_and_the_reminder_comes_after_it(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await at(telegram, konspekt, 23, 10)
    telegram.faults.too_many_requests(60, method="sendMessage")
    await at(telegram, konspekt, 23, 20)
    await konspekt.delivery.round()
    assert reminders(subscriber) == [], "nothing goes to the chat before its time"
    await at(telegram, konspekt, 23, 20, 1)
    assert len(reminders(subscriber)) == 1


@pytest.mark.parametrize("fault", ["cut", "server", "blocked"])
async def test_a_reminder_that_cannot_be_sent_is_let_go(
    subscriber: Person, konspekt: App, telegram: Telegram, fault: str
) -> None:
    await at(telegram, konspekt, 23, 10)
    match fault:
        case "cut":
            telegram.faults.cut_connection(after=True, method="sendMessage")
        case "server":
            telegram.faults.server_error(502, method="sendMessage")
        case _:
            await subscriber.block()
    await at(telegram, konspekt, 23, 20)
    await at(telegram, konspekt, 23, 20, 5)
    assert len(reminders(subscriber)) == (fault == "cut")


async def test_a_second_set_is_not_reminded_of(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    """The day is done, the streak may be earned back or not: that is nobody's business in the evening."""
    await at(telegram, konspekt, 23, 10)
    await subscriber.answer(0)
    await subscriber.answer(0)
    waiting = await store.waiting(subscriber.id, "set")
    assert waiting is not None
    await store.keep_run(subscriber.id, "set", replace(waiting, run=replace(waiting.run, answered=0)))
    await at(telegram, konspekt, 23, 20)
    assert reminders(subscriber) == []


async def test_a_streak_that_broke_is_told_while_it_can_be_had_back(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await store.remember(subscriber.id, streak=Streak(5, date(2026, 11, 21), freezes=0))
    await store.dues.set_day(subscriber.id, date(2026, 11, 22), "sent")
    for day in (23, 24, 25):
        await at(telegram, konspekt, day, 10)
        await at(telegram, konspekt, day, 20)
    first, second, third = reminders(subscriber)
    assert "Серия в 5 дней прервалась. Её можно вернуть до 24 ноября включительно" in first
    assert "Серия в 5 дней прервалась" in second
    assert "прервалась" not in third
