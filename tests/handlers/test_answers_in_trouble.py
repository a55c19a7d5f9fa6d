"""Telegram or Redis fail in the middle of an answer: what was answered counts, what was sent can be answered."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.exceptions import ConnectionError as AwayError

from bot.app import App
from bot.preview import Person, Telegram
from bot.store import Store

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
async def asked(
    learner: Person, konspekt: App, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Somebody who has the first of the day's two questions."""
    monkeypatch.setattr("bot.store.insisting.AGAIN", timedelta(milliseconds=1))
    await learner.send("/daily 10:00 2")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    return learner


def away_once(act: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    tries: list[object] = []

    async def flaky(*given: Any, **named: Any) -> Any:
        tries.append(given)
        if len(tries) == 1:
            raise AwayError("Connection lost")
        return await act(*given, **named)

    return flaky


async def test_a_blip_of_redis_does_not_cost_the_streak(
    asked: Person, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked.answer(0)
    monkeypatch.setattr(store, "finish_set", away_once(store.finish_set))
    monkeypatch.setattr(store.dues, "days", away_once(store.dues.days))
    assert "На сегодня всё" in await asked.answer(0)
    person = await store.person(asked.id)
    assert person is not None
    assert person.streak.last == MONDAY


async def test_the_next_question_is_kept_though_redis_was_away_when_it_left(
    asked: Person, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "keep_run", away_once(store.keep_run))
    await asked.answer(0)
    assert "На сегодня всё" in await asked.answer(0)


async def test_an_answer_whose_counting_was_not_confirmed_counts_once_and_goes_on(
    asked: Person, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = store.journal._record_answer  # what redis-py sends again when the server's answer is lost

    async def twice(**named: Any) -> Any:
        await record(**named)
        return await record(**named)

    monkeypatch.setattr(store.journal, "_record_answer", twice)
    await asked.answer(0)
    assert "На сегодня всё" in await asked.answer(0)
    person = await store.person(asked.id)
    assert person is not None
    assert person.answers == 2


@pytest.mark.parametrize("fault", ["server", "cut"])
async def test_a_button_that_cannot_be_shown_does_not_cost_the_next_question(
    asked: Person, konspekt: App, telegram: Telegram, store: Store, fault: str
) -> None:
    if fault == "server":
        telegram.faults.server_error(502, method="editMessageReplyMarkup")
    else:
        telegram.faults.cut_connection(after=False, method="editMessageReplyMarkup")
    hold(konspekt, "sendPoll", asyncio.sleep(0.05))
    await asked.answer(0)
    assert "На сегодня всё" in await asked.answer(0)
    waiting = await store.waiting(asked.id, "set")
    assert waiting is not None
    assert waiting.run.answered == 2


def hold(konspekt: App, name: str, until: Awaitable[object]) -> None:
    """Telegram takes its time to answer the next call of that name."""
    session = konspekt.bot.session
    call, held = session.make_request, [until]

    async def slow(bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 -- aiogram's
        done = await call(bot, method, timeout)
        if method.__api_method__ == name and held:
            await held.pop()
        return done

    session.make_request = slow  # type: ignore[method-assign]


async def test_today_s_set_stays_where_an_answer_to_yesterday_s_comes_late(
    asked: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await telegram.advance(timedelta(hours=24))
    is_held, go = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        is_held.set()
        await go.wait()

    hold(konspekt, "sendPoll", wait())
    async with asyncio.TaskGroup() as group:
        group.create_task(asked.answer(0))  # Monday's first question
        await is_held.wait()
        await konspekt.delivery.round()  # Tuesday's set comes meanwhile
        go.set()
    waiting = await store.waiting(asked.id, "set")
    assert waiting is not None
    assert waiting.run.day == TUESDAY
    assert (await store.dues.days(asked.id))[TUESDAY] == "sent"


async def test_an_answer_that_overtakes_the_word_of_its_poll_counts(
    learner: Person, redis_server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.answers.OVERTAKEN", (0.1, 0.1))
    await learner.send("/quiz")
    poll = learner.last_poll().poll
    assert poll is not None
    redis = FakeAsyncRedis(server=redis_server)
    (key,) = [key async for key in redis.scan_iter("poll:*")]
    await redis.rename(key, "not yet")

    async def told_late() -> None:
        await asyncio.sleep(0.05)
        await redis.rename("not yet", key)

    async with asyncio.TaskGroup() as group:
        group.create_task(told_late())
        assert "2/10 · " in await learner.answer(*poll.correct)
    await redis.aclose()
