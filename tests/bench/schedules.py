"""What decides on a learner's questions of a day: ours, and three others to compare with."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from types import MappingProxyType
from typing import Final, Protocol

from bot.study.daily import pick
from bot.study.pool import Pool
from bot.study.quiz import Kind, Question, Wording
from bot.study.review import CardState, is_due, retrievability, review

FIRST_DAY: Final = date(2026, 1, 5)
SUBJECTS: Final = 4
_BOXES: Final = (1, 2, 4, 8, 16, 32)  # days; Leitner's own box of cards, each compartment twice the last
_FIRST_EASE, _LEAST_EASE = 2.5, 1.3  # SM-2's
_LOWERED_BY: Final = 0.32  # what SM-2's formula gives for the grade 2


def notes(count: int) -> tuple[Question, ...]:
    """Questions as notes give them: two directions of a fact, two facts of a command, several subjects."""
    return tuple(_question(number, number * SUBJECTS // count) for number in range(count))


def _question(number: int, subject: int) -> Question:
    return Question(
        id=f"q{number}",
        kind=Kind.PURPOSE_TO_COMMAND if number % 2 else Kind.COMMAND_TO_PURPOSE,
        section=f"s{subject}",
        subject=f"s{subject}",
        fact=f"f{number // 2}",
        command=f"c{number // 4}",
        words=Wording(
            stem_args=MappingProxyType({}),
            rights=(),
            lures=(),
            code=None,
            explanation="",
            file="notes.md",
            line=1,
        ),
    )


class Schedule(Protocol):
    def choose(self, day: int, cap: int) -> Sequence[str]: ...

    def learn(self, card: str, day: int, *, right: bool) -> None: ...


class Konspekt:
    """Ours, as the bot runs it: `pick` and `review`."""

    def __init__(self, questions: Sequence[Question], rng: Random) -> None:
        self._pool, self._rng = Pool(questions), rng
        self._states: dict[str, CardState] = {}

    def choose(self, day: int, cap: int) -> Sequence[str]:
        return pick(self._states, self._pool, cap=cap, on=_date(day), rng=self._rng)

    def predicted(self, card: str, day: int) -> float | None:
        """The promised recall; None for a card never answered."""
        state = self._states.get(card)
        return None if state is None else retrievability(state, _date(day))

    def learn(self, card: str, day: int, *, right: bool) -> None:
        self._states[card] = review(self._states.get(card), right=right, on=_date(day), card_key=card)

    def due(self, day: int) -> int:
        """How many cards are due."""
        return sum(is_due(state, _date(day)) for state in self._states.values())


class AtRandom:
    """Any of the questions, as a quiz that remembers nothing asks."""

    def __init__(self, questions: Sequence[Question], rng: Random) -> None:
        self._cards, self._rng = [question.id for question in questions], rng

    def choose(self, day: int, cap: int) -> Sequence[str]:  # noqa: ARG002 -- as every schedule has it
        return self._rng.sample(self._cards, min(cap, len(self._cards)))

    def learn(self, card: str, day: int, *, right: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """What Leitner or SM-2 knows of a card."""

    due: int = 0
    box: int = 0  # Leitner: the compartment; SM-2: right answers in a row
    interval: int = 0
    ease: float = _FIRST_EASE


class Boxed(ABC):
    """What Leitner and SM-2 share: overdue ones first, the longest overdue before the rest, then new ones in order."""

    def __init__(self, questions: Sequence[Question], rng: Random) -> None:
        self._new, self._rng = [question.id for question in reversed(questions)], rng
        self._known: dict[str, Progress] = {}

    def choose(self, day: int, cap: int) -> Sequence[str]:
        due = [card for card, progress in self._known.items() if progress.due <= day]
        due.sort(key=lambda card: (self._known[card].due, self._rng.random()))
        chosen = due[:cap]
        while len(chosen) < cap and self._new:
            chosen.append(self._new.pop())
        return chosen

    def learn(self, card: str, day: int, *, right: bool) -> None:
        after = self._after(self._known.get(card, Progress()), right=right)
        self._known[card] = replace(after, due=day + after.interval)

    @abstractmethod
    def _after(self, progress: Progress, *, right: bool) -> Progress:
        """The progress after an answer; `due` is set by the caller."""


class Leitner(Boxed):
    def _after(self, progress: Progress, *, right: bool) -> Progress:
        box = min(progress.box + 1, len(_BOXES) - 1) if right else 0
        return replace(progress, box=box, interval=_BOXES[box])


class SuperMemo(Boxed):
    """SM-2 as published: P. A. Wozniak, "Optimization of learning", 1990, section 3.2.

    A right answer is graded 4 of 5, which leaves the ease where it is, and a wrong one starts the card anew.
    """

    def _after(self, progress: Progress, *, right: bool) -> Progress:
        if not right:
            return replace(progress, box=0, interval=1)
        interval = {0: 1, 1: 6}.get(progress.box, round(progress.interval * progress.ease))
        return replace(progress, box=progress.box + 1, interval=interval)


class EasedSuperMemo(SuperMemo):
    """SM-2 as most programs have it: a wrong answer, graded 2, lowers the ease as well."""

    def _after(self, progress: Progress, *, right: bool) -> Progress:
        after = super()._after(progress, right=right)
        return after if right else replace(after, ease=max(_LEAST_EASE, progress.ease - _LOWERED_BY))


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)
