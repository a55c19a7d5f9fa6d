"""Answering one person in a group: for their eyes alone, else one public reply with a way out, else not at all."""

import asyncio
from datetime import timedelta
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.types import Message, ReplyParameters
from aiogram.utils.deep_linking import create_start_link

from bot import ephemeral
from bot.handlers.screen import NO_PREVIEW, Screen, aside_content
from bot.keyboards import group as group_keyboards
from bot.store import Store
from bot.visit import Visit

PATIENCE: Final = timedelta(seconds=6)  # a public reply that must wait longer is not sent
ATTEMPTS: Final = 2
HERE: Final = "group"  # the payload of the button where there is nothing to open


async def tell(message: Message, screen: Screen, visit: Visit, store: Store, bot: Bot) -> None:
    """Show it to who wrote the message."""
    if ephemeral.of_message(message) is None:
        await say(message, screen, visit, store, bot)
    elif not await whispered(message, screen, bot):
        await point_out(message, visit, store, bot, screen.link)


async def tell_aloud(message: Message, screen: Screen, visit: Visit, store: Store, bot: Bot) -> None:
    """Show it to the administrator who wrote the message, before all where it cannot be to them alone."""
    if not await whispered(message, screen, bot):
        await say(message, screen, visit, store, bot)


async def whispered(message: Message, screen: Screen, bot: Bot) -> bool:
    """Show it to who wrote the message alone; False: Telegram does not let us. What it holds back is not said at all."""
    listener = ephemeral.of_message(message)
    if listener is None:
        return False
    content = await aside_content(bot, screen)
    for _ in range(ATTEMPTS):
        try:
            return await ephemeral.whisper(bot, listener, content)
        except TelegramRetryAfter as error:
            if error.retry_after > PATIENCE.total_seconds():
                break
            await asyncio.sleep(error.retry_after)
    return True  # the group has heard enough for now: a public reply would be no better


async def point_out(message: Message, visit: Visit, store: Store, bot: Bot, payload: str = "") -> None:
    """One public reply with a button into the private chat, where the same may be seen."""
    link = await create_start_link(bot, payload or HERE)
    way_out = Screen(visit.texts("group-way-out"), group_keyboards.private(link, visit.texts))
    await say(message, way_out, visit, store, bot)


async def say(message: Message, screen: Screen, visit: Visit, store: Store, bot: Bot) -> None:
    """One public message in answer, if the group's pace has room for it soon."""
    wait = await store.groups.turns.reserve(message.chat.id, visit.now, PATIENCE)
    if wait is None:
        return
    await asyncio.sleep(wait.total_seconds())
    content = await aside_content(bot, screen)
    try:
        await bot.send_message(
            message.chat.id,
            message_thread_id=ephemeral.topic(message),
            reply_parameters=_reply(message),
            disable_notification=True,
            **content | {"link_preview_options": NO_PREVIEW},
        )
    except (TelegramBadRequest, TelegramRetryAfter):
        return  # no right to write here, or too much said already: silence is the last answer


def _reply(message: Message) -> ReplyParameters | None:
    if message.ephemeral_message_id is not None:
        return None
    return ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
