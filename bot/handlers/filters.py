"""Questions that handlers ask of an update before they take it.

Written as coroutines: aiogram runs a plain function, and every `F.` filter, in a thread for each update.
"""

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message


async def is_in_group(message: Message) -> bool:
    return message.chat.type != ChatType.PRIVATE


async def is_text(message: Message) -> bool:
    return bool(message.text)


async def is_command(message: Message) -> bool:
    return (message.text or "").startswith("/")


async def is_plain_text(message: Message) -> bool:
    return bool(message.text) and not await is_command(message)


async def has_data(query: CallbackQuery) -> bool:
    return bool(query.data)
