"""`/misses`: what people looked for and the notes do not have; only for ADMIN_IDS."""

from typing import Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.handlers import screen
from bot.handlers.admin import is_admin
from bot.handlers.screen import Screen
from bot.keyboards import lookup as lookup_keyboards
from bot.keyboards.taps import ClearMisses
from bot.store import Store
from bot.visit import Visit

SHOWN: Final = 20


def router() -> Router:
    router = Router(name="misses")
    router.callback_query.register(clear_misses, ClearMisses.filter(), is_by_admin)
    router.message.register(show_misses, Command("misses", ignore_case=True), is_admin)
    return router


def is_by_admin(query: CallbackQuery, admins: frozenset[int]) -> bool:
    """A button is shown to admins only, but a tap can be made without one."""
    return query.from_user.id in admins


async def show_misses(message: Message, visit: Visit, store: Store) -> None:
    misses = await store.lookups.misses(SHOWN)
    if not misses:
        await screen.send(message, Screen(visit.texts("misses-none")))
        return
    lines = [visit.texts("misses-line", count=miss.count, query=miss.query) for miss in misses]
    text = "\n".join((visit.texts("misses-title"), "", *lines))
    await screen.send(message, Screen(text, lookup_keyboards.misses(visit.texts)))


async def clear_misses(query: CallbackQuery, visit: Visit, store: Store) -> None:
    await store.lookups.clear_misses()
    await screen.replace(query, Screen(visit.texts("misses-none")), visit.texts.plain("misses-cleared"))
