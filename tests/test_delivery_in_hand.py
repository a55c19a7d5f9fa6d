"""The daily set while Redis is away or Telegram says no in the middle of it: what is known is not forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from redis.exceptions import ConnectionError as AwayError

from bot.app import App
from bot.delivery import BATCH, LEASE
from bot.preview import Person, Telegram
from bot.quizzing import send_question
from bot.store import Store

TODAY = date(2026, 11, 23)  # a Monday; the model's clock stands at 09:00 in Moscow
HOUR = timedelta(hours=1)


@pytest.fixture
async def subscriber(learner: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose set is due at 10:00."""
    monkeypatch.setattr("bot.store.insisting.AGAIN", timedelta(milliseconds=1))
    await learner.send("/daily 10:00 2")
    return learner


def polls(person: Person) -> int:
    return sum(seen.poll is not None for seen in person.messages)


def lost_once(act: Callable[..., Awaitable[Any]], *, after: bool) -> Callable[..., Awaitable[Any]]:
    """The same, but Redis is away the first time: before it has heard of it, or before it could answer."""
    tries = []

    async def act_unheard(*given: Any, **named: Any) -> Any:
        tries.append(given)
        if len(tries) > 1:
            return await act(*given, **named)
        if after:
            await act(*given, **named)
        raise AwayError("Connection lost")

    return act_unheard


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["begin_sending", "set_day", "move_on"])
async def test_a_step_that_redis_did_not_confirm_is_said_again(
    subscriber: Person,
    konspekt: App,
    telegram: Telegram,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    monkeypatch.setattr(store.dues, step, lost_once(getattr(store.dues, step), after=after))
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    await telegram.advance(LEASE)
    await konspekt.delivery.round()
    assert polls(subscriber) == 1
    assert await store.dues.days(subscriber.id) == {TODAY: "sent"}


async def test_the_poll_that_was_sent_while_redis_was_away_can_be_answered(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "keep_run", lost_once(store.keep_run, after=False))
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    assert "2/2" in await subscriber.answer(0)


async def test_who_marked_the_day_is_told_apart(store: Store) -> None:
    assert await store.dues.begin_sending(1, TODAY, "mine") is None
    assert await store.dues.begin_sending(1, TODAY, "mine") is None, "the answer to the first was lost"
    assert await store.dues.begin_sending(1, TODAY, "another's") == "sending"
    assert await store.dues.days(1) == {TODAY: "sending"}
    assert await store.mending.mend(1) == [], "a mark is no damage"


async def test_three_hours_of_429_are_waited_for_on_the_same_day(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    telegram.faults.too_many_requests(3 * 3600, method="sendPoll")
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    await telegram.advance(3 * HOUR - timedelta(seconds=1))
    await konspekt.delivery.round()
    assert polls(subscriber) == 0
    await telegram.advance(timedelta(seconds=1))
    await konspekt.delivery.round()
    assert polls(subscriber) == 1
    assert await store.dues.days(subscriber.id) == {TODAY: "sent"}


async def test_429_until_the_night_makes_the_day_ours(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    telegram.faults.too_many_requests(13 * 3600, method="sendPoll")
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    assert await store.dues.days(subscriber.id) == {TODAY: "ours"}


async def test_a_claim_that_runs_out_after_midnight_is_still_of_the_day_before(
    learner: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await learner.send("/daily 23:59")
    night = datetime(2026, 11, 23, 20, 59, 50, tzinfo=UTC)
    await telegram.advance(night - telegram.clock())
    await store.dues.claim(night.timestamp(), int((night + LEASE).timestamp()), 1)  # and the process dies
    await telegram.advance(LEASE)
    await konspekt.delivery.round()
    assert await store.dues.days(learner.id) == {TODAY: "sent"}
    await telegram.advance(timedelta(hours=24))
    await konspekt.delivery.round()
    assert polls(learner) == 2


async def test_what_waits_for_its_turn_is_put_back_when_everybody_has_to_wait(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(HOUR)
    for chat in (1, 2, 3):
        until = konspekt.delivery.pacer.refused(
            chat, (telegram.clock() + HOUR).timestamp(), telegram.clock().timestamp()
        )
    assert until is not None, "this process knows, Redis does not yet"
    await konspekt.delivery.round()
    assert polls(subscriber) == 0
    assert await store.dues.subscribers(telegram.clock().timestamp()) == (1, 1), "due since ten, not claimed"
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    assert polls(subscriber) == 1


async def test_a_claim_that_runs_out_in_the_line_is_left_to_the_others(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = telegram.group("Учёба", subscriber)
    await group.add_bot()
    await telegram.advance(timedelta(seconds=5))  # the group may hear the next message
    await subscriber.send("/daily 10:00", to=group)
    reserve_pace = store.dues.reserve_pace

    async def slow(*given: Any, **named: Any) -> timedelta:
        telegram.clock.advance(LEASE)  # many replicas may hold more than leaves within a lease
        return await reserve_pace(*given, **named)

    monkeypatch.setattr(store.dues, "reserve_pace", slow)
    await telegram.advance(HOUR)
    await konspekt.delivery.round()
    assert polls(subscriber) == 0
    assert not any(seen.poll for seen in subscriber.messages_in(group.chat))
    monkeypatch.undo()
    for _ in range(2):
        await konspekt.delivery.round()
        await telegram.advance(timedelta(seconds=10))
    assert polls(subscriber) == 1
    assert any(seen.poll for seen in subscriber.messages_in(group.chat))


async def test_a_set_on_its_way_does_not_hold_back_a_shared_run(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.TICK", timedelta(milliseconds=5))
    monkeypatch.setattr("bot.delivery.IN_HAND", BATCH)  # the next sets wait for these
    on_its_way, arrived, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()
    looked = asyncio.Semaphore(0)  # at shared runs, while the set was on its way
    claim_turns = store.groups.turns.claim_turns

    async def slow(*given: Any) -> Any:
        on_its_way.set()
        await arrived.wait()
        return await send_question(*given)

    async def look(*given: Any) -> list[int]:
        if on_its_way.is_set():
            looked.release()
        return await claim_turns(*given)

    monkeypatch.setattr("bot.delivery.send_question", slow)
    monkeypatch.setattr(store.groups.turns, "claim_turns", look)
    await telegram.advance(HOUR)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(konspekt.delivery.run(stop))
        for _ in range(3):
            await looked.acquire()
        arrived.set()
        stop.set()
    assert polls(subscriber) == 1


async def test_who_subscribes_again_in_the_middle_stays_due(store: Store) -> None:
    await store.dues.schedule(7, 100, None, {"daily_at": None})
    (claim,) = await store.dues.claim(100, 115, 20)  # and it is read that the chat wants nothing
    await store.dues.schedule(7, 5000, None, {"daily_at": time(9)})
    await store.dues.drop_claim(claim)
    assert await store.dues.subscribers(5000) == (1, 1)
    (claim,) = await store.dues.claim(5000, 5015, 20)
    await store.dues.drop_claim(claim)
    assert await store.dues.subscribers(5000) == (0, 0)
