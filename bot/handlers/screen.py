"""Showing something in answer to a command or a tap: a new message, or the old one edited in place."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageEntity

from bot.handlers.rich import RichScreen
from bot.session import Amend, Say

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
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

    @property
    def parse_mode(self) -> str | None:
        return "HTML" if self.entities is None else None


async def send(message: Message, screen: Screen) -> None:
    """Show it in a new message beside this one."""
    if message.bot is None:
        raise TypeError("a message without a bot cannot be answered")
    await send_to(message.bot, message.chat.id, screen)


async def send_to(bot: Bot, chat: int, screen: Screen) -> None:
    """Show it in a new message of that chat."""
    if screen.rich is not None and await screen.rich.send(bot, chat):
        return
    await bot(
        Say.model_construct(
            chat_id=chat,
            text=screen.text,
            parse_mode=screen.parse_mode,
            entities=_list(screen.entities),
            reply_markup=screen.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )


async def replace(query: CallbackQuery, screen: Screen, notice: str | None = None) -> None:
    """Answer the tap and show the screen in its message, both at once; in a new message if that is not possible."""
    bot = query.bot
    if bot is None:
        raise TypeError("a tap without a bot cannot be answered")
    async with asyncio.TaskGroup() as group:
        group.create_task(answer(bot, query, notice))
        group.create_task(_edit(bot, query, screen))


async def answer(bot: Bot, query: CallbackQuery, notice: str | None = None) -> None:
    """Stop the button's clock; a tap that waited too long for that is no fault."""
    try:
        await bot.answer_callback_query(query.id, text=notice)
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
            Amend.model_construct(
                chat_id=message.chat.id,
                message_id=message.message_id,
                text=screen.text,
                parse_mode=screen.parse_mode,
                entities=_list(screen.entities),
                reply_markup=screen.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )
    except TelegramBadRequest as error:
        if any(reason in error.message for reason in NOT_EDITABLE):
            await send(message, screen)
        elif "message is not modified" not in error.message:
            raise


def _list(entities: Sequence[MessageEntity] | None) -> list[MessageEntity] | None:
    return None if entities is None else list(entities)
