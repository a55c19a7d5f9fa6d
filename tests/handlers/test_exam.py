"""/exam: the load is told first, then it is agreed to, and it ends by itself."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.edition import Edition
from bot.keyboards.taps import TakeExam
from bot.preview import Person, Telegram
from bot.store import Store
from bot.study.exam import Exam
from tests.three_subjects import three_subjects, topic


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return three_subjects(tmp_path_factory.mktemp("notes"))


async def exam_of(learner: Person, store: Store) -> Exam | None:
    person = await store.person(learner.id)
    assert person is not None
    return person.exam


async def test_without_words_it_says_how_to_ask(learner: Person) -> None:
    assert "/exam 12.12 docker" in await learner.send("/exam")


async def test_the_load_is_shown_and_nothing_changes_before_it_is_agreed_to(
    learner: Person, store: Store
) -> None:
    said = await learner.send("/exam 12.12 git")
    assert "Экзамен 12 декабря, через 19 дней" in said
    assert "Темы: Git" in said
    assert "Всего 12 вопросов, из них вы уже отвечали на 0" in said
    assert "в день вместо 3" in said
    assert await exam_of(learner, store) is None
    assert learner.last.buttons == [["✅ Готовимся"], ["Не надо"]]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("20 декабря git", "20 декабря"),
        ("20 December, git", "20 декабря"),
        ("к 20 декабря 2026 года git", "20 декабря"),
        ("завтра git", "24 ноября"),
        ("tomorrow git", "24 ноября"),
    ],
)
async def test_a_day_can_be_said_in_words(learner: Person, words: str, day: str) -> None:
    said = await learner.send(f"/exam {words}")
    assert f"Экзамен {day}" in said
    assert "Темы: Git." in said


async def test_once_agreed_the_day_s_set_is_of_it(
    learner: Person, konspekt: App, telegram: Telegram, store: Store, edition: Edition
) -> None:
    await learner.send("/daily 10:00 1")
    await learner.send("/exam 26.11 git")
    said = await learner.tap("Готовимся")
    exam = await exam_of(learner, store)
    assert exam is not None
    assert exam.topics == (topic(edition, "Git"),)
    assert exam.count > 3, "twelve questions in three days"
    assert f"темы — Git, по {exam.count} в день" in said
    assert "До экзамена 26 ноября" in await learner.send("/daily")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    waiting = await store.waiting(learner.id, "set")
    assert waiting is not None
    assert len(waiting.run.questions) == exam.count
    assert {edition.questions[q].subject for q in waiting.run.questions} == {topic(edition, "Git")}


async def test_it_ends_by_itself(learner: Person, konspekt: App, telegram: Telegram, store: Store) -> None:
    await learner.send("/daily 10:00 1")
    await learner.send("/exam 24.11 git")
    await learner.tap("Готовимся")
    for _ in range(3):
        await telegram.advance(timedelta(hours=1) if telegram.clock().hour == 6 else timedelta(days=1))
        await konspekt.delivery.round()
    waiting = await store.waiting(learner.id, "set")
    assert waiting is not None
    assert len(waiting.run.questions) == 1
    assert "Экзаменов впереди нет" in await learner.send("/exam")
    assert "экзамен" not in (await learner.send("/daily")).casefold()


async def test_an_answer_before_an_exam_is_planned_sooner(
    learner: Person, telegram: Telegram, store: Store, edition: Edition
) -> None:
    """The same right answer, on the eve of an exam in Git: Git comes back sooner than Docker."""
    await learner.send("/exam 24.11 git")
    await learner.tap("Готовимся")
    for subject in ("Git", "Docker"):
        await learner.send(f"/quiz {subject}")
        poll = learner.last_poll().poll
        assert poll is not None
        await learner.answer(*poll.correct)
        await learner.tap("Закончить")
    due = {
        edition.library.sections[edition.questions[question].subject].title: card.due
        for question, card in (await store.cards(learner.id)).items()
    }
    assert due["Git"] < due["Docker"]


async def test_an_offer_can_be_declined(learner: Person, store: Store) -> None:
    await learner.send("/exam 12.12")
    assert "остаётся как было" in await learner.tap("Не надо")
    assert await exam_of(learner, store) is None


@pytest.mark.parametrize("word", ["off", "нет", "стоп"])
async def test_it_can_be_called_off(learner: Person, store: Store, word: str) -> None:
    await learner.send("/exam 12.12")
    await learner.tap("Готовимся")
    assert "Подготовка отменена" in await learner.send(f"/exam {word}")
    assert await exam_of(learner, store) is None
    assert "Экзаменов впереди нет" in await learner.send(f"/exam {word}")


async def test_it_can_be_called_off_by_the_button(learner: Person, store: Store) -> None:
    await learner.send("/exam 12.12")
    await learner.tap("Готовимся")
    assert "12 декабря" in await learner.send("/exam")
    assert "Подготовка отменена" in await learner.tap("Отменить подготовку")
    assert await exam_of(learner, store) is None


async def test_who_is_not_subscribed_is_asked_for_a_time(learner: Person) -> None:
    await learner.send("/exam 12.12")
    assert "Во сколько их присылать" in await learner.tap("Готовимся")
    assert "До экзамена 12 декабря" in await learner.tap("09:00")


async def test_the_buttons_of_an_older_offer_are_stale(learner: Person, store: Store) -> None:
    await learner.send("/exam 12.12")
    old = learner.last
    await learner.send("/exam 20.12")
    assert "устарела" in await learner.tap("Готовимся", on=old)
    assert await exam_of(learner, store) is None
    assert "устарела" in await learner.press(old, TakeExam(on="nonsense").pack())


async def test_an_offer_does_not_outlive_its_day(learner: Person, telegram: Telegram, store: Store) -> None:
    await learner.send("/exam 24.11")
    await telegram.advance(timedelta(days=3))
    assert "устарела" in await learner.tap("Готовимся")
    assert await exam_of(learner, store) is None


async def test_what_cannot_be_done_in_time_is_told(learner: Person, edition: Edition) -> None:
    said = await learner.send("/exam 24.11")
    assert "Темы: все." in said
    assert f"пройти успеем 30 новых из {len(edition.questions)}" in said


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("потом", "Не понял день «потом»"),
        ("31.02", "Не понял день «31.02»"),
        ("32 декабря", "Не понял день «32 декабря»"),
        ("01.01.2020", "Этот день уже прошёл: 1 января 2020 года"),
        ("22.11.2026 git", "Этот день уже прошёл: 22 ноября."),
        ("23.11.2026", "Это уже сегодня"),
        ("сегодня", "Это уже сегодня"),
        ("12.12.2029", "слишком далеко"),
        ("12.12 кулинария", "Не нашёл темы «кулинария»"),
        ("12.12 " + "ы" * 3000, "Не нашёл темы"),
        ("<b>", "Не понял день «<b>»"),
    ],
)
async def test_what_is_not_understood_is_told(learner: Person, words: str, answer: str) -> None:
    assert answer in await learner.send(f"/exam {words}")
