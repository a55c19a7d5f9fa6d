"""Getting ready for an exam: what is remembered is asked for more often as its day comes nearer.

Until the day of the exam the recall that reviews aim at rises from 0.9 to 0.95 for the topics of the exam, and
the day's set holds as many questions as it takes to have asked all of them; the learner sees that number first.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from bot.study.notes import QuestionId, SectionId
from bot.study.review import DESIRED_RETENTION, CardState, is_wanted, retrievability, review

EXAM_RETENTION: Final = 0.95  # on the day itself; FSRS' authors advise against more than 0.97
RAMP: Final = timedelta(days=30)  # before the exam: recall raised earlier than that is work for nothing
LONGEST: Final = timedelta(days=365)  # ahead; what is further off is no exam but a plan
MOST_QUESTIONS: Final = 30  # a day; who needs more is told how far that goes

_FIRST_TRY: Final = 0.6  # right answers to questions never seen, for the forecast alone
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam that a learner gets ready for."""

    on: date
    begun: date
    count: int  # questions a day that the learner agreed to
    topics: tuple[SectionId, ...] = ()  # none: everything

    def is_ahead(self, today: date) -> bool:
        """It ends by itself: the day of the exam is the last one."""
        return today <= self.on


@dataclass(frozen=True, slots=True)
class Load:
    """What getting ready takes."""

    a_day: int  # questions
    known: int  # cards of the topics that the learner has
    new: int  # questions of the topics never answered
    covered: int  # how many of the new ones will have been asked


def retention(exam: Exam, on: date) -> float:
    """The recall that a review on that date aims at, in steps of a hundredth."""
    if not exam.begun <= on <= exam.on:
        return DESIRED_RETENTION
    share = max(0.0, 1 - (exam.on - on) / RAMP)
    return round(DESIRED_RETENTION + (EXAM_RETENTION - DESIRED_RETENTION) * share, 2)


def forecast(
    states: Mapping[QuestionId, CardState],
    questions: Collection[QuestionId],
    exam: Exam,
    quiet: Collection[int] = (),
) -> Load:
    """The least questions a day with which all the topics' questions have been asked and nothing is left waiting.

    `exam.count` is not read. The days are lived through ahead: cards come due as they will, answers are right as
    often as is predicted. The same every time, and a second's work at the worst: not for an event loop.
    """
    days = _study_days(exam, quiet)
    known = {question: states[question] for question in questions if question in states}
    new = [question for question in questions if question not in states]

    def lived(count: int) -> tuple[int, int]:
        return _live(known, new, exam, days, count)

    def is_enough(count: int) -> bool:
        left, waiting = lived(count)
        return not left and waiting <= count

    a_day = _first(range(1, MOST_QUESTIONS), is_enough)
    return Load(a_day, len(known), len(new), len(new) - lived(a_day)[0])


def _study_days(exam: Exam, quiet: Collection[int]) -> Sequence[date]:
    """The days with a set before the exam; the set on its own morning comes on top."""
    days = [exam.begun + n * _DAY for n in range((exam.on - exam.begun).days)]
    return [day for day in days if day.weekday() not in quiet] or days


def _live(
    known: Mapping[QuestionId, CardState],
    new: Sequence[QuestionId],
    exam: Exam,
    days: Sequence[date],
    count: int,
) -> tuple[int, int]:
    """How many new questions were never asked and how many cards are waiting when the exam comes."""
    rng = Random(exam.on.toordinal())
    cards = dict(known)
    wanted = {question: _wanted_on(card, exam) for question, card in known.items()}
    ahead = list(reversed(new))
    for day in days:
        waiting = sorted((q for q, on in wanted.items() if on <= day), key=wanted.__getitem__)[:count]
        fresh = [ahead.pop() for _ in range(min(count - len(waiting), len(ahead)))]
        for question in (*waiting, *fresh):
            card = cards.get(question)
            is_right = rng.random() < (_FIRST_TRY if card is None else retrievability(card, day))
            cards[question] = review(
                card, right=is_right, on=day, card_key=question, desired_retention=retention(exam, day)
            )
            wanted[question] = cards[question].due
    return len(ahead), sum(on < exam.on for on in wanted.values())


def _wanted_on(card: CardState, exam: Exam) -> date:
    """The first date on which the exam wants the card asked: its recall falls while what is aimed at rises."""

    def is_it(days: int) -> bool:
        day = exam.begun + days * _DAY
        return is_wanted(card, day, retention(exam, day))

    return exam.begun + _first(range((exam.on - exam.begun).days), is_it) * _DAY


def _first(numbers: range, fits: Callable[[int], bool]) -> int:
    """The first number that fits, found by halves; the one after the last where none does."""
    return numbers.start + bisect_left(numbers, 1, key=lambda number: int(fits(number)))
