"""Starting the bot as a process: the store, the notes, the way to Telegram, and an orderly end."""

import asyncio
import json
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final

import uvloop
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot import app, health, store, texts
from bot.content import ContentError
from bot.edition import Shelf, read_tldr
from bot.memory import prove, redis_server
from bot.news import told
from bot.notes_cache import NotesCache
from bot.polling import IN_HAND
from bot.publishing import News, Press, Publisher, Refusal
from bot.redacting import Redacting, guard_tracebacks, secrets_of
from bot.reloading import Reloading
from bot.settings import CannotStartError, Settings
from bot.store import Store
from bot.study.notes import Library

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
    async with put_together(settings, redis_url, token, settings.telegram_api_url, utc_now) as (bot, memory):
        try:
            me = await bot.bot.me()
        except TelegramUnauthorizedError:
            raise CannotStartError("BOT_TOKEN: Telegram does not know this token, see @BotFather") from None
        except TelegramAPIError as error:
            log.warning("Telegram does not answer yet: %s", type(error).__name__)
        else:
            say(settings, "console-bot", username=me.username or "")
        try:
            async with health.serve(memory, settings.http_host, settings.http_port):
                await bot.run(heed_signals(bot))
        except OSError as error:
            where = f"{settings.http_host}:{settings.http_port}"
            raise CannotStartError(f"HTTP_PORT: {where} cannot be used: {error.strerror}") from error
    return 0


@asynccontextmanager
async def put_together(
    settings: Settings, redis_url: str, token: str, api: str, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[app.App, Store]]:
    """The bot with its notes and its store, both proven to work."""
    memory = Store(store.connect(redis_url, connections=CONNECTIONS))
    bot = app.connect(token, api)
    try:
        await prove(memory, redis_url)
        reloads = await memory.reloads()  # before the notes are read: who reloads meanwhile is not missed
        reloading = Reloading(await _first_edition(settings, memory), memory, reloads)
        languages = texts.load(settings.default_language)
        zone, admins = settings.default_timezone, settings.admin_ids
        yield app.build(bot, memory, reloading, languages, zone, clock, admins), memory
    finally:
        await bot.session.close()
        await memory.close()


async def _first_edition(settings: Settings, memory: Store) -> Publisher:
    """The notes on their shelf, with who will put newer ones there."""
    under = await asyncio.to_thread(second_source, settings)
    press = Press(settings.content_dir, memory, under, NotesCache(settings.data_dir))
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


def heed_signals(bot: app.App) -> asyncio.Event:
    """SIGHUP reloads the notes; SIGTERM and Ctrl-C set the event that is given."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, bot.reloading.want)
    return stop


def utc_now() -> datetime:
    return datetime.now(UTC)


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


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        shape: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            shape["exception"] = self.formatException(record.exc_info)
        return json.dumps(shape, ensure_ascii=False)


def set_up_logging(settings: Settings) -> None:
    handler = logging.StreamHandler(sys.stderr)
    text = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    secrets = secrets_of(settings)
    handler.setFormatter(Redacting(JsonLines() if settings.log_format == "json" else text, secrets))
    guard_tracebacks(secrets)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.getLogger("aiogram.event").setLevel(logging.WARNING)  # a line for each update says nothing
