"""Quizzes by hand, and what answers do."""

from datetime import timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot import app
from bot.app import App
from bot.keyboards.taps import NewQuiz, Quiz, QuizAct
from bot.preview import Person, Telegram
from bot.preview.state import Poll
from bot.reloading import Reloading
from bot.store import Store

LENGTH = 10


def right_and_wrong(learner: Person) -> tuple[tuple[int, ...], int]:
    poll = poll_of(learner)
    return poll.correct, next(n for n in range(len(poll.options)) if n not in poll.correct)


def poll_of(learner: Person) -> Poll:
    poll = learner.last_poll().poll
    assert poll is not None
    return poll


async def test_a_run_asks_ten_and_ends_with_the_score(learner: Person) -> None:
    said = await learner.send("/quiz")
    assert said.startswith("1/10 · ")
    for number in range(2, LENGTH + 1):
        right, _ = right_and_wrong(learner)
        assert f"{number}/10 · " in await learner.answer(*right)
    right, _ = right_and_wrong(learner)
    said = await learner.answer(*right)
    assert "Верно: 10 из 10" in said
    assert "Ни одной ошибки" in said


async def test_a_poll_is_a_native_quiz_with_an_honest_way_out(learner: Person) -> None:
    await learner.send("/quiz")
    poll = poll_of(learner)
    assert poll.kind == "quiz"
    assert not poll.is_anonymous
    assert poll.options[-1].text == "Не знаю"
    assert poll.explanation is not None
    assert "Источник: " in poll.explanation.text


async def test_a_wrong_answer_opens_that_very_section(learner: Person) -> None:
    await learner.send("/quiz")
    asked = learner.last_poll()
    _, wrong = right_and_wrong(learner)
    await learner.answer(wrong)
    assert "Открыть раздел" in asked.buttons[0][0]
    said = await learner.tap("Открыть раздел", on=asked)
    assert asked.poll is not None
    assert asked.poll.explanation is not None
    assert said.splitlines()[1] in asked.poll.explanation.text


async def test_mistakes_can_be_repeated(learner: Person) -> None:
    await learner.send("/quiz")
    wrong_ones = []
    for number in range(LENGTH):
        right, wrong = right_and_wrong(learner)
        if number < 2:
            wrong_ones.append(poll_of(learner).question.text.split(" · ")[1])
        await learner.answer(*((wrong,) if number < 2 else right))
    assert "Стоит перечитать" in learner.last.text
    said = await learner.tap("Повторить ошибки")
    assert said.startswith(f"1/2 · {wrong_ones[0]}")


async def test_a_topic_gives_its_own_questions(learner: Person) -> None:
    await learner.send("/quiz dockerfile")
    explanation = poll_of(learner).explanation
    assert explanation is not None
    assert "Dockerfile" in explanation.text


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("volumes", "VOLUME"),
        ("про тома", "/ Тома"),
        ("docker сети", "/ Сети"),
    ],
)
async def test_a_section_is_found_by_what_it_says(learner: Person, words: str, source: str) -> None:
    await learner.send(f"/quiz {words}")
    explanation = poll_of(learner).explanation
    assert explanation is not None
    assert source in explanation.text


@pytest.mark.parametrize("words", ["5", "5 вопросов", "docker 5", "5 docker", "5 вопросов по докеру", "по 5"])
async def test_the_number_of_questions_can_be_said(learner: Person, words: str) -> None:
    assert (await learner.send(f"/quiz {words}")).startswith("1/5 · ")


@pytest.mark.parametrize("words", ["0", "21", "docker 100"])
async def test_a_number_out_of_bounds_is_told(learner: Person, words: str) -> None:
    assert "от 1 до 20 вопросов" in await learner.send(f"/quiz {words}")


async def test_a_new_quiz_in_place_of_another_is_what_was_asked_for(learner: Person) -> None:
    await learner.send("/quiz")
    assert "уже идёт" in await learner.send("/quiz тома 4")
    assert "1/4 · " in await learner.tap("Начать заново")
    explanation = poll_of(learner).explanation
    assert explanation is not None
    assert "/ Тома" in explanation.text
    await learner.send("/quiz")
    for stale in (NewQuiz(topics="gone", count=4), NewQuiz(count=99)):
        assert "больше нет" in await learner.press(learner.last, stale.pack())


async def test_an_unknown_topic_shows_what_there_is(learner: Person) -> None:
    assert "Не нашёл темы «кулинария»" in await learner.send("/quiz кулинария")
    assert ["Docker"] in learner.last.buttons


async def test_questions_on_a_topic_start_from_its_page(learner: Person) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    assert "1/10" in await learner.tap("Вопросы по теме")


async def test_a_second_quiz_is_not_started_without_a_word(learner: Person) -> None:
    await learner.send("/quiz")
    await learner.answer(0)
    said = await learner.send("/quiz")
    assert "уже идёт: отвечено 1 из 10" in said
    assert (await learner.tap("Продолжить")).count("2/10") >= 1
    await learner.send("/quiz")
    assert "1/10" in await learner.tap("Начать заново")


async def test_stop_ends_the_run_with_what_was_done(learner: Person) -> None:
    await learner.send("/quiz")
    right, _ = right_and_wrong(learner)
    await learner.answer(*right)
    shown = learner.last_poll()
    assert "Верно: 1 из 1" in await learner.tap("Закончить", on=shown)
    assert shown.poll is not None
    assert shown.poll.is_closed
    assert "уже закончилась" in await learner.press(shown, Quiz(act=QuizAct.STOP).pack())


async def test_stop_in_words_does_the_same(learner: Person) -> None:
    await learner.send("/quiz")
    right, _ = right_and_wrong(learner)
    await learner.answer(*right)
    shown = learner.last_poll()
    assert "Верно: 1 из 1" in await learner.send("/stop")
    assert shown.poll is not None
    assert shown.poll.is_closed
    said = await learner.send("/stop")
    assert "Викторина сейчас не идёт" in said
    assert "/daily off" in said


async def test_an_answer_counts_once(
    learner: Person, telegram: Telegram, store: Store, konspekt: App
) -> None:
    seen: list[dict[str, object]] = []
    deliver = telegram.deliver
    assert deliver is not None

    async def twice(update: dict[str, object]) -> None:
        seen.append(update)
        await deliver(update)
        await deliver(update)

    await learner.send("/quiz")
    telegram.deliver = twice
    said = await learner.answer(0)
    assert any("poll_answer" in update for update in seen)
    assert said.count("2/10") == 1
    person = await store.person(learner.id)
    assert person is not None
    assert person.answers == 1


async def test_an_answer_whose_next_question_never_came_is_not_lost(
    learner: Person, telegram: Telegram, store: Store
) -> None:
    """The process died between remembering the answer and asking on; Telegram gives the answer out again."""
    await learner.send("/quiz")
    poll = learner.last_poll()
    assert poll.poll is not None
    telegram.faults.server_error(502, method="sendPoll")
    await learner.answer(0)
    update = {
        "update_id": 999_999,
        "poll_answer": {
            "poll_id": poll.poll.id,
            "user": {"id": learner.id, "is_bot": False, "first_name": "Аня"},
            "option_ids": [0],
            "option_persistent_ids": ["0"],
        },
    }
    assert telegram.deliver is not None
    await telegram.deliver(update)
    assert learner.last_poll().text.startswith("2/10")
    person = await store.person(learner.id)
    assert person is not None
    assert person.answers == 1


async def answers_of(learner: Person, store: Store) -> int:
    person = await store.person(learner.id)
    assert person is not None
    return person.answers


def poll_answer(learner: Person, poll: str, *options: int) -> dict[str, object]:
    """The update as Telegram sends it."""
    return {
        "update_id": 999_998,
        "poll_answer": {
            "poll_id": poll,
            "user": {"id": learner.id, "is_bot": False, "first_name": "Аня"},
            "option_ids": options,
            "option_persistent_ids": [str(option) for option in options],
        },
    }


async def test_the_poll_of_a_run_that_was_left_is_closed(learner: Person) -> None:
    await learner.send("/quiz")
    old = learner.last_poll()
    await learner.send("/quiz")
    await learner.tap("Начать заново")
    assert old.poll is not None
    assert old.poll.is_closed, "two never wait"


async def test_an_old_poll_counts_once_and_asks_nothing(
    learner: Person, telegram: Telegram, store: Store
) -> None:
    """An answer that was on its way when the run was left."""
    assert telegram.deliver is not None
    await learner.send("/quiz")
    old = poll_of(learner)
    await learner.send("/quiz")
    await learner.tap("Начать заново")
    polls = [seen for seen in learner.messages if seen.poll]
    for _ in range(2):
        await telegram.deliver(poll_answer(learner, old.id, 0))
    assert await answers_of(learner, store) == 1
    assert [seen for seen in learner.messages if seen.poll] == polls


async def test_a_vote_that_was_taken_back_harms_nothing(
    learner: Person, telegram: Telegram, store: Store
) -> None:
    """Quiz polls cannot be voted in twice; a client may still say so."""
    assert telegram.deliver is not None
    await learner.send("/quiz")
    first = poll_of(learner)
    await telegram.deliver(poll_answer(learner, first.id))
    assert await answers_of(learner, store) == 0
    assert learner.last_poll().text.startswith("1/10"), "an empty vote is no answer"
    await learner.answer(0)
    await telegram.deliver(poll_answer(learner, first.id))
    await telegram.deliver(poll_answer(learner, first.id, 1))
    assert await answers_of(learner, store) == 1, "what was answered first counts"
    assert learner.last_poll().text.startswith("2/10")


async def test_a_run_survives_a_restart(
    learner: Person, telegram: Telegram, konspekt: App, redis_server: FakeServer, reloading: Reloading
) -> None:
    await learner.send("/quiz")
    await learner.answer(0)
    store = Store(FakeAsyncRedis(server=redis_server))
    restarted = app.build(konspekt.bot, store, reloading, konspekt.languages, "Europe/Moscow", telegram.clock)
    telegram.deliver = lambda update: restarted.dispatcher.feed_raw_update(konspekt.bot, update)
    assert "3/10" in await learner.answer(0)
    assert "отвечено 2 из 10" in await learner.send("/quiz")


async def test_questions_on_a_topic_do_not_end_a_run_without_a_word(learner: Person) -> None:
    await learner.send("/quiz")
    await learner.answer(0)
    await learner.send("/topics")
    await learner.tap("Docker")
    assert "уже идёт: отвечено 1 из 10" in await learner.tap("Вопросы по теме")
    assert "1/10" in await learner.tap("Начать заново")


async def test_two_taps_start_one_run(learner: Person) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    page = learner.last
    await learner.tap("Вопросы по теме", on=page)
    assert "уже идёт: отвечено 0 из 10" in await learner.tap("Вопросы по теме", on=page)


async def test_what_was_answered_is_a_card_that_is_due_later(
    learner: Person, store: Store, telegram: Telegram
) -> None:
    await learner.send("/quiz")
    right, _ = right_and_wrong(learner)
    await learner.answer(*right)
    (card,) = (await store.cards(learner.id)).values()
    assert card.reviews == 1
    assert card.due > telegram.clock().date() + timedelta(days=0)


async def test_a_bad_question_is_counted_once_a_person(learner: Person) -> None:
    await learner.send("/quiz")
    shown = learner.last_poll()
    assert "Спасибо" in await learner.tap("Вопрос плохой", on=shown)
    assert "уже отметили" in await learner.tap("Вопрос плохой", on=shown)


async def test_stale_quiz_buttons_are_answered(learner: Person) -> None:
    await learner.send("/topics")
    shown = learner.last
    for act in (QuizAct.CONTINUE, QuizAct.STOP, QuizAct.REPEAT):
        assert "уже закончилась" in await learner.press(shown, Quiz(act=act).pack())
    assert "больше нет" in await learner.press(shown, Quiz(act=QuizAct.START, about="gone").pack())
