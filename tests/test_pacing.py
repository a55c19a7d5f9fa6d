"""One line for what nobody waits for: answers leave at once and move it back, and a refusal is kept where it belongs."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, GetMe, Response, SendMessage, TelegramMethod
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.clock import SharedClock
from bot.pacing import Pacer
from bot.preview import Person, Telegram
from bot.store import Store

GAP = timedelta(milliseconds=100)
NOW = 50.0  # Unix seconds


async def test_answers_move_the_line_back(store: Store) -> None:
    assert await store.dues.reserve_pace(GAP, 1) == timedelta()
    waited = await store.dues.reserve_pace(GAP, 1, past=5)
    assert timedelta(milliseconds=500) < waited <= timedelta(milliseconds=600)


async def test_answers_never_hold_the_line_back_for_long(store: Store) -> None:
    assert await store.dues.reserve_pace(GAP, 1, past=5_000) <= timedelta(seconds=2)


async def test_an_answer_takes_no_place_and_is_told_of_with_the_next(store: Store) -> None:
    pacer = Pacer(store, rate=10)
    await leave(pacer, SendMessage(chat_id=1, text="answer"))
    await leave(pacer, AnswerCallbackQuery(callback_query_id="1"))  # is no message
    await leave(pacer, GetMe())
    await pacer.settle()
    waited = await store.dues.reserve_pace(GAP, 1)
    assert timedelta() < waited <= GAP, "one message was told of, from another replica's view"


async def test_what_took_its_place_is_not_counted_twice(store: Store) -> None:
    pacer = Pacer(store, rate=10)
    await pacer.wait()
    await leave(pacer, SendMessage(chat_id=1, text="set"))
    await pacer.settle()
    assert await store.dues.reserve_pace(GAP, 1) <= GAP


async def test_what_is_not_wanted_at_the_front_takes_no_place(store: Store) -> None:
    pacer = Pacer(store, rate=10)
    assert not await pacer.wait(lambda: False)
    await leave(pacer, SendMessage(chat_id=1, text="answer"))
    await pacer.settle()
    assert timedelta() < await store.dues.reserve_pace(GAP, 1) <= GAP, "only the answer was told of"
    answers = iter([True, False])
    assert not await pacer.wait(lambda: next(answers)), "not wanted any more when its turn came"


async def test_places_of_one_task_are_not_those_of_another(store: Store) -> None:
    pacer = Pacer(store, rate=1)
    await asyncio.gather(pacer.wait())
    await leave(pacer, SendMessage(chat_id=1, text="answer"))
    await pacer.settle()
    assert await store.dues.reserve_pace(timedelta(seconds=1), 1) > timedelta(seconds=1)


async def test_one_process_takes_few_places_ahead_so_that_answers_come_first(store: Store) -> None:
    pacer = Pacer(store, rate=10)
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(pacer.wait()) for _ in range(50)]
        await asyncio.sleep(0)
        await leave(pacer, SendMessage(chat_id=1, text="answer"))
        assert await store.dues.reserve_pace(GAP, 1) < 5 * GAP, "the line is short, whoever waits for it"
        for task in waiting:
            task.cancel()


async def test_one_chat_that_is_refused_holds_back_itself(
    learner: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await learner.send("/daily 10:00 2")
    telegram.faults.too_many_requests(3 * 3600, method="sendPoll", chat_id=learner.id)
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    assert await store.dues.paused_until() == 0


async def test_three_chats_refused_in_a_row_hold_back_everybody_until_the_earliest(store: Store) -> None:
    pacer = Pacer(store)
    assert pacer.refused(1, 300.0, NOW) is None
    assert pacer.refused(1, 200.0, NOW) is None, "the same chat again"
    assert pacer.refused(2, 100.0, NOW) is None
    assert pacer.refused(3, 400.0, NOW) == 100.0


async def test_times_that_have_passed_say_nothing_of_the_next_refusal(store: Store) -> None:
    pacer = Pacer(store)
    for chat in (1, 2, 3):
        pacer.refused(chat, 60.0, NOW)
    assert pacer.refused(4, 90.0, 70.0) is None
    assert pacer.refused(5, 91.0, 70.0) is None
    assert pacer.refused(6, 92.0, 70.0) == 90.0, "the bot is held again, and not until a time that is over"


async def test_a_message_that_leaves_ends_the_row(store: Store) -> None:
    pacer = Pacer(store)
    pacer.refused(1, 300.0, NOW)
    pacer.refused(2, 300.0, NOW)
    await leave(pacer, SendMessage(chat_id=3, text="answer"))
    assert pacer.refused(4, 300.0, NOW) is None


async def test_a_refusal_does_not_end_the_row(store: Store) -> None:
    pacer = Pacer(store)
    pacer.refused(1, 300.0, NOW)
    pacer.refused(2, 300.0, NOW)
    with pytest.raises(TelegramRetryAfter):
        await leave(pacer, SendMessage(chat_id=3, text="answer"), refused=True)
    assert pacer.refused(3, 300.0, NOW) == 300.0


async def test_no_limit_asks_nobody(redis_server: FakeServer) -> None:
    redis_server.connected = False
    await Pacer(Store(FakeAsyncRedis(server=redis_server)), rate=0).wait()


@pytest.mark.parametrize("wrong_by", [timedelta(seconds=90), timedelta(seconds=-90), timedelta(days=400)])
async def test_a_wrong_clock_is_put_right(
    store: Store, wrong_by: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SharedClock(store, lambda: datetime.now(UTC) + wrong_by)
    await clock.sync()
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=1)
    assert "this machine's clock is" in caplog.text


async def leave(pacer: Pacer, method: TelegramMethod[Any], *, refused: bool = False) -> None:
    """One call passes the pacer on its way to Telegram, as from any session."""

    async def request(bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        if refused:
            raise TelegramRetryAfter(method, "Too Many Requests", 3)
        return Response[Any](ok=True)

    await pacer(request, Bot("42:TEST"), method)
