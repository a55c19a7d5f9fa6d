from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.preview import CannotAct, Person, Telegram

Call = Callable[..., Awaitable[Any]]


async def test_only_who_pressed_start_can_be_written_to(
    call: Call, telegram: Telegram, dispatcher: Dispatcher
) -> None:
    del dispatcher
    boris = telegram.person("Борис")
    refusal = await call("sendMessage", chat_id=boris.id, text="x")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"
    await boris.start()
    assert (await call("sendMessage", chat_id=str(boris.id), text="x"))["chat"]["id"] == boris.id


@pytest.mark.parametrize("chat_id", [404, "@nobody", "x1"])
async def test_unknown_chats(call: Call, chat_id: object) -> None:
    assert await call("sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"


async def test_no_chat(call: Call) -> None:
    assert await call("sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_blocking_and_coming_back(call: Call, anna: Person, dispatcher: Dispatcher) -> None:
    statuses: list[str] = []

    @dispatcher.my_chat_member()
    async def changed(change: ChatMemberUpdated) -> None:
        statuses.append(change.new_chat_member.status)

    await anna.block()
    refusal = await call("sendMessage", chat_id=anna.id, text="x")
    assert refusal == "Forbidden: bot was blocked by the user"
    await anna.start()  # writing to a blocked bot lets it back
    assert statuses == ["kicked", "member"]
    assert "message_id" in await call("sendMessage", chat_id=anna.id, text="x")


async def test_a_deleted_account(call: Call, anna: Person) -> None:
    anna.delete_account()
    assert await call("sendMessage", chat_id=anna.id, text="x") == "Forbidden: user is deactivated"
    with pytest.raises(CannotAct):
        await anna.send("x")


async def test_a_group_from_joining_to_leaving(
    bot: Bot, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    seen: list[str] = []

    @dispatcher.my_chat_member()
    async def moved(change: ChatMemberUpdated) -> None:
        seen.append(f"{change.old_chat_member.status}-{change.new_chat_member.status}")

    @dispatcher.message(F.new_chat_members | F.left_chat_member)
    async def service(message: Message) -> None:
        people = message.new_chat_members or ([message.left_chat_member] if message.left_chat_member else [])
        seen.append(",".join(person.first_name for person in people))

    boris = telegram.person("Борис")
    group = telegram.group("Учёба", anna)
    await group.add_bot(as_admin=True)
    await group.join(boris)
    await group.leave(boris)
    admins = await bot.get_chat_administrators(group.id)
    assert [admin.status for admin in admins] == ["creator", "administrator"]
    assert await bot.get_chat_member_count(group.id) == 2
    assert (await bot.get_chat_member(group.id, boris.id)).status == "left"
    assert (await bot.get_chat(group.id)).title == "Учёба"
    await group.remove_bot()
    assert seen == [
        "left-member", "Konspekt", "member-administrator", "Борис", "Борис", "administrator-kicked", "Konspekt",
    ]  # fmt: skip


async def test_a_group_the_bot_is_not_in(
    call: Call, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    del dispatcher
    group = telegram.group("Учёба", anna)
    outside = await call("sendMessage", chat_id=group.id, text="x")
    assert outside == "Forbidden: bot is not a member of the supergroup chat"
    await group.add_bot()
    await group.remove_bot()
    kicked = await call("sendMessage", chat_id=group.id, text="x")
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"


async def test_privacy_mode(telegram: Telegram, anna: Person, dispatcher: Dispatcher) -> None:
    heard: list[str | None] = []

    @dispatcher.message(F.text)
    async def hear(message: Message) -> None:
        heard.append(message.text)
        if message.text == "/top":
            await message.answer("таблица")

    group = telegram.group("Учёба", anna)
    await group.add_bot()
    for text in (
        "привет",
        "/top",
        "/top@other_bot",
        "/help@konspekt_bot",
        "спроси @konspekt_bot",
        "@other_bot",
    ):
        await anna.send(text, to=group)
    await anna.send("ага", to=group, reply_to=anna.last_in(group.chat))
    assert heard == ["/top", "/help@konspekt_bot", "спроси @konspekt_bot", "ага"]
    await group.set_bot_status("administrator")
    await anna.send("привет", to=group)
    assert heard[-1] == "привет"


async def test_forum_topics(
    call: Call, bot: Bot, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    @dispatcher.message(F.text)
    async def answer(message: Message) -> None:
        await message.answer("ответ")

    group = telegram.group("Форум", anna, is_forum=True)
    await group.add_bot()
    topic = await group.open_topic("Docker")
    await anna.send("/cmd", to=group, topic=topic)
    assert anna.last_in(group.chat).message.thread_id == topic
    await anna.send("/cmd", to=group)
    assert anna.last_in(group.chat).message.thread_id is None
    refusal = await call("sendMessage", chat_id=group.id, text="x", message_thread_id=777)
    assert refusal == "Bad Request: message thread not found"
    assert (await bot.get_chat(group.id)).is_forum


async def test_a_group_becomes_a_supergroup(
    bot: Bot, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    moves: list[tuple[int | None, int | None]] = []

    @dispatcher.message(F.migrate_to_chat_id | F.migrate_from_chat_id)
    async def moved(message: Message) -> None:
        moves.append((message.migrate_to_chat_id, message.migrate_from_chat_id))

    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot()
    new = await group.upgrade()
    assert moves == [(new.id, None), (None, group.id)]
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(group.id, "x")
    assert refusal.value.migrate_to_chat_id == new.id
    assert (await bot.send_message(new.id, "x")).chat.type == "supergroup"


async def test_an_anonymous_admin_writes_as_the_group(
    telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    senders: list[tuple[str, int]] = []

    @dispatcher.message(F.text)
    async def hear(message: Message) -> None:
        assert message.from_user
        assert message.sender_chat
        senders.append((message.from_user.username or "", message.sender_chat.id))

    group = telegram.group("Учёба", anna)
    boris = telegram.person("Борис")
    await group.add_bot()
    await group.set_status(boris, "administrator", is_anonymous=True)
    await boris.send("/daily", to=group)
    assert senders == [("GroupAnonymousBot", group.id)]


async def test_pins_need_rights(call: Call, telegram: Telegram, anna: Person, dispatcher: Dispatcher) -> None:
    del dispatcher
    group = telegram.group("Учёба", anna)
    await group.add_bot()
    sent = await call("sendMessage", chat_id=group.id, text="x")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    no_rights = await call("pinChatMessage", **where)
    assert no_rights == "Bad Request: not enough rights to manage pinned messages in the chat"
    await group.set_bot_status("administrator")
    assert await call("pinChatMessage", **where) is True
    assert (await call("getChat", chat_id=group.id))["pinned_message"]["text"] == "x"
    assert await call("unpinChatMessage", **where) is True
    assert await call("unpinChatMessage", **where) == "Bad Request: message to unpin not found"


async def test_replies(call: Call, anna: Person) -> None:
    where = {"chat_id": anna.id, "text": "x"}
    sent = await call("sendMessage", **where, reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"
    refusal = await call("sendMessage", **where, reply_parameters={"message_id": 404})
    assert refusal == "Bad Request: message to be replied not found"
    anyway = {"message_id": 404, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call("sendMessage", **where, reply_parameters=anyway)


async def test_long_text_of_a_person_goes_out_in_pieces(anna: Person, dispatcher: Dispatcher) -> None:
    lengths: list[int] = []

    @dispatcher.message()
    async def hear(message: Message) -> None:
        lengths.append(len(message.text or ""))

    await anna.send("x" * 5000)
    assert lengths == [4096, 904]


async def test_a_new_chat_shows_only_the_start_button(telegram: Telegram, dispatcher: Dispatcher) -> None:
    boris = telegram.person("Борис")
    with pytest.raises(CannotAct, match="Start"):
        await boris.send("docker ps")
    assert await boris.start("c_docker-ps") == ""
    assert boris.chat.messages[1].formatted.text == "/start c_docker-ps"


async def test_polls_and_buttons_in_a_group(
    bot: Bot, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    group = telegram.group("Учёба", anna)
    await group.add_bot()

    @dispatcher.callback_query()
    async def tap(query: CallbackQuery) -> None:
        await query.answer(f"видите только вы, {query.from_user.first_name}")

    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Итог", callback_data="x")]])
    await bot.send_poll(group.id, "?", ["да", "нет"], is_anonymous=False, reply_markup=keyboard)
    await anna.answer("да", to=group)
    assert await anna.tap("Итог", to=group) == "видите только вы, Анна"
    poll = anna.last_poll(group.chat).poll
    assert poll
    assert poll.votes == {anna.id: (0,)}
    stranger = telegram.person("Ваня")
    with pytest.raises(CannotAct, match="not in the chat"):
        await stranger.tap("Итог", to=group)
    with pytest.raises(CannotAct, match="not in the chat"):
        await stranger.answer("нет", to=group)
