"""A group's questions: which one today, what came of it, the week's table, the score of a shared run.

Members are numbers here; whose name may be shown is the caller's to know.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from bot.study.notes import QuestionId
from bot.study.review import DESIRED_RETENTION, CardState, retrievability

SHORTEST_REST: Final = 3  # days between two times that a question is asked
LONGEST_REST: Final = 14
FEWEST_VOTES: Final = 5  # of fewer votes nothing is said about what is confused
CONFUSED_SHARE: Final = 0.3  # more than that for one lure
MOST_FOR_A_QUESTION: Final = 100  # points of a right answer at once; half of it in the last moment
STREAK_POINTS: Final = 10  # for each right answer in a row before this one
LONGEST_STREAK: Final = 5  # answers in a row that still bring more


@dataclass(frozen=True, slots=True)
class Vote:
    """What one member chose."""

    chosen: tuple[int, ...]  # positions
    is_right: bool
    after: int  # milliseconds since the question was asked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    votes: int
    right: int
    first: int | None = None  # the member who was right first
    confused: tuple[int, int] | None = None  # positions of the right option and of the lure

    @property
    def share(self) -> int:
        """Right votes of a hundred."""
        return round(100 * self.right / self.votes) if self.votes else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A member's line in a table; who has as many points has the same place."""

    place: int
    member: int
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a member brought home from a shared run."""

    member: int
    points: int
    right: int


# the day's question


def mean_recall(cards: Iterable[CardState], on: date) -> float | None:
    """The mean of what the members who answered before still know of it; None where nobody did."""
    known = [retrievability(card, on) for card in cards if card.reviews]
    return fmean(known) if known else None


def rested(candidates: Sequence[QuestionId], asked: Mapping[QuestionId, date], on: date) -> list[QuestionId]:
    """What may be asked again: not of the last days, the more of them the more there is to ask; else the oldest.

    `asked` holds the dates of those that were asked before, answered or not.
    """
    known = sum(question in asked for question in candidates)
    rest = timedelta(days=min(max(known // 2, SHORTEST_REST), LONGEST_REST))
    found = [question for question in candidates if question not in asked or asked[question] + rest < on]
    return found or sorted(candidates, key=asked.__getitem__)[:1]


def choose(
    candidates: Sequence[QuestionId],
    recall: Mapping[QuestionId, float],
    asked: Mapping[QuestionId, date],
    *,
    is_new_wanted: bool,
) -> QuestionId | None:
    """The question to ask now: what the group is forgetting most, or the next new one where that is wanted.

    Where there is neither, it is what nobody answered, else what the group knows worst. `candidates` are rested, in
    contents order.
    """
    known = sorted((question for question in candidates if question in recall), key=recall.__getitem__)
    forgotten = next((question for question in known if recall[question] < DESIRED_RETENTION), None)
    new = next((question for question in candidates if question not in asked), None)
    wanted = (new or forgotten) if is_new_wanted else (forgotten or new)
    if wanted is not None:
        return wanted
    unanswered = [question for question in candidates if question not in recall]
    if unanswered:
        return min(unanswered, key=asked.__getitem__)
    return known[0] if known else None


# what came of it


def outcome(votes: Mapping[int, Vote], right: Sequence[int], options: int) -> Outcome:
    """`right` are positions among `options`, of which the last is "I don't know"."""
    winners = sorted((vote.after, member) for member, vote in votes.items() if vote.is_right)
    return Outcome(
        votes=len(votes),
        right=len(winners),
        first=winners[0][1] if winners else None,
        confused=_confused(votes.values(), right, options),
    )


def _confused(votes: Collection[Vote], right: Sequence[int], options: int) -> tuple[int, int] | None:
    if len(votes) < FEWEST_VOTES:
        return None
    lures = [position for position in range(options - 1) if position not in right]
    taken = {lure: sum(lure in vote.chosen for vote in votes) for lure in lures}
    worst = max(lures, key=taken.__getitem__, default=None)
    if worst is None or taken[worst] <= CONFUSED_SHARE * len(votes):
        return None
    return right[0], worst


# tables


def table(points: Mapping[int, int], shown: Collection[int]) -> tuple[Row, ...]:
    """The rows of those who let themselves be shown, the best first."""
    listed = sorted((-points[member], member) for member in points if member in shown)
    places: dict[int, int] = {}
    for place, (lost, _) in enumerate(listed, 1):
        places.setdefault(lost, place)
    return tuple(Row(places[lost], member, -lost) for lost, member in listed)


def around(points: Mapping[int, int], shown: Collection[int], member: int) -> tuple[Row, ...]:
    """The member's own row, shown to nobody else, between their neighbours; none where they have no points."""
    rows = table(points, {*shown, member})
    position = next((n for n, row in enumerate(rows) if row.member == member), None)
    return () if position is None else rows[max(0, position - 1) : position + 2]


# a shared run


def scores(rounds: Sequence[Mapping[int, Vote]], seconds: int) -> tuple[Score, ...]:
    """The score of everybody who answered, the best first; `seconds` is how long each question was open."""
    points: dict[int, int] = {}
    right: dict[int, int] = {}
    streaks: dict[int, int] = {}
    for votes in rounds:
        winners = {member: vote for member, vote in votes.items() if vote.is_right}
        streaks = {member: streaks.get(member, 0) + 1 for member in winners}
        for member in votes:
            points.setdefault(member, 0)
        for member, vote in winners.items():
            points[member] += _speed(vote.after, seconds) + _bonus(streaks[member])
            right[member] = right.get(member, 0) + 1
    listed = (Score(member, points[member], right.get(member, 0)) for member in points)
    return tuple(sorted(listed, key=lambda score: (-score.points, -score.right, score.member)))


def _speed(after: int, seconds: int) -> int:
    used = min(max(after / (1000 * seconds), 0.0), 1.0)
    return round(MOST_FOR_A_QUESTION * (1 - used / 2))


def _bonus(streak: int) -> int:
    return STREAK_POINTS * min(streak - 1, LONGEST_STREAK)


# what an admin writes after /quiz

RUN_LENGTH: Final = 10
RUN_SECONDS: Final = 30
MOST_IN_A_RUN: Final = 30
SHORTEST: Final = 10  # seconds that a question is open
LONGEST: Final = 300
_COUNT: Final = re.compile(r"\d{1,9}", re.ASCII)
_SPAN: Final = re.compile(r"([0-9]{1,9})(s|с|сек|sec|m|м|мин|min)")


@dataclass(frozen=True, slots=True)
class RunWish:
    """How long a shared run is, and of what."""

    count: int = RUN_LENGTH
    seconds: int = RUN_SECONDS
    topic: str = ""


def understand_run(words: str) -> RunWish | None:
    """`10 30s`, `5 1m docker`, `docker 5`, or nothing; None where a number is out of bounds.

    >>> understand_run("5 1m docker сеть")
    RunWish(count=5, seconds=60, topic='docker сеть')
    """
    rest = words.split()
    said: dict[str, int] = {}
    while rest and (number := _number(rest[0])):
        said |= number
        rest.pop(0)
    while rest and (number := _number(rest[-1])) and not number.keys() & said.keys():
        said |= number
        rest.pop()
    count, seconds = said.get("count", RUN_LENGTH), said.get("seconds", RUN_SECONDS)
    if not 1 <= count <= MOST_IN_A_RUN or not SHORTEST <= seconds <= LONGEST:
        return None
    return RunWish(count, seconds, " ".join(rest))


def _number(word: str) -> dict[str, int]:
    """What a word says of a run: how many questions, or how long each is open; nothing where it is of a topic."""
    if _COUNT.fullmatch(word):
        return {"count": int(word)}
    if span := _SPAN.fullmatch(word.casefold()):
        return {"seconds": int(span[1]) * (60 if span[2][0] in "mм" else 1)}
    return {}
