"""Messages in a group that one person sees: to whom, in answer to what, and whether Telegram took them.

Telegram lets a bot whisper within 15 s of a press or of a command that was ephemeral itself, and an administrator at
any time (core.telegram.org/bots/api#ephemeral-messages-and-commands). aiogram's `reply()` on an ephemeral command
would address the bot, which is its receiver: the parameters are made here by hand.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import EditEphemeralMessageText, SendMessage
from aiogram.types import CallbackQuery, EphemeralMessageParameters, Message, ReplyParameters

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listener:
    """One person in a group, and what lets us speak to them alone."""

    chat: int
    person: int
    thread: int | None = None
    query: str | None = None  # the press that we answer
    replaces: bool = False  # they see the message in place of the one they pressed under
    command: int | None = None  # the ephemeral command that we answer
    shown: int | None = None  # the ephemeral message under which they pressed: it is edited


def of_message(message: Message) -> Listener | None:
    """Who wrote this; None for an administrator in the group's name, and for channels: nobody can be addressed."""
    if message.from_user is None or message.from_user.is_bot or message.sender_chat is not None:
        return None
    return Listener(
        message.chat.id, message.from_user.id, topic(message), command=message.ephemeral_message_id
    )


def of_press(query: CallbackQuery) -> Listener | None:
    """Who pressed; None where the message is gone."""
    message = query.message
    if message is None:
        return None
    if not isinstance(message, Message):
        return Listener(message.chat.id, query.from_user.id, query=query.id)
    if message.ephemeral_message_id is not None:
        return Listener(
            message.chat.id, query.from_user.id, topic(message), shown=message.ephemeral_message_id
        )
    # a poll stays where it is: whoever pressed wants to see it still
    replaces = message.poll is None
    return Listener(message.chat.id, query.from_user.id, topic(message), query=query.id, replaces=replaces)


def topic(message: Message) -> int | None:
    """The forum topic of a message; General has none, and threads of replies are no topics."""
    return message.message_thread_id if message.is_topic_message else None


async def whisper(bot: Bot, to: Listener, content: Mapping[str, Any]) -> bool:
    """Show it to that person alone; False: Telegram does not let us. `content` are fields of sendMessage.

    Raises:
        TelegramRetryAfter: too much is said in this group for now.
    """
    try:
        if to.shown is not None:
            await _edit(bot, to, to.shown, content)
        else:
            await bot(_message(to, content))
    except TelegramRetryAfter:
        raise
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        if "message is not modified" in error.message:
            return True
        log.info("group %d: not for one person's eyes: %s", to.chat, error.message)
        return False
    return True


async def _edit(bot: Bot, to: Listener, shown: int, content: Mapping[str, Any]) -> None:
    await bot(
        EditEphemeralMessageText(
            chat_id=to.chat, receiver_user_id=to.person, ephemeral_message_id=shown, **content
        )
    )


def _message(to: Listener, content: Mapping[str, Any]) -> SendMessage:
    reply = None if to.command is None else ReplyParameters(ephemeral_message_id=to.command)
    return SendMessage(
        chat_id=to.chat,
        message_thread_id=to.thread,
        reply_parameters=reply,
        ephemeral_message_parameters=EphemeralMessageParameters(
            receiver_user_id=to.person,
            callback_query_id=to.query,
            replace_callback_query_message=to.replaces or None,
        ),
        **content,
    )
