"""What is said when the day's set is done: the truth about the streak, and no nagging."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App
from bot.keyboards.taps import DaySet
from bot.preview import Person, Telegram
from bot.store import Store
from bot.store.shapes import DayState
from bot.study.streak import Streak

TODAY = date(2026, 11, 23)  # a Monday; the model's clock stands at 09:00 in Moscow
DAY = timedelta(days=1)


@pytest.fixture
async def subscriber(learner: Person) -> Person:
    """Somebody whose set of one question is due at 10:00."""
    await learner.send("/daily 10:00 1")
    return learner


async def before(
    person: Person, store: Store, streak: Streak, days: Mapping[int, DayState] | None = None
) -> None:
    """How things stood this morning; `days`: how deliveries went, by how many days ago."""
    await store.remember(person.id, streak=streak)
    for ago, state in (days or {}).items():
        await store.dues.set_day(person.id, TODAY - ago * DAY, state)


async def serve(konspekt: App, telegram: Telegram) -> None:
    """Ten o'clock, today or, if that is over, tomorrow."""
    now = telegram.clock()
    ten = datetime(now.year, now.month, now.day, 7, tzinfo=UTC)
    await telegram.advance(ten - now if now < ten else ten + DAY - now)
    await konspekt.delivery.round()


async def answer_right(person: Person) -> str:
    poll = person.last_poll().poll
    assert poll is not None
    return await person.answer(*poll.correct)


async def answer_wrong(person: Person) -> str:
    poll = person.last_poll().poll
    assert poll is not None
    return await person.answer(len(poll.options) - 1)


async def test_a_first_day_is_told_plainly(subscriber: Person, konspekt: App, telegram: Telegram) -> None:
    await serve(konspekt, telegram)
    said = await answer_right(subscriber)
    assert "На сегодня всё" in said
    assert said.splitlines()[1:] == ["🔥 1 день подряд."], "nothing happened that is worth a word"


async def test_a_freeze_that_paid_is_told(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await before(subscriber, store, Streak(5, TODAY - 2 * DAY, freezes=2), {1: "sent"})
    await serve(konspekt, telegram)
    said = await subscriber.answer(0)
    assert "6 дней подряд" in said
    assert "Пропуск 22 ноября закрыла заморозка, осталось: 1" in said


async def test_a_freeze_earned_is_told(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await before(subscriber, store, Streak(6, TODAY - DAY, freezes=1), {1: "sent"})
    await serve(konspekt, telegram)
    assert "ещё одна заморозка, теперь их 2" in await subscriber.answer(0)


@pytest.mark.parametrize("state", ["ours", "unknown", "failed"])
async def test_a_day_that_we_failed_to_serve_is_owned_up_to(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, state: DayState
) -> None:
    await before(subscriber, store, Streak(5, TODAY - 2 * DAY, freezes=0), {1: state})
    await serve(konspekt, telegram)
    said = await subscriber.answer(0)
    assert "6 дней подряд" in said
    assert "22 ноября вопросы не дошли по нашей вине" in said


@pytest.mark.parametrize("state", ["empty", "away", "cut", None])
async def test_other_days_without_a_set_cost_nothing_and_are_no_news(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store, state: DayState | None
) -> None:
    await before(subscriber, store, Streak(5, TODAY - 2 * DAY, freezes=0), {1: state} if state else {})
    await serve(konspekt, telegram)
    assert (await answer_right(subscriber)).splitlines()[1:] == ["🔥 6 дней подряд."]


async def test_quiet_days_cost_no_streak(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await subscriber.send("/daily пн ср")
    await before(subscriber, store, Streak(5, TODAY - DAY, freezes=0), {1: "sent"})
    await serve(konspekt, telegram)
    await subscriber.answer(0)
    for _ in range(2):
        await serve(konspekt, telegram)
    said = await answer_right(subscriber)
    assert said.splitlines()[1:] == [
        "🔥 7 дней подряд.",
        "❄️ За семь дней серии — ещё одна заморозка, теперь их 1.",
    ]


async def test_a_pause_costs_no_streak_but_what_was_lost_before_stays_lost(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await before(subscriber, store, Streak(9, TODAY - DAY, freezes=0), {1: "sent"})
    await subscriber.send("/daily off")
    await telegram.advance(timedelta(days=40))
    await subscriber.send("/daily 10:00 1")
    await serve(konspekt, telegram)
    assert "10 дней подряд" in await subscriber.answer(0)
    await serve(konspekt, telegram)  # and this one is missed
    await subscriber.send("/daily off")
    await store.remember(subscriber.id, streak=Streak(10, TODAY + 40 * DAY, freezes=0))
    await telegram.advance(timedelta(days=40))
    await subscriber.send("/daily 10:00 1")
    await serve(konspekt, telegram)
    assert "1 день подряд" in await subscriber.answer(0)


async def test_the_set_does_not_ask_what_a_quiz_has_open(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    await subscriber.send("/cmd docker exec")
    await subscriber.tap("Спросить меня об этом")  # due today: what is asked first, whoever asks
    await subscriber.send("/quiz")
    await serve(konspekt, telegram)
    run, day_set = await store.waiting(subscriber.id, "run"), await store.waiting(subscriber.id, "set")
    assert run is not None
    assert day_set is not None
    assert day_set.run.questions
    assert run.run.current not in day_set.run.questions


# what can be done next


async def test_mistakes_of_the_day_can_be_repeated_at_once(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await serve(konspekt, telegram)
    asked = subscriber.last_poll().text.split(" · ")[1].splitlines()[0]
    assert "Стоит перечитать: " in await answer_wrong(subscriber)
    assert subscriber.last.buttons == [["🔁 Повторить ошибки"], ["❓ Ещё вопросы"]]
    over = subscriber.last
    assert f"1/1 · {asked}" in await subscriber.tap("Повторить ошибки")
    assert "Верно: 1 из 1" in await answer_right(subscriber)
    assert "1/10" in await subscriber.tap("Ещё вопросы", on=over)


async def test_repeating_the_day_s_mistakes_asks_before_it_ends_a_quiz(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await subscriber.send("/quiz")
    running = subscriber.last_poll()
    await serve(konspekt, telegram)
    await answer_wrong(subscriber)
    assert "уже идёт: отвечено 0 из 10" in await subscriber.tap("Повторить ошибки")
    assert "1/1 · " in await subscriber.tap("Начать заново")
    assert running.poll is not None
    assert running.poll.is_closed


async def test_mistakes_of_a_day_that_is_gone_are_not_repeated(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await serve(konspekt, telegram)
    await answer_wrong(subscriber)
    over = subscriber.last
    await serve(konspekt, telegram)
    assert "уже закончилась" in await subscriber.tap("Повторить ошибки", on=over)


# a lost streak


@pytest.fixture
async def loser(subscriber: Person, konspekt: App, telegram: Telegram, store: Store) -> Person:
    """Somebody who lost nine days yesterday and has just done today's set."""
    await before(subscriber, store, Streak(9, TODAY - 2 * DAY, freezes=0), {1: "sent"})
    await serve(konspekt, telegram)
    await answer_right(subscriber)
    return subscriber


async def test_a_loss_is_told_with_the_way_back(loser: Person) -> None:
    said = loser.last.text
    assert "1 день подряд" in said
    assert "она длилась 9 дней" in said
    assert "вернуть до 24 ноября включительно" in said
    assert loser.last.buttons == [["🔁 Пройти ещё раз"], ["❓ Ещё вопросы"]]


async def test_a_second_set_earns_it_back_and_is_offered_no_more(loser: Person, store: Store) -> None:
    shown = loser.last
    await loser.tap("Пройти ещё раз")
    assert "1/1" in loser.last_poll().text
    said = await answer_right(loser)
    assert said.splitlines()[1:] == ["🎉 Прежняя серия вернулась: теперь 10 дней подряд."], "one figure"
    assert loser.last.buttons == [["❓ Ещё вопросы"]]
    assert "Возвращать уже нечего" in await loser.tap("Пройти ещё раз", on=shown)
    person = await store.person(loser.id)
    assert person is not None
    assert person.streak.length == 10


async def test_the_end_of_a_streak_is_told_once(
    subscriber: Person, konspekt: App, telegram: Telegram, store: Store
) -> None:
    """Too late to earn it back: it is said with the first set after it, and not again."""
    await before(
        subscriber, store, Streak(11, TODAY - 5 * DAY, freezes=0), dict.fromkeys(range(1, 5), "sent")
    )
    await serve(konspekt, telegram)
    said = await answer_right(subscriber)
    assert said.splitlines()[1:] == [
        "🔥 1 день подряд.",
        "Прежняя серия закончилась, она длилась 11 дней.",
    ]
    await serve(konspekt, telegram)
    assert (await answer_right(subscriber)).splitlines()[1:] == ["🔥 2 дня подряд."]


async def test_two_taps_begin_one_second_set(loser: Person, store: Store) -> None:
    shown = loser.last
    await loser.tap("Пройти ещё раз", on=shown)
    first = loser.last_poll()
    await loser.tap("Пройти ещё раз", on=shown)
    assert first.poll is not None
    assert first.poll.is_closed
    assert "10 дней подряд" in await loser.answer(0)


async def test_it_can_be_done_tomorrow_and_not_after(
    loser: Person, konspekt: App, telegram: Telegram
) -> None:
    await serve(konspekt, telegram)
    said = await loser.answer(0)
    assert "2 дня подряд" in said
    assert "до 24 ноября включительно" in said
    await serve(konspekt, telegram)
    said = await answer_right(loser)
    assert said.splitlines()[1:] == ["🔥 3 дня подряд."], "what cannot be had back is not talked about"


async def test_the_button_does_nothing_for_who_lost_nothing(
    subscriber: Person, konspekt: App, telegram: Telegram
) -> None:
    await serve(konspekt, telegram)
    await subscriber.answer(0)
    said = await subscriber.press(subscriber.last, DaySet(is_again=True).pack())
    assert said == "Возвращать уже нечего."


# the set in hand


async def test_the_set_in_hand_is_shown_and_gone_on_with(
    learner: Person, konspekt: App, telegram: Telegram
) -> None:
    await learner.send("/daily 10:00 2")
    await serve(konspekt, telegram)
    assert learner.last_poll().buttons == [["👎 Вопрос плохой"]], "a day's set has no stop: it just waits"
    await learner.answer(0)
    assert "отвечено 1 из 2" in await learner.send("/daily")
    waiting = learner.last_poll()
    said = await learner.tap("Ответить на сегодняшние")
    assert "2/2" in said
    assert waiting.poll is not None
    assert waiting.poll.is_closed
    assert "На сегодня всё" in await learner.answer(0)
    said = await learner.send("/daily")
    assert "отвечено" not in said
    assert "без ответа нет" in await learner.press(learner.last, DaySet().pack())


async def test_a_set_goes_on_though_the_question_never_came(
    learner: Person, konspekt: App, telegram: Telegram
) -> None:
    """The next question could not be sent: the person can ask for it."""
    await learner.send("/daily 10:00 2")
    await serve(konspekt, telegram)
    telegram.faults.server_error(502, method="sendPoll")
    await learner.answer(0)
    await learner.send("/daily")
    assert "2/2" in await learner.tap("Ответить на сегодняшние")
