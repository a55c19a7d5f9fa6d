"""Starting the bot as a process: the store, the notes, the way to Telegram, and an orderly end."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import datetime
from typing import Final

import uvloop
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError
from aiogram.types import User
from aiohttp import web

from bot import app, early, health, metrics, store, texts
from bot.clock import SharedClock
from bot.content import ContentError
from bot.edition import Shelf, read_tldr
from bot.hand import IN_HAND
from bot.handlers.admin import own_version
from bot.health import Health
from bot.logs import set_up_logging
from bot.memory import prove, redis_server
from bot.news import told
from bot.notes_cache import NotesCache
from bot.publishing import News, Press, Publisher, Refusal
from bot.reloading import Reloading
from bot.settings import CannotStartError, Settings
from bot.store import Store
from bot.study.notes import Library
from bot.webhook import BODY_BYTES, Webhook, secret_from

log = logging.getLogger(__name__)

CONNECTIONS: Final = IN_HAND + 32  # to Redis: each update and each delivery in hand may hold one


def run_bot(settings: Settings) -> int:
    """The bot on Telegram itself, until SIGTERM or Ctrl-C; gives the exit status."""
    set_up_logging(settings)
    with ExitStack() as stack:
        url = redis_server(settings, stack)
        return uvloop.run(_serve_bot(settings, url))


async def _serve_bot(settings: Settings, redis_url: str) -> int:
    if settings.bot_token is None:
        raise CannotStartError("BOT_TOKEN is not set")
    token = settings.bot_token.get_secret_value()
    async with put_together(settings, redis_url, token, settings.telegram_api_url, None) as (bot, memory):
        try:
            me: User | None = await bot.bot.me()
        except TelegramUnauthorizedError:
            raise CannotStartError("BOT_TOKEN: Telegram does not know this token, see @BotFather") from None
        except TelegramAPIError as error:
            log.warning("Telegram does not answer yet: %s", type(error).__name__)
            me = None
        metrics.tell_build(own_version())
        state = Health(memory, bot.calls, bot.delivery.clock, lambda: bot.updates.is_running)
        routes, body_bytes = state.routes(), 1
        if isinstance(bot.updates, Webhook):
            routes.append(web.post(bot.updates.path, bot.updates.receive))
            body_bytes = BODY_BYTES
        try:
            async with health.serve(routes, settings.http_host, settings.http_port, body_bytes):
                if me is not None:
                    say(settings, "console-bot", username=me.username or "")
                await bot.run(heed_signals(bot, state))
        except OSError as error:
            where = f"{settings.http_host}:{settings.http_port}"
            raise CannotStartError(f"HTTP_PORT: {where} cannot be used: {error.strerror}") from error
    return 0


@asynccontextmanager
async def put_together(
    settings: Settings, redis_url: str, token: str, api: str, clock: Callable[[], datetime] | None
) -> AsyncIterator[tuple[app.App, Store]]:
    """The bot with its notes and its store, both proven to work. No clock: the one that all replicas share."""
    memory = Store(store.connect(redis_url, connections=CONNECTIONS))
    bot = app.connect(token, api)
    try:
        await prove(memory, redis_url)
        if clock is None:
            clock = SharedClock(memory)
            await clock.sync()
        reloads = await memory.reloads()  # before the notes are read: who reloads meanwhile is not missed
        reloading = Reloading(await _first_edition(settings, memory), memory, reloads)
        languages = texts.load(settings.default_language)
        zone, admins = settings.default_timezone, settings.admin_ids
        built = app.build(
            bot,
            memory,
            reloading,
            languages,
            zone,
            clock,
            admins,
            webhook_of(settings, token, api),
            settings.messages_per_second,
        )
        yield built, memory
    finally:
        await bot.session.close()
        await memory.close()


def webhook_of(settings: Settings, token: str, api: str) -> tuple[str, str] | None:
    """Where Telegram is to bring updates, and the secret that it shows; the preview is always asked for them."""
    if settings.webhook_url is None or settings.bot_token is None or api != settings.telegram_api_url:
        return None
    secret = settings.webhook_secret
    return settings.webhook_url, secret_from(token) if secret is None else secret.get_secret_value()


async def _first_edition(settings: Settings, memory: Store) -> Publisher:
    """The notes on their shelf, with who will put newer ones there."""
    under = await asyncio.to_thread(second_source, settings)
    press = Press(settings.content_dir, memory, under, NotesCache(settings.data_dir), is_apart=True)
    try:
        return Publisher(Shelf(await press.edition()), press)
    except ContentError as error:
        raise CannotStartError(f"CONTENT_DIR: {error}") from error


def second_source(settings: Settings) -> Library | None:
    """The tldr-pages under the notes, if there are to be any."""
    try:
        return None if settings.tldr_dir is None else read_tldr(settings.tldr_dir)
    except ContentError as error:
        raise CannotStartError(f"TLDR_DIR: {error}") from error


def heed_signals(bot: app.App, state: Health | None = None) -> asyncio.Event:
    """SIGHUP reloads the notes; SIGTERM and Ctrl-C set the event that is given, and who asks hears of it at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        if state is not None:
            state.is_stopping = True
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    loop.add_signal_handler(signal.SIGHUP, bot.reloading.want)
    if early.heard.reload:  # while the notes were being read, or before
        bot.reloading.want()
    return stop


def say(settings: Settings, key: str, **variables: str) -> None:
    """Tell the host something, in the language of the settings."""
    spoken = texts.load(settings.default_language)
    sys.stdout.write(spoken.known[settings.default_language].plain(key, **variables) + "\n")
    sys.stdout.flush()


def tell(settings: Settings, outcome: News | Refusal) -> None:
    """Tell the host what a reload brought."""
    spoken = texts.load(settings.default_language).known[settings.default_language]
    sys.stdout.write(told(outcome, spoken) + "\n")
    sys.stdout.flush()
