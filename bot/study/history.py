"""What a person answered, week by week: how often, and whether memory kept what was predicted of it.

>>> from datetime import date
>>> week_of(date(2026, 11, 29)) == week_of(date(2026, 11, 23)), monday(week_of(date(2026, 11, 29)))
(True, datetime.date(2026, 11, 23))
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.study.review import CardState, retrievability

DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week of answers, Monday to Sunday on the learner's own dates."""

    answers: tuple[int, ...] = (0,) * DAYS  # by weekday
    reviews: int = 0  # of the answers: cards that were last answered on an earlier date
    right: int = 0  # of the reviews
    predicted: float = 0.0  # the sum of the recall that was predicted for each review


@dataclass(frozen=True, slots=True)
class Retention:
    """What was predicted of memory, and what it showed."""

    reviews: int
    promised: float  # mean predicted recall, 0-1
    measured: float  # share of right answers, 0-1


def week_of(day: date) -> int:
    """The number of the date's week, one more each Monday."""
    return (day.toordinal() - 1) // DAYS


def monday(week: int) -> date:
    return date.fromordinal(week * DAYS + 1)


def predicted(card: CardState | None, on: date) -> float | None:
    """The recall that an answer on this date puts to the test.

    None for a first answer, and for a second one on the same date: neither says anything of memory.
    """
    if card is None or not card.reviews or card.last_review >= on:
        return None
    return retrievability(card, on)


def last_weeks(weeks: Mapping[int, Week], today: date, count: int) -> tuple[Week, ...]:
    """The last weeks in order, this one at the end; empty where nothing was answered."""
    this = week_of(today)
    return tuple(weeks.get(number, Week()) for number in range(this - count + 1, this + 1))


def retention(weeks: Iterable[Week]) -> Retention | None:
    """Over all those weeks; None where nothing was reviewed."""
    found = tuple(weeks)
    reviews = sum(week.reviews for week in found)
    if not reviews:
        return None
    return Retention(
        reviews,
        promised=sum(week.predicted for week in found) / reviews,
        measured=sum(week.right for week in found) / reviews,
    )
