"""Answers to a group's question: each counts once, for the table and for who ever started the bot."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.keyboards.taps import MyVerdict, TakeOver
from bot.preview import Group, Person, Seen, Telegram
from bot.store import Store
from bot.study.history import week_of
from tests.handlers.group import pass_time, polls, right, wrong


@pytest.fixture
async def question(group: Group, anna: Person, konspekt: App, telegram: Telegram) -> Seen:
    """The day's question, which has just come."""
    await anna.send("/daily 10:00", to=group)
    now = telegram.clock()
    await pass_time(konspekt, telegram, now.replace(hour=7, minute=0, second=0) - now)
    await telegram.advance(timedelta(seconds=5))  # the group may hear the next message
    return polls(anna, group)[0]


def this_week(telegram: Telegram) -> int:
    return week_of(telegram.clock().date())


async def test_an_answer_counts_for_the_week_and_as_a_review(
    question: Seen, group: Group, anna: Person, store: Store, telegram: Telegram
) -> None:
    await anna.answer(right(question), to=group)
    week = await store.groups.week(group.id, this_week(telegram))
    assert (dict(week.points), week.answers, week.right) == ({anna.id: 1}, 1, 1)
    person = await store.person(anna.id)
    assert person is not None
    assert (person.answers, person.right_answers) == (1, 1)
    (card,) = (await store.cards(anna.id)).values()
    assert card.reviews == 1


async def test_an_update_that_comes_again_counts_once(
    question: Seen, group: Group, anna: Person, boris: Person, store: Store, telegram: Telegram
) -> None:
    for member in (anna, boris):
        await member.answer(right(question), to=group)
        await telegram.repeat("poll_answer", times=3)
    week = await store.groups.week(group.id, this_week(telegram))
    assert (dict(week.points), week.answers) == ({anna.id: 1, boris.id: 1}, 2)
    person = await store.person(anna.id)
    assert person is not None
    assert person.answers == 1
    assert len(await store.groups.guest(boris.id)) == 1


async def test_what_was_cut_off_between_person_and_group_goes_on(
    question: Seen,
    group: Group,
    anna: Person,
    store: Store,
    telegram: Telegram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def die(_: object) -> bool:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(store.groups, "record", die)
        with pytest.raises(SystemExit):
            await anna.answer(right(question), to=group)
    await telegram.repeat("poll_answer")
    week = await store.groups.week(group.id, this_week(telegram))
    assert dict(week.points) == {anna.id: 1}
    person = await store.person(anna.id)
    assert person is not None
    assert person.answers == 1


async def test_who_never_started_the_bot_is_offered_to_take_over(
    question: Seen, group: Group, boris: Person, store: Store
) -> None:
    await boris.answer(wrong(question), to=group)
    assert await store.person(boris.id) is None, "nothing is kept of them but the answer"
    said = await boris.start()
    assert "Здравствуйте" in said
    assert "ответили на 1 вопрос" in said
    assert "Учёл 1 ответ" in await boris.tap("Учесть")
    (card,) = (await store.cards(boris.id)).values()
    assert card.reviews == 1
    person = await store.person(boris.id)
    assert person is not None
    assert (person.answers, person.right_answers) == (1, 0)
    assert "ответили на" not in await boris.start(), "asked once"


async def test_a_clean_slate_stays_clean(question: Seen, group: Group, boris: Person, store: Store) -> None:
    await boris.answer(wrong(question), to=group)
    await boris.start()
    offer = boris.last
    assert "чистого листа" in await boris.tap("чистого листа")
    assert await store.cards(boris.id) == {}
    assert "уже всё решено" in await boris.press(offer, TakeOver(is_on=True).pack())


async def test_a_vote_in_the_group_s_name_is_nobody_s_in_the_table(
    question: Seen, group: Group, anna: Person, store: Store, telegram: Telegram
) -> None:
    await anna.answer(right(question), to=group, anonymous=True)
    assert (await store.groups.week(group.id, this_week(telegram))).answers == 0
    poll = await store.groups.poll(question.poll.id if question.poll else "")
    assert poll is not None
    assert await store.groups.count(poll) == 1


async def test_one_sees_how_one_did_and_nobody_else_does(
    question: Seen, group: Group, anna: Person, boris: Person
) -> None:
    assert "Сначала ответьте" in await boris.tap("Мой ответ", to=group, on=question)
    await boris.answer(wrong(question), to=group)
    before = len(anna.messages_in(group.chat))
    said = await boris.tap("Мой ответ", to=group, on=question)
    assert "Неверно" in said
    assert boris.last_in(group.chat).is_ephemeral
    assert len(anna.messages_in(group.chat)) == before
    assert question in boris.messages_in(group.chat), "the poll stays where it is"
    await boris.tap("Открыть раздел", to=group)
    assert boris.last_in(group.chat).is_ephemeral
    assert "Неверно" not in boris.last_in(group.chat).text, "the section stands in place of the verdict"


async def test_when_too_much_is_said_the_verdict_is_an_alert(
    question: Seen, group: Group, anna: Person, boris: Person
) -> None:
    for member in (anna, boris):
        await member.answer(right(question), to=group)
    assert "Верно" in await anna.tap("Мой ответ", to=group, on=question)
    before = len(boris.messages_in(group.chat))
    assert "Верно" in await boris.tap("Мой ответ", to=group, on=question)
    assert len(boris.messages_in(group.chat)) == before


async def test_a_refused_whisper_is_an_alert(
    question: Seen, group: Group, boris: Person, telegram: Telegram
) -> None:
    await boris.answer(wrong(question), to=group)
    await telegram.advance(timedelta(seconds=5))
    telegram.faults.refuse("Bad Request: MESSAGE_NOT_COMMAND", method="sendMessage")
    before = len(boris.messages_in(group.chat))
    assert "Неверно" in await boris.tap("Мой ответ", to=group, on=question)
    assert len(boris.messages_in(group.chat)) == before


async def test_an_old_verdict_button_is_stale(group: Group, boris: Person) -> None:
    (greeting,) = boris.messages_in(group.chat)
    assert "устарела" in await boris.press(greeting, MyVerdict().pack())


async def test_the_number_of_answers_is_shown_at_most_every_three_seconds(
    question: Seen, group: Group, konspekt: App, telegram: Telegram
) -> None:
    def edits() -> int:
        return sum(call.method == "editMessageReplyMarkup" for call in telegram.calls)

    for member in group.fill(7):
        await member.answer(0, to=group)
        await pass_time(konspekt, telegram, timedelta(seconds=1))
    assert edits() == 2
    await pass_time(konspekt, telegram, timedelta(seconds=4), steps=2)
    assert edits() == 3
    assert "ответили: 7" in question.buttons[0][0]
    await pass_time(konspekt, telegram, timedelta(seconds=10), steps=10)
    assert edits() == 3


async def test_three_members_hide_a_bad_question(question: Seen, group: Group, store: Store) -> None:
    for member in group.fill(3):
        assert "Спасибо" in await member.tap("Вопрос плохой", to=group, on=question)
    poll = await store.groups.poll(question.poll.id if question.poll else "")
    assert poll is not None
    assert await store.hidden() == {poll.question}
