from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.preview import CannotAct, Group, Person, Telegram
from tests.preview.ephemeral import BUTTON, pressed, texts_of
from tests.preview.pictures import png

Call = Callable[..., Awaitable[Any]]
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="next")]])


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
    call: Call, bot: Bot, group: Group, anna: Person, boris: Person
) -> None:
    await group.set_bot_status("administrator")
    to_boris = EphemeralMessageParameters(receiver_user_id=boris.id)
    photo = BufferedInputFile(png(4, 3), "map.png")
    sent = await bot.send_photo(group.id, photo, caption="карта", ephemeral_message_parameters=to_boris)
    assert await sent.edit_ephemeral_caption(caption="карта памяти") is True
    other = InputMediaPhoto(media=BufferedInputFile(png(5, 3), "map.png"), caption="ещё карта")
    assert await sent.edit_ephemeral_media(other) is True
    assert texts_of(boris, group) == ["ещё карта"]
    assert await sent.delete_ephemeral() is True
    rich = await call(
        "sendRichMessage",
        chat_id=group.id,
        rich_message={"html": "<p>стол</p>"},
        ephemeral_message_parameters={"receiver_user_id": boris.id},
    )
    which = {"chat_id": group.id, "receiver_user_id": boris.id}
    which |= {"ephemeral_message_id": rich["ephemeral_message_id"]}
    assert await call("editEphemeralMessageText", **which, rich_message={"html": "<p>стул</p>"}) is True
    assert texts_of(boris, group) == ["стул"]
    assert texts_of(anna, group) == []
