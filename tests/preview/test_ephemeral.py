from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.preview import Group, Person, Telegram
from tests.preview.ephemeral import pressed, texts_of

Call = Callable[..., Awaitable[Any]]
NO_OCCASION = "Bad Request: MESSAGE_NOT_COMMAND"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


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
