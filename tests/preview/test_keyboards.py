from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.preview import CannotAct, Person, Telegram

Call = Callable[..., Awaitable[Any]]
PARSE = "can't parse inline keyboard button: "
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def button(**action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "кнопка", **action}]]}


@pytest.mark.parametrize(
    ("good", "bad", "refusal"),
    [
        (button(callback_data="я" * 32), button(callback_data="я" * 32 + "x"), "BUTTON_DATA_INVALID"),
        (button(callback_data="x"), button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(copy_text={"text": "x" * 256}), button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "x"}), button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(disabled={}), button(disabled=True), f"{PARSE}DisabledButton must be an Object"),
        (
            button(url="https://docs.docker.com/x"),
            button(url="docs"),
            "inline keyboard button URL 'docs' is invalid: Wrong HTTP URL",
        ),
        (
            button(callback_data="x"),
            button(),
            f"{PARSE}Text buttons are unallowed in the inline keyboard",
        ),
        (
            button(callback_data="x"),
            button(callback_data="x", url="https://a.bc"),
            f"{PARSE}exactly one action must be specified",
        ),
        (
            button(callback_data="x"),
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 12 + [[]]},
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101},
            "reply markup is too long",
        ),
        (
            button(callback_data="x"),
            {"inline_keyboard": [{"text": "x", "callback_data": "x"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (button(callback_data="x", style="danger"), button(callback_data="x", style="pink"), f"{PARSE}invalid button style specified"),
    ],
)  # fmt: skip
async def test_keyboard_limits(call: Call, anna: Person, good: Any, bad: Any, refusal: str) -> None:
    sent = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=good)
    assert sent["reply_markup"]["inline_keyboard"] == [row for row in good["inline_keyboard"] if row]
    answer = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=bad)
    assert answer == f"Bad Request: {refusal}"


async def test_misspelt_fields_are_refused(call: Call, anna: Person) -> None:
    answer = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=button(callbackdata="x"))
    assert answer == "Bad Request: unknown field callbackdata in parameter reply_markup"


async def test_what_is_not_modelled_is_said(call: Call, anna: Person) -> None:
    keyboard = {"keyboard": [[{"text": "x"}]]}
    answer = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard)
    assert answer == "Bad Request: the model of Telegram does not know reply keyboards yet"


async def test_tap_by_label_part_or_not_at_all(bot: Bot, anna: Person, dispatcher: Dispatcher) -> None:
    rows = [[("Docker", "d"), ("Docker Compose", "c")], [("Kubernetes", "k")]]
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows
        ],
    )

    @dispatcher.callback_query()
    async def open_topic(query: CallbackQuery) -> None:
        await query.answer(f"открыто {query.data}")
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"страница {query.data}", reply_markup=keyboard)

    await bot.send_message(anna.id, "Темы", reply_markup=keyboard)
    assert anna.last.buttons == [["Docker", "Docker Compose"], ["Kubernetes"]]
    assert await anna.tap("Docker") == "открыто d\nстраница d"
    assert await anna.tap("kuber") == "открыто k\nстраница k"
    with pytest.raises(CannotAct, match="'Docker', 'Docker Compose', 'Kubernetes'"):
        await anna.tap("Podman")
    with pytest.raises(CannotAct, match="2 buttons fit"):
        await anna.tap("docke")


async def test_a_callback_is_answered_once_and_in_time(call: Call, telegram: Telegram, anna: Person) -> None:
    queries: list[str] = []

    async def deliver(update: dict[str, Any]) -> None:
        queries.append(update["callback_query"]["id"])

    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=button(callback_data="x"))
    telegram.deliver = deliver
    for _ in range(3):
        await anna.tap("кнопка")
    first, second, third = queries
    assert await call("answerCallbackQuery", callback_query_id=first, text="я" * 200) is True
    assert await call("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    assert await call("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    too_long = await call("answerCallbackQuery", callback_query_id=second, text="я" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    telegram.clock.advance(telegram.world.now() - telegram.world.now().replace(hour=8))
    assert await call("answerCallbackQuery", callback_query_id=third) == TOO_OLD


async def test_an_old_button_can_still_be_pressed(call: Call, telegram: Telegram, anna: Person) -> None:
    sent = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=button(callback_data="x"))
    shown = anna.last
    await call("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    updates: list[Any] = []

    async def deliver(update: dict[str, Any]) -> None:
        updates.append(update["callback_query"])

    telegram.deliver = deliver
    await anna.press(shown, "x")
    assert updates[0]["message"]["date"] == 0  # an InaccessibleMessage
