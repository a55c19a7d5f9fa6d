"""How fast the bot may speak: one line for all replicas, kept in Redis, in which answers to people never stand.

Messages that nobody waits for (daily sets, reminders) take a place in the line and wait for their turn. An answer
leaves at once; it is counted here and moves the line back with the next place that is taken, so that both come out of
one budget (docs/decisions/0020-one-line-for-what-nobody-waits-for.md).
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, SendChatAction, TelegramMethod
from redis.exceptions import OutOfMemoryError

from bot.store import Store

# Telegram allows about 30 messages a second to different chats (core.telegram.org/bots/faq, "My bot is hitting
# limits"). With one in the burst, 29 leave in any second; the rest is for answers that were not yet told of.
RATE: Final = 28.0  # messages a second
BURST: Final = 1
# how far ahead one process takes places: as long as it may be busy with something else, and no longer, for an answer
# moves back only what has no place yet
AHEAD: Final = timedelta(seconds=0.1)
REFUSED_IN_A_ROW: Final = 3  # chats, nothing sent between them: it is not they who are too fast
SPEAKING: Final = ("send", "edit", "copy", "forward")  # methods that Telegram's limit counts begin so

_has_a_place: ContextVar[bool] = ContextVar("has_a_place", default=False)


class Pacer(BaseRequestMiddleware):
    """The line, and the ear that hears every message of this process leave."""

    def __init__(self, store: Store, rate: float = RATE, burst: int = BURST) -> None:
        """`rate`: messages a second, of all replicas together; 0: as fast as they can be made."""
        self._store = store
        self._gap = timedelta(seconds=1 / rate) if rate else timedelta()
        self._burst = burst
        self._next = asyncio.Semaphore(1 + int(rate * AHEAD.total_seconds()))
        self._untold = 0  # answers that left and are not in Redis' line yet
        self._refused: dict[int, float] = {}  # chat -> Unix time before which Telegram wants no more
        self.held_until = 0.0  # as far as this process was told, Unix seconds

    async def wait(self, is_wanted: Callable[[], bool] = lambda: True) -> bool:
        """Return when the next message of this task may leave, or False as soon as it is not wanted any more.

        What is not wanted when it comes to the front takes no place from the others.
        """
        if self._gap:
            async with self._next:
                if not is_wanted():
                    return False
                await asyncio.sleep((await self._reserve(places=1)).total_seconds())
        is_to_leave = is_wanted()
        _has_a_place.set(is_to_leave)
        return is_to_leave

    async def settle(self) -> None:
        """Tell the other replicas of the answers that left here."""
        untold = self._untold
        if untold and self._gap:
            try:
                await self._reserve(places=0)
            except OutOfMemoryError:  # a full server: it can still tell who is due, and nobody is
                self._untold += untold

    async def _reserve(self, places: int) -> timedelta:
        untold, self._untold = self._untold, 0
        return await self._store.dues.reserve_pace(self._gap, self._burst, places, untold)

    def refused(self, chat: int, until: float, now: float) -> float | None:
        """A chat was told at `now` to wait until then (Unix seconds); gives until when everybody has to, if they do.

        Telegram does not say whether the chat or the bot was too fast. Three chats refused in a row with nothing sent
        between them were all too fast only if the bot was. The earliest of their times counts: after it the next
        refusal tells more, while the latest could be one chat's own three hours.
        """
        self._refused = {one: time for one, time in self._refused.items() if time > now} | {chat: until}
        if len(self._refused) < REFUSED_IN_A_ROW:
            return None
        self.held_until = min(self._refused.values())
        return self.held_until

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        name = type(method).__api_method__
        if not name.startswith(SPEAKING) or isinstance(method, SendChatAction):
            return await make_request(bot, method)
        if _has_a_place.get():
            _has_a_place.set(False)
        else:
            self._untold += 1
        try:
            answer = await make_request(bot, method)
        except TelegramRetryAfter:
            raise
        except Exception:
            self._refused.clear()  # refused or lost for another reason: Telegram is listening
            raise
        self._refused.clear()
        return answer
