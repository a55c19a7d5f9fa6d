"""Telegram asks for a pause in the middle of an answer: a short one is waited for, a long one is no fault of ours."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot import metrics, patience
from bot.app import App
from bot.patience import PATIENCE
from bot.preview import Person, Telegram


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that answers waited for, which pass at once."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(patience, "sleep", sleep)
    return slept


async def test_an_answer_waits_as_long_as_telegram_wants(
    learner: Person, telegram: Telegram, waited: list[float]
) -> None:
    telegram.faults.too_many_requests(3, times=2, method="sendMessage", chat_id=learner.id)
    assert "docker ps [OPTIONS]" in await learner.send("/cmd docker ps")
    assert waited == [3, 3]


async def test_a_tap_and_a_quiz_wait_too(learner: Person, telegram: Telegram, waited: list[float]) -> None:
    await learner.send("/topics")
    telegram.faults.too_many_requests(2, method="editMessageText", chat_id=learner.id)
    assert "Docker" in await learner.tap("Docker")
    telegram.faults.too_many_requests(4, method="sendPoll", chat_id=learner.id)
    await learner.send("/quiz")
    assert learner.last.poll is not None
    telegram.faults.too_many_requests(1, method="sendPoll", chat_id=learner.id)
    await learner.answer(0)
    assert learner.last.poll is not None
    assert not learner.last.poll.is_closed
    assert waited == [2, 4, 1]


async def test_a_long_pause_is_noted_down_and_what_was_answered_is_kept(
    learner: Person, telegram: Telegram, waited: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    await learner.send("/quiz")
    before = metrics.ERRORS.labels("retry_after")._value.get()  # the client has no other way to read one
    telegram.faults.too_many_requests(300, method="sendPoll", chat_id=learner.id)
    await learner.answer(0)
    assert waited == []
    assert [record.levelno for record in caplog.records if "300 s" in record.getMessage()] == [
        logging.WARNING
    ]
    assert not any(record.exc_info for record in caplog.records)
    assert metrics.ERRORS.labels("retry_after")._value.get() == before + 1
    assert "Ответов: 1" in await learner.send("/stats")
    assert "1 из 10" in await learner.send("/quiz")


async def test_pauses_add_up_to_no_more_than_people_wait(
    learner: Person, telegram: Telegram, waited: list[float]
) -> None:
    telegram.faults.too_many_requests(3, times=20, method="sendMessage", chat_id=learner.id)
    assert await learner.send("/help") == ""
    assert sum(waited) <= PATIENCE.total_seconds()


async def test_sets_are_not_waited_for_here(
    learner: Person, konspekt: App, telegram: Telegram, waited: list[float]
) -> None:
    await learner.send("/daily 10:00")
    telegram.faults.too_many_requests(3, method="sendPoll", chat_id=learner.id)
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    assert waited == [], "they are in the line, and the line knows of pauses"


async def test_who_has_more_waiting_is_not_waited_for(
    learner: Person, konspekt: App, telegram: Telegram, waited: list[float]
) -> None:
    """Each update that waits behind holds a place that others need."""
    telegram.faults.too_many_requests(3, times=3, method="sendMessage", chat_id=learner.id)
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(learner.send("/help"))
    assert waited == [3], "two waited behind the third, more behind the first two"
