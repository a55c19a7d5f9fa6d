"""Who leads a group: asked of Telegram, and remembered for five minutes."""

import logging
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message

from bot.store import Store

log = logging.getLogger(__name__)

LEADING: Final = frozenset({"creator", "administrator"})
INSIDE: Final = LEADING | {"member", "restricted"}


async def leads(bot: Bot, store: Store, event: Message | CallbackQuery) -> bool:
    """Whether it comes from an administrator of its group, in their own name or in the group's."""
    message = event if isinstance(event, Message) else event.message
    if message is None:
        return False
    if isinstance(event, Message) and event.sender_chat is not None:
        return event.sender_chat.id == event.chat.id  # a channel's words are nobody's
    user = event.from_user
    return user is not None and await status(bot, store, message.chat.id, user.id) in LEADING


async def is_inside(bot: Bot, store: Store, group: int, member: int) -> bool:
    return await status(bot, store, group, member) in INSIDE


async def status(bot: Bot, store: Store, group: int, member: int) -> str:
    """The member's status; `left` where Telegram does not say."""
    known = await store.groups.turns.rights(group, member)
    if known is not None:
        return known
    try:
        found = await bot.get_chat_member(group, member)
    except TelegramAPIError as error:
        log.info("group %d: no status of a member: %s", group, type(error).__name__)
        return "left"
    await store.groups.turns.keep_rights(group, member, found.status)
    return str(found.status)
