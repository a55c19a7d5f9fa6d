"""Shared runs: polls one by one, points for speed and for answers in a row, a score at the end, whatever happens."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.store import Store
from tests.handlers.group import pass_time, polls, right, wrong

STEP = timedelta(seconds=1)


async def go_on(konspekt: App, telegram: Telegram, seconds: int) -> None:
    await pass_time(konspekt, telegram, seconds * STEP, steps=seconds)


async def test_a_run_from_beginning_to_end(
    group: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram
) -> None:
    said = await anna.send("/quiz 2 10s", to=group)
    assert "2 вопроса по 10 секунд" in said
    assert not anna.last_in(group.chat).is_ephemeral
    await go_on(konspekt, telegram, 5)
    (first,) = polls(anna, group)
    assert "1/2" in first.text
    assert first.poll is not None
    assert first.poll.open_period == 10
    await anna.answer(right(first), to=group)
    await go_on(konspekt, telegram, 5)
    await boris.answer(right(first), to=group)
    await go_on(konspekt, telegram, 9)
    _, second = polls(anna, group)
    assert first.poll.is_closed
    await anna.answer(right(second), to=group)
    await boris.answer(wrong(second), to=group)
    await go_on(konspekt, telegram, 14)
    score = anna.last_in(group.chat).text
    assert "Задано 2 вопроса" in score
    assert score.index("1. Аня") < score.index("2. Борис")
    assert "(верно: 2)" in score
    await go_on(konspekt, telegram, 30)
    assert len(polls(anna, group)) == 2
    assert "не идёт" in await anna.send("/stop", to=group)


async def test_members_start_none_and_two_at_once_are_refused(
    group: Group, anna: Person, boris: Person
) -> None:
    assert await boris.send("/quiz 2 10s", to=group) == ""
    await anna.send("/quiz 2 10s", to=group)
    await group.telegram.advance(timedelta(seconds=5))
    assert "уже идёт" in await anna.send("/quiz 2 10s", to=group)


async def test_stop_ends_it_with_the_score(
    group: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/quiz 5 30s", to=group)
    await go_on(konspekt, telegram, 5)
    (question,) = polls(anna, group)
    await boris.answer(right(question), to=group)
    await boris.send("/stop", to=group)
    assert len(anna.messages_in(group.chat)) == 3, "a member stops nothing"
    said = await anna.send("/stop", to=group)
    assert "Задан 1 вопрос" in said
    assert "1. Борис — 9" in said
    assert question.poll is not None
    assert question.poll.is_closed
    await go_on(konspekt, telegram, 40)
    assert len(polls(anna, group)) == 1


async def test_it_goes_on_after_a_restart(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, redis_server: FakeServer
) -> None:
    await anna.send("/quiz 2 10s", to=group)
    await go_on(konspekt, telegram, 5)
    other = replace(konspekt.delivery, store=Store(FakeAsyncRedis(server=redis_server)))
    for _ in range(30):
        await telegram.advance(STEP)
        await other.round()
    assert len(polls(anna, group)) == 2
    assert "Викторина окончена" in anna.last_in(group.chat).text


async def test_a_question_cut_off_in_the_middle_is_passed_over(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/quiz 2 10s", to=group)
    telegram.faults.cut_connection(after=True, method="sendPoll")
    await go_on(konspekt, telegram, 40)
    texts = [seen.text for seen in polls(anna, group)]
    assert len(set(texts)) == len(texts) == 2


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("2 32s", "2 вопроса по 32 секунды."),
        ("2 31s", "2 вопроса по 31 секунде."),
        ("1 1m docker", "1 вопрос по 60 секунд."),
        ("docker 5", "5 вопросов по 30 секунд."),
    ],
)
async def test_what_was_asked_for_is_repeated(group: Group, anna: Person, words: str, begins: str) -> None:
    assert begins in await anna.send(f"/quiz {words}", to=group)


async def test_wrong_words_are_told(group: Group, anna: Person, telegram: Telegram) -> None:
    for words in ("99", "1000 1s", "5 1s", "5 900s", "docker 99"):
        await telegram.advance(timedelta(seconds=5))
        assert "/quiz 10 30s" in await anna.send(f"/quiz {words}", to=group)
    await telegram.advance(timedelta(seconds=5))
    assert "Не нашёл темы" in await anna.send("/quiz 5 30s астрономия", to=group)


async def test_the_group_never_gets_more_than_twenty_messages_a_minute(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    telegram.flood.is_on = True
    await anna.send("/quiz 10 10s", to=group)
    await go_on(konspekt, telegram, 150)
    refused = [call for call in telegram.calls if call.error is not None]
    assert refused == []
    assert len(polls(anna, group)) == 10
    assert "Викторина окончена" in anna.last_in(group.chat).text
