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
    CallbackQuery,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)

from bot.preview import CannotAct, Group, Person, Telegram
from bot.preview.errors import Json

Call = Callable[..., Awaitable[Any]]
BUTTON: Json = {"inline_keyboard": [[{"text": "Мне", "callback_data": "me"}]]}
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="next")]])
NO_OCCASION = "Bad Request: MESSAGE_NOT_COMMAND"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
NO_REPLY = "Bad Request: message to be replied not found"


@pytest.fixture
def boris(telegram: Telegram) -> Person:
    """A member of the group who never started the bot."""
    return telegram.person("Борис")


@pytest.fixture
async def group(telegram: Telegram, anna: Person, boris: Person, dispatcher: Dispatcher) -> Group:
    """A group in which the bot is no admin, and /cmd is for the asker alone."""
    del dispatcher
    group = telegram.group("Учёба", anna, boris)
    await group.add_bot()
    return group


@pytest.fixture
async def registered(bot: Bot) -> None:
    commands = [
        BotCommand(command="cmd", description="команда", is_ephemeral=True),
        BotCommand(command="top", description="таблица"),
    ]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllGroupChats())


def texts_of(person: Person, group: Group) -> list[str]:
    return [one.text for one in person.messages_in(group.chat)]


async def pressed(telegram: Telegram, call: Call, person: Person, group: Group) -> str:
    """The id of the query that a press on a public message of the bot makes."""
    sent = await call("sendMessage", chat_id=group.id, text="вопрос", reply_markup=BUTTON)
    await person.press(person.messages_in(group.chat)[-1], "me")
    assert sent["message_id"]
    return list(telegram.world.callbacks)[-1]


async def commanded(telegram: Telegram, person: Person, group: Group) -> int:
    """The id of an ephemeral command that the person writes."""
    await person.send("/cmd docker ps", to=group)
    return list(telegram.world.chats[group.id].ephemeral)[-1]


async def test_an_answer_to_a_press_is_seen_by_one(
    telegram: Telegram, call: Call, group: Group, anna: Person, boris: Person
) -> None:
    query_id = await pressed(telegram, call, boris, group)
    to_boris = {"receiver_user_id": boris.id, "callback_query_id": query_id}
    sent = await call("sendMessage", chat_id=group.id, text="верно", ephemeral_message_parameters=to_boris)
    assert sent["message_id"] == 0
    assert sent["ephemeral_message_id"]
    assert sent["receiver_user"]["id"] == boris.id
    assert texts_of(boris, group) == ["вопрос", "верно"]
    assert texts_of(anna, group) == ["вопрос"]
    assert boris.last_in(group.chat).is_ephemeral
    assert not anna.last_in(group.chat).is_ephemeral


@pytest.mark.parametrize(("seconds", "is_good"), [(15, True), (15.1, False)])
async def test_a_press_lets_answer_for_15_seconds(
    telegram: Telegram, call: Call, group: Group, boris: Person, seconds: float, is_good: bool
) -> None:
    query_id = await pressed(telegram, call, boris, group)
    telegram.clock.advance(timedelta(seconds=seconds))
    to_boris = {"receiver_user_id": boris.id, "callback_query_id": query_id}
    answer = await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=to_boris)
    assert ("ephemeral_message_id" in answer) if is_good else answer == TOO_OLD


async def test_a_press_speaks_for_who_pressed_and_where(
    telegram: Telegram, call: Call, group: Group, anna: Person, boris: Person
) -> None:
    query_id = await pressed(telegram, call, boris, group)
    to_anna = {"receiver_user_id": anna.id, "callback_query_id": query_id}
    assert (
        await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=to_anna) == TOO_OLD
    )
    other = telegram.group("Другая", anna, boris)
    await other.add_bot()
    to_boris = to_anna | {"receiver_user_id": boris.id}
    assert (
        await call("sendMessage", chat_id=other.id, text="x", ephemeral_message_parameters=to_boris)
        == TOO_OLD
    )
    unknown = to_boris | {"callback_query_id": "1"}
    assert (
        await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=unknown) == TOO_OLD
    )


async def test_out_of_the_blue_only_admins_may(call: Call, group: Group, anna: Person, boris: Person) -> None:
    to_boris = {"receiver_user_id": boris.id}
    where = {"chat_id": group.id, "text": "x", "ephemeral_message_parameters": to_boris}
    assert await call("sendMessage", **where) == NO_OCCASION
    public = await call("sendMessage", chat_id=group.id, text="всем")
    as_reply = where | {"reply_parameters": {"message_id": public["message_id"]}}
    assert await call("sendMessage", **as_reply) == NO_OCCASION
    await group.set_bot_status("administrator")
    assert "ephemeral_message_id" in await call("sendMessage", **where)
    assert (await call("sendMessage", **as_reply))["reply_to_message"]["text"] == "всем"
    assert texts_of(anna, group) == ["всем"]


async def test_who_can_receive(telegram: Telegram, call: Call, group: Group, boris: Person) -> None:
    await group.set_bot_status("administrator")

    async def send(receiver: object) -> Any:
        parameters = {"receiver_user_id": receiver}
        return await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=parameters)

    stranger = telegram.person("Ваня")
    assert await send(stranger.id) == "Bad Request: USER_NOT_PARTICIPANT"
    assert await send(telegram.world.bot.id) == "Bad Request: USER_ID_INVALID"
    assert await send(404) == "Bad Request: USER_ID_INVALID"
    boris.delete_account()
    assert await send(boris.id) == "Forbidden: user is deactivated"


async def test_only_in_groups_and_never_a_poll(call: Call, group: Group, anna: Person) -> None:
    to_anna = {"receiver_user_id": anna.id}
    private = await call("sendMessage", chat_id=anna.id, text="x", ephemeral_message_parameters=to_anna)
    assert private == "Bad Request: ephemeral messages can be sent only in groups and supergroups"
    poll = {"question": "?", "options": ["да", "нет"], "ephemeral_message_parameters": to_anna}
    refusal = await call("sendPoll", chat_id=group.id, **poll)
    assert refusal == "Bad Request: unknown parameter ephemeral_message_parameters"


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


async def test_navigation_in_place_of_the_public_message(
    bot: Bot, group: Group, dispatcher: Dispatcher, anna: Person, boris: Person
) -> None:
    @dispatcher.callback_query()
    async def tap(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        if query.message.ephemeral_message_id:
            assert query.message.message_id == 0
            await query.message.edit_ephemeral_text("страница 2")
            return
        await query.message.answer(
            f"страница 1 для {query.from_user.first_name}",
            reply_markup=KEYBOARD,
            ephemeral_message_parameters=EphemeralMessageParameters(
                receiver_user_id=query.from_user.id,
                callback_query_id=query.id,
                replace_callback_query_message=True,
            ),
        )

    await bot.send_message(group.id, "оглавление", reply_markup=KEYBOARD)
    await bot.send_message(group.id, "ниже")
    assert await boris.tap("Дальше", to=group) == "страница 1 для Борис"
    assert texts_of(boris, group) == ["страница 1 для Борис", "ниже"]
    assert texts_of(anna, group) == ["оглавление", "ниже"]
    assert await anna.tap("Дальше", to=group) == "страница 1 для Анна"
    assert await boris.tap("Дальше", to=group) == "страница 2"
    assert texts_of(boris, group) == ["страница 2", "ниже"]
    assert texts_of(anna, group) == ["страница 1 для Анна", "ниже"]


async def test_what_cannot_be_replaced(telegram: Telegram, call: Call, group: Group, boris: Person) -> None:
    query_id = await pressed(telegram, call, boris, group)
    where = {"chat_id": group.id, "text": "x", "reply_markup": BUTTON}
    first = {"receiver_user_id": boris.id, "callback_query_id": query_id}
    await call("sendMessage", **where, ephemeral_message_parameters=first)
    await boris.tap("Мне", to=group)
    of_ephemeral = list(telegram.world.callbacks)[-1]
    again = first | {"callback_query_id": of_ephemeral, "replace_callback_query_message": True}
    refusal = await call("sendMessage", **where, ephemeral_message_parameters=again)
    assert refusal == "Bad Request: MESSAGE_ID_INVALID"
    await group.set_bot_status("administrator")
    without = {"receiver_user_id": boris.id, "replace_callback_query_message": True}
    refusal = await call("sendMessage", **where, ephemeral_message_parameters=without)
    assert refusal == "Bad Request: MESSAGE_ID_INVALID"


async def test_changing_and_deleting(
    telegram: Telegram, call: Call, group: Group, anna: Person, boris: Person
) -> None:
    query_id = await pressed(telegram, call, boris, group)
    to_boris = {
        "receiver_user_id": boris.id,
        "callback_query_id": query_id,
        "replace_callback_query_message": True,
    }
    sent = await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=to_boris)
    which = {"chat_id": group.id, "ephemeral_message_id": sent["ephemeral_message_id"]}
    telegram.clock.advance(timedelta(minutes=5))  # later than new ones could be sent
    not_found = "Bad Request: message to edit not found"
    own = which | {"receiver_user_id": boris.id}
    assert await call("editMessageText", chat_id=group.id, message_id=0, text="y") == not_found
    as_usual = {"chat_id": group.id, "message_id": sent["ephemeral_message_id"]}
    assert await call("editMessageText", **as_usual, text="y") == not_found
    assert await call("deleteMessage", **as_usual) == "Bad Request: message to delete not found"
    other = which | {"receiver_user_id": anna.id}
    assert await call("editEphemeralMessageText", **other, text="y") == not_found
    assert "message is not modified" in await call("editEphemeralMessageText", **own, text="x")
    assert await call("editEphemeralMessageText", **own, text="") == "Bad Request: message text is empty"
    assert await call("editEphemeralMessageText", **own, text="y") is True
    assert await call("editEphemeralMessageReplyMarkup", **own, reply_markup=BUTTON) is True
    assert (texts_of(boris, group), boris.last_in(group.chat).buttons) == (["y"], [["Мне"]])
    no_caption = await call("editEphemeralMessageCaption", **own, caption="z")
    assert no_caption == "Bad Request: there is no caption in the message to edit"
    assert await call("deleteEphemeralMessage", **other) == "Bad Request: message to delete not found"
    assert await call("deleteEphemeralMessage", **own) is True
    assert texts_of(boris, group) == ["вопрос"]  # what it stood for is back
    assert await call("deleteEphemeralMessage", **own) == "Bad Request: message to delete not found"


@pytest.mark.usefixtures("registered")
async def test_a_person_s_command_is_not_the_bot_s_to_change(
    telegram: Telegram, call: Call, group: Group, boris: Person
) -> None:
    command = await commanded(telegram, boris, group)
    which = {"chat_id": group.id, "receiver_user_id": boris.id, "ephemeral_message_id": command}
    assert (
        await call("editEphemeralMessageText", **which, text="y") == "Bad Request: message to edit not found"
    )


async def test_nobody_else_can_press_or_answer_it(
    telegram: Telegram, call: Call, group: Group, anna: Person, boris: Person, dispatcher: Dispatcher
) -> None:
    heard: list[str | None] = []

    @dispatcher.message()
    async def hear(message: Message) -> None:
        assert message.ephemeral_message_id
        heard.append(message.text)

    query_id = await pressed(telegram, call, boris, group)
    to_boris = {"receiver_user_id": boris.id, "callback_query_id": query_id}
    await call(
        "sendMessage",
        chat_id=group.id,
        text="x",
        reply_markup=BUTTON,
        ephemeral_message_parameters=to_boris,
    )
    shown = boris.last_in(group.chat)
    with pytest.raises(CannotAct, match="somebody else"):
        await anna.press(shown, "me")
    with pytest.raises(CannotAct, match="somebody else"):
        await anna.send("ага", to=group, reply_to=shown)
    await boris.send("ага", to=group, reply_to=shown)  # an answer to an ephemeral message is one too
    assert heard == ["ага"]
    assert all(one.formatted.text != "ага" for one in group.chat.shown_to(anna.id))


async def test_pictures_and_rich_pages_may_be_ephemeral(
    telegram: Telegram, call: Call, bot: Bot, group: Group, anna: Person, boris: Person
) -> None:
    await group.set_bot_status("administrator")
    to_boris = {"receiver_user_id": boris.id}
    rich = await call(
        "sendRichMessage",
        chat_id=group.id,
        rich_message={"html": "<p>стол</p>"},
        ephemeral_message_parameters=to_boris,
    )
    assert rich["ephemeral_message_id"]
    which = {"chat_id": group.id, "ephemeral_message_id": rich["ephemeral_message_id"], **to_boris}
    assert await call("editEphemeralMessageText", **which, rich_message={"html": "<p>стул</p>"}) is True
    assert texts_of(boris, group) == ["стул"]
    assert texts_of(anna, group) == []
