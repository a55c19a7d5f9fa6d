"""A run of questions in one chat: `/quiz`, a topic's questions, or the day's set.

A run is a value: each answer gives the next one. What is asked stands in `questions`; the poll that waits
for an answer is the caller's to remember.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from bot.study.notes import QuestionId


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
