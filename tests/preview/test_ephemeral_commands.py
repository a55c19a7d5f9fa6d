from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    EphemeralMessageParameters,
    Message,
    ReplyParameters,
)

from bot.preview import CannotAct, Group, Person, Telegram
from tests.preview.ephemeral import texts_of

Call = Callable[..., Awaitable[Any]]
NO_REPLY = "Bad Request: message to be replied not found"


@pytest.fixture
async def registered(bot: Bot) -> None:
    """/cmd is for the asker alone, /top for all."""
    commands = [
        BotCommand(command="cmd", description="команда", is_ephemeral=True),
        BotCommand(command="top", description="таблица"),
    ]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllGroupChats())


async def commanded(telegram: Telegram, person: Person, group: Group) -> int:
    """The id of an ephemeral command that the person writes."""
    await person.send("/cmd docker ps", to=group)
    return list(telegram.world.chats[group.id].ephemeral)[-1]


@pytest.mark.usefixtures("registered")
async def test_a_registered_command_is_seen_by_the_bot_alone(
    group: Group, dispatcher: Dispatcher, anna: Person, boris: Person
) -> None:
    heard: list[Message] = []

    @dispatcher.message(Command("cmd", "top"))
    async def answer(message: Message) -> None:
        heard.append(message)
        await message.answer(
            "docker ps",
            reply_parameters=ReplyParameters(ephemeral_message_id=message.ephemeral_message_id)
            if message.ephemeral_message_id
            else None,
            ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=boris.id)
            if message.ephemeral_message_id
            else None,
        )

    assert await boris.send("/cmd dokcer ps", to=group) == "docker ps"
    assert texts_of(boris, group) == ["docker ps"]
    assert texts_of(anna, group) == []
    command = heard[0]
    assert (command.message_id, command.text) == (0, "/cmd dokcer ps")
    assert command.from_user
    assert command.receiver_user
    assert (command.from_user.id, command.receiver_user.is_bot) == (boris.id, True)
    shown = [one.formatted.text for one in group.chat.shown_to(boris.id)][-2:]
    assert shown == ["/cmd dokcer ps", "docker ps"]
    assert not any(one.is_ephemeral for one in group.chat.shown_to(anna.id))
    await boris.send("/top", to=group)
    await boris.send("/cmd old", to=group, ephemeral=False)  # a client that knows no ephemeral commands
    assert [one.ephemeral_message_id for one in heard[1:]] == [None, None]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("text", "is_ephemeral"),
    [
        ("/cmd", True),
        ("/cmd@konspekt_bot docker ps", True),
        ("/cmd@other_bot docker ps", False),
        ("см. /cmd", False),
        ("/cmds", False),
        ("/top", False),
    ],
)
async def test_what_a_client_sends_ephemerally(
    group: Group, boris: Person, text: str, is_ephemeral: bool
) -> None:
    await boris.send(text, to=group)
    assert bool(group.chat.ephemeral) is is_ephemeral
    if not is_ephemeral:
        with pytest.raises(CannotAct, match="registered"):
            await boris.send(text, to=group, ephemeral=True)


async def test_the_menu_of_scope_and_language_decides(
    bot: Bot, group: Group, anna: Person, boris: Person, telegram: Telegram
) -> None:
    ben = telegram.person("Ben", language_code="en")
    await group.join(ben)
    plain = [BotCommand(command="cmd", description="x")]
    ephemeral = [BotCommand(command="cmd", description="x", is_ephemeral=True)]
    everybody, admins = BotCommandScopeAllGroupChats(), BotCommandScopeAllChatAdministrators()
    await bot.set_my_commands(ephemeral, scope=everybody, language_code="ru")
    await bot.set_my_commands(plain, scope=everybody)
    await bot.set_my_commands(plain, scope=admins)
    for person in (anna, boris, ben):
        await person.send("/cmd", to=group)
    senders = [one.sender_id for one in group.chat.ephemeral.values()]
    assert senders == [boris.id]
    private = [BotCommand(command="cmd", description="x", is_ephemeral=True)]
    await bot.set_my_commands(private)
    await anna.send("/cmd")
    assert not anna.chat.ephemeral


@pytest.mark.usefixtures("registered")
async def test_an_anonymous_admin_commands_in_public(group: Group, boris: Person) -> None:
    await group.set_status(boris, "administrator", is_anonymous=True)
    await boris.send("/cmd", to=group)
    assert not group.chat.ephemeral


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("seconds", "is_good"), [(15, True), (15.1, False)])
async def test_a_command_lets_answer_for_15_seconds(
    telegram: Telegram, call: Call, group: Group, boris: Person, seconds: float, is_good: bool
) -> None:
    command = await commanded(telegram, boris, group)
    telegram.clock.advance(timedelta(seconds=seconds))
    answer = await call(
        "sendMessage",
        chat_id=group.id,
        text="x",
        reply_parameters={"ephemeral_message_id": command, "allow_sending_without_reply": True},
        ephemeral_message_parameters={"receiver_user_id": boris.id},
    )
    assert ("ephemeral_message_id" in answer) if is_good else answer == NO_REPLY


@pytest.mark.usefixtures("registered")
async def test_an_ephemeral_command_gets_no_public_reply(
    telegram: Telegram, call: Call, group: Group, anna: Person, boris: Person
) -> None:
    command = await commanded(telegram, boris, group)
    where = {"chat_id": group.id, "text": "x"}
    reply = {"reply_parameters": {"ephemeral_message_id": command}}
    assert await call("sendMessage", **where, **reply) == NO_REPLY
    as_public = {"reply_parameters": {"message_id": command}}
    assert await call("sendMessage", **where, **as_public) == NO_REPLY
    to_anna = {"ephemeral_message_parameters": {"receiver_user_id": anna.id}}
    assert await call("sendMessage", **where, **reply, **to_anna) == NO_REPLY
    to_boris = {"ephemeral_message_parameters": {"receiver_user_id": boris.id}}
    elsewhere = {"reply_parameters": {"ephemeral_message_id": command, "chat_id": group.id}}
    assert await call("sendMessage", **where, **elsewhere, **to_boris) == NO_REPLY
    answer = await call("sendMessage", **where, **reply, **to_boris)
    assert "reply_to_message" not in answer  # the documentation lets it be left out


@pytest.mark.usefixtures("registered")
async def test_aiogram_s_reply_to_the_answer_addresses_the_bot_itself(
    telegram: Telegram, bot: Bot, group: Group, boris: Person
) -> None:
    """The trap of aiogram 3.31: `reply()` on an ephemeral message of the bot takes the sender as receiver."""
    command = await commanded(telegram, boris, group)
    sent = await bot.send_message(
        group.id,
        "x",
        reply_parameters=ReplyParameters(ephemeral_message_id=command),
        ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=boris.id),
    )
    with pytest.raises(TelegramBadRequest, match="USER_ID_INVALID"):
        await sent.reply("y")


@pytest.mark.usefixtures("registered")
async def test_a_person_s_command_is_not_the_bot_s_to_change(
    telegram: Telegram, call: Call, group: Group, boris: Person
) -> None:
    command = await commanded(telegram, boris, group)
    which = {"chat_id": group.id, "receiver_user_id": boris.id, "ephemeral_message_id": command}
    assert (
        await call("editEphemeralMessageText", **which, text="y") == "Bad Request: message to edit not found"
    )
