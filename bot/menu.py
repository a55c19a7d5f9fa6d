"""How the bot introduces itself to Telegram: its commands for each kind of chat, and its descriptions."""

import logging
from collections.abc import Sequence
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

COMMANDS: Final = (
    "topics", "continue", "cmd", "find", "quiz", "daily", "exam", "stats", "top", "settings", "privacy", "help", "start",
)  # fmt: skip
# in groups; all but these two are between the person and the bot
GROUP_COMMANDS: Final = ("topics", "cmd", "find", "top", "stats", "help")
LEADING_COMMANDS: Final = ("daily", "quiz", "stop", "settings")  # of administrators, on top of the others
SEEN_BY_ALL: Final = frozenset({"quiz", "stop"})
ADMIN_COMMANDS: Final = ("reload", "health", "misses", "bad")  # of ADMIN_IDS, on top of the others


async def introduce(bot: Bot, languages: Languages, admins: frozenset[int]) -> None:
    """Tell Telegram the commands and who we are, in every language; a refusal does not stop the bot."""
    try:
        for language, texts in _spoken(languages):
            everyone = BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(_commands(COMMANDS, texts), everyone, language_code=language)
            members, admins_of_groups = (
                _group_commands(names, texts)
                for names in (GROUP_COMMANDS, (*GROUP_COMMANDS, *LEADING_COMMANDS))
            )
            await bot.set_my_commands(members, BotCommandScopeAllGroupChats(), language_code=language)
            await bot.set_my_commands(
                admins_of_groups, BotCommandScopeAllChatAdministrators(), language_code=language
            )
            await bot.set_my_short_description(texts.plain("bot-short-description"), language_code=language)
            await bot.set_my_description(texts.plain("bot-description"), language_code=language)
    except TelegramAPIError as error:
        log.warning("the menu of commands was not set: %s", type(error).__name__)
    for admin in sorted(admins):
        await introduce_to_admin(bot, languages, admin)


async def introduce_to_admin(bot: Bot, languages: Languages, admin: int) -> None:
    """Put the host's commands into one person's menu; Telegram refuses for who never wrote to the bot."""
    try:
        for language, texts in _spoken(languages):
            commands = _commands((*COMMANDS, *ADMIN_COMMANDS), texts)
            await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=admin), language_code=language)
    except TelegramAPIError as error:
        log.info("admin %d has no menu of their own yet: %s", admin, type(error).__name__)


def _spoken(languages: Languages) -> Sequence[tuple[str | None, Texts]]:
    """Each language as Telegram is told it: None for the default, which also serves all that we do not speak."""
    return [(None if code == languages.default else code, languages.known[code]) for code in languages.codes]


def _commands(names: Sequence[str], texts: Texts) -> list[BotCommand]:
    return [BotCommand(command=name, description=texts.plain(f"command-{name}")) for name in names]


def _group_commands(names: Sequence[str], texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(
            command=name,
            description=texts.plain(f"group-command-{name}"),
            is_ephemeral=name not in SEEN_BY_ALL,
        )
        for name in names
    ]
