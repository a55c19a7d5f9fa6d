"""What a day's set is made of."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot import topics
from bot.day_set import aim, day_set
from bot.edition import Edition, publish
from bot.person import Person
from bot.store.shapes import Morning
from bot.study.exam import Exam
from bot.study.review import CardState, planned, review
from tests.three_subjects import three_subjects, topic

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
LEARNER = Person(1, daily_at=time(9), daily_count=6)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return three_subjects(tmp_path_factory.mktemp("notes"))


def morning(cards: dict[str, CardState] | None = None, hidden: frozenset[str] = frozenset()) -> Morning:
    return Morning(None, cards or {}, None, {}, hidden)


def subjects(edition: Edition, questions: tuple[str, ...]) -> Counter[str]:
    sections = edition.library.sections
    return Counter(sections[edition.questions[question].subject].title for question in questions)


def question_on(edition: Edition, title: str) -> str:
    return edition.questions_in(edition.library.sections[topic(edition, title)])[0]


def test_all_topics_are_mixed_where_none_is_chosen(edition: Edition) -> None:
    run = day_set(edition, morning(), LEARNER, MONDAY)
    assert run.day == MONDAY
    assert subjects(edition, run.questions) == {"Docker": 2, "Git": 2, "PostgreSQL": 2}


def test_what_a_quiz_has_open_is_left_out(edition: Edition) -> None:
    usual = day_set(edition, morning(), LEARNER, MONDAY)
    for question in usual.questions:
        run = day_set(edition, replace(morning(), open=question), LEARNER, MONDAY)
        assert question not in run.questions
        assert len(run.questions) == 6


def test_what_a_quiz_has_open_is_asked_where_there_is_nothing_else(edition: Edition) -> None:
    only = question_on(edition, "Git")
    others = frozenset(edition.questions) - {only}
    run = day_set(edition, replace(morning(hidden=others), open=only), LEARNER, MONDAY)
    assert run.questions == (only,)


def test_chosen_topics_alone_are_asked(edition: Edition) -> None:
    person = replace(LEARNER, topics=(topic(edition, "Git"), topic(edition, "PostgreSQL")))
    run = day_set(edition, morning(), person, MONDAY)
    assert subjects(edition, run.questions) == {"Git": 3, "PostgreSQL": 3}


def test_topics_that_the_notes_no_longer_hold_are_none(edition: Edition) -> None:
    run = day_set(edition, morning(), replace(LEARNER, topics=("gone",)), MONDAY)
    assert len(run.questions) == 6
    some = replace(LEARNER, topics=("gone", topic(edition, "Git")))
    assert set(subjects(edition, day_set(edition, morning(), some, MONDAY).questions)) == {"Git"}


def test_what_somebody_asked_for_comes_whatever_the_topics(edition: Edition) -> None:
    wished = question_on(edition, "Docker")
    person = replace(LEARNER, topics=(topic(edition, "Git"),))
    run = day_set(edition, morning({wished: planned(MONDAY)}), person, MONDAY)
    assert wished in run.questions
    assert subjects(edition, run.questions) == {"Docker": 1, "Git": 5}


def test_hidden_questions_are_left_out(edition: Edition) -> None:
    first = day_set(edition, morning(), LEARNER, MONDAY).questions
    again = day_set(edition, morning(hidden=frozenset(first)), LEARNER, MONDAY).questions
    assert len(again) == 6
    assert not set(first) & set(again)
    everything = frozenset(edition.questions)
    assert day_set(edition, morning(hidden=everything), LEARNER, MONDAY).is_over


def test_before_an_exam_its_topics_come_first_and_as_many_as_agreed(edition: Edition) -> None:
    exam = Exam(MONDAY + 10 * DAY, MONDAY, count=8, topics=(topic(edition, "Git"),))
    person = replace(LEARNER, exam=exam, daily_count=3)
    run = day_set(edition, morning(), person, MONDAY)
    assert subjects(edition, run.questions) == {"Git": 8}
    generous = replace(person, daily_count=10)
    assert subjects(edition, day_set(edition, morning(), generous, MONDAY).questions)["Git"] == 8
    assert len(day_set(edition, morning(), generous, MONDAY).questions) == 10


def test_after_the_exam_everything_is_as_before(edition: Edition) -> None:
    exam = Exam(MONDAY, MONDAY - 10 * DAY, count=8, topics=(topic(edition, "Git"),))
    person = replace(LEARNER, exam=exam)
    assert subjects(edition, day_set(edition, morning(), person, MONDAY).questions)["Git"] > 2
    after = day_set(edition, morning(), person, MONDAY + DAY)
    assert subjects(edition, after.questions) == {"Docker": 2, "Git": 2, "PostgreSQL": 2}


def test_an_exam_aims_higher_for_its_topics_alone(edition: Edition) -> None:
    exam = Exam(MONDAY, MONDAY - 40 * DAY, count=8, topics=(topic(edition, "Git"),))
    person = replace(LEARNER, exam=exam)
    git, docker = question_on(edition, "Git"), question_on(edition, "Docker")
    assert aim(git, edition, person, MONDAY) == 0.95
    assert aim(docker, edition, person, MONDAY) == 0.9
    assert aim(git, edition, person, MONDAY + DAY) == 0.9
    assert aim("gone", edition, person, MONDAY) == 0.9
    usual, raised = (
        review(None, right=True, on=MONDAY, card_key="x", desired_retention=aim(id_, edition, person, MONDAY))
        for id_ in (docker, git)
    )
    assert raised.due < usual.due


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("docker", ["Docker"]),
        ("Docker, PostgreSQL", ["Docker", "PostgreSQL"]),
        ("git docker git", ["Git", "Docker"]),
        ("postgres", ["PostgreSQL"]),
        ("постгрес гит", ["PostgreSQL", "Git"]),
        ("докер", ["Docker"]),
        ("вщслук", ["Docker"]),
        ("все", []),
        ("", []),
    ],
)
def test_topics_are_read_forgivingly(edition: Edition, words: str, titles: list[str]) -> None:
    named = topics.read(words, edition)
    assert named.unknown == ()
    assert list(topics.titles(named.found, edition)) == titles


def test_any_section_is_a_topic_by_its_title(edition: Edition) -> None:
    first = edition.topics[0]
    (below,) = topics.read("Команды", edition).found
    assert edition.library.sections[below].parent == first.id
    person = replace(LEARNER, topics=(below,))
    assert set(subjects(edition, day_set(edition, morning(), person, MONDAY).questions)) == {first.title}


def test_words_that_name_no_topic_are_told(edition: Edition) -> None:
    named = topics.read("docker кулинария ъ ъъъъ", edition)
    assert named.unknown == ("кулинария", "ъ", "ъъъъ")


def test_with_one_subject_its_parts_are_the_topics(tmp_path: Path) -> None:
    three_subjects(tmp_path)
    for other in ("git.md", "postgresql.md"):
        (tmp_path / other).unlink()
    (tmp_path / "docker.md").write_text(
        (tmp_path / "docker.md").read_text(encoding="utf-8").replace("## Команды", "## Контейнеры"),
        encoding="utf-8",
    )
    assert [section.title for section in publish(tmp_path).topics] == ["Контейнеры"]
