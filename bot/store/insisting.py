"""Words that must reach Redis although it is away for a moment: what they tell happened, and happens only once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

from redis.exceptions import ClusterError, TryAgainError
from redis.exceptions import ConnectionError as AwayError
from redis.exceptions import TimeoutError as TooSlowError

log = logging.getLogger(__name__)

AFTER: Final = timedelta(
    minutes=2
)  # how long what was sent or answered is insisted on: it must not be forgotten
AGAIN: Final = timedelta(milliseconds=300)  # between attempts; a server restarts in about a second

# a server that is away, and a part of a cluster that is on its way from one node to another, or has none
PASSING: Final = (AwayError, TooSlowError, ClusterError, TryAgainError)

Result = TypeVar("Result")


async def insist(act: Callable[[], Awaitable[Result]], patience: timedelta) -> Result:
    """What `act` gives, which is repeated while the server is away; it must be harmless to repeat.

    Raises:
        RedisError: the server stayed away for longer than `patience`, or answered that it cannot do that.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + patience.total_seconds()
    while True:
        try:
            return await act()
        except PASSING as error:
            if loop.time() >= end:
                raise
            log.info("Redis is away (%s), trying again", type(error).__name__)
        await asyncio.sleep(AGAIN.total_seconds())
