"""/readyz says no for each thing without which nobody is served, and says which."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from redis import ConnectionError as RedisAwayError
from redis.exceptions import ResponseError

from bot import metrics
from bot.calls import Calls
from bot.health import SILENCE_SECONDS, Health
from bot.store import Store

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def health(store: Store) -> Health:
    return Health(store, Calls(), lambda: NOW)


async def test_a_fresh_start_is_ready(health: Health) -> None:
    assert await health.faults() == {}


async def test_redis_that_does_not_answer(health: Health, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away() -> None:
        raise RedisAwayError("redis://:password@host")

    monkeypatch.setattr(health.store, "ping", away)
    assert await health.faults() == {"redis": "no answer"}


async def test_telegram_that_was_silent_for_long(health: Health) -> None:
    health.began -= SILENCE_SECONDS + 5
    assert set(await health.faults()) == {"telegram"}
    health.calls.answered = health.began + SILENCE_SECONDS
    assert await health.faults() == {}


async def test_updates_that_nobody_takes_and_a_stop(health: Health) -> None:
    health.is_serving = lambda: False
    assert await health.faults() == {"updates": "not taken"}
    health.is_stopping = True
    assert await health.faults() == {"updates": "stopping"}


async def test_an_answer_of_telegram_counts_as_a_sign_of_life(health: Health, bot: Bot) -> None:
    bot.session.middleware(health.calls)
    assert health.calls.answered is None
    await bot.me()
    assert health.calls.answered is not None


async def test_how_late_the_daily_sets_are(health: Health, store: Store) -> None:
    await store.dues.schedule(1, NOW.timestamp() - 90, None, {})
    await store.dues.schedule(2, NOW.timestamp() + 90, None, {})
    await health._look()
    assert metrics.SUBSCRIBERS._value.get() == 2
    assert metrics.DUE._value.get() == 1
    assert metrics.DUE_LAG._value.get() == 90
    await store.dues.schedule(1, NOW.timestamp() + 60, None, {})
    await health._look()
    assert metrics.DUE_LAG._value.get() == 0


async def test_a_frozen_redis_does_not_freeze_the_looks(
    health: Health, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def frozen(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr("bot.health.LOOK_SECONDS", 0.05)
    monkeypatch.setattr(health.store, "ping", frozen)
    monkeypatch.setattr(health.store.dues, "backlog", frozen)
    async with asyncio.timeout(5):
        assert await health.faults() == {"redis": "no answer"}
        await health._look()
    assert metrics.REDIS_UP._value.get() == 0


async def test_a_redis_that_keeps_nothing_answers(health: Health, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full() -> None:
        raise ResponseError("MISCONF Errors writing to the AOF file: No space left on device")

    monkeypatch.setattr(health.store, "ping", full)
    assert await health.faults() == {}
