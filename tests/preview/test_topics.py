from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Dispatcher, F
from aiogram.types import Message

from bot.preview import CannotAct, Group, Person, Telegram

Call = Callable[..., Awaitable[Any]]
NOT_FOUND = "Bad Request: message thread not found"
CLOSED = "Bad Request: TOPIC_CLOSED"


@pytest.fixture
async def forum(telegram: Telegram, anna: Person, boris: Person, dispatcher: Dispatcher) -> Group:
    del dispatcher
    forum = telegram.group("Форум", anna, boris, is_forum=True)
    await forum.add_bot()
    return forum


async def test_general_has_no_id(call: Call, forum: Group) -> None:
    sent = await call("sendMessage", chat_id=forum.id, text="x")
    assert "message_thread_id" not in sent
    assert "is_topic_message" not in sent
    assert await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=1) == NOT_FOUND


@pytest.mark.usefixtures("dispatcher")
async def test_the_first_topic_is_not_general_s_number(telegram: Telegram, anna: Person) -> None:
    forum = telegram.group("Форум", anna, is_forum=True)
    assert await forum.open_topic("Docker") > 1


async def test_a_closed_topic(call: Call, forum: Group, boris: Person, anna: Person) -> None:
    topic = await forum.open_topic("Docker")
    where = {"chat_id": forum.id, "text": "x", "message_thread_id": topic}
    assert (await call("sendMessage", **where))["is_topic_message"] is True
    await forum.close_topic(topic)
    assert await call("sendMessage", **where) == CLOSED
    assert await call("sendChatAction", chat_id=forum.id, message_thread_id=topic, action="typing") == CLOSED
    assert "message_id" in await call("sendMessage", chat_id=forum.id, text="в General")
    with pytest.raises(CannotAct, match="closed"):
        await boris.send("/cmd", to=forum, topic=topic)
    await anna.send("/cmd", to=forum, topic=topic)
    await forum.set_bot_status("administrator", rights=["can_pin_messages"])
    assert await call("sendMessage", **where) == CLOSED
    await forum.set_bot_status("administrator", rights=["can_manage_topics"])
    assert "message_id" in await call("sendMessage", **where)
    await forum.set_bot_status("member")
    await forum.reopen_topic(topic)
    assert "message_id" in await call("sendMessage", **where)


async def test_general_can_be_closed_too(call: Call, forum: Group) -> None:
    await forum.close_topic(None)
    assert await call("sendMessage", chat_id=forum.id, text="x") == CLOSED
    topic = await forum.open_topic("Docker")
    assert "message_id" in await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)


async def test_a_deleted_topic_takes_its_messages_along(
    call: Call, telegram: Telegram, forum: Group, anna: Person
) -> None:
    topic = await forum.open_topic("Docker")
    sent = await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    kept = await call("sendMessage", chat_id=forum.id, text="y")
    telegram.deliver = None
    waiting = len(telegram.world.updates.waiting)
    forum.delete_topic(topic)
    assert len(telegram.world.updates.waiting) == waiting  # nobody tells the bot
    assert await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic) == NOT_FOUND
    gone = await call("editMessageText", chat_id=forum.id, message_id=sent["message_id"], text="z")
    assert gone == "Bad Request: message to edit not found"
    assert [one.message.id for one in anna.messages_in(forum.chat)] == [kept["message_id"]]


async def test_what_the_bot_hears_of_topics(forum: Group, dispatcher: Dispatcher) -> None:
    heard: list[tuple[str, int | None]] = []

    @dispatcher.message(F.forum_topic_created | F.forum_topic_closed | F.forum_topic_reopened)
    async def hear(message: Message) -> None:
        heard.append((message.content_type, message.message_thread_id))

    topic = await forum.open_topic("Docker")
    await forum.close_topic(topic)
    await forum.reopen_topic(topic)
    assert heard == [
        ("forum_topic_created", topic),
        ("forum_topic_closed", topic),
        ("forum_topic_reopened", topic),
    ]
    with pytest.raises(CannotAct, match="open already"):
        await forum.reopen_topic(topic)


async def test_replies_have_threads_that_are_no_topics(
    telegram: Telegram, call: Call, group: Group, anna: Person, dispatcher: Dispatcher
) -> None:
    """Outside of forums `message_thread_id` counts replies, and nothing can be sent there: is_topic_message tells."""
    heard: list[Message] = []

    @dispatcher.message(F.text)
    async def hear(message: Message) -> None:
        heard.append(message)

    root = await call("sendMessage", chat_id=group.id, text="x")
    await anna.send("ага", to=group, reply_to=anna.last_in(group.chat))
    (reply,) = heard
    assert (reply.message_thread_id, reply.is_topic_message) == (root["message_id"], None)
    sent = await call("sendMessage", chat_id=group.id, text="y", message_thread_id=root["message_id"])
    assert "message_thread_id" not in sent
    assert telegram.complaints == [
        "sendMessage: message_thread_id is passed over: the group has no topics",
    ]
