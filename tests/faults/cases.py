"""The faults, each a row of the table."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Final, TypeAlias

from redis import RedisError

from bot.preview.errors import ApiError, ConnectionCut, too_many_requests
from tests.faults.experiment import Experiment, Outcome, prepared
from tests.faults.machines import Replica, running

Case: TypeAlias = Callable[[int, int], Coroutine[None, None, Outcome]]  # of so many chats and kills

SHARE: Final = 0.05
BUSY: Final = 20.0  # seconds: longer than a lease, after which what was cut off comes up again
PATIENCE: Final = 180.0
RETRIES_AFTER: Final = (1, 5, 3 * 3600)  # seconds


async def calm(chats: int, _: int, rate: str = "28") -> Outcome:
    async with prepared() as experiment:
        began = time.monotonic()
        await experiment.subscribe(chats)
        async with running(experiment.replica("bot", MESSAGES_PER_SECOND=rate)):
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


async def kills(chats: int, count: int, replicas: int = 1) -> Outcome:
    """SIGKILL at random moments while sets are being sent; whoever was killed is started again at once."""
    rate = str(max(20, chats // count * 5 // replicas))  # so that every kill meets a fan-out
    async with prepared() as experiment:
        began = time.monotonic()
        await experiment.subscribe(chats)
        bots = [experiment.replica(f"bot{n}", MESSAGES_PER_SECOND=rate) for n in range(replicas)]
        async with running(*bots):
            for number in range(count):
                await _kill_one(experiment, bots[number % replicas], Random(number))
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


async def _kill_one(experiment: Experiment, bot: Replica, rng: Random) -> None:
    before, end = experiment.arrived, time.monotonic() + BUSY
    while experiment.arrived == before and time.monotonic() < end:  # noqa: ASYNC110 -- other processes do it
        await asyncio.sleep(0.01)
    await asyncio.sleep(rng.uniform(0, 0.3))
    await bot.end()
    await experiment.count_cut_off()
    await bot.start()


async def redis_dies(chats: int, _: int) -> Outcome:
    """Redis is killed three times in the middle, for half a second, one second and two."""
    async with prepared() as experiment:
        began = time.monotonic()
        await experiment.subscribe(chats)
        rate = str(max(20, chats // 10))
        async with running(experiment.replica("bot", MESSAGES_PER_SECOND=rate)):
            for part, seconds in enumerate((0.5, 1, 2), start=1):
                while experiment.arrived < chats * part / 5:  # noqa: ASYNC110 -- another process does it
                    await asyncio.sleep(0.01)
                await asyncio.to_thread(experiment.redis.kill)
                await asyncio.sleep(seconds)
                await asyncio.to_thread(experiment.redis.start)
            with suppress(RedisError):  # our own connection was cut, too
                await experiment.store.ping()
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


async def by_chance(chats: int, _: int, make: Callable[[int], Exception], *, after: bool) -> Outcome:
    async with prepared() as experiment:
        began = time.monotonic()
        experiment.faults.share, experiment.faults.make, experiment.faults.is_after = SHARE, make, after
        await experiment.subscribe(chats)
        async with running(experiment.replica("bot", MESSAGES_PER_SECOND="200", RETRY_SECONDS="3")):
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


async def storm(chats: int, _: int) -> Outcome:
    """429 for some, of up to three hours; a restart forgets none of them, and three hours later they are sent."""
    async with prepared() as experiment:
        began = time.monotonic()
        rng = Random(1)

        def refuse(chat: int) -> ApiError:
            seconds = rng.choice(RETRIES_AFTER)
            experiment.not_before[chat] = datetime.now(UTC) + experiment.ahead + timedelta(seconds=seconds)
            return too_many_requests(seconds)

        experiment.faults.share, experiment.faults.make = SHARE, refuse
        await experiment.subscribe(chats)
        bot = experiment.replica(
            "bot", MESSAGES_PER_SECOND="200", RETRY_SECONDS="3"
        )  # told times are not ours
        async with running(bot):
            for _ in range(2):
                far = datetime.now(UTC) + timedelta(hours=1)
                held = {chat for chat, at in experiment.not_before.items() if at > far}
                await experiment.until_settled(BUSY + 10, but=held)
                await bot.end()
                await bot.start()
            await bot.end()
            experiment.faults.share = 0.0
            experiment.ahead = timedelta(hours=3)
            bot.environment["CLOCK_AHEAD"] = str(3 * 3600)
            await bot.start()
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


async def wrong_clocks(chats: int, _: int) -> Outcome:
    """Three replicas, 90 s behind, right, and 90 s ahead."""
    async with prepared() as experiment:
        began = time.monotonic()
        await experiment.subscribe(chats, after=timedelta(seconds=10))
        bots = [
            experiment.replica(f"bot{n}", MESSAGES_PER_SECOND="200", CLOCK_WRONG=str(wrong))
            for n, wrong in enumerate((-90, 0, 90))
        ]
        async with running(*bots):
            await experiment.until_settled(PATIENCE)
        return await experiment.outcome(began)


CASES: Final[dict[str, Case]] = {
    "calm": calm,
    "kill": kills,
    "kill-3": partial(kills, replicas=3),
    "redis": redis_dies,
    "500": partial(by_chance, make=lambda _: ApiError(500, "Internal Server Error"), after=False),
    "cut-before": partial(by_chance, make=lambda _: ConnectionCut(), after=False),
    "cut-after": partial(by_chance, make=lambda _: ConnectionCut(), after=True),
    "429": storm,
    "clocks": wrong_clocks,
}
