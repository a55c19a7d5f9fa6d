"""The only wiring: what the bot is made of, and what runs while it runs."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer

from bot.calls import Calls
from bot.clock import SharedClock
from bot.delivery import Delivery
from bot.flood import NotSoFast
from bot.garbage import settle_memory
from bot.hand import IN_HAND
from bot.handlers import routers
from bot.handlers.lanes import Lanes
from bot.menu import introduce
from bot.middlewares import OneAtATime, Surroundings
from bot.pacing import RATE, Pacer
from bot.patience import Patience
from bot.polling import Polling
from bot.reloading import Reloading
from bot.session import JsonSession
from bot.store import Store
from bot.texts import Languages
from bot.webhook import Webhook

log = logging.getLogger(__name__)

STOP_SECONDS = 10  # what is in hand when the bot is told to stop may take this long


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is put together and not yet running."""

    bot: Bot
    dispatcher: Dispatcher
    delivery: Delivery
    reloading: Reloading
    languages: Languages
    admins: frozenset[int]
    updates: Polling | Webhook
    calls: Calls

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. A fault of polling, delivery or reloading ends all and is raised."""
        settle_memory()
        async with asyncio.TaskGroup() as group:
            runs = [self.updates.run, self.delivery.run, self.reloading.run]
            if isinstance(self.delivery.clock, SharedClock):
                runs.append(self.delivery.clock.run)
            tasks = [group.create_task(run(stop)) for run in runs]
            introduction = group.create_task(introduce(self.bot, self.languages, self.admins))
            await stop.wait()
            introduction.cancel()  # it waits as long as Telegram is silent
            _, unfinished = await asyncio.wait(tasks, timeout=STOP_SECONDS)
            for task in unfinished:
                log.warning("stopped with work in hand")
                task.cancel()


def build(  # noqa: PLR0913, PLR0917 -- the wiring names everything that the bot is made of, once
    bot: Bot,
    store: Store,
    reloading: Reloading,
    languages: Languages,
    default_zone: str,
    clock: Callable[[], datetime],
    admins: frozenset[int] = frozenset(),
    webhook: tuple[str, str] | None = None,
    rate: float = RATE,
) -> App:
    """Put everything together; nothing runs and nothing is sent yet.

    `webhook`: where Telegram brings updates, and the secret that shows it is Telegram; None: the bot asks for them.
    `rate`: messages a second that may leave, of all replicas together.
    """
    shelf = reloading.publisher.shelf
    dispatcher = Dispatcher(
        disable_fsm=True,
        store=store,
        languages=languages,
        reloading=reloading,
        admins=admins,
        started=clock(),
        is_second_try=False,  # an update is handled again where a damaged value was set aside (handlers/errors.py)
    )
    dispatcher["dispatcher"] = dispatcher
    surroundings = Surroundings(store, shelf, languages, default_zone, clock, may_repeat=webhook is not None)
    for around in (NotSoFast(clock), OneAtATime(), surroundings):
        dispatcher.update.outer_middleware(around)
    asked = routers()
    dispatcher.include_routers(*asked)
    lanes = Lanes(asked)
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(lanes)
    pacer, calls = Pacer(store, rate), Calls()
    for hearing in (Patience(), pacer, calls):
        bot.session.middleware(hearing)
    delivery = Delivery(bot, store, shelf, languages, default_zone, clock, pacer)
    updates = Polling(bot, dispatcher) if webhook is None else Webhook(bot, dispatcher, *webhook)
    return App(bot, dispatcher, delivery, reloading, languages, admins, updates, calls)


def connect(token: str, api: str) -> Bot:
    """A bot that calls the API at this address."""
    return Bot(token, session=JsonSession(TelegramAPIServer.from_base(api), connections=2 * IN_HAND))
