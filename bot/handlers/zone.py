"""Time zones: by a button, or written as a city, an offset, or the time on the person's clock."""

from datetime import timedelta
from typing import Final

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import subscription
from bot.handlers import screen, settings
from bot.handlers.filters import is_plain_text
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.taps import SetZone, WriteZone
from bot.store import Store
from bot.study.places import FAMILIAR, exists, find
from bot.study.search import Kind
from bot.visit import Visit

ASKED_FOR: Final = timedelta(minutes=10)  # what is written within that time after being asked is a place
SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats


def router() -> Router:
    router = Router(name="zone")
    router.callback_query.register(choose, SetZone.filter())
    router.callback_query.register(ask, WriteZone.filter())
    router.message.register(take_command, Command("settings", ignore_case=True, magic=F.args))
    router.message.register(take_place, is_plain_text, is_asked)
    return router


def is_asked(_: Message, visit: Visit) -> bool:
    """Whether the person was asked where they live, and that just now."""
    return visit.person.zone_asked > visit.now.timestamp()


async def choose(query: CallbackQuery, callback_data: SetZone, visit: Visit, store: Store) -> None:
    if not callback_data.name:
        text = visit.texts("settings-zone-title")
        await screen.replace(query, Screen(text, daily_keyboards.zones(FAMILIAR, visit.now, visit.texts)))
    elif exists(callback_data.name):
        await screen.replace(query, await keep(callback_data.name, visit, store))
    else:
        await screen.replace(query, settings.overview(visit), visit.texts.plain("error-stale-button"))


async def ask(query: CallbackQuery, visit: Visit, store: Store) -> None:
    """Wait for the name of a place: until then what is written is not looked up."""
    await store.remember(visit.chat, zone_asked=int((visit.now + ASKED_FOR).timestamp()))
    await screen.replace(query, Screen(visit.texts("settings-zone-ask")))


async def take_command(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    """`/settings Новосибирск`, `/settings +7`, `/settings сейчас 13:40`."""
    await screen.send(message, await written(command.args or "", visit, store))


async def take_place(message: Message, visit: Visit, store: Store) -> None:
    """What was written after being asked; a command's very name is looked up all the same."""
    words = message.text or ""
    if not find(words, visit.now) and any(hit.kind is Kind.EXACT for hit in visit.edition.find(words)):
        raise SkipHandler
    await screen.send(message, await written(words, visit, store))


async def written(words: str, visit: Visit, store: Store) -> Screen:
    """The zone that the words mean, or those to choose from."""
    match find(words, visit.now):
        case (zone,):
            return await keep(zone, visit, store)
        case ():
            text = visit.texts("settings-zone-unknown", text=words[:SHOWN])
            return Screen(text, daily_keyboards.zones(FAMILIAR, visit.now, visit.texts))
        case several:
            text = visit.texts("settings-zone-several", text=words[:SHOWN])
            return Screen(text, daily_keyboards.zones(several, visit.now, visit.texts))


async def keep(zone: str, visit: Visit, store: Store) -> Screen:
    """Keep the zone, and move the daily set to its time there."""
    kept = await subscription.change(visit, store, zone=zone, zone_asked=None)
    now = kept.visit
    text = now.texts("settings-zone-set", zone=now.zone_title, now=f"{now.local_now:%H:%M}")
    return Screen(text, settings.keyboard(now))
