"""What only the people in ADMIN_IDS may ask for; to everybody else these commands do not exist."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from aiogram import Bot, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandStart
from aiogram.types import Message

from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.menu import introduce_to_admin
from bot.news import told
from bot.reloading import Reloading
from bot.store import Store
from bot.study.notes import Severity
from bot.texts import Languages, Texts
from bot.visit import Visit


def router() -> Router:
    router = Router(name="admin")
    router.message.register(show_menu, CommandStart(ignore_case=True), is_admin)
    router.message.register(reload, Command("reload", ignore_case=True), is_admin)
    router.message.register(show_health, Command("health", ignore_case=True), is_admin)
    return router


def is_admin(message: Message, admins: frozenset[int]) -> bool:
    """Whether it is a host's private chat: what they learn there is nobody else's business."""
    return message.chat.type == ChatType.PRIVATE and message.chat.id in admins


async def show_menu(_: Message, visit: Visit, bot: Bot, languages: Languages) -> None:
    """An admin's menu can be set once their chat exists; the greeting is another handler's."""
    await introduce_to_admin(bot, languages, visit.chat)
    raise SkipHandler


async def reload(message: Message, visit: Visit, reloading: Reloading) -> None:
    """Read the notes anew, on every replica, and say what that brought."""
    outcome = await reloading.for_all()
    await screen.send(message, Screen(told(outcome, visit.texts), entities=()))


async def show_health(message: Message, visit: Visit, store: Store, started: datetime) -> None:
    library = visit.edition.library
    faults = Counter(fault.severity for fault in library.faults)
    clock = asyncio.get_running_loop().time
    asked = clock()
    subscribed, due = await store.dues.subscribers(visit.now.timestamp())
    ping = clock() - asked
    text = visit.texts(
        "health",
        version=own_version(),
        python=python_version(),
        aiogram=version("aiogram"),
        uptime=uptime(visit.now - started, visit.texts),
        sections=len(library.sections),
        commands=len(library.commands),
        questions=len(visit.edition.questions),
        errors=faults[Severity.ERROR],
        warnings=faults[Severity.WARNING],
        ping=f"{1000 * ping:.1f}",
        subscribed=subscribed,
        due=due,
    )
    await screen.send(message, Screen(text))


def own_version() -> str:
    try:
        return version("konspekt")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0+checkout"


def uptime(since: timedelta, texts: Texts) -> str:
    hours, seconds = divmod(since.seconds, 3600)
    return texts.plain("uptime", days=since.days, hours=hours, minutes=seconds // 60)
