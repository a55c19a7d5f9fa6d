"""What a person remembers of one question: the one file that knows fsrs.

Time is the learner's own calendar: one answer on the 5th and one on the 6th are a day apart, whatever the
hours, the zone or the summer time. fsrs is therefore fed noon in UTC of the learner's date. It keeps no
learning steps (they are minutes; a day's set knows only days), so that every card is due on a later date.

>>> from datetime import date
>>> state = review(None, right=True, on=date(2026, 3, 1), card_key="q1")
>>> state.due
datetime.date(2026, 3, 3)
"""

import struct
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from random import Random
from typing import Final

from fsrs import Card, Rating, Scheduler, State

DESIRED_RETENTION: Final = 0.9
MAXIMUM_INTERVAL_DAYS: Final = 3650  # ten years: longer means nothing here, and dates stay within two bytes

_VERSION: Final = 1
_EPOCH: Final = date(2020, 1, 1)
# Version 1: version, due and last review in days since the epoch, stability in days, difficulty as a share
# of its scale, reviews, lapses. 14 bytes.
_VERSION_1: Final = struct.Struct("<BHHfHHB")
_MIN_DIFFICULTY: Final = 1.0
_MAX_DIFFICULTY: Final = 10.0
_DIFFICULTY_STEPS: Final = 0xFFFF
_MOST_REVIEWS: Final = 0xFFFF
_MOST_LAPSES: Final = 0xFF

_NOON: Final = time(12, tzinfo=UTC)  # fsrs refuses ZoneInfo("UTC")
_SHORTEST_FUZZED: Final = 3  # days; a shorter interval would double or halve


@dataclass(frozen=True, slots=True)
class CardState:
    """Where one person stands with one question; None stands for a question never answered."""

    stability: float  # days until the predicted recall falls to 0.9
    difficulty: float  # 1-10
    due: date
    last_review: date
    reviews: int  # answers so far, right and wrong; 0: asked for and not answered yet (`planned`)
    lapses: int  # wrong answers after the first one


class UnknownVersionError(ValueError):
    """Bytes written by a newer Konspekt, or not by Konspekt at all."""


def planned(on: date) -> CardState:
    """A card that its owner asked for: due on that date, with nothing remembered yet."""
    return CardState(stability=0.0, difficulty=_MIN_DIFFICULTY, due=on, last_review=on, reviews=0, lapses=0)


def review(
    state: CardState | None,
    *,
    right: bool,
    on: date,
    card_key: str,
    desired_retention: float = DESIRED_RETENTION,
) -> CardState:
    """The card after one more answer, given on the learner's date `on`.

    Wrong and "don't know" are the same. A date before the last review (the zone moved west) counts as the day
    of the last review. `card_key` names the person and the question: it seeds the fuzz, so that the same
    answer gives the same due date on every replica, and cards learnt together do not fall due together.
    """
    if state is not None and not state.reviews:
        state = None
    if state is not None:
        on = max(on, state.last_review)
    scheduler = _scheduler(desired_retention)
    rating = Rating.Good if right else Rating.Again
    card, _ = scheduler.review_card(_card(state), rating, datetime.combine(on, _NOON))
    reviews = state.reviews + 1 if state else 1
    lapses = state.lapses + (not right) if state else 0
    interval = _fuzzed((card.due - datetime.combine(on, _NOON)).days, f"{card_key}:{reviews}")
    return CardState(
        stability=_known(card.stability),
        difficulty=_known(card.difficulty),
        due=on + timedelta(days=interval),
        last_review=on,
        reviews=min(reviews, _MOST_REVIEWS),
        lapses=min(lapses, _MOST_LAPSES),
    )


def retrievability(state: CardState, on: date) -> float:
    """The predicted chance, 0-1, that the learner answers right on that date; 0 for a card never answered."""
    if not state.reviews:
        return 0.0
    return float(
        _scheduler(DESIRED_RETENTION).get_card_retrievability(_card(state), datetime.combine(on, _NOON))
    )


def is_due(state: CardState, on: date) -> bool:
    return state.due <= on


def is_wanted(state: CardState, on: date, desired_retention: float) -> bool:
    """Whether the card is due, or its recall has fallen below what is aimed at now: that may have risen since."""
    if is_due(state, on):
        return True
    return desired_retention > DESIRED_RETENTION and retrievability(state, on) < desired_retention


def pack(state: CardState) -> bytes:
    """14 bytes for the store; the first is the version."""
    difficulty = (state.difficulty - _MIN_DIFFICULTY) / (_MAX_DIFFICULTY - _MIN_DIFFICULTY)
    return _VERSION_1.pack(
        _VERSION,
        (state.due - _EPOCH).days,
        (state.last_review - _EPOCH).days,
        state.stability,
        round(difficulty * _DIFFICULTY_STEPS),
        state.reviews,
        state.lapses,
    )


def unpack(packed: bytes) -> CardState:
    """What `pack` packed, in this version or any earlier one (tests/cases/review/packed.json keeps one of each).

    Raises UnknownVersionError.
    """
    match packed[:1]:
        case b"\x01" if len(packed) == _VERSION_1.size:
            return _unpack_version_1(packed)
        case version:
            raise UnknownVersionError(f"card state of version {version.hex()}, {len(packed)} bytes")


def _unpack_version_1(packed: bytes) -> CardState:
    _, due, last_review, stability, difficulty, reviews, lapses = _VERSION_1.unpack(packed)
    scale = _MAX_DIFFICULTY - _MIN_DIFFICULTY
    return CardState(
        stability=stability,
        difficulty=_MIN_DIFFICULTY + scale * difficulty / _DIFFICULTY_STEPS,
        due=_EPOCH + timedelta(days=due),
        last_review=_EPOCH + timedelta(days=last_review),
        reviews=reviews,
        lapses=lapses,
    )


@cache
def _scheduler(desired_retention: float) -> Scheduler:
    # Trap: fsrs draws its own fuzz from the process-wide random(); `_fuzzed` stands in for it
    # (test_the_process_wide_chance_is_left_alone).
    return Scheduler(
        desired_retention=desired_retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MAXIMUM_INTERVAL_DAYS,
        enable_fuzzing=False,
    )


def _card(state: CardState | None) -> Card:
    """The card as fsrs knows it. Trap: without `card_id` or `due` Card reads the clock, and sleeps 1 ms."""
    if state is None:
        return Card(card_id=0, due=datetime.combine(_EPOCH, _NOON))
    return Card(
        card_id=0,
        state=State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=datetime.combine(state.due, _NOON),
        last_review=datetime.combine(state.last_review, _NOON),
    )


def _known(value: float | None) -> float:
    """The value that fsrs sets at every review and types as optional."""
    if value is None:
        raise TypeError("fsrs left a reviewed card without stability or difficulty")
    return float(value)


def _fuzzed(days: int, seed: str) -> int:
    """The interval moved by up to a tenth (at least a day), the same for the same seed."""
    if days < _SHORTEST_FUZZED:
        return days
    reach = max(1, round(days * 0.1))
    # Trap: hash() differs between processes, a digest does not.
    rng = Random(blake2b(seed.encode(), digest_size=8).digest())
    return min(days + rng.randint(-reach, reach), MAXIMUM_INTERVAL_DAYS)
