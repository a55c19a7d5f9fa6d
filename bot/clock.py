"""One clock for all replicas: Redis'. A machine whose own clock is wrong must not send early, late or twice."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from redis import RedisError

from bot.store import Store

log = logging.getLogger(__name__)

SYNC: Final = timedelta(seconds=30)  # a clock that drifts by 100 ppm is off by 3 ms then
WORTH_A_WORD: Final = timedelta(seconds=2)


def utc_now() -> datetime:
    return datetime.now(UTC)


class SharedClock:
    """The machine's clock, put right by Redis' own."""

    def __init__(self, store: Store, own: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._own = own
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return self._own() + self._offset

    async def sync(self) -> None:
        """Look at Redis' clock; half the way there and back is taken off.

        Raises:
            RedisError: the server cannot be asked, the clock goes on as before.
        """
        asked = self._own()
        there = await self._store.time()
        answered = self._own()
        offset = there - (asked + (answered - asked) / 2)
        if abs(offset - self._offset) > WORTH_A_WORD:
            log.warning(
                "this machine's clock is %.0f s away from Redis', whose time counts", offset.total_seconds()
            )
        self._offset = offset

    async def run(self, stop: asyncio.Event) -> None:
        """Keep in step until `stop` is set."""
        while not stop.is_set():
            try:
                await self.sync()
            except RedisError as error:
                log.info("the time cannot be read from Redis: %s", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), SYNC.total_seconds())
