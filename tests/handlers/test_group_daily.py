"""The day's question of a group: who sets it, when and where it comes, what is told of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.store import Store
from bot.store.group_shapes import REFUSALS
from tests.handlers.group import pass_time, polls, right, wrong

DAY = timedelta(days=1)


@pytest.fixture
async def asked(group: Group, anna: Person, konspekt: App, telegram: Telegram) -> Group:
    """A group whose question has just come, at 10:00."""
    assert "10:00" in await anna.send("/daily 10:00", to=group)
    await until_ten(konspekt, telegram)
    return group


async def until_ten(konspekt: App, telegram: Telegram) -> None:
    """To the next 10:00 in Moscow."""
    now = telegram.clock()
    ten = now.replace(hour=7, minute=0, second=0)
    await pass_time(konspekt, telegram, (ten if ten > now else ten + DAY) - now)


async def next_morning(konspekt: App, telegram: Telegram) -> None:
    """The next day at ten, and the seconds in which one message comes after another."""
    await until_ten(konspekt, telegram)
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)


async def test_it_comes_once_for_all(asked: Group, anna: Person, boris: Person, konspekt: App) -> None:
    await konspekt.delivery.round()
    (poll,) = polls(anna, asked)
    assert polls(boris, asked) == [poll]
    assert poll.buttons == [["🙋 Мой ответ"], ["👎 Вопрос плохой"]]


async def test_the_result_comes_before_the_next_question(
    asked: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram
) -> None:
    (first,) = polls(anna, asked)
    await boris.answer(wrong(first), to=asked)
    await telegram.advance(timedelta(seconds=5))
    await anna.answer(right(first), to=asked)
    await next_morning(konspekt, telegram)
    shown = anna.messages_in(asked.chat)
    result = next(seen for seen in shown if "Вопрос закрыт" in seen.text)
    assert "50 %: 1 из 2" in result.text
    assert "Быстрее всех верно: Аня" in result.text
    assert "Часто путают" not in result.text, "two votes say nothing"
    old, new = polls(anna, asked)
    assert old.poll is not None
    assert old.poll.is_closed
    assert shown.index(old) < shown.index(result) < shown.index(new)


async def test_no_question_comes_again_within_days_and_new_ones_go_on_coming(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    members = asked.fill(4)
    for _ in range(12):
        shown = polls(anna, asked)[-1]
        for place, member in enumerate(members):
            await member.answer(wrong(shown) if place < 2 else right(shown), to=asked)
        await next_morning(konspekt, telegram)
    had = [await store.groups.poll(seen.poll.id) for seen in polls(anna, asked) if seen.poll]
    questions = [poll.question for poll in had if poll]
    assert len(questions) == 13
    assert all(len(set(questions[day : day + 4])) == 4 for day in range(10)), questions
    assert 7 <= len(set(questions)) < 13, "some are new, some come again"


async def test_a_question_that_nobody_answered_is_closed_without_a_word(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    before = len(anna.messages_in(asked.chat))
    await next_morning(konspekt, telegram)
    old, new = polls(anna, asked)
    assert old.poll is not None
    assert old.poll.is_closed
    assert anna.messages_in(asked.chat)[before:] == [new], "the next question and nothing else"


async def test_the_right_answer_is_told_whole(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    poll = await store.groups.open_poll(asked.id)
    assert poll is not None
    longest = (
        "Механизм ядра Linux, который даёт процессам отдельный вид на сеть, диски и прочие процессы системы"
    )
    options = list(poll.options)
    options[poll.right[0]] = longest
    await store.groups.keep_poll(replace(poll, options=tuple(options)))
    await anna.answer(right(polls(anna, asked)[0]), to=asked)
    await next_morning(konspekt, telegram)
    assert any(f"Ответ: {longest}" in seen.text for seen in anna.messages_in(asked.chat))


async def test_it_is_closed_after_a_day_where_none_comes_after_it(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.answer(0, to=asked)
    await anna.send("/daily off", to=asked)
    await pass_time(konspekt, telegram, DAY + timedelta(seconds=10))
    (poll,) = polls(anna, asked)
    assert poll.poll is not None
    assert poll.poll.is_closed
    assert "Вопрос закрыт" in anna.last_in(asked.chat).text


async def test_what_is_confused_is_told_and_nobody_is_named(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    (poll,) = polls(anna, asked)
    for member in asked.fill(5):
        await member.answer(wrong(poll), to=asked)
    await next_morning(konspekt, telegram)
    said = "\n".join(seen.text for seen in anna.messages_in(asked.chat))
    assert poll.poll is not None
    lure = poll.poll.options[wrong(poll)].text
    assert f"и «{lure[:20]}" in said
    assert "№" not in said


async def test_the_question_comes_into_the_topic_it_was_asked_for(
    anna: Person, boris: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    forum = telegram.group("Форум", anna, boris, is_forum=True)
    await forum.add_bot()
    topic = await forum.open_topic("Вопросы")
    await telegram.advance(timedelta(seconds=5))
    await anna.send("/daily 10:00", to=forum, topic=topic)
    await until_ten(konspekt, telegram)
    assert polls(anna, forum)[-1].message.thread_id == topic
    await next_morning(konspekt, telegram)
    assert anna.last_in(forum.chat).message.thread_id == topic
    forum.delete_topic(topic)
    await next_morning(konspekt, telegram)
    assert polls(anna, forum)[-1].message.thread_id is None, "General, where the topic is gone"
    assert (await store.groups.group(forum.id)).thread is None


async def test_a_closed_topic_costs_the_day_and_not_the_questions(
    anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    forum = telegram.group("Форум", anna, is_forum=True)
    await forum.add_bot()
    topic = await forum.open_topic("Вопросы")
    await telegram.advance(timedelta(seconds=5))
    await anna.send("/daily 10:00", to=forum, topic=topic)
    await forum.close_topic(topic)
    await until_ten(konspekt, telegram)
    assert polls(anna, forum) == []
    await forum.reopen_topic(topic)
    await next_morning(konspekt, telegram)
    assert len(polls(anna, forum)) == 1


async def test_who_was_first_and_has_deleted_the_account_has_no_name(
    asked: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram
) -> None:
    (poll,) = polls(anna, asked)
    await boris.answer(right(poll), to=asked)
    boris.delete_account()
    await next_morning(konspekt, telegram)
    assert any("чьё имя не видно" in seen.text for seen in anna.messages_in(asked.chat))


async def test_a_refused_pin_harms_nothing(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await store.groups.remember(asked.id, pins=1)
    await next_morning(konspekt, telegram)
    assert len(polls(anna, asked)) == 2


async def test_general_has_no_id(anna: Person, konspekt: App, telegram: Telegram) -> None:
    forum = telegram.group("Форум", anna, is_forum=True)
    await forum.add_bot()
    await telegram.advance(timedelta(seconds=5))
    await anna.send("/daily 10:00", to=forum)
    await until_ten(konspekt, telegram)
    assert polls(anna, forum)[-1].message.thread_id is None


async def test_it_is_pinned_only_if_asked(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    assert asked.chat.pinned == []
    await asked.set_bot_status("administrator")
    await anna.send("/settings", to=asked)
    await anna.tap("Закреплять", to=asked)
    await next_morning(konspekt, telegram)
    assert asked.chat.pinned == [polls(anna, asked)[-1].message.id]


async def test_several_a_day_come_hours_apart(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00 2", to=group)
    await until_ten(konspekt, telegram)
    assert "1/2" in polls(anna, group)[0].text
    await pass_time(konspekt, telegram, timedelta(hours=2))
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)
    assert "2/2" in polls(anna, group)[1].text
    await pass_time(konspekt, telegram, timedelta(hours=4), steps=4)
    assert len(polls(anna, group)) == 2


async def test_two_replicas_ask_once(group: Group, anna: Person, konspekt: App, telegram: Telegram) -> None:
    await anna.send("/daily 10:00", to=group)
    now = telegram.clock()
    await telegram.advance(now.replace(hour=7, minute=0, second=0) - now)
    assert await konspekt.delivery.round() == 1
    assert await konspekt.delivery.round() == 0
    assert len(polls(anna, group)) == 1


async def test_a_question_cut_off_in_the_middle_is_not_asked_again(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await anna.send("/daily 10:00", to=group)
    today = datetime(2026, 11, 23, tzinfo=telegram.clock().tzinfo).date()
    await store.groups.turns.begin(group.id, f"{today}.1")  # and the process died
    await until_ten(konspekt, telegram)
    assert polls(anna, group) == []
    await next_morning(konspekt, telegram)
    assert len(polls(anna, group)) == 1


async def test_a_restart_right_after_the_question_asks_no_second_one(
    asked: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await store.dues.schedule(asked.id, telegram.clock().timestamp(), None, {})  # the next time was not kept
    await pass_time(konspekt, telegram, timedelta(minutes=5), steps=10)
    (question,) = polls(anna, asked)
    assert question.poll is not None
    assert not question.poll.is_closed
    await next_morning(konspekt, telegram)
    assert len(polls(anna, asked)) == 2


async def test_trouble_with_telegram_is_tried_again(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    telegram.faults.server_error(502, method="sendPoll")
    await until_ten(konspekt, telegram)
    assert polls(anna, group) == []
    telegram.faults.too_many_requests(20, method="sendPoll")
    await pass_time(konspekt, telegram, timedelta(minutes=1))
    assert polls(anna, group) == []
    await pass_time(konspekt, telegram, timedelta(seconds=20))
    assert len(polls(anna, group)) == 1


async def test_a_cut_connection_asks_no_second_time(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    telegram.faults.cut_connection(after=True, method="sendPoll")
    await until_ten(konspekt, telegram)
    await pass_time(konspekt, telegram, timedelta(minutes=10), steps=5)
    assert len(polls(anna, group)) == 1


async def test_who_threw_the_bot_out_gets_nothing(
    group: Group, anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await anna.send("/daily 10:00", to=group)
    telegram.faults.refuse("Forbidden: bot was kicked from the supergroup chat", code=403, method="sendPoll")
    await until_ten(konspekt, telegram)
    assert (await store.groups.group(group.id)).daily_at is None


async def test_polls_that_are_forbidden_for_days_cost_these_days(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    group.forbid("can_send_polls")
    for _ in range(REFUSALS - 1):
        await next_morning(konspekt, telegram)
    said = await anna.send("/daily", to=group)
    assert "Приходит каждый день" in said
    assert "попробует снова" in said
    group.forbid()
    await next_morning(konspekt, telegram)
    assert len(polls(anna, group)) == 1
    assert "попробует снова" not in await anna.send("/daily", to=group)


async def test_polls_that_are_forbidden_for_a_week_end_it_and_the_reason_is_told(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    group.forbid("can_send_polls")
    for _ in range(REFUSALS + 3):
        await next_morning(konspekt, telegram)
    assert sum(call.method == "sendPoll" for call in telegram.calls) == REFUSALS
    said = await anna.send("/daily", to=group)
    assert "Выключен." in said
    assert "не давал его прислать 7 дней подряд" in said
    group.forbid()
    assert "Приходит каждый день" in await anna.send("/daily 10:00", to=group)
    await next_morning(konspekt, telegram)
    assert len(polls(anna, group)) == 1


async def test_a_bot_that_was_restricted_goes_on_with_its_rights(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    await group.set_bot_status("restricted")
    for _ in range(REFUSALS + 1):
        await next_morning(konspekt, telegram)
    await group.set_bot_status("restricted", rights=["can_send_messages"])
    await next_morning(konspekt, telegram)
    assert sum(call.method == "sendPoll" for call in telegram.calls) == REFUSALS, "polls are forbidden still"
    await group.set_bot_status("member")
    await next_morning(konspekt, telegram)
    assert len(polls(anna, group)) == 1


async def test_a_group_that_moved_unheard_is_followed(
    anna: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot()
    await anna.send("/daily 10:00", to=group)
    deliver, telegram.deliver = telegram.deliver, silence
    new = await group.upgrade()
    telegram.deliver = deliver
    await until_ten(konspekt, telegram)
    await pass_time(konspekt, telegram, timedelta(minutes=5), steps=2)
    assert len(polls(anna, new)) == 1


async def silence(_: object) -> None:
    """Updates that never arrive."""
