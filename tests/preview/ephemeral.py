"""What tests of ephemeral messages do again and again."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.preview import Group, Person, Telegram
from bot.preview.errors import Json

BUTTON: Json = {"inline_keyboard": [[{"text": "Мне", "callback_data": "me"}]]}


def texts_of(person: Person, group: Group) -> list[str]:
    """What the bot's messages in the group say to this person."""
    return [one.text for one in person.messages_in(group.chat)]


async def pressed(
    telegram: Telegram, call: Callable[..., Awaitable[Any]], person: Person, group: Group
) -> str:
    """The id of the query that a press on a public message of the bot makes."""
    await call("sendMessage", chat_id=group.id, text="вопрос", reply_markup=BUTTON)
    await person.press(person.messages_in(group.chat)[-1], "me")
    return list(telegram.world.callbacks)[-1]
