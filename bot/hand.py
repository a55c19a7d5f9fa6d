"""The updates in hand: so many at once at the most, each handled in a task of its own."""

import asyncio
import logging
import time
from contextlib import AsyncExitStack
from functools import cache
from types import TracebackType
from typing import Final, Self

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot import metrics
from bot.logs import ABOUT

log = logging.getLogger(__name__)

KINDS: Final = tuple(Update.model_fields)[1:]  # all but update_id
IN_HAND: Final = 64  # updates handled at once; the rest waits at Telegram


_seconds = cache(metrics.UPDATES.labels)  # `labels` takes a lock each time


def kind_of(update: Update) -> str:
    found = update.__dict__
    return next((kind for kind in KINDS if found.get(kind) is not None), "unknown")


class Hand:
    """A context: at its end everything in hand is done."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._slots = asyncio.Semaphore(IN_HAND)
        self._stack = AsyncExitStack()
        self._group = asyncio.TaskGroup()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._group)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        return bool(await self._stack.__aexit__(kind, error, trace))

    async def place(self) -> None:
        """Wait for room; whoever has it calls `take` or `give_back`."""
        await self._slots.acquire()

    def give_back(self) -> None:
        self._slots.release()

    def take(self, update: Update) -> None:
        """Handle the update in the place that was waited for."""
        self._group.create_task(self._handle(update))

    async def _handle(self, update: Update) -> None:
        ABOUT.set(update)
        metrics.IN_HAND.inc()
        began = time.perf_counter()
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except Exception:  # the last wall: one bad update must not end the bot
            log.exception("update %d failed beyond the errors' handler", update.update_id)
        finally:
            _seconds(kind_of(update)).observe(time.perf_counter() - began)
            metrics.IN_HAND.dec()
            self.give_back()
