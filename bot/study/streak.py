"""The streak: local dates in a row on which the day's set was finished.

Freezes pay for missed dates, dates that were not the learner's to lose cost nothing, and a lost streak can be
earned back. Freezes belong to the person, not to the run: a new run begins with what is left, else excusing a
date could cost more than it saves. Only a finished set changes the stored value; what a day without one means is worked out on
reading (`standing`), so nothing has to run at midnight, and a date excused late still counts.

>>> from datetime import date
>>> streak = finished(Streak(), date(2026, 3, 1))
>>> standing(streak, date(2026, 3, 3)).freezes  # the 2nd was missed, a freeze paid
1
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

FREEZES_AT_START: Final = 2
MOST_FREEZES: Final = 2
DAYS_PER_FREEZE: Final = 7
EARN_BACK_DAYS: Final = 2  # 48 hours on the learner's grid of dates

_LOOKED_BACK: Final = (
    14  # days, whatever the streak: to earn back a lost one takes that what came after the loss
)
_DAY: Final = timedelta(days=1)
_NONE: Final[frozenset[date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Streak:
    """What is kept of a person: how things stood when the day's set was last finished."""

    length: int = 0  # dates finished in this run, frozen dates not counted
    last: date | None = None  # the last date finished
    freezes: int = FREEZES_AT_START  # what the person has left, whatever the run
    lost: int = 0  # the length that may still be earned back
    lost_on: date | None = None  # the missed date that ended it


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true today, to be told to the person; never stored."""

    length: int
    freezes: int
    is_done: bool  # today's set is finished
    lost: int = 0  # the length that can be earned back, 0 if there is none
    earn_back_until: date | None = None  # the last date to clear the set twice


def finished(streak: Streak, on: date, excused: AbstractSet[date] = _NONE) -> Streak:
    """The streak after the day's set of `on` was cleared; a second clearing may earn a lost streak back.

    `excused`: dates that cost nothing: our fault, quiet or paused days, cut short by a change of zone. Needed
    since `streak.last`, and for the last week at least. A date before `streak.last` (the zone moved west) changes
    nothing.
    """
    if streak.last is not None and on < streak.last:
        return streak
    now = _settled(streak, on, excused)
    if on == streak.last:
        return _earned_back(now)
    freezes = _topped_up(now.freezes, now.length, now.length + 1)
    return replace(now, length=now.length + 1, last=on, freezes=freezes)


def standing(streak: Streak, today: date, excused: AbstractSet[date] = _NONE) -> Standing:
    """How the streak stands on a date that is not over; `excused` as in `finished`."""
    now = _settled(streak, today, excused)
    return Standing(
        length=now.length,
        freezes=now.freezes,
        is_done=streak.last is not None and streak.last >= today,
        lost=now.lost,
        earn_back_until=_earn_back_until(now.lost_on, excused) if now.lost_on else None,
    )


@dataclass(frozen=True, slots=True)
class Account:
    """What finishing a set changed, to be told to the person."""

    streak: Streak  # to be stored
    standing: Standing
    frozen: tuple[date, ...] = ()  # missed dates that freezes paid for
    has_earned_freeze: bool = False
    regained: int = 0  # length of the lost streak that this earned back
    ended: int = 0  # length of the streak that missed dates ended since the set before


def account(streak: Streak, on: date, today: date, excused: AbstractSet[date] = _NONE) -> Account:
    """The streak after the set of `on` was cleared, with what came of it; `excused` as in `finished`."""
    after = finished(streak, on, excused)
    if after == streak:
        return Account(after, standing(after, today, excused))
    before = _settled(streak, on, excused)
    missed = _missed(streak, on, excused)
    is_paid = len(missed) <= streak.freezes
    return Account(
        streak=after,
        standing=standing(after, today, excused),
        frozen=tuple(missed) if is_paid else (),
        has_earned_freeze=after.freezes > before.freezes,
        regained=before.lost if on == streak.last else 0,
        ended=0 if is_paid else streak.length,
    )


def unasked(streak: Streak, asked: AbstractSet[date], today: date) -> frozenset[date]:
    """The dates that cost nothing because no set was there to finish: only `asked` ones had one.

    Quiet and paused days, days that we failed to serve and such as a change of zone cut short are alike in that.
    """
    since = today - timedelta(days=_LOOKED_BACK)
    first = since if streak.last is None else min(streak.last, since)
    return frozenset(day for n in range((today - first).days) if (day := first + n * _DAY) not in asked)


def _settled(streak: Streak, today: date, excused: AbstractSet[date]) -> Streak:
    """The streak with the dates missed before today paid for, or lost.

    Not for storing: `last` stays, so settling twice would charge the same dates twice.
    """
    missed = _missed(streak, today, excused)
    if len(missed) <= streak.freezes:
        now = replace(streak, freezes=streak.freezes - len(missed))
    else:
        now = replace(streak, length=0, freezes=0, lost=streak.length, lost_on=missed[streak.freezes])
    if now.lost_on and _earn_back_until(now.lost_on, excused) < today:
        return replace(now, lost=0, lost_on=None)
    return now


def _missed(streak: Streak, today: date, excused: AbstractSet[date]) -> list[date]:
    """The dates between the last finished one and today that nothing excuses."""
    if streak.last is None:
        return []
    between = (streak.last + n * _DAY for n in range(1, (today - streak.last).days))
    return [day for day in between if day not in excused]


def _earn_back_until(lost_on: date, excused: AbstractSet[date]) -> date:
    """The second date after the loss, not counting those on which nothing could be done."""
    day, left = lost_on, EARN_BACK_DAYS
    while left:
        day += _DAY
        left -= day not in excused
    return day


def _earned_back(streak: Streak) -> Streak:
    """The new streak joined to the lost one, if there is one that can be earned back."""
    length = streak.lost + streak.length
    freezes = _topped_up(streak.freezes, streak.lost, length) if streak.lost else streak.freezes
    return replace(streak, length=length, freezes=freezes, lost=0, lost_on=None)


def _topped_up(freezes: int, before: int, length: int) -> int:
    earned = length // DAYS_PER_FREEZE - before // DAYS_PER_FREEZE
    return min(MOST_FREEZES, freezes + earned)
