"""Changing when a group gets its question of the day: whatever is changed, the next one follows."""

from collections.abc import Mapping
from datetime import datetime

from bot.store import Store
from bot.store.group_shapes import Field, Group
from bot.study.daily import local_date, next_due


async def keep(
    group: int, changes: Mapping[str, Field], store: Store, now: datetime, default_zone: str
) -> Group:
    """Keep fields of the group, named as in `Group`; a question that was given up is tried again."""
    await store.groups.remember(group, **{**changes, "refused": None})
    kept = await store.groups.group(group)
    if kept.daily_at is not None:
        zone = kept.timezone(default_zone)
        today = local_date(now, zone)
        served = today if kept.asked_on == today else None
        due = next_due(now, kept.daily_at, zone, served=served)
        await store.groups.schedule(group, due.timestamp())
    return kept


async def resume(group: int, store: Store, now: datetime, default_zone: str) -> None:
    """The bot has its rights back: the question that could not be sent comes at its next time."""
    if (await store.groups.group(group)).refused:
        await keep(group, {}, store, now, default_zone)
