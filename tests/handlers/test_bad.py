"""Questions that people call bad: counted, hidden by three, given back by the host."""

import pytest

from bot.app import App
from bot.edition import Edition
from bot.keyboards.taps import ClearBad, Quiz, QuizAct
from bot.preview import Person, Telegram
from bot.store import Store


async def learners(telegram: Telegram, count: int) -> list[Person]:
    people = [telegram.person(f"Ученик {n}") for n in range(count)]
    for person in people:
        await person.start()
    return people


async def call_bad(person: Person, question: str) -> str:
    return await person.press(person.last, Quiz(act=QuizAct.BAD, about=question).pack())


async def test_nothing_is_bad_at_first(host: Person) -> None:
    assert "Ни один вопрос не назвали плохим" in await host.send("/bad")


async def test_a_word_counts_once_a_person(learner: Person, host: Person, edition: Edition) -> None:
    question = next(iter(edition.questions))
    assert "Спасибо" in await call_bad(learner, question)
    assert "уже отметили" in await call_bad(learner, question)
    said = await host.send("/bad")
    assert "— 1 голос" in said
    assert "скрыт\n" not in said


async def test_the_list_says_which_question_and_where_it_stands(
    learner: Person, host: Person, edition: Edition
) -> None:
    question = next(iter(edition.questions.values()))
    await call_bad(learner, question.id)
    section = edition.library.sections[question.section]
    said = await host.send("/bad")
    assert f"{section.file}:{section.line}" in said
    assert question.stem_args.get("purpose", question.stem_args.get("command", "")) in said


async def test_three_people_hide_a_question_until_the_host_has_looked(
    konspekt: App, host: Person, telegram: Telegram, store: Store, edition: Edition
) -> None:
    first, *others = await learners(telegram, 4)
    question = next(iter(edition.questions))
    for person in others[:2]:
        await call_bad(person, question)
    assert (await store.material(first.id)).hidden == frozenset()
    await call_bad(others[2], question)
    assert (await store.material(first.id)).hidden == {question}
    assert (await store.morning(first.id)).hidden == {question}
    assert ", скрыт" in await host.send("/bad")
    assert "снова задаётся" in await host.tap("✅ 1")
    assert "Ни один вопрос" in host.last.text
    assert (await store.material(first.id)).hidden == frozenset()
    assert "Спасибо" in await call_bad(others[0], question), "mended badly, it may be called bad again"


async def test_a_quiz_passes_over_hidden_questions(
    learner: Person, konspekt: App, telegram: Telegram, edition: Edition, store: Store
) -> None:
    """All but three questions of a topic are hidden: the run has three."""
    section = next(s for s in edition.library.sections.values() if len(edition.questions_in(s)) > 5)
    shown, hidden = edition.questions_in(section)[:3], edition.questions_in(section)[3:]
    for question in hidden:
        for chat in range(3):
            await store.call_bad(question, chat)
    await learner.send("/start")
    said = await learner.press(learner.last, Quiz(act=QuizAct.START, about=section.id).pack())
    assert "1/3" in said
    waiting = await store.waiting(learner.id, "run")
    assert waiting is not None
    assert set(waiting.run.questions) == set(shown)


async def test_mistakes_that_were_hidden_meanwhile_are_not_repeated(learner: Person, store: Store) -> None:
    await learner.send("/quiz")
    for _ in range(10):
        poll = learner.last_poll().poll
        assert poll is not None
        await learner.answer(next(n for n in range(len(poll.options)) if n not in poll.correct))
    waiting = await store.waiting(learner.id, "run")
    assert waiting is not None
    for question in waiting.run.wrong[1:]:
        for chat in range(3):
            await store.call_bad(question, chat)
    assert "1/1" in await learner.tap("Повторить ошибки")


async def test_a_question_that_is_gone_is_told_as_such(
    learner: Person, host: Person, store: Store, edition: Edition
) -> None:
    assert "уже отметили" in await call_bad(learner, "gone"), "nothing to count"
    await store.call_bad("gone", learner.id)
    said = await host.send("/bad")
    assert "в конспектах больше нет" in said
    await host.tap("✅ 1")
    assert await store.bad_questions(10) == []


@pytest.mark.parametrize("question", ["x"])
async def test_others_neither_see_nor_clear_them(
    learner: Person, host: Person, store: Store, question: str
) -> None:
    await store.call_bad(question, learner.id)
    assert "Такой команды нет" in await learner.send("/bad")
    await learner.send("/start")
    assert "устарела" in await learner.press(learner.last, ClearBad(id=question).pack())
    assert await store.bad_questions(10) == [(question, 1)]
