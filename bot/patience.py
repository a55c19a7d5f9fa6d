"""An answer in a private chat that Telegram wants a little later (429): waited for, so that a fast thumb loses nothing.

Telegram bears about one message a second in one chat and tells how long it wants none. What is sent to nobody in
particular has its own line (`pacing`), groups have their own pace (`store.group_turns`).
"""

from asyncio import sleep
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.types import TelegramObject

PATIENCE: Final = timedelta(seconds=8)  # for one call; within the time that an orderly end has

_is_answering: ContextVar[bool] = ContextVar("is_answering", default=False)


class Answering(BaseMiddleware):
    """Around updates: what is sent meanwhile is an answer."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 -- whatever the handler gives
        token = _is_answering.set(True)
        try:
            return await handler(event, data)
        finally:
            _is_answering.reset(token)


class Patience(BaseRequestMiddleware):
    """Around calls: an answer in a private chat is sent again when Telegram wants it."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        chat = getattr(method, "chat_id", None)
        left = PATIENCE.total_seconds() if _is_answering.get() and isinstance(chat, int) and chat > 0 else 0.0
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > left:
                    raise
                left -= error.retry_after
                await sleep(error.retry_after)
