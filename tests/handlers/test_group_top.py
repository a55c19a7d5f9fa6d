"""The week's table: the team first, only names that agreed, everyone's own row for their own eyes."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.groups.words import IN_TABLE
from bot.preview import Group, Person, Telegram
from bot.store import Store
from tests.handlers.group import pass_time, polls, right, wrong


@pytest.fixture
async def answered(group: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram) -> Group:
    """A group in which Anna was right and Boris was not."""
    await anna.send("/daily 10:00", to=group)
    now = telegram.clock()
    await pass_time(konspekt, telegram, now.replace(hour=7, minute=0, second=0) - now)
    (question,) = polls(anna, group)
    await anna.answer(right(question), to=group)
    await boris.answer(wrong(question), to=group)
    return group


async def test_the_team_stands_first_and_nobody_who_did_not_agree(
    answered: Group, anna: Person, boris: Person
) -> None:
    said = await boris.send("/top", to=answered)
    assert boris.last_in(answered.chat).is_ephemeral
    assert "верно: 1 из 2 (50 %), отвечали 2 участника" in said
    assert "1. вы — 0 ⬅️" in said
    assert "Аня" not in said


async def test_an_alias_is_shown_until_it_is_taken_back(answered: Group, anna: Person, boris: Person) -> None:
    assert "1. Лиса — 1 ⬅️" in await anna.send("/top Лиса", to=answered)
    seen = await boris.send("/top", to=answered)
    assert "1. Лиса — 1" in seen
    assert "2. вы — 0" in seen
    await anna.send("/top off", to=answered)
    assert "Лиса" not in await boris.send("/top", to=answered)


async def test_who_is_not_shown_to_others_stands_in_their_own_table_once(
    answered: Group, anna: Person, boris: Person
) -> None:
    await boris.send("/top Борис", to=answered)
    said = await anna.send("/top", to=answered)
    assert said.splitlines()[2:] == ["1. вы — 1 ⬅️", "2. Борис — 0"]
    assert "вы" not in (await boris.send("/top", to=answered)).split("\n", 2)[2]


async def test_a_row_below_the_best_stands_between_its_neighbours(
    answered: Group, boris: Person, store: Store
) -> None:
    poll = await store.groups.open_poll(answered.id)
    assert poll is not None
    best = answered.fill(IN_TABLE)
    for member in best:
        await store.groups.show(answered.id, member.id, member.user.first_name)
        await member.answer(poll.right[0], to=answered)
    lines = (await boris.send("/top", to=answered)).splitlines()
    assert lines[-4:] == ["", "Ваша строка:", "1. № 10 — 1", "11. вы — 0 ⬅️"]


async def test_a_button_shows_the_first_name_and_hides_it(answered: Group, anna: Person) -> None:
    await anna.send("/top", to=answered)
    assert "1. Аня — 1" in await anna.tap("Показывать меня", to=answered)
    assert "Аня" not in await anna.tap("Не показывать", to=answered)


async def test_markup_in_a_name_stays_a_name(answered: Group, anna: Person) -> None:
    assert "<b>Я</b> — 1" in await anna.send("/top <b>Я</b>", to=answered)


async def test_who_left_is_not_shown_any_more(
    answered: Group, anna: Person, boris: Person, store: Store, telegram: Telegram
) -> None:
    telegram.world.updates.allow(["message", "chat_member", "callback_query", "my_chat_member"])
    await answered.set_bot_status("administrator")
    await boris.send("/top Барс", to=answered)
    await answered.leave(boris)
    assert await store.groups.names(answered.id) == {}


async def test_who_left_is_not_shown_any_more_where_the_bot_is_a_member(
    answered: Group, anna: Person, boris: Person, store: Store
) -> None:
    await boris.send("/top Барс", to=answered)
    await anna.send("/top Лиса", to=answered)
    await answered.leave(boris)
    assert await store.groups.names(answered.id) == {anna.id: "Лиса"}
    assert "Барс" not in await anna.send("/top", to=answered)


async def test_the_private_table_has_my_groups_alone(
    answered: Group, anna: Person, telegram: Telegram
) -> None:
    said = await anna.send("/top")
    assert "Учёба" in said
    assert "1. вы — 1" in said
    await telegram.advance(timedelta(minutes=6))
    answered.seat(anna, "left")
    stranger = telegram.person("Вера")
    await stranger.start()
    assert "Пока нечего показать" in await stranger.send("/top")


async def test_monday_tells_the_last_week_once(
    answered: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/top Лиса", to=answered)
    await pass_time(konspekt, telegram, timedelta(days=7), steps=7)
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)
    told = [seen for seen in anna.messages_in(answered.chat) if "прошлой недели" in seen.text]
    assert len(told) == 1
    assert told[0].text.splitlines()[1].startswith("👥 Вместе верно: 1 из 2")
    assert "1. Лиса — 1" in told[0].text
    await pass_time(konspekt, telegram, timedelta(days=7), steps=7)
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)
    told = [seen for seen in anna.messages_in(answered.chat) if "прошлой недели" in seen.text]
    assert len(told) == 1, "a week without answers is not told"


async def test_the_week_is_told_to_who_asks(answered: Group, group: Group, boris: Person) -> None:
    assert "верно: 1 из 2" in await boris.send("/stats", to=answered)
    assert boris.last_in(answered.chat).is_ephemeral


async def test_a_week_without_answers_says_so(group: Group, anna: Person) -> None:
    assert "ответов ещё не было" in await anna.send("/top", to=group)
