"""The front door: `/start` with or without a link's payload, the main menu, `/help`."""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot import keyboards
from bot.handlers import aside, browse, card, daily, group_votes, inline, me, quiz, screen, settings
from bot.handlers.screen import Screen
from bot.keyboards.lookup import Lead
from bot.keyboards.taps import OpenMenu, Place
from bot.store import Store
from bot.visit import Visit


def router() -> Router:
    router = Router(name="start")
    router.callback_query.register(open_menu, OpenMenu.filter())
    router.message.register(start, CommandStart(ignore_case=True))
    router.message.register(show_help, Command("help", ignore_case=True))
    return router


async def start(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    """Greet, or open what the link's payload names: `s_<section>`, `c_<command>`, `daily`."""
    is_new = visit.person.language is None
    async with asyncio.TaskGroup() as trip:
        trip.create_task(store.remember(visit.chat, language=visit.texts.language))
        before = trip.create_task(store.groups.guest(visit.chat)) if is_new else None
    shown = await _opened(command.args, visit, store) if command.args else greeting(message, visit)
    await screen.send(message, shown)
    if before is not None:
        await group_votes.offer(message, visit, before.result())


def greeting(message: Message, visit: Visit) -> Screen:
    user = message.from_user
    edition = visit.edition
    text = visit.texts(
        "start-greeting",
        name=user.first_name if user and user.first_name else "none",
        sections=len(edition.library.sections),
        commands=len(edition.library.commands),
        questions=len(edition.questions),
    )
    return Screen(text, keyboards.menu(visit.texts))


async def _opened(payload: str, visit: Visit, store: Store) -> Screen:
    library = visit.edition.library
    kind, _, subject = payload.partition("_")
    if kind == "s" and subject in library.sections:
        return await browse.opened(library.sections[subject], visit, store)
    if kind == "c" and subject in visit.edition.commands:
        return await card.opened(Lead(visit.edition.commands[subject]), visit, store)
    if payload in {inline.PAYLOAD, aside.HERE}:
        return help_screen(visit)
    if payload == "daily":
        return await daily.status(visit, store)
    text = visit.texts("start-payload-unknown")
    return Screen(text, keyboards.contents(visit.edition, visit.texts))


async def show_help(message: Message, visit: Visit) -> None:
    await screen.send(message, help_screen(visit))


def help_screen(visit: Visit) -> Screen:
    return Screen(visit.texts("help"), keyboards.menu(visit.texts))


async def open_menu(
    query: CallbackQuery, callback_data: OpenMenu, visit: Visit, store: Store, bot: Bot
) -> None:
    match callback_data.to:
        case Place.TOPICS:
            await screen.replace(query, browse.contents(visit))
        case Place.QUIZ:
            await quiz.from_menu(query, visit, store, bot)
        case Place.DAILY:
            await screen.replace(query, await daily.status(visit, store))
        case Place.STATS:
            await screen.replace(query, await me.stats(visit, store))
        case Place.SETTINGS:
            await screen.replace(query, settings.overview(visit))
        case Place.HELP:
            await screen.replace(query, help_screen(visit))
