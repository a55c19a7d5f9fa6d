from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ChatMemberUpdated, Message

from bot.preview import CannotAct, Group, Person, Telegram

Call = Callable[..., Awaitable[Any]]


def recorded(dispatcher: Dispatcher) -> list[str]:
    """What the bot hears of members, in order; "ask" and "me" are the two kinds of update."""
    heard: list[str] = []

    @dispatcher.my_chat_member()
    async def mine(change: ChatMemberUpdated) -> None:
        heard.append(
            f"me: {change.chat.type} {change.old_chat_member.status}-{change.new_chat_member.status}"
        )

    @dispatcher.chat_member()
    async def other(change: ChatMemberUpdated) -> None:
        name = change.new_chat_member.user.first_name
        heard.append(f"{name}: {change.old_chat_member.status}-{change.new_chat_member.status}")

    @dispatcher.message(F.migrate_to_chat_id | F.migrate_from_chat_id)
    async def moved(message: Message) -> None:
        heard.append("to" if message.migrate_to_chat_id else "from")

    return heard


async def test_members_are_told_of_on_demand_and_to_admins(
    telegram: Telegram, group: Group, boris: Person, dispatcher: Dispatcher
) -> None:
    heard = recorded(dispatcher)
    await group.set_bot_status("administrator")
    await group.leave(boris)
    assert heard == ["me: supergroup member-administrator"]  # chat_member was not asked for
    telegram.world.updates.allow(["chat_member"])
    await group.join(boris)
    await group.set_status(boris, "administrator")
    await group.set_bot_status("member")
    await group.set_status(boris, "member")
    assert heard[1:] == ["Борис: left-member", "Борис: member-administrator"]


async def test_every_change_of_the_bot_is_told(
    bot: Bot, group: Group, anna: Person, dispatcher: Dispatcher
) -> None:
    heard = recorded(dispatcher)
    await group.set_bot_status("administrator", rights=["can_pin_messages"])
    await group.set_bot_status("administrator")
    await group.set_bot_status("restricted")
    await group.remove_bot()
    await group.add_bot()
    await bot.leave_chat(group.id)
    await anna.telegram.settle()
    assert heard == [
        "me: supergroup member-administrator",
        "me: supergroup administrator-administrator",
        "me: supergroup administrator-restricted",
        "me: supergroup restricted-kicked",
        "me: supergroup kicked-member",
        "me: supergroup member-left",
    ]
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "x")


async def test_a_basic_group_has_its_own_words(call: Call, telegram: Telegram, anna: Person) -> None:
    group = telegram.group("Учёба", anna, is_supergroup=False)
    refusal = await call("sendMessage", chat_id=group.id, text="x")
    assert refusal == "Forbidden: bot is not a member of the group chat"


@pytest.mark.parametrize("is_new_side_first", [False, True])
async def test_an_upgrade_is_told_on_both_sides(
    bot: Bot, telegram: Telegram, anna: Person, dispatcher: Dispatcher, *, is_new_side_first: bool
) -> None:
    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot(as_admin=True)
    group.forbid("can_send_polls")
    heard = recorded(dispatcher)
    new = await group.upgrade(is_new_side_first=is_new_side_first)
    sides = ["from", "to"] if is_new_side_first else ["to", "from"]
    assert heard == ["me: supergroup left-administrator", *sides]
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(group.id, "x")
    assert "group chat was upgraded to a supergroup chat" in str(refusal.value)
    assert refusal.value.migrate_to_chat_id == new.id
    assert (await bot.get_chat_member(new.id, anna.id)).status == "creator"
    permissions = (await bot.get_chat(new.id)).permissions
    assert permissions
    assert permissions.can_send_polls is False
    with pytest.raises(CannotAct, match="supergroup"):
        await anna.send("/top", to=group)


async def test_the_new_group_speaks_for_itself(
    telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    senders: list[int] = []

    @dispatcher.message(F.migrate_to_chat_id | F.migrate_from_chat_id)
    async def moved(message: Message) -> None:
        assert message.from_user
        senders.append(message.sender_chat.id if message.sender_chat else message.from_user.id)

    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot()
    new = await group.upgrade()
    assert senders == [anna.id, new.id]


async def test_an_old_button_is_pressed_after_the_upgrade(
    call: Call, telegram: Telegram, anna: Person, dispatcher: Dispatcher
) -> None:
    del dispatcher
    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot()
    keyboard = {"inline_keyboard": [[{"text": "Итог", "callback_data": "x"}]]}
    await call("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard)
    await group.upgrade()
    await anna.tap("Итог", to=group)
    (query_id,) = telegram.world.callbacks
    assert await call("answerCallbackQuery", callback_query_id=query_id) is True


async def test_a_new_title(group: Group, dispatcher: Dispatcher) -> None:
    titles: list[tuple[str | None, str | None]] = []

    @dispatcher.message(F.new_chat_title)
    async def hear(message: Message) -> None:
        titles.append((message.new_chat_title, message.chat.title))

    await group.rename("Учёба-2")
    assert titles == [("Учёба-2", "Учёба-2")]


async def test_a_deleted_account_stays_a_member_without_a_name(
    bot: Bot, call: Call, group: Group, boris: Person
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Итог", "callback_data": "x"}]]}
    await call("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard)
    boris.delete_account()
    member = await bot.get_chat_member(group.id, boris.id)
    assert (member.status, member.user.first_name) == ("member", "")
    with pytest.raises(CannotAct, match="deleted account"):
        await boris.tap("Итог", to=group)


async def test_a_group_fills_without_a_word(
    telegram: Telegram, call: Call, group: Group, dispatcher: Dispatcher
) -> None:
    heard: list[Message] = []

    @dispatcher.message()
    async def hear(message: Message) -> None:
        heard.append(message)

    people = group.fill(500)
    assert len({person.id for person in people} | set(telegram.people)) == 502
    assert await call("getChatMemberCount", chat_id=group.id) == 503
    assert heard == []


async def test_a_group_may_hide_its_members(
    bot: Bot, call: Call, group: Group, anna: Person, boris: Person
) -> None:
    """api#getchatmember is only guaranteed to work for administrators; who leads is told to all."""
    group.hide_members()
    where = {"chat_id": group.id, "user_id": boris.id}
    assert await call("getChatMember", **where) == "Bad Request: CHAT_ADMIN_REQUIRED"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    assert [admin.user.id for admin in await bot.get_chat_administrators(group.id)] == [anna.id]
    assert (await bot.get_chat(group.id)).has_hidden_members
    await group.set_bot_status("administrator")
    assert (await call("getChatMember", **where))["status"] == "member"
