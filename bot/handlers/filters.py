"""Questions that handlers ask of an update before they take it.

Written as coroutines: aiogram runs a plain function, and every `F.` filter, in a thread for each update.
"""

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.keyboards import group as group_keyboards


async def is_in_group(message: Message) -> bool:
    return message.chat.type != ChatType.PRIVATE


async def is_of_group(change: ChatMemberUpdated) -> bool:
    return change.chat.type != ChatType.PRIVATE


async def is_pressed_in_group(query: CallbackQuery) -> bool:
    return query.message is not None and query.message.chat.type != ChatType.PRIVATE


async def is_private_button(query: CallbackQuery) -> bool:
    """Whether it is pressed in a group and works in private chats alone."""
    return await is_pressed_in_group(query) and not group_keyboards.works_here(query.data or "")


async def is_from_channel(message: Message) -> bool:
    """Whether it is a channel's, by a member in its name or by Telegram: administrators write as the group itself."""
    return message.sender_chat is not None and message.sender_chat.id != message.chat.id


async def is_migration(message: Message) -> bool:
    return message.migrate_to_chat_id is not None or message.migrate_from_chat_id is not None


async def is_arrival(message: Message) -> bool:
    """Whether somebody came into the group, or it was made."""
    created = message.group_chat_created or message.supergroup_chat_created
    return bool(message.new_chat_members or created)


async def is_departure(message: Message) -> bool:
    return message.left_chat_member is not None


async def is_title(message: Message) -> bool:
    return message.new_chat_title is not None


async def is_text(message: Message) -> bool:
    return bool(message.text)


async def is_command(message: Message) -> bool:
    return (message.text or "").startswith("/")


async def is_plain_text(message: Message) -> bool:
    return bool(message.text) and not await is_command(message)


async def has_data(query: CallbackQuery) -> bool:
    return bool(query.data)
