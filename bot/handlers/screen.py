"""Showing something in answer to a command or a tap: a new message, or the old one edited in place.

In a group only the person who pressed sees it: a message for their eyes, else what of it fits an alert.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageEntity

from bot import ephemeral, render
from bot.handlers.rich import RichScreen
from bot.keyboards import group as group_keyboards
from bot.session import Amend, Say

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SAY, AMEND = Say.model_construct(), Amend.model_construct()  # to be copied: 3 us; to make one anew takes 40
ALERT_LIMIT: Final = 200  # UTF-16 units, core.telegram.org/bots/api#answercallbackquery
TAG: Final = re.compile(r"<[^<>]*>")
NOT_EDITABLE = (
    "message can't be edited",
    "message to edit not found",
    "there is no text in the message to edit",
)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a message shows: HTML, or a text with its entities."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    entities: Sequence[MessageEntity] | None = None
    rich: RichScreen | None = None  # is shown in place of the text, where Telegram takes it
    link: str = ""  # the payload of /start that shows the same in the private chat

    @property
    def parse_mode(self) -> str | None:
        return "HTML" if self.entities is None else None

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return self.text if self.entities is not None else unescape(TAG.sub("", self.text))


async def send(message: Message, screen: Screen) -> None:
    """Show it in a new message beside this one."""
    if message.bot is None:
        raise TypeError("a message without a bot cannot be answered")
    await send_to(message.bot, message.chat.id, screen)


async def send_to(bot: Bot, chat: int, screen: Screen) -> None:
    """Show it in a new message of that chat."""
    if screen.rich is not None and await screen.rich.send(bot, chat):
        return
    await bot(SAY.model_copy(update={"chat_id": chat, **_shown(screen)}))


async def replace(query: CallbackQuery, screen: Screen, notice: str | None = None) -> None:
    """Answer the tap and show the screen in its message, both at once; in a new message if that is not possible."""
    bot = query.bot
    if bot is None:
        raise TypeError("a tap without a bot cannot be answered")
    if is_in_group(query):
        await _whisper(bot, query, screen, notice)
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(answer(bot, query, notice))
        group.create_task(_edit(bot, query, screen))


async def show(bot: Bot, query: CallbackQuery, screen: Screen, notice: str | None = None) -> None:
    """Answer the tap and show the screen in a message of its own: the one of the tap cannot turn into it."""
    if is_in_group(query):
        await _whisper(bot, query, screen, notice)
        return
    await answer(bot, query, notice)
    await send_to(bot, query.from_user.id, screen)


def is_in_group(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type != ChatType.PRIVATE


async def _whisper(bot: Bot, query: CallbackQuery, screen: Screen, notice: str | None) -> None:
    listener = ephemeral.of_press(query)
    try:
        is_shown = listener is not None and await ephemeral.whisper(
            bot, listener, await aside_content(bot, screen)
        )
    except TelegramRetryAfter:
        is_shown = False
    if is_shown:
        await answer(bot, query, notice)
    else:
        await answer(bot, query, render.shortened(notice or screen.plain, ALERT_LIMIT), is_alert=True)


async def alert(bot: Bot, query: CallbackQuery, screen: Screen) -> None:
    """Answer the tap with as much of the screen as fits an alert."""
    await answer(bot, query, render.shortened(screen.plain, ALERT_LIMIT), is_alert=True)


async def aside_content(bot: Bot, screen: Screen) -> dict[str, Any]:
    """The fields of a message in a group: classic, its private buttons leading into the private chat."""
    name = (await bot.me()).username or ""
    return {**_shown(screen), "reply_markup": group_keyboards.adapted(screen.keyboard, name)}


async def answer(
    bot: Bot, query: CallbackQuery, notice: str | None = None, *, is_alert: bool = False
) -> None:
    """Stop the button's clock; a tap that waited too long for that is no fault."""
    try:
        await bot.answer_callback_query(query.id, text=notice, show_alert=is_alert or None)
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise


async def _edit(bot: Bot, query: CallbackQuery, screen: Screen) -> None:
    message = query.message
    if not isinstance(message, Message):  # older than 48 hours: Telegram gives no message, only its chat
        await send_to(bot, query.from_user.id, screen)
        return
    try:
        if screen.rich is not None and await screen.rich.edit(message):
            return
        await bot(
            AMEND.model_copy(
                update={"chat_id": message.chat.id, "message_id": message.message_id, **_shown(screen)}
            )
        )
    except TelegramBadRequest as error:
        if any(reason in error.message for reason in NOT_EDITABLE):
            await send(message, screen)
        elif "message is not modified" not in error.message:
            raise


def _shown(screen: Screen) -> dict[str, Any]:
    """The fields of a message that shows it."""
    return {
        "text": screen.text,
        "parse_mode": screen.parse_mode,
        "entities": _list(screen.entities),
        "reply_markup": screen.keyboard,
        "link_preview_options": NO_PREVIEW,
    }


def _list(entities: Sequence[MessageEntity] | None) -> list[MessageEntity] | None:
    return None if entities is None else list(entities)
