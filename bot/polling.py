"""Long polling with a bounded number of updates in hand, and an orderly end.

aiogram's own loop leaves its tasks to themselves and never confirms the last batch when it stops, so that
Telegram would give these updates out again after a restart.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update

log = logging.getLogger(__name__)

IN_HAND: Final = 64  # updates handled at once; the rest waits at Telegram
POLL_SECONDS: Final = 30
GRACE_SECONDS: Final = 5  # on top, for the answer to arrive
CONFIRM_SECONDS: Final = 2  # the bot is stopping: who stops it waits
LONGEST_PAUSE_SECONDS: Final = 30  # between attempts when Telegram does not answer


@dataclass(slots=True)
class Polling:
    """Takes updates from Telegram and gives each to the dispatcher."""

    bot: Bot
    dispatcher: Dispatcher
    offset: int | None = None
    failures: int = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set and everything in hand is done.

        Raises:
            TelegramUnauthorizedError: the token is not valid (any more).
        """
        slots = asyncio.Semaphore(IN_HAND)
        allowed = self.dispatcher.resolve_used_update_types()
        async with asyncio.TaskGroup() as group:
            while not stop.is_set():
                for update in await self._unless_stopped(allowed, stop):
                    await slots.acquire()
                    group.create_task(self._handle(update, slots))
                    self.offset = update.update_id + 1
        await self._confirm()

    async def _unless_stopped(self, allowed: list[str], stop: asyncio.Event) -> Sequence[Update]:
        """The next updates; none where the stop came first."""
        async with asyncio.TaskGroup() as group:
            asked = group.create_task(self._next(allowed))
            stopped = group.create_task(stop.wait())
            await asyncio.wait((asked, stopped), return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if not asked.done():
                asked.cancel()
        return () if asked.cancelled() else asked.result()

    async def _next(self, allowed: list[str]) -> Sequence[Update]:
        method = GetUpdates(offset=self.offset, timeout=POLL_SECONDS, allowed_updates=allowed)
        try:
            updates = await self.bot(method, request_timeout=POLL_SECONDS + GRACE_SECONDS)
        except TelegramUnauthorizedError:
            raise
        except TelegramAPIError as error:
            await self._pause(error)
            return ()
        self.failures = 0
        return updates

    async def _pause(self, error: TelegramAPIError) -> None:
        """Wait before the next attempt, longer each time; Telegram's own wish goes first."""
        pause = min(2.0**self.failures / 4, LONGEST_PAUSE_SECONDS)
        if isinstance(error, TelegramRetryAfter):
            pause = error.retry_after
        self.failures += 1
        if isinstance(error, TelegramConflictError):
            log.error("another bot with this token is asking for updates: stop it, or this one")
        else:
            log.warning("no updates from Telegram (%s), again in %.1f s", type(error).__name__, pause)
        await asyncio.sleep(pause)

    async def _handle(self, update: Update, slots: asyncio.Semaphore) -> None:
        try:
            await self.dispatcher.feed_update(self.bot, update)
        except Exception:  # the last wall: one bad update must not end the bot
            log.exception("update %d failed beyond the errors' handler", update.update_id)
        finally:
            slots.release()

    async def _confirm(self) -> None:
        """Tell Telegram that all in hand was handled, so that none of it is given out again."""
        if self.offset is None:
            return
        try:
            await self.bot(
                GetUpdates(offset=self.offset, limit=1, timeout=0), request_timeout=CONFIRM_SECONDS
            )
        except TelegramAPIError as error:
            log.warning("the last updates were not confirmed: %s", type(error).__name__)
