"""Updates that Telegram brings: a door for them, a bounded number in hand, and the webhook kept as it must be.

An update is answered with 200 when it is being handled, never when it only waits: what was answered has at most
`STOP_SECONDS` of work left when the process is told to stop, and what was not answered Telegram brings again.
"""

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import Update, WebhookInfo
from aiohttp import web
from pydantic import ValidationError

from bot import metrics
from bot.hand import IN_HAND, Hand

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name, no secret
# an update holds a few messages of 4,096 or 32,768 characters with their entities
BODY_BYTES: Final = 1024 * 1024
CONNECTIONS: Final = 40  # core.telegram.org/bots/api#setwebhook, the default: each is answered at once
WAITING: Final = IN_HAND  # requests that may wait for a place; above that Telegram is asked to come again
# update ids that are remembered here; other replicas know of them by Redis (`store.repeats`)
KNOWN: Final = 1024
LOOK_SECONDS: Final = 30  # how often Telegram is asked how it goes
LONGEST_PAUSE_SECONDS: Final = 30


def secret_from(token: str) -> str:
    """A secret that all replicas know without being told one; it says nothing of the token."""
    return hmac.new(token.encode(), b"konspekt webhook", hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Webhook:
    """Takes what Telegram brings to `url` and gives each update to the dispatcher."""

    bot: Bot
    dispatcher: Dispatcher
    url: str
    secret: str
    failures: int = 0
    _hand: Hand | None = None  # None: not yet, or no longer
    _waiting: int = 0
    _known: dict[int, bool] = field(default_factory=dict)
    _told: datetime | None = None  # Telegram's last complaint that the log has

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"

    @property
    def is_running(self) -> bool:
        return self._hand is not None

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates until `stop` is set and everything in hand is done.

        Raises:
            TelegramUnauthorizedError: the token is not valid (any more).
        """
        async with Hand(self.bot, self.dispatcher) as hand:
            self._hand = hand
            try:
                async with asyncio.TaskGroup() as group:
                    watch = group.create_task(self._keep_set())
                    await stop.wait()
                    watch.cancel()
            finally:
                self._hand = None

    # the door

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one delivery; nothing of it is read before its secret."""
        if not self._is_telegram(request):
            return _refuse("secret", HTTPStatus.UNAUTHORIZED)
        if self._hand is None:
            return _refuse("stopping", HTTPStatus.SERVICE_UNAVAILABLE)
        if self._waiting >= WAITING:
            return _refuse("full", HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return _refuse("body", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            update = Update.model_validate_json(body, context={"bot": self.bot})
        except ValidationError:  # brought again it would be no better; its text would quote what people wrote
            log.error("an update cannot be read and is passed over")  # noqa: TRY400
            return _refuse("unreadable", HTTPStatus.OK)
        return await self._take(update)

    def _is_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self.secret.encode())

    async def _take(self, update: Update) -> web.Response:
        if update.update_id in self._known:
            # one that only waits for its place may yet be refused: this is no promise to handle it
            is_taken = self._known[update.update_id]
            return _refuse("repeated", HTTPStatus.OK if is_taken else HTTPStatus.SERVICE_UNAVAILABLE)
        self._know(update.update_id)
        hand = self._hand
        if hand is not None:
            self._waiting += 1
            try:
                await hand.place()
            finally:
                self._waiting -= 1
            if hand is self._hand:
                hand.take(update)
                self._known[update.update_id] = True
                return web.Response()
            hand.give_back()  # told to stop while it waited
        self._known.pop(update.update_id, None)
        return _refuse("stopping", HTTPStatus.SERVICE_UNAVAILABLE)

    def _know(self, update: int) -> None:
        self._known[update] = False
        if len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]

    # the webhook at Telegram

    async def _keep_set(self) -> None:
        """Set the webhook, then look now and then whether it is still ours."""
        is_set = False
        while True:
            try:
                if not is_set:
                    await self._set()
                info = await self.bot.get_webhook_info()
            except TelegramUnauthorizedError:
                raise
            except TelegramAPIError as error:
                await self._pause(error)
                continue
            self.failures = 0
            metrics.PENDING.set(info.pending_update_count)
            self._tell_complaint(info)
            if is_set := info.url == self.url:
                await asyncio.sleep(LOOK_SECONDS)
            else:
                log.error("somebody has changed the webhook: it is set again; is a second bot running?")
                await asyncio.sleep(1)

    async def _set(self) -> None:
        """The same from every replica, so that it does not matter which is the last."""
        await self.bot.set_webhook(
            self.url,
            secret_token=self.secret,
            max_connections=CONNECTIONS,
            allowed_updates=self.dispatcher.resolve_used_update_types(),
            drop_pending_updates=False,
        )

    async def _pause(self, error: TelegramAPIError) -> None:
        pause = min(2.0**self.failures / 4, LONGEST_PAUSE_SECONDS)
        if isinstance(error, TelegramRetryAfter):
            pause = error.retry_after
        self.failures += 1
        log.warning(
            "Telegram does not tell of the webhook (%s), again in %.1f s", type(error).__name__, pause
        )
        await asyncio.sleep(pause)

    def _tell_complaint(self, info: WebhookInfo) -> None:
        if info.last_error_date is not None and info.last_error_date != self._told:
            self._told = info.last_error_date
            log.warning("Telegram could not bring updates: %s", info.last_error_message)


def _refuse(reason: str, status: HTTPStatus) -> web.Response:
    metrics.NOT_TAKEN.labels(reason).inc()
    return web.Response(status=status)
