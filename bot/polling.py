"""Long polling with a bounded number of updates in hand, and an orderly end.

aiogram's own loop leaves its tasks to themselves and never confirms the last batch when it stops, so that
Telegram would give these updates out again after a restart.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update
from pydantic import ValidationError

from bot.hand import Hand

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
GRACE_SECONDS: Final = 5  # on top, for the answer to arrive
CONFIRM_SECONDS: Final = 2  # the bot is stopping: who stops it waits
WEBHOOK_IS_SET: Final = "webhook is active"  # in Telegram's words for the conflict
LONGEST_PAUSE_SECONDS: Final = 30  # between attempts when Telegram does not answer


@dataclass(slots=True)
class Polling:
    """Takes updates from Telegram and gives each to the dispatcher."""

    bot: Bot
    dispatcher: Dispatcher
    offset: int | None = None
    failures: int = 0
    is_running: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set and everything in hand is done.

        Raises:
            TelegramUnauthorizedError: the token is not valid (any more).
        """
        allowed = self.dispatcher.resolve_used_update_types()
        async with Hand(self.bot, self.dispatcher) as hand:
            self.is_running = True
            while not stop.is_set():
                for update in await self._unless_stopped(allowed, stop):
                    await hand.place()
                    hand.take(update)
                    self.offset = update.update_id + 1
        self.is_running = False
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
        except ClientDecodeError as error:
            return self._readable(error.data)
        except TelegramConflictError as error:
            if WEBHOOK_IS_SET in error.message and await self._take_webhook_away():
                return ()
            await self._pause(error)
            return ()
        except TelegramAPIError as error:
            await self._pause(error)
            return ()
        self.failures = 0
        return updates

    def _readable(self, answer: Any) -> Sequence[Update]:  # noqa: ANN401 -- JSON
        """The updates of a batch that can be read: one of a shape that aiogram does not know must not stop the rest."""
        updates = []
        for raw in answer["result"]:
            try:
                updates.append(Update.model_validate(raw, context={"bot": self.bot}))
            except ValidationError:  # its text would quote what people wrote
                log.error("update %d cannot be read and is passed over", raw["update_id"])  # noqa: TRY400
                self.offset = raw["update_id"] + 1
        return updates

    async def _take_webhook_away(self) -> bool:
        """Polling was chosen: a webhook that an earlier start has set would keep all updates."""
        try:
            await self.bot.delete_webhook(drop_pending_updates=False)
        except TelegramAPIError:
            return False
        log.warning("a webhook was set: it is taken away, this bot asks for its updates")
        return True

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
