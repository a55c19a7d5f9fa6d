"""A run of questions in one chat: `/quiz`, a topic's questions, or the day's set.

A run is a value: each answer gives the next one. What is asked stands in `questions`; the poll that waits
for an answer is the caller's to remember.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.study.notes import QuestionId

RUN_LENGTH: Final = 10
LONGEST_RUN: Final = 20
READ: Final = 300  # characters of what was written

_NUMBER: Final = r"(?:(?:по|на)\s+)?(?P<count>[0-9]{1,3})(?:\s+(?:вопрос\w*|questions?))?"
_BEFORE: Final = re.compile(rf"{_NUMBER}(?P<rest>|\s.*)", re.IGNORECASE)
_AFTER: Final = re.compile(rf"(?P<rest>.*\s){_NUMBER}", re.IGNORECASE)
_ABOUT: Final = re.compile(r"(?:по|про|на|about|on)(?:\s+(?:тем[аеуы]|topics?))?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuizWish:
    """How long a quiz by hand is, and of what."""

    count: int = RUN_LENGTH
    topic: str = ""


def understand_quiz(words: str) -> QuizWish | None:
    """`docker`, `5`, `docker 5`, `5 вопросов по docker`, or nothing; None where the number is out of bounds.

    >>> understand_quiz("5 вопросов по docker")
    QuizWish(count=5, topic='docker')
    """
    said = " ".join(words[:READ].split())
    count, topic = _counted(said)
    if count is not None and not 1 <= count <= LONGEST_RUN:
        return None
    about = _ABOUT.match(topic)
    return QuizWish(RUN_LENGTH if count is None else count, topic[about.end() :] if about else topic)


def _counted(said: str) -> tuple[int | None, str]:
    """The number of questions at the beginning or at the end, and the rest."""
    for pattern in (_BEFORE, _AFTER):
        if found := pattern.fullmatch(said):
            return int(found["count"]), found["rest"].strip()
    return None, said


@dataclass(frozen=True, slots=True)
class Run:
    questions: tuple[QuestionId, ...]
    answered: int = 0  # how many of them, from the first on
    wrong: tuple[QuestionId, ...] = ()
    day: date | None = None  # the learner's date whose set this is; None: a quiz asked for by hand

    @property
    def current(self) -> QuestionId | None:
        """The question to ask now; None at the end."""
        return self.questions[self.answered] if self.answered < len(self.questions) else None

    @property
    def right(self) -> int:
        return self.answered - len(self.wrong)

    @property
    def is_over(self) -> bool:
        return self.current is None


def answer(run: Run, question: QuestionId, *, is_right: bool) -> Run:
    """The run after an answer; unchanged where the question is not the one being asked."""
    if run.current != question:
        return run
    return replace(run, answered=run.answered + 1, wrong=run.wrong if is_right else (*run.wrong, question))


def without_vanished(run: Run, existing: Collection[QuestionId]) -> Run:
    """The run less the questions still to come that the notes no longer hold."""
    ahead = tuple(question for question in run.questions[run.answered :] if question in existing)
    return replace(run, questions=run.questions[: run.answered] + ahead)
