from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, ChatMemberAdministrator, ChatMemberRestricted

from bot.preview import CannotAct, Group, Person, Telegram
from tests.preview.pictures import png

Call = Callable[..., Awaitable[Any]]
POLL = {"question": "?", "options": ["да", "нет"]}
NO_PINS = "Bad Request: not enough rights to manage pinned messages in the chat"


async def photo_id(bot: Bot, call: Call, person: Person) -> str:
    """A photo that is kept already: sent once in private."""
    sent = await bot.send_photo(person.id, BufferedInputFile(png(2, 2), "x.png"))
    assert sent.photo
    return sent.photo[0].file_id


@pytest.mark.parametrize(
    ("right", "what", "method", "content"),
    [
        ("can_send_messages", "text messages", "sendMessage", {"text": "x"}),
        ("can_send_messages", "the rich message", "sendRichMessage", {"rich_message": {"html": "<p>x</p>"}}),
        ("can_send_polls", "polls", "sendPoll", POLL),
        ("can_send_photos", "photos", "sendPhoto", {}),
    ],
)
async def test_what_members_may_not_send_the_bot_may_neither(
    bot: Bot, call: Call, group: Group, anna: Person, right: str, what: str, method: str, content: Any
) -> None:
    if method == "sendPhoto":
        content = {"photo": await photo_id(bot, call, anna)}
    group.forbid(right)
    refusal = await call(method, chat_id=group.id, **content)
    assert refusal == f"Bad Request: not enough rights to send {what} to the chat"
    await group.set_bot_status("administrator")  # which permissions of the chat do not bind
    assert "message_id" in await call(method, chat_id=group.id, **content)


async def test_a_restricted_bot(call: Call, group: Group, anna: Person) -> None:
    sent = await call("sendMessage", chat_id=group.id, text="x")
    await group.set_bot_status("restricted", rights=["can_send_messages"])
    poll = await call("sendPoll", chat_id=group.id, **POLL)
    assert poll == "Bad Request: not enough rights to send polls to the chat"
    assert "message_id" in await call("sendMessage", chat_id=group.id, text="x")
    await group.set_bot_status("restricted")
    text = await call("sendMessage", chat_id=group.id, text="x")
    assert text == "Bad Request: not enough rights to send text messages to the chat"
    to_anna = {"receiver_user_id": anna.id}
    refusal = await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=to_anna)
    assert "ephemeral_message_id" not in refusal
    edited = await call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="y")
    assert edited["text"] == "y"  # its messages stay its own


async def test_pinning_takes_the_right_to(call: Call, group: Group) -> None:
    sent = await call("sendMessage", chat_id=group.id, text="x")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert await call("pinChatMessage", **where) == NO_PINS  # members may, but bots only as administrators
    await group.set_bot_status("administrator", rights=["can_delete_messages"])
    assert await call("pinChatMessage", **where) == NO_PINS
    await group.set_bot_status("administrator", rights=["can_pin_messages"])
    assert await call("pinChatMessage", **where) is True


async def test_deleting_what_others_wrote_takes_the_right_to(call: Call, group: Group, anna: Person) -> None:
    await anna.send("/spam", to=group)
    where = {"chat_id": group.id, "message_id": group.chat.last_message_id}
    assert await call("deleteMessage", **where) == "Bad Request: message can't be deleted"
    await group.set_bot_status("administrator", rights=["can_pin_messages"])
    assert await call("deleteMessage", **where) == "Bad Request: message can't be deleted"
    await group.set_bot_status("administrator", rights=["can_delete_messages"])
    assert await call("deleteMessage", **where) is True


async def test_rights_are_shown_one_by_one(bot: Bot, group: Group, boris: Person) -> None:
    await group.set_bot_status("administrator", rights=["can_pin_messages"])
    me = await bot.get_chat_member(group.id, bot.id)
    assert isinstance(me, ChatMemberAdministrator)
    assert (me.can_pin_messages, me.can_delete_messages, me.can_manage_chat) == (True, False, True)
    await group.set_status(boris, "restricted", rights=["can_send_messages"])
    restricted = await bot.get_chat_member(group.id, boris.id)
    assert isinstance(restricted, ChatMemberRestricted)
    assert (restricted.can_send_messages, restricted.can_send_polls) == (True, False)
    group.forbid("can_send_polls")
    permissions = (await bot.get_chat(group.id)).permissions
    assert permissions
    assert (permissions.can_send_messages, permissions.can_send_polls) == (True, False)


async def test_people_without_rights_keep_silent(group: Group, anna: Person, boris: Person) -> None:
    await group.set_status(boris, "restricted")
    with pytest.raises(CannotAct, match="may not write"):
        await boris.send("/cmd", to=group)
    await group.set_status(boris, "member")
    group.forbid("can_send_messages")
    with pytest.raises(CannotAct, match="may not write"):
        await boris.send("/cmd", to=group)
    await anna.send("/cmd", to=group)  # the creator is not bound
    assert [one.sender_id for one in group.chat.messages.values()][-1] == anna.id


async def test_private_chats_have_no_rights_to_lack(telegram: Telegram, call: Call, anna: Person) -> None:
    sent = await call("sendMessage", chat_id=anna.id, text="x")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert await call("pinChatMessage", **where) is True
    assert telegram.world.chats[anna.id].pinned == [sent["message_id"]]
