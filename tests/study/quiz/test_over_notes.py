"""The checker over all notes at hand: the ones that ship, and the seed where it lies beside the checkout."""

from collections import Counter
from pathlib import Path

import pytest

from bot.study.notes import Library
from bot.study.parse import SourceFile, parse
from bot.study.quiz import Kind, Question, problems, questions

ROOT = Path(__file__).parents[3]
CONTENT, SEED = ROOT / "content", ROOT.parent / "shared" / "seed-notes.md"
OTHERS = ROOT / "tests" / "cases" / "search"  # short notes on Linux, Git, Redis, PostgreSQL and Python


@pytest.fixture(scope="module", params=[CONTENT, SEED], ids=["content", "seed"])
def notes(request: pytest.FixtureRequest) -> Library:
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"no {path.name} here")
    return read(path)


def read(path: Path) -> Library:
    files = [path] if path.is_file() else sorted(path.rglob("*.md"))
    return parse(SourceFile(file.relative_to(path.parent).as_posix(), file.read_bytes()) for file in files)


@pytest.fixture(scope="module")
def made(notes: Library) -> tuple[Question, ...]:
    return questions(notes)


def test_a_teacher_would_strike_out_nothing(notes: Library, made: tuple[Question, ...]) -> None:
    assert problems(made, notes) == ()


def test_nor_in_short_notes_on_other_subjects() -> None:
    """Where lures are few, it is the question that goes, not the care."""
    notes = read(OTHERS)
    made = questions(notes)
    assert len(made) > 400
    assert problems(made, notes) == ()


def test_nearly_every_command_is_asked_about_in_both_directions(
    notes: Library, made: tuple[Question, ...]
) -> None:
    with_purpose = {command.id for command in notes.commands.values() if command.purpose}
    for kind in (Kind.PURPOSE_TO_COMMAND, Kind.COMMAND_TO_PURPOSE):
        asked = {question.command for question in made if question.kind is kind}
        assert len(asked) >= 0.75 * len(with_purpose)


def test_most_questions_have_six_options(made: tuple[Question, ...]) -> None:
    sizes = Counter(len(q.rights + q.lures) for q in made if q.kind is not Kind.WRITTEN)
    assert sizes[6] >= 0.9 * sizes.total()


def test_every_written_question_is_asked(notes: Library, made: tuple[Question, ...]) -> None:
    assert {question.id for question in made if question.kind is Kind.WRITTEN} == set(notes.questions)


def test_ids_are_short_and_each_its_own(made: tuple[Question, ...]) -> None:
    ids = [question.id for question in made]
    assert len(set(ids)) == len(ids)
    assert all(1 <= len(question_id) <= 20 for question_id in ids)
