"""The preview as a process: the bot on the model of Telegram, which a browser shows."""

import asyncio
import logging
from contextlib import ExitStack
from functools import partial

import uvloop

from bot import preview
from bot.memory import redis_server
from bot.reloading import follow_saves
from bot.serving import heed_signals, put_together, say, set_up_logging, tell
from bot.settings import CannotStartError, Settings

log = logging.getLogger(__name__)


def run_preview(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C; gives the exit status."""
    set_up_logging(settings)
    with ExitStack() as stack:
        url = redis_server(settings, stack)
        return uvloop.run(_serve(settings, url))


async def _serve(settings: Settings, redis_url: str) -> int:
    telegram = preview.Telegram()
    preview.invite(telegram)
    if not settings.admin_ids:  # whoever sees the page runs the bot: the first person may do what a host may
        settings = settings.model_copy(update={"admin_ids": frozenset([next(iter(telegram.people))])})
    server = await _open(telegram, settings)
    try:
        async with put_together(settings, redis_url, telegram.token, server.url, telegram.clock) as (bot, _):
            say(settings, "console-preview", url=server.url)
            stop = heed_signals(bot)
            publisher = bot.reloading.publisher
            async with asyncio.TaskGroup() as group:
                group.create_task(bot.run(stop))
                group.create_task(
                    follow_saves(settings.content_dir, publisher, partial(tell, settings), stop)
                )
    finally:
        await server.close()
    return 0


async def _open(telegram: preview.Telegram, settings: Settings) -> preview.RunningServer:
    """Serve the page on the port that was asked for, or on any free one where that is taken."""
    try:
        return await preview.serve(telegram, settings.http_host, settings.http_port)
    except ValueError as error:  # the page is for this machine only
        raise CannotStartError(f"HTTP_HOST: {error}") from error
    except OSError:
        log.warning("port %d is taken, using another", settings.http_port)
        return await preview.serve(telegram, settings.http_host, 0)
