"""Due times made anew from what each chat wants, after the sorted set that held them was damaged and set aside."""

import logging
from datetime import date, datetime

from bot.store import Store
from bot.store.mending import TROUBLE
from bot.study.daily import next_due

log = logging.getLogger(__name__)


async def resubscribe(store: Store, now: datetime, default_zone: str) -> int:
    """Give a due time to every chat that is subscribed and has none; gives how many there were.

    Who was served today is due tomorrow; who was not, and whose time has passed, at once or not any more today.
    """
    count = 0
    async for chat in store.dues.unscheduled():
        try:
            due = await _next(store, chat, now, default_zone)
        except TROUBLE as error:
            await store.mending.excuse(error, chat)
            continue
        if due is not None:
            count += await store.dues.schedule_if_none(chat, due.timestamp())
    log.warning("%d chats had lost their due time and have one again", count)
    return count


async def _next(store: Store, chat: int, now: datetime, default_zone: str) -> datetime | None:
    served: date | None
    if chat < 0:  # ids of groups are
        group = await store.groups.group(chat)
        at, zone, quiet, served = (
            None if group.is_given_up else group.daily_at,
            group.timezone(default_zone),
            frozenset[int](),
            group.asked_on,
        )
    else:
        person = await store.person(chat)
        if person is None:
            return None
        at, zone, quiet = person.daily_at, person.timezone(default_zone), person.quiet
        served = max(await store.dues.days(chat), default=None)
    return None if at is None else next_due(now, at, zone, quiet=quiet, served=served)
