"""Telegram says no in the middle of a group's affairs: what did not leave comes later, and nothing comes twice."""

from datetime import timedelta
from typing import Any

import pytest
from redis.exceptions import ConnectionError as AwayError

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.store import Store
from tests.handlers.group import pass_time, polls, right

TEN = timedelta(hours=1)  # from the model's nine o'clock


@pytest.fixture(params=["429", "502"])
def trouble(request: pytest.FixtureRequest, telegram: Telegram, group: Group) -> str:
    return str(request.param)


def make(trouble: str, telegram: Telegram, method: str) -> None:
    if trouble == "429":
        telegram.faults.too_many_requests(5, method=method)
    else:
        telegram.faults.server_error(502, method=method)


async def test_a_result_comes_later(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, trouble: str
) -> None:
    await anna.send("/daily 10:00", to=group)
    await pass_time(konspekt, telegram, TEN)
    (first,) = polls(anna, group)
    await anna.answer(right(first), to=group)
    await telegram.advance(timedelta(hours=24) - timedelta(minutes=1))
    make(trouble, telegram, "sendMessage")
    await pass_time(konspekt, telegram, timedelta(minutes=8), steps=60)
    results = [seen for seen in anna.messages_in(group.chat) if "Вопрос закрыт" in seen.text]
    assert len(results) == 1
    assert len(polls(anna, group)) == 2


async def test_a_score_comes_later(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, trouble: str
) -> None:
    await anna.send("/quiz 2 10s", to=group)
    await pass_time(konspekt, telegram, timedelta(seconds=20), steps=20)
    make(trouble, telegram, "sendMessage")
    await pass_time(konspekt, telegram, timedelta(minutes=2), steps=60)
    scores = [seen for seen in anna.messages_in(group.chat) if "Задано 2 вопроса" in seen.text]
    assert len(scores) == 1
    assert len(polls(anna, group)) == 2


async def test_a_question_of_a_run_comes_later(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, trouble: str
) -> None:
    await anna.send("/quiz 2 10s", to=group)
    make(trouble, telegram, "sendPoll")
    await pass_time(konspekt, telegram, timedelta(minutes=2), steps=60)
    assert len(polls(anna, group)) == 2


async def test_who_closes_one_question_leaves_the_next_open(group: Group, store: Store) -> None:
    await store.groups.reopen(group.chat.id, "new")
    assert not await store.groups.take_open(group.chat.id, "old")
    assert await store.groups.take_open(group.chat.id, "new")
    assert not await store.groups.take_open(group.chat.id, "new")


async def test_a_claim_that_ran_out_moves_no_run(
    group: Group,
    anna: Person,
    konspekt: App,
    telegram: Telegram,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One replica claimed the run and hung; another served it meanwhile."""
    await anna.send("/quiz 3 60s", to=group)
    await telegram.advance(timedelta(seconds=5))
    claim, claimed = store.groups.turns.claim_turns, []

    async def note(now: float, until: int, limit: int) -> list[int]:
        claimed.append((await claim(now, until, limit), until))
        return []

    async def late(*_: object) -> list[int]:
        return claimed[0][0]

    monkeypatch.setattr(store.groups.turns, "claim_turns", note)
    await konspekt.delivery.round()
    monkeypatch.setattr(store.groups.turns, "claim_turns", claim)
    await telegram.advance(timedelta(seconds=61))
    await konspekt.delivery.round()
    assert len(polls(anna, group)) == 1
    monkeypatch.setattr(store.groups.turns, "claim_turns", late)
    await telegram.advance(timedelta(seconds=4))
    await konspekt.delivery.round()
    assert len(polls(anna, group)) == 1, "no second question while the first is open"


async def test_a_vote_counts_though_redis_was_away_when_the_question_left(
    group: Group,
    anna: Person,
    konspekt: App,
    telegram: Telegram,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.store.insisting.AGAIN", timedelta(milliseconds=1))
    keep, tries = store.groups.keep_daily, []

    async def flaky(*given: Any) -> None:
        tries.append(given)
        if len(tries) == 1:
            raise AwayError("Connection lost")
        await keep(*given)

    await anna.send("/daily 10:00", to=group)
    monkeypatch.setattr(store.groups, "keep_daily", flaky)
    await pass_time(konspekt, telegram, TEN)
    (poll,) = polls(anna, group)
    await anna.answer(right(poll), to=group)
    person = await store.person(anna.id)
    assert person is not None
    assert person.answers == 1


async def test_a_question_that_comes_after_midnight_is_still_the_day_s_before(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 23:59", to=group)
    now = telegram.clock()
    await telegram.advance(now.replace(hour=20, minute=59, second=0) - now)  # 23:59 in Moscow
    telegram.faults.too_many_requests(90, method="sendPoll")
    await pass_time(konspekt, telegram, timedelta(minutes=5), steps=30)
    assert len(polls(anna, group)) == 1
    await pass_time(konspekt, telegram, timedelta(hours=24), steps=48)
    await pass_time(konspekt, telegram, timedelta(minutes=1), steps=10)
    assert len(polls(anna, group)) == 2, "the next day has a question of its own"
