"""Changing when a person gets their questions: whatever is changed, the next set and the reminder follow."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from bot.person import Person
from bot.store import Store
from bot.store.person_shapes import Field
from bot.store.shapes import DayState, Waiting
from bot.study.daily import cut_short, evening_of, local_date, next_due
from bot.visit import Visit


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the person as they are now, the local date of their next set, and the set they have."""

    visit: Visit
    next: date | None = None  # None: not subscribed
    day_set: Waiting | None = None  # the last one, of who is subscribed
    is_first: bool = False  # the next set: there was none in the days known


async def change(visit: Visit, store: Store, **changes: Field) -> Kept:
    """Keep fields of the person, named as in `Person`; three round trips for who is subscribed, else one."""
    new = replace(visit, person=changed(visit.person, **changes))
    person = new.person
    if person.daily_at is None:
        await store.remember(visit.chat, **changes)
        return Kept(new)
    day_set, days = await store.today(visit.chat)
    zone = person.timezone(visit.default_zone)
    await _excuse_cut_days(visit, new, days, store)
    last = served(visit.person, days, new.today)
    if "quiet" in changes and new.local_now.time() >= person.daily_at:
        last = new.today  # a day that is quiet no more begins with the next one, not at once
    due = next_due(visit.now, person.daily_at, zone, quiet=person.quiet, served=last)
    evening = _evening(new, day_set, days)
    await store.dues.schedule(
        visit.chat, due.timestamp(), None if evening is None else evening.timestamp(), changes
    )
    return Kept(new, local_date(due, zone), day_set, is_first=not days)


def changed(person: Person, **changes: Any) -> Person:  # noqa: ANN401 -- `replace` types no fields
    """The person with other fields; None stands for the default, as in the store."""
    kept = {name: value for name, value in changes.items() if value is not None}
    default = Person(person.id)
    dropped = {name: getattr(default, name) for name, value in changes.items() if value is None}
    return replace(person, **kept, **dropped)


def served(person: Person, days: dict[date, DayState], today: date) -> date | None:
    """The last date that had its set, as `next_due` wants it; an old subscription is a new one."""
    last = max(days, default=None)
    return last if last is not None and (person.daily_at is not None or last >= today) else None


async def _excuse_cut_days(old: Visit, new: Visit, days: dict[date, DayState], store: Store) -> None:
    """The dates that another zone ends early: what was sent then and is not finished costs no streak."""
    zones = (visit.person.timezone(visit.default_zone) for visit in (old, new))
    for day in cut_short(old.now, *zones):
        if days.get(day) == "sent" and not _is_finished(old.person, day):
            await store.dues.set_day(old.chat, day, "cut")


def _is_finished(person: Person, day: date) -> bool:
    return person.streak.last is not None and person.streak.last >= day


def _evening(visit: Visit, day_set: Waiting | None, days: dict[date, DayState]) -> datetime | None:
    """When to remind of the set that waits today."""
    at, today = visit.person.evening_at, visit.today
    waits = day_set is not None and day_set.run.day == today and not day_set.run.is_over
    if at is None or not waits or days.get(today) != "sent" or _is_finished(visit.person, today):
        return None
    return evening_of(today, at, visit.person.timezone(visit.default_zone), visit.now.astimezone(UTC))
