"""Simulated learners: a memory shaped like FSRS 6 with weights of its own, and the days on which one studies.

The formulas are written out here and taken neither from fsrs nor from `bot.study.review`: what both sides of a
comparison share cannot be found wrong by it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import exp
from random import Random
from typing import Final

# The published defaults of FSRS 6 (github.com/open-spaced-repetition/py-fsrs); every learner has others.
WEIGHTS: Final = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
RETENTION: Final = 0.9  # what stability is measured by
_WEIGHTS_APART: Final = (
    0.25  # how far a learner's weights lie from the defaults: standard deviation of the logarithm
)
_CARDS_APART: Final = 0.5  # the same of how well a card sticks at first: notes hold easy and hard ones
_DIFFICULTY_APART: Final = 1.0  # standard deviation of a card's own difficulty, on the scale from 1 to 10
_READ: Final = 0.5  # of the cards met for the first time: who has read the notes knows some answers
_GUESSED: Final = 0.1  # of the forgotten ones: there are six options, and "I don't know"
_SLIPPED: Final = 0.02  # of the remembered ones: a thumb on the wrong option
_MISSED: Final = (0.05, 0.4)  # share of days without studying, from the keenest learner to the laziest
_CAPS: Final = (3, 10)  # questions a day
_SHORTEST_STABILITY: Final = 0.01  # days
_EASIEST, _HARDEST = 1.0, 10.0
_AGAIN, _GOOD, _EASY = 1, 3, 4  # ratings as FSRS numbers them

Weights = Sequence[float]


@dataclass(frozen=True, slots=True)
class Learner:
    number: int
    weights: Weights
    cap: int  # questions a day
    missed: frozenset[int]  # days without studying


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left in a mind of one card."""

    stability: float  # days until recall falls to 0.9
    difficulty: float
    day: int  # when it was last in mind


def born(number: int, days: int, seed: int, away: Collection[int] = ()) -> Learner:
    """The learner of that number; `away`: a holiday on top of the days that are missed anyway."""
    rng = Random(f"{seed}:{number}:learner")
    weights = tuple(weight * exp(rng.gauss(0, _WEIGHTS_APART)) for weight in WEIGHTS)
    laziness = rng.uniform(*_MISSED)
    missed = {day for day in range(days) if rng.random() < laziness}
    return Learner(number, weights, rng.randint(*_CAPS), frozenset(missed.union(away)))


class Mind:
    """The true memory of a learner, which no schedule sees into."""

    def __init__(self, learner: Learner, seed: int) -> None:
        self._weights = learner.weights
        self._seed = f"{seed}:{learner.number}"
        self._chance = Random(f"{self._seed}:chance")
        self._traces: dict[str, Trace] = {}

    def recall(self, card: str, day: int) -> float:
        """The true chance to remember; for a card never met, that it was read in the notes."""
        trace = self._traces.get(card)
        return recall(self._weights, trace, day) if trace is not None else _READ

    def kept_until(self, card: str) -> float:
        """The day on which the recall of a card that was met falls to 0.9 unless it comes again."""
        trace = self._traces[card]
        return trace.day + trace.stability

    def answer(self, card: str, day: int) -> bool:
        """Whether the answer is right. The mind hears the truth after it: a lucky guess was forgotten all the same."""
        is_known = self._chance.random() < self.recall(card, day)
        trace = self._traces.get(card)
        if trace is None:
            self._traces[card] = self._unlike_others(card, first(self._weights, day, is_known=is_known))
        else:
            self._traces[card] = again(self._weights, trace, day, is_known=is_known)
        return self._chance.random() < (1 - _SLIPPED if is_known else _GUESSED)

    def _unlike_others(self, card: str, trace: Trace) -> Trace:
        """One card is easier for this learner, another harder, whatever the weights say."""
        own = Random(f"{self._seed}:{card}")
        stability = max(trace.stability * exp(own.gauss(0, _CARDS_APART)), _SHORTEST_STABILITY)
        difficulty = _clamped(trace.difficulty + own.gauss(0, _DIFFICULTY_APART))
        return replace(trace, stability=stability, difficulty=difficulty)


def first(weights: Weights, day: int, *, is_known: bool) -> Trace:
    """The trace of a card at the first meeting."""
    rating = _GOOD if is_known else _AGAIN
    return Trace(weights[rating - 1], _clamped(_first_difficulty(weights, rating)), day)


def again(weights: Weights, trace: Trace, day: int, *, is_known: bool) -> Trace:
    """The trace after a meeting on a later day."""
    after = _after_recall if is_known else _after_forgetting
    stability = max(after(weights, trace, recall(weights, trace, day)), _SHORTEST_STABILITY)
    return Trace(stability, _next_difficulty(weights, trace.difficulty, is_known), day)


def recall(weights: Weights, trace: Trace, day: int) -> float:
    decay = -weights[20]
    factor = RETENTION ** (1 / decay) - 1
    return float((1 + factor * (day - trace.day) / trace.stability) ** decay)


def _after_recall(weights: Weights, trace: Trace, recalled: float) -> float:
    ease = exp(weights[8]) * (11 - trace.difficulty) * trace.stability ** -weights[9]
    return float(trace.stability * (1 + ease * (exp((1 - recalled) * weights[10]) - 1)))


def _after_forgetting(weights: Weights, trace: Trace, recalled: float) -> float:
    left = weights[11] * trace.difficulty ** -weights[12] * ((trace.stability + 1) ** weights[13] - 1)
    longest = trace.stability / exp(weights[17] * weights[18])
    return float(min(left * exp((1 - recalled) * weights[14]), longest))


def _first_difficulty(weights: Weights, rating: int) -> float:
    return weights[4] - exp(weights[5] * (rating - 1)) + 1


def _next_difficulty(weights: Weights, difficulty: float, is_known: bool) -> float:
    """Harder after a wrong answer; after any, pulled a little towards the easiest."""
    harder = 0.0 if is_known else (_GOOD - _AGAIN) * weights[6]
    moved = difficulty + harder * (_HARDEST - difficulty) / (_HARDEST - _EASIEST)
    return _clamped(weights[7] * _first_difficulty(weights, _EASY) + (1 - weights[7]) * moved)


def _clamped(difficulty: float) -> float:
    return min(max(difficulty, _EASIEST), _HARDEST)
