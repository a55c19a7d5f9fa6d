from dataclasses import replace
from typing import Any

import pytest

from bot.study.faults import SEVERITIES
from bot.study.notes import Severity
from bot.study.quiz import Kind, ProblemCode, Question, Wording, faults, problems, questions
from tests.study.quiz.by_hand import CONTAINERS, command, library

NOTES = library(
    *CONTAINERS,
    command("docker run", "создаёт контейнер", flags={"-d, --detach": "фон", "-e": "среда", "-w": "каталог"}),
)
GOOD = Question(
    id="good",
    kind=Kind.COMMAND_TO_PURPOSE,
    section="commands",
    subject="docker",
    fact="docker rm",
    command="docker_rm",
    words=Wording(
        stem_args={"subject": "Docker", "command": "docker rm"},
        rights=("Удаляет контейнер",),
        lures=("Показывает журнал", "Собирает образ", "Чистит кэш сборки"),
        code=None,
        explanation="",
        file="notes.md",
        line=1,
    ),
)


def changed(question: Question, **changes: Any) -> Question:
    """The question with other fields, its own or those of its wording."""
    own = {name: changes.pop(name) for name in ("id", "kind") if name in changes}
    return replace(question, **own, words=replace(question.wording, **changes))


def codes(*asked: Question) -> set[ProblemCode]:
    return {problem.code for problem in problems(asked, NOTES)}


def test_a_good_question_has_none() -> None:
    assert codes(GOOD) == set()


@pytest.mark.parametrize(
    ("lures", "code"),
    [
        (("Показывает журнал",), ProblemCode.FEW_OPTIONS),
        (tuple(f"Дело номер {n}" for n in range(11)), ProblemCode.MANY_OPTIONS),
        (("Удаляет контейнер", "Собирает образ"), ProblemCode.EQUAL),
        (("Собирает образ", "собирает образ"), ProblemCode.EQUAL),
        (("Удаляет контейнер и тома", "Собирает образ"), ProblemCode.CONTAINS),
        (("Контейнер удаляет", "Собирает образ"), ProblemCode.CONTAINS),
        (("Кэш", "Собирает образ"), ProblemCode.LENGTHS),
        (("ж" * 101, "Собирает образ"), ProblemCode.TOO_LONG),
    ],
)
def test_faulty_lures_are_named(lures: tuple[str, ...], code: ProblemCode) -> None:
    assert code in codes(changed(GOOD, lures=lures))


def test_length_is_no_matter_of_names_which_have_no_shorter_form() -> None:
    names = changed(
        GOOD,
        kind=Kind.MEANING_TO_FLAG,
        stem_args={"command": "docker run", "meaning": "Фон"},
        rights=("-d",),
        lures=("--restart", "-w"),
    )
    assert codes(names) == set()


@pytest.mark.parametrize(
    ("right", "lure"),
    [("docker ps", "docker container ls"), ("docker container ls", "docker ps"), ("-d", "--detach")],
)
def test_a_synonym_is_named(right: str, lure: str) -> None:
    asked = changed(GOOD, kind=Kind.PURPOSE_TO_COMMAND, rights=(right,), lures=(lure, "-w", "docker kill"))
    assert ProblemCode.SYNONYM in codes(asked)


def test_a_rare_word_in_the_stem_and_the_right_answer_only_gives_it_away() -> None:
    given = changed(GOOD, code="docker rm web", rights=("Удаляет web",))
    assert codes(given) == {ProblemCode.GIVEN_AWAY}
    assert codes(changed(given, lures=("Показывает web", "Собирает образ"))) == set()
    many = [changed(given, id=f"q{n}", code=f"docker rm web {n}") for n in range(9)]
    assert ProblemCode.GIVEN_AWAY not in codes(*many)  # a word of the whole subject


def test_a_lure_that_names_what_is_asked_about_is_named() -> None:
    term = changed(
        GOOD,
        kind=Kind.TERM_TO_MEANING,
        stem_args={"subject": "Docker", "term": "Контейнер"},
        rights=("Экземпляр образа",),
        lures=("Правило для контейнеров", "Набор правок"),
    )
    assert codes(term) == {ProblemCode.RULED_OUT}
    assert codes(changed(term, lures=("Правило для служб", "Набор правок"))) == set()
    meaning = changed(
        GOOD,
        kind=Kind.MEANING_TO_TERM,
        stem_args={"subject": "Docker", "meaning": "Правило для контейнеров"},
        rights=("Политика",),
        lures=("Контейнер", "Слой"),
    )
    assert codes(meaning) == {ProblemCode.RULED_OUT}


def test_problems_are_faults_at_the_place_in_the_notes() -> None:
    asked = changed(GOOD, code="docker rm\nweb", lures=("Удаляет контейнер и тома", "Собирает образ"))
    (fault,) = faults([asked], NOTES)
    assert (fault.file, fault.line, fault.code) == ("notes.md", 1, "question-lure-contains")
    assert fault.severity is Severity.WARNING
    assert fault.args == {
        "question": "Docker docker rm docker rm web",
        "detail": "Удаляет контейнер | Удаляет контейнер и тома",
    }


def test_every_problem_has_its_fault() -> None:
    assert all(SEVERITIES[f"question-{code}"] is Severity.WARNING for code in ProblemCode)


@pytest.mark.parametrize("purpose", ["", "То же, что docker kill", "См. docker kill"])
def test_a_stem_that_cannot_stand_alone_is_named(purpose: str) -> None:
    asked = changed(GOOD, kind=Kind.PURPOSE_TO_COMMAND, stem_args={"subject": "Docker", "purpose": purpose})
    assert ProblemCode.UNCLEAR in codes(asked)


def test_two_questions_with_one_stem_are_named() -> None:
    assert codes(GOOD, changed(GOOD, id="again")) == {ProblemCode.SAME_STEM}
    assert codes(GOOD, changed(GOOD, id="code", code="docker rm -f db")) == set()


def test_a_problem_says_where_and_what() -> None:
    (problem,) = problems([changed(GOOD, lures=("Удаляет контейнер и тома", "Собирает образ"))], NOTES)
    assert (problem.question, problem.detail) == ("good", "Удаляет контейнер | Удаляет контейнер и тома")


def test_the_checker_would_catch_a_maker_that_takes_any_lure() -> None:
    """Every other right answer of its kind as lures: among those are synonyms and parts of the right one."""
    notes = library(
        *CONTAINERS, command("docker container ls", "перечисляет"), command("docker rmi", "удаляет образ")
    )
    made = [q for q in questions(notes) if q.kind is Kind.PURPOSE_TO_COMMAND]
    careless = [changed(q, lures=tuple(o.rights[0] for o in made if o is not q)) for q in made]
    assert {p.code for p in problems(careless, notes)} >= {ProblemCode.CONTAINS, ProblemCode.SYNONYM}
