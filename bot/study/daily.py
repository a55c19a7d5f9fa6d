"""The day's set: the moment it is due in the learner's zone, and which questions are in it."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, islice
from random import Random
from typing import Final

from bot.study.notes import QuestionId
from bot.study.pool import Pool
from bot.study.quiz import Question
from bot.study.review import DESIRED_RETENTION, CardState, is_wanted, retrievability

CATCH_UP_UNTIL: Final = time(22)  # local; a late set does not wake anyone
_WEEKDAYS: Final = frozenset(range(7))
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
# a set that waits for a claim to run out, or for Telegram to answer again
_HELD_BACK: Final = timedelta(hours=1)


def local_date(now: datetime, zone: tzinfo) -> date:
    """The learner's date at that moment."""
    return now.astimezone(zone).date()


def next_due(
    now: datetime,
    at: time,
    zone: tzinfo,
    *,
    quiet: Collection[int] = (),
    served: date | None = None,
) -> datetime:
    """The next moment, in UTC and after `now`, at which the clock in the zone shows `at` on a date with a set.

    `quiet`: weekdays without a set (Monday is 0). `served`: the last local date that had its set, None for a new
    subscription; a date is never served twice, and today's set, if its time has passed unserved (the person
    changed zone or time, or we were down), is due at `now` itself, unless it is too late in the evening.
    Raises ValueError if every weekday is quiet.
    """
    if set(quiet) >= _WEEKDAYS:
        raise ValueError("every weekday is quiet")
    day = today = local_date(now, zone)
    if served is not None and served >= today:
        day = served + _DAY
    while True:
        moment = moment_of(day, at, zone)
        if moment is not None and day.weekday() not in quiet:
            if moment > now:
                return moment
            if served is not None and may_catch_up(moment, now, zone):
                return now.astimezone(UTC)
        day += _DAY


def evening_of(day: date, at: time, zone: tzinfo, now: datetime) -> datetime | None:
    """When to remind of the set of that date, in UTC; None where the evening came before the set did."""
    moment = moment_of(day, at, zone)
    return moment if moment is not None and moment > now else None


def may_catch_up(due: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether a set that was due earlier may still be sent: on the same local date, before 22:00."""
    local = now.astimezone(zone)
    return local.date() == local_date(due, zone) and local.time() < CATCH_UP_UNTIL


def moment_of(day: date, at: time, zone: tzinfo) -> datetime | None:
    """The one moment, in UTC, that stands for this time on this local date; None if the zone skipped the date.

    A time that the clock shows twice counts once, the first time. A time that it jumps over is the first moment
    after the jump, or, if that is the next date already (Nuuk jumps from 23:00 to 00:00), the last minute
    before it: each date has exactly one moment, and that lies within the date.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), zone)
    moment = wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    jump = _jump_before(moment, zone)
    return next((m for m in (jump, jump - _MINUTE) if local_date(m, zone) == day), None)


def day_of(due: datetime, at: time, zone: tzinfo) -> date:
    """The local date whose set was due then or a little before, as after a claim that ran out past midnight."""
    day = local_date(due, zone)
    for served in (day, day - _DAY):
        moment = moment_of(served, at, zone)
        if moment is not None and timedelta() <= due - moment <= _HELD_BACK:
            return served
    return day


def cut_short(now: datetime, old: tzinfo, new: tzinfo) -> frozenset[date]:
    """The local dates that a change of zone ends early or skips: an unfinished set on them costs nothing."""
    first, last = local_date(now, old), local_date(now, new)
    return frozenset(first + n * _DAY for n in range((last - first).days))


def pick(  # noqa: PLR0913 -- all but the first two by name, and each is a matter of its own
    states: Mapping[QuestionId, CardState],
    candidates: Pool,
    *,
    cap: int,
    on: date,
    rng: Random,
    retention: float = DESIRED_RETENTION,
    hidden: frozenset[QuestionId] = frozenset(),
) -> tuple[QuestionId, ...]:
    """The set of that date, at most `cap` questions: due ones by lowest predicted recall, then new ones.

    `candidates` are the questions of the chosen topics in contents order; new ones are taken in that order, one
    topic after another. One set does not ask about one command twice while there is something else to ask,
    and asks for the same fact from both sides only when nothing else is left. What does not fit is due tomorrow.
    `hidden` ones are not asked. A `retention` above the usual one (before an exam) counts as due what is remembered less well than that.
    """
    known = candidates.among(states)
    due = [q for q in known if q.id not in hidden and is_wanted(states[q.id], on, retention)]
    rng.shuffle(due)  # equal recall in any order
    due.sort(key=lambda q: retrievability(states[q.id], on))
    new = candidates.mixed(hidden.union(states), rng)
    chosen: dict[QuestionId, Question] = {}
    for pool, apart in (
        (due, _command),
        (due, _fact),
        (new, _command),
        (new, _fact),
        (due, _question),
        (new, _question),
    ):
        _fill(chosen, pool, apart, cap)
    in_order = (question.id for question in chain(due, new) if question.id in chosen)
    return tuple(islice(in_order, len(chosen)))


def _fill(
    chosen: dict[QuestionId, Question],
    pool: Iterable[Question],
    apart: Callable[[Question], Hashable],
    cap: int,
) -> None:
    """Adds to the chosen, up to `cap`, those of the pool that differ from all of them in what `apart` gives."""
    taken = {apart(question) for question in chosen.values()}
    for question in pool:
        if len(chosen) >= cap:
            return
        if apart(question) not in taken:
            chosen[question.id] = question
            taken.add(apart(question))


def _command(question: Question) -> Hashable:
    return question.command or question.fact


def _fact(question: Question) -> Hashable:
    return question.fact


def _question(question: Question) -> Hashable:
    return question.id


def _jump_before(moment: datetime, zone: tzinfo) -> datetime:
    """The moment within two days before at which the zone's clock jumped, to the second."""
    after = moment.astimezone(zone).utcoffset()
    low, high = moment - 2 * _DAY, moment
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
