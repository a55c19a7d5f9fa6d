"""Screens that a newcomer asks for in plain words, without the slash: `помощь`, `меню`, `settings`.

The words stand in the locales, those of every language are understood by all.
"""

from enum import StrEnum

from aiogram import Bot
from aiogram.types import Message

from bot.handlers import browse, daily, me, quiz, screen, settings, start
from bot.store import Store
from bot.study.words import words
from bot.texts import Languages
from bot.visit import Visit


class Plain(StrEnum):
    """What plain words open."""

    MENU = "menu"
    HELP = "help"
    TOPICS = "topics"
    QUIZ = "quiz"
    DAILY = "daily"
    STATS = "stats"
    SETTINGS = "settings"


def wanted(text: str, languages: Languages) -> Plain | None:
    """What the whole text asks for; None for anything longer or else."""
    said = " ".join(words(text))
    for plain in Plain if said else ():
        for texts in languages.known.values():
            if said in texts.plain(f"plain-{plain}").split(", "):
                return plain
    return None


async def show(plain: Plain, message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    match plain:
        case Plain.MENU:
            await screen.send(message, start.greeting(message, visit))
        case Plain.HELP:
            await screen.send(message, start.help_screen(visit))
        case Plain.TOPICS:
            await screen.send(message, browse.contents(visit))
        case Plain.QUIZ:
            await quiz.offer(visit, store, bot)
        case Plain.DAILY:
            await screen.send(message, await daily.status(visit, store))
        case Plain.STATS:
            await me.show_stats(message, visit, store, bot)
        case Plain.SETTINGS:
            await screen.send(message, settings.overview(visit))
