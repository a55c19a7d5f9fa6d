"""Calls of the Bot API as they are counted and timed, and when Telegram answered last."""

import time
from functools import cache
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod

from bot import metrics

ERROR_KINDS: Final[dict[type[BaseException], str]] = {  # with what is made of them
    TelegramRetryAfter: "retry_after",  # 429
    TelegramForbiddenError: "forbidden",
    TelegramBadRequest: "bad_request",
    TelegramServerError: "server",
    TelegramNetworkError: "network",
}
SILENCE: Final = frozenset(("network", "server", "other"))  # of which one cannot say that Telegram answered

_seconds = cache(metrics.CALLS.labels)  # `labels` takes a lock each time


class Calls(BaseRequestMiddleware):
    """Times the calls of a bot's session, and knows when Telegram answered last."""

    def __init__(self) -> None:
        self.answered: float | None = None  # by time.monotonic; None: not yet

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        began = time.monotonic()
        try:
            answer = await make_request(bot, method)
        except Exception as error:
            kind = kind_of(error)
            metrics.REFUSED.labels(type(method).__api_method__, kind).inc()
            if kind not in SILENCE:
                self.answered = time.monotonic()
            raise
        self.answered = now = time.monotonic()
        if not isinstance(method, GetUpdates):  # it waits for people to write
            _seconds(type(method).__api_method__).observe(now - began)
        return answer


def kind_of(error: Exception) -> str:
    return next((ERROR_KINDS[kind] for kind in type(error).__mro__ if kind in ERROR_KINDS), "other")
