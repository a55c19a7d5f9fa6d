"""A group that becomes a supergroup in the middle of everything: due time, open question, run and table follow."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.store import Store
from bot.study.history import week_of
from tests.handlers.group import pass_time, polls, right

BOTH_ORDERS = pytest.mark.parametrize("is_new_side_first", [False, True])


@pytest.fixture
async def basic(anna: Person, boris: Person, konspekt: App, telegram: Telegram) -> Group:
    """A basic group whose question has just come."""
    group = telegram.group("Учёба", anna, boris, is_supergroup=False)
    await group.add_bot()
    await telegram.advance(timedelta(seconds=5))
    await anna.send("/daily 10:00", to=group)
    now = telegram.clock()
    await pass_time(konspekt, telegram, now.replace(hour=7, minute=0, second=0) - now)
    return group


@BOTH_ORDERS
async def test_the_open_question_and_the_table_follow(
    basic: Group,
    anna: Person,
    boris: Person,
    konspekt: App,
    telegram: Telegram,
    store: Store,
    is_new_side_first: bool,
) -> None:
    (question,) = polls(anna, basic)
    await anna.answer(right(question), to=basic)
    new = await basic.upgrade(is_new_side_first=is_new_side_first)
    await boris.answer(right(question), to=basic)  # its message is still there
    week = await store.groups.week(new.id, week_of(telegram.clock().date()))
    assert dict(week.points) == {anna.id: 1, boris.id: 1}
    assert (week.answers, week.right) == (2, 2)
    await pass_time(konspekt, telegram, timedelta(days=1))
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)
    said = [seen.text for seen in anna.messages_in(new.chat)]
    assert any("100 %: 2 из 2" in text for text in said)
    assert len(polls(anna, new)) == 1


@BOTH_ORDERS
async def test_a_run_goes_on_in_the_supergroup(
    basic: Group, anna: Person, konspekt: App, telegram: Telegram, is_new_side_first: bool
) -> None:
    await telegram.advance(timedelta(seconds=5))
    await anna.send("/quiz 2 10s", to=basic)
    await pass_time(konspekt, telegram, timedelta(seconds=6), steps=6)
    (_, first) = polls(anna, basic)
    new = await basic.upgrade(is_new_side_first=is_new_side_first)
    await anna.answer(right(first), to=basic, on=first)
    await pass_time(konspekt, telegram, timedelta(seconds=40), steps=40)
    (second,) = polls(anna, new)
    assert "2/2" in second.text
    score = anna.last_in(new.chat).text
    assert "Викторина окончена" in score
    assert "Аня" in score
    assert "(верно: 1)" in score


@BOTH_ORDERS
async def test_nothing_is_left_behind(
    basic: Group, anna: Person, telegram: Telegram, store: Store, is_new_side_first: bool
) -> None:
    await anna.answer(0, to=basic)
    await anna.send("/top Лиса", to=basic)
    new = await basic.upgrade(is_new_side_first=is_new_side_first)
    keys = [key async for key in store.groups._redis.scan_iter(match=f"*{{{basic.id}}}*")]
    assert keys == []
    assert "1. Лиса" in await anna.send("/top", to=new)
    assert (await store.groups.group(new.id)).title == "Учёба"
