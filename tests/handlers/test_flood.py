"""Who taps and writes faster than a person can."""

from datetime import timedelta

import pytest
from aiogram.types import Update

from bot.flood import BURST, FEW, Allowance, is_asking
from bot.preview import Group, Person, Telegram

TOO_FAST = "Не так быстро"


async def exhaust(person: Person, telegram: Telegram) -> None:
    """Everything that the person may ask at once."""
    await telegram.advance(timedelta(minutes=1))
    for _ in range(BURST):
        assert TOO_FAST not in await person.send("/help")


def test_a_bucket_is_emptied_at_once_and_refilled_by_and_by() -> None:
    allowance = Allowance(burst=3, a_second=1)
    assert [allowance.take(1, 10.0) for _ in range(5)] == [True, True, True, False, False]
    assert [allowance.take(1, 11.0), allowance.take(1, 11.0)] == [True, False]
    assert [allowance.take(1, 13.0) for _ in range(3)] == [True, True, False]
    assert allowance.take(2, 13.0), "others are not concerned"


@pytest.mark.parametrize("a_second", [0.1, 0.3, 3.0, 7.0])
@pytest.mark.parametrize("start", [0.0, 1_795_000_000.1])
def test_sums_of_fractions_cost_nobody_a_turn(a_second: float, start: float) -> None:
    allowance = Allowance(burst=30, a_second=a_second)
    assert [allowance.take(1, start) for _ in range(31)] == [True] * 30 + [False]
    for turn in range(1, 1000):
        assert allowance.take(1, start + turn / a_second)
        assert not allowance.take(1, start + turn / a_second)


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    allowance = Allowance(burst=3, a_second=1)
    assert all(allowance.take(1, 1000.0) for _ in range(3))
    assert not allowance.take(1, 10.0)
    assert not allowance.is_rested(1, 10.0)
    assert [allowance.take(1, 11.0), allowance.take(1, 11.0)] == [True, False]


def test_who_rests_is_forgotten() -> None:
    allowance = Allowance()
    for person in range(10 * FEW):
        allowance.take(person, float(person))
    assert len(allowance._full_at) <= FEW, "no door to what it holds: its size is the point"


async def test_who_writes_too_fast_is_told_once_and_served_after_a_rest(
    learner: Person, telegram: Telegram
) -> None:
    await exhaust(learner, telegram)
    calls = len(telegram.calls)
    assert TOO_FAST in await learner.send("/help")
    for _ in range(20):
        assert await learner.send("docker ps") == ""
    assert len(telegram.calls) == calls + 1
    await telegram.advance(timedelta(seconds=1))
    assert "Что я умею" in await learner.send("/help"), "one third of a second later there is room again"
    for _ in range(10):
        assert TOO_FAST not in await learner.send("/help"), "the same episode: no second word"
    await telegram.advance(timedelta(seconds=30))
    await exhaust(learner, telegram)
    assert TOO_FAST in await learner.send("/help"), "another episode"


async def test_a_tap_too_many_is_told_in_a_toast_and_changes_nothing(
    learner: Person, telegram: Telegram
) -> None:
    await learner.send("/settings")
    await exhaust(learner, telegram)
    shown = learner.last
    heard = await learner.press(shown, "l:en")
    assert TOO_FAST in heard
    assert "\n" not in heard, "the toast alone"
    assert await learner.press(shown, "l:en") == ""
    await telegram.advance(timedelta(seconds=30))
    assert "Что я умею" in await learner.send("/help"), "still in Russian"


async def test_answers_to_polls_are_never_held_back(learner: Person, telegram: Telegram) -> None:
    await learner.send("/quiz")
    await exhaust(learner, telegram)
    assert TOO_FAST in await learner.send("/help")
    for number in range(1, 11):
        heard = await learner.answer(0)
        assert f"{number + 1}/10" in heard or "из 10" in heard


async def test_nobody_else_is_held_back(learner: Person, telegram: Telegram) -> None:
    other = telegram.person("Боря")
    await other.start()
    await exhaust(learner, telegram)
    assert TOO_FAST in await learner.send("/help")
    assert "Что я умею" in await other.send("/help")


async def test_a_fast_reader_never_meets_it(learner: Person, telegram: Telegram) -> None:
    await learner.send("/topics")
    for _ in range(20):
        for data in ("s", "m:topics", "m:help"):  # three taps in a second, for twenty seconds
            assert TOO_FAST not in await learner.press(learner.last, data)
        await telegram.advance(timedelta(seconds=1))


async def test_in_a_group_only_that_member_hears_it(
    group: Group, anna: Person, boris: Person, telegram: Telegram
) -> None:
    await telegram.advance(timedelta(minutes=1))
    heard = [await boris.send("/cmd docker ps", to=group) for _ in range(BURST + 5)]
    assert [TOO_FAST in one for one in heard] == [False] * BURST + [True] + [False] * 4
    assert all(TOO_FAST not in shown.text for shown in anna.messages_in(group.chat))
    assert "docker ps" in await anna.send("/cmd docker ps", to=group)


async def test_the_talk_of_a_group_counts_for_nothing(group: Group, boris: Person) -> None:
    for _ in range(2 * BURST):
        assert await boris.send("привет", to=group) == ""
    assert "docker ps" in await boris.send("/cmd docker ps", to=group)


async def test_an_inline_query_too_many_is_not_answered(learner: Person, telegram: Telegram) -> None:
    await exhaust(learner, telegram)
    query = await learner.inline("docker ps")
    assert not query.results
    await telegram.advance(timedelta(seconds=10))
    assert (await learner.inline("docker ps")).results


@pytest.mark.parametrize("chat", ["private", "supergroup"])
def test_votes_and_comings_and_goings_are_no_questions(chat: str) -> None:
    user = {"id": 1, "is_bot": False, "first_name": "А"}
    member = {"user": user, "status": "left"}
    change = {
        "chat": {"id": 1, "type": chat},
        "from": user,
        "date": 0,
        "old_chat_member": member,
        "new_chat_member": member,
    }
    vote = {"poll_id": "1", "user": user, "option_ids": [0], "option_persistent_ids": ["0"]}
    for field in ({"poll_answer": vote}, {"my_chat_member": change}, {"chat_member": change}):
        assert not is_asking(Update.model_validate({"update_id": 1, **field}))
