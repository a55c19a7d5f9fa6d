"""The only wiring: what the bot is made of, and what runs while it runs."""

import asyncio
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from bot.delivery import Delivery
from bot.edition import Shelf
from bot.handlers import routers
from bot.middlewares import OneAtATime, Surroundings
from bot.pacing import Pacer
from bot.polling import IN_HAND, Polling
from bot.session import JsonSession
from bot.store import Store
from bot.texts import Languages

log = logging.getLogger(__name__)

STOP_SECONDS = 10  # what is in hand when the bot is told to stop may take this long
COMMANDS = ("topics", "cmd", "quiz", "daily", "stats", "settings", "help", "start")


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is put together and not yet running."""

    bot: Bot
    dispatcher: Dispatcher
    delivery: Delivery
    languages: Languages

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. A fault of polling or delivery ends both and is raised."""
        settle_memory()
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(Polling(self.bot, self.dispatcher).run(stop))
            delivery = group.create_task(self.delivery.run(stop))
            group.create_task(introduce(self.bot, self.languages))
            await stop.wait()
            _, unfinished = await asyncio.wait((polling, delivery), timeout=STOP_SECONDS)
            for task in unfinished:
                log.warning("stopped with work in hand")
                task.cancel()


def build(  # noqa: PLR0913, PLR0917 -- the wiring names everything that the bot is made of, once
    bot: Bot,
    store: Store,
    shelf: Shelf,
    languages: Languages,
    default_zone: str,
    clock: Callable[[], datetime],
) -> App:
    """Put everything together; nothing runs and nothing is sent yet."""
    dispatcher = Dispatcher(disable_fsm=True, store=store, languages=languages)
    dispatcher.update.outer_middleware(OneAtATime())
    dispatcher.update.outer_middleware(Surroundings(store, shelf, languages, default_zone, clock))
    dispatcher.include_routers(*routers())
    delivery = Delivery(bot, store, shelf, languages, default_zone, clock, Pacer(store))
    return App(bot, dispatcher, delivery, languages)


def connect(token: str, api: str) -> Bot:
    """A bot that calls the API at this address."""
    return Bot(token, session=JsonSession(TelegramAPIServer.from_base(api), connections=2 * IN_HAND))


async def introduce(bot: Bot, languages: Languages) -> None:
    """Tell Telegram the commands and who we are, in every language; a refusal does not stop the bot."""
    try:
        for code in languages.codes:
            texts = languages.known[code]
            commands = [
                BotCommand(command=name, description=texts.plain(f"command-{name}")) for name in COMMANDS
            ]
            language = None if code == languages.default else code
            await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), language_code=language)
            await bot.set_my_short_description(texts.plain("bot-short-description"), language_code=language)
            await bot.set_my_description(texts.plain("bot-description"), language_code=language)
    except TelegramAPIError as error:
        log.warning("the menu of commands was not set: %s", type(error).__name__)


def settle_memory() -> None:
    """Take what was loaded out of the garbage collector's sight: it stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
