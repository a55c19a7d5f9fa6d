"""The preview as a process: the bot on the model of Telegram, which a browser shows.

All it keeps lies in a folder of its own inside `DATA_DIR`: people of the model never meet those of a real bot, and
the page's button may empty both the model and the bot's memory.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import uvloop
from redis.asyncio import Redis

from bot import app, board, preview, texts
from bot.clock import utc_now
from bot.logs import set_up_logging
from bot.memory import redis_server
from bot.publishing import News, Refusal
from bot.reloading import follow_saves
from bot.serving import heed_signals, put_together, say, tell
from bot.settings import CannotStartError, Settings

log = logging.getLogger(__name__)

FOLDER: Final = "preview"
STATE: Final = "telegram.state"
SAVED_EVERY: Final = 1.0  # seconds, as the store beside it does
PORTS: Final = 20  # tried in a row where the first is taken
HIGHEST_PORT: Final = 65_535


def run_preview(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C; gives the exit status."""
    set_up_logging(settings)
    settings = settings.model_copy(update={"data_dir": settings.data_dir / FOLDER})
    with ExitStack() as stack:
        url = redis_server(settings, stack)
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        return uvloop.run(_serve(settings, url))


async def _serve(settings: Settings, redis_url: str) -> int:
    telegram = preview.Telegram(zone=settings.default_timezone)
    kept = preview.Kept(settings.data_dir / STATE)
    if not kept.load(telegram):
        preview.invite(telegram)
    if not settings.admin_ids:  # whoever sees the page runs the bot: the first person may do what a host may
        settings = settings.model_copy(update={"admin_ids": frozenset([next(iter(telegram.people))])})
    server = await _open(telegram, settings)
    try:
        stage = Stage(settings, redis_url, telegram, kept)
        telegram.on_reset = stage.reset
        while await stage.play(server.url):
            await stage.clear()
    finally:
        kept.save(telegram)
        await server.close()
    return 0


@dataclass(slots=True)
class Stage:
    """One model of Telegram on which the bot plays, from one reset to the next."""

    settings: Settings
    redis_url: str
    telegram: preview.Telegram
    kept: preview.Kept
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _wants_reset: bool = False
    _is_told: bool = False  # where the page is
    _plays: asyncio.Event = field(default_factory=asyncio.Event)

    async def play(self, api: str) -> bool:
        """Run the bot until it is told to stop; True where it was told so for a reset."""
        settings, clock = self.settings, self.telegram.clock
        async with put_together(settings, self.redis_url, self.telegram.token, api, clock) as (bot, _):
            self._stop = heed_signals(bot)
            if not self._is_told:  # only now: who reads it may press Ctrl-C
                say(settings, "console-preview", url=api)
            self._is_told, self._wants_reset = True, False
            self._plays.set()
            async with asyncio.TaskGroup() as group, self._saving(group):
                group.create_task(bot.run(self._stop))
                outcomes: asyncio.Queue[News | Refusal | None] = asyncio.Queue()
                outcomes.put_nowait(None)
                showing = group.create_task(self._show_notes(bot, outcomes))
                publisher = bot.reloading.publisher
                await follow_saves(settings.content_dir, publisher, outcomes.put_nowait, self._stop)
                await self._stop.wait()
                showing.cancel()
        self._plays.clear()
        return self._wants_reset

    async def reset(self) -> None:
        """Have the bot stopped, everything emptied, and return when the bot plays again."""
        self._wants_reset = True
        self._plays.clear()
        self._stop.set()
        await self._plays.wait()

    async def clear(self) -> None:
        """Empty the model and, where it is our own, the store."""
        preview.empty(self.telegram)
        preview.invite(self.telegram)
        if self.settings.redis_url is None:  # a server that was named may hold what is not ours
            async with Redis.from_url(self.redis_url) as redis:
                await redis.flushall()

    async def _show_notes(self, bot: app.App, outcomes: "asyncio.Queue[News | Refusal | None]") -> None:
        """Hand over to the page what each save brought; the first item is the start."""
        spoken = texts.load(self.settings.default_language).known[self.settings.default_language]
        while True:
            outcome = await outcomes.get()
            if outcome is not None:
                tell(self.settings, outcome)
            edition = bot.reloading.publisher.shelf.edition
            folder = self.settings.content_dir
            shown = await asyncio.to_thread(board.report, edition, folder, outcome, spoken, utc_now())
            self.telegram.show_notes(shown)

    @asynccontextmanager
    async def _saving(self, group: asyncio.TaskGroup) -> AsyncIterator[None]:
        """Write the model down a moment after each change."""
        changed = asyncio.Event()

        def watch(_: object) -> None:
            changed.set()

        async def save() -> None:
            while True:
                await changed.wait()
                changed.clear()
                self.kept.save(self.telegram)
                await asyncio.sleep(SAVED_EVERY)

        self.telegram.world.watchers.append(watch)
        task = group.create_task(save())
        try:
            yield
        finally:
            task.cancel()
            self.telegram.world.watchers.remove(watch)


async def _open(telegram: preview.Telegram, settings: Settings) -> preview.RunningServer:
    """Serve the page on the port that was asked for, or on the next free one where that is taken."""
    first = settings.http_port
    for port in range(first, min(first + PORTS, HIGHEST_PORT)) if first else ():
        try:
            return await _serve_on(telegram, settings, port)
        except OSError:
            log.warning("port %d is taken, trying the next", port)
    return await _serve_on(telegram, settings, 0)


async def _serve_on(telegram: preview.Telegram, settings: Settings, port: int) -> preview.RunningServer:
    try:
        return await preview.serve(telegram, settings.http_host, port)
    except ValueError as error:  # the page is for this machine only
        raise CannotStartError(f"HTTP_HOST: {error}") from error
