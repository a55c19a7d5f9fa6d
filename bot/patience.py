"""An answer in a private chat that Telegram wants a little later (429): waited for, so that a fast thumb loses nothing.

Telegram bears about one message a second in one chat and tells how long it wants none. What is sent to nobody in
particular has its own line (`pacing`), groups have their own pace (`store.group_turns`).
"""

from asyncio import sleep
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod

PATIENCE: Final = timedelta(seconds=8)  # for one call; within the time that an orderly end has

MOST_BEHIND: Final = (
    2  # updates of the same person that may wait meanwhile: each holds a place that others need
)

# how many updates wait behind the one that is answered now; None: what is sent is no answer
_behind: ContextVar[Callable[[], int] | None] = ContextVar("behind", default=None)


@contextmanager
def answering(behind: Callable[[], int]) -> Iterator[None]:
    """What is sent meanwhile is an answer to one person; `behind`: how many more of their updates wait for it."""
    token = _behind.set(behind)
    try:
        yield
    finally:
        _behind.reset(token)


class Patience(BaseRequestMiddleware):
    """Around calls: an answer in a private chat is sent again when Telegram wants it."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        chat, behind = getattr(method, "chat_id", None), _behind.get()
        is_answer = behind is not None and isinstance(chat, int) and chat > 0
        left = PATIENCE.total_seconds() if is_answer else 0.0
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > left or (behind is not None and behind() > MOST_BEHIND):
                    raise
                left -= error.retry_after
                await sleep(error.retry_after)
