from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot.preview import Person, Telegram

Call = Callable[..., Awaitable[Any]]
WAIT = "Too Many Requests: retry after 1"


async def test_too_many_requests_for_one_chat(bot: Bot, telegram: Telegram, anna: Person) -> None:
    boris = telegram.person("Борис")
    telegram.world.chats[boris.id].bot.status = "member"
    telegram.faults.too_many_requests(7, times=2, chat_id=anna.id)
    await bot.send_message(boris.id, "x")
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(anna.id, "x")
        assert refusal.value.retry_after == 7
    await bot.send_message(anna.id, "x")


async def test_server_errors_do_nothing(bot: Bot, telegram: Telegram, anna: Person) -> None:
    telegram.faults.server_error(502)
    with pytest.raises(TelegramServerError, match="Bad Gateway"):
        await bot.send_message(anna.id, "x")
    assert anna.messages == []


@pytest.mark.parametrize(("after", "arrived"), [(False, 0), (True, 1)])
async def test_a_cut_connection(
    bot: Bot, telegram: Telegram, anna: Person, *, after: bool, arrived: int
) -> None:
    telegram.faults.cut_connection(after=after, method="sendMessage")
    await bot.get_me()
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "x")
    assert len(anna.messages) == arrived


async def test_faults_can_be_taken_back(bot: Bot, telegram: Telegram, anna: Person) -> None:
    telegram.faults.server_error(500, times=100)
    telegram.faults.clear()
    assert (await bot.send_message(anna.id, "x")).text == "x"


async def test_one_message_a_second_to_a_chat(call: Call, telegram: Telegram, anna: Person) -> None:
    telegram.flood.is_on = True
    assert (await call("sendMessage", chat_id=anna.id, text="x"))["text"] == "x"
    assert await call("sendMessage", chat_id=anna.id, text="x") == WAIT
    telegram.clock.advance(timedelta(seconds=1))
    assert (await call("sendMessage", chat_id=anna.id, text="x"))["text"] == "x"


async def test_thirty_messages_a_second_to_all(call: Call, telegram: Telegram) -> None:
    people = [telegram.person(str(number)) for number in range(31)]
    for person in people:
        person.chat.bot.status = "member"
    telegram.flood.is_on = True
    answers = [await call("sendMessage", chat_id=person.id, text="x") for person in people]
    assert [answer for answer in answers if isinstance(answer, str)] == [WAIT]


async def test_twenty_messages_a_minute_to_a_group(call: Call, telegram: Telegram, anna: Person) -> None:
    group = telegram.group("Учёба", anna)
    group.chat.bot.status = "member"
    telegram.flood.is_on = True
    for _ in range(20):
        assert (await call("sendMessage", chat_id=group.id, text="x"))["text"] == "x"
        telegram.clock.advance(timedelta(seconds=1))
    assert await call("sendMessage", chat_id=group.id, text="x") == "Too Many Requests: retry after 40"
    telegram.clock.advance(timedelta(seconds=40))
    assert (await call("sendMessage", chat_id=group.id, text="x"))["text"] == "x"
