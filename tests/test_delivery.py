"""The daily set under every kind of trouble: nobody is sent twice, and no day of ours costs a streak."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.delivery import LEASE
from bot.preview import Person, Telegram
from bot.store import Store
from bot.study.streak import Streak

TODAY = date(2026, 11, 23)  # a Monday; the model's clock stands at 09:00 in Moscow
TEN = time(10)


@pytest.fixture
async def subscriber(learner: Person) -> Person:
    """Somebody whose set is due at 10:00."""
    await learner.send("/daily 10:00 2")
    return learner


def polls(person: Person) -> list[str]:
    return [seen.text for seen in person.messages if seen.poll]


async def test_the_set_comes_at_its_time_and_once(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(timedelta(minutes=59))
    await konspekt.delivery.round()
    assert polls(subscriber) == []
    await telegram.advance(timedelta(minutes=1))
    await konspekt.delivery.round()
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1
    assert "1/2" in polls(subscriber)[0]
    assert await store.dues.days(subscriber.id) == {TODAY: "sent"}


async def test_the_next_set_is_due_tomorrow(subscriber: Person, konspekt: App, telegram: Telegram) -> None:
    await deliver_at_ten(konspekt, telegram)
    await telegram.advance(timedelta(hours=24))
    await konspekt.delivery.round()
    first, second = (seen for seen in subscriber.messages if seen.poll)
    assert first.poll is not None
    assert first.poll.is_closed, "at most one set waits for an answer"
    assert second.poll is not None
    assert not second.poll.is_closed


async def test_the_set_goes_on_after_each_answer_and_the_streak_grows(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await deliver_at_ten(konspekt, telegram)
    assert "2/2" in await subscriber.answer(0)
    said = await subscriber.answer(0)
    assert "На сегодня всё" in said
    assert "1 день подряд" in said
    person = await store.person(subscriber.id)
    assert person is not None
    assert person.streak.length == 1


async def test_two_replicas_send_once(
    subscriber: Person, konspekt: App, telegram: Telegram, redis_server: FakeServer
) -> None:
    other = replace(konspekt.delivery, store=Store(FakeAsyncRedis(server=redis_server)))
    await telegram.advance(timedelta(hours=1))
    assert await konspekt.delivery.round() + await other.round() == 1
    assert len(polls(subscriber)) == 1


async def test_a_claim_that_never_reached_sending_is_taken_over(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(timedelta(hours=1))
    now = telegram.clock()
    claims = await store.dues.claim(
        now.timestamp(), int((now + LEASE).timestamp()), 10
    )  # and the process dies
    assert [claim.chat for claim in claims] == [subscriber.id]
    await konspekt.delivery.round()
    assert polls(subscriber) == []
    await telegram.advance(LEASE)
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_a_set_cut_off_in_the_middle_of_sending_is_not_sent_again(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(timedelta(hours=1))
    now = telegram.clock()
    await store.dues.claim(now.timestamp(), int((now + LEASE).timestamp()), 10)
    await store.dues.begin_sending(subscriber.id, TODAY, "its mark")  # and the process dies
    await telegram.advance(LEASE)
    await konspekt.delivery.round()
    assert polls(subscriber) == []
    assert await store.dues.days(subscriber.id) == {TODAY: "unknown"}
    await telegram.advance(timedelta(hours=24))
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_who_blocked_the_bot_is_unsubscribed_and_start_greets_them_again(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await subscriber.block()
    await deliver_at_ten(konspekt, telegram)
    person = await store.person(subscriber.id)
    assert person is not None
    assert person.daily_at is None
    await telegram.advance(timedelta(hours=24))
    assert await konspekt.delivery.round() == 0
    await subscriber.unblock()
    assert "Здравствуйте" in await subscriber.start()


async def test_429_is_obeyed_and_the_set_comes_when_telegram_allows(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    telegram.faults.too_many_requests(40, method="sendPoll")
    await deliver_at_ten(konspekt, telegram)
    calls = len(telegram.calls)
    await telegram.advance(timedelta(seconds=39))
    await konspekt.delivery.round()
    assert len(telegram.calls) == calls, "nothing is asked of Telegram before the time it named"
    await telegram.advance(timedelta(seconds=1))
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_a_server_error_is_tried_again(subscriber: Person, konspekt: App, telegram: Telegram) -> None:
    telegram.faults.server_error(502, method="sendPoll", times=2)
    await deliver_at_ten(konspekt, telegram)
    for _ in range(2):
        await telegram.advance(timedelta(minutes=1))
        await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_an_hour_of_server_errors_makes_the_day_ours(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    telegram.faults.server_error(502, method="sendPoll", times=1000)
    await deliver_at_ten(konspekt, telegram)
    for _ in range(65):
        await telegram.advance(timedelta(minutes=1))
        await konspekt.delivery.round()
    assert await store.dues.days(subscriber.id) == {TODAY: "ours"}


@pytest.mark.parametrize("after", [True, False])
async def test_a_cut_connection_leaves_the_day_unknown(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, after: bool
) -> None:
    telegram.faults.cut_connection(after=after, method="sendPoll")
    await deliver_at_ten(konspekt, telegram)
    await telegram.advance(timedelta(minutes=10))
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == int(after)
    assert await store.dues.days(subscriber.id) == {TODAY: "unknown"}


async def test_a_set_missed_while_we_were_down_comes_the_same_day(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await telegram.advance(timedelta(hours=9))  # 18:00
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_a_set_missed_for_days_is_skipped_and_costs_no_streak(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await store.remember(subscriber.id, streak=Streak(length=5, last=TODAY - timedelta(days=1), freezes=0))
    await telegram.advance(timedelta(days=2, hours=13, minutes=30))  # Wednesday, 22:30
    await konspekt.delivery.round()
    assert polls(subscriber) == []
    days = await store.dues.days(subscriber.id)
    assert days == {TODAY + timedelta(days=n): "ours" for n in range(3)}
    await telegram.advance(timedelta(hours=12))
    await konspekt.delivery.round()
    await subscriber.answer(0)
    assert "6 дней подряд" in await subscriber.answer(0)


async def test_a_late_evening_set_is_on_time(learner: Person, konspekt: App, telegram: Telegram) -> None:
    await learner.send("/daily 23:30")
    await telegram.advance(timedelta(hours=14, minutes=30))
    await konspekt.delivery.round()
    assert len(polls(learner)) == 1


async def test_the_time_changed_during_the_claim_wins(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(timedelta(hours=1))
    now = telegram.clock()
    (claim,) = await store.dues.claim(now.timestamp(), int((now + LEASE).timestamp()), 10)
    chosen = now + timedelta(hours=2)
    await store.dues.schedule(subscriber.id, chosen.timestamp(), None, {})
    assert not await store.dues.move_on(claim, (now + timedelta(hours=24)).timestamp())
    await telegram.advance(timedelta(hours=2))
    await konspekt.delivery.round()
    assert len(polls(subscriber)) == 1


async def test_off_ends_it(subscriber: Person, konspekt: App, telegram: Telegram) -> None:
    await subscriber.send("/daily off")
    await deliver_at_ten(konspekt, telegram)
    assert polls(subscriber) == []


async def test_a_lost_store_does_not_end_the_delivery(
    subscriber: Person,
    konspekt: App,
    telegram: Telegram,
    redis_server: FakeServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.delivery.TICK", timedelta(milliseconds=5))
    await telegram.advance(timedelta(hours=1))
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        redis_server.connected = False
        group.create_task(konspekt.delivery.run(stop))
        await asyncio.sleep(0.05)
        assert polls(subscriber) == []
        redis_server.connected = True
        await asyncio.sleep(0.1)
        stop.set()
    assert len(polls(subscriber)) == 1


async def deliver_at_ten(konspekt: App, telegram: Telegram) -> None:
    ten = datetime.combine(TODAY, TEN, UTC) - timedelta(hours=3)
    await telegram.advance(ten - telegram.clock())
    await konspekt.delivery.round()
