"""`/daily`: questions every day at the person's time."""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final, Literal

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.person import DAILY_COUNT_LIMIT, Person
from bot.shapes import DayState
from bot.store import Store
from bot.study.daily import local_date, next_due
from bot.taps import SetDaily
from bot.visit import Visit

OFF: Final = frozenset({"off", "stop", "0", "выкл", "выключить", "стоп"})
TIME: Final = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?:\s+(?P<count>\d{1,2}))?")
SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats


@dataclass(frozen=True, slots=True)
class Wish:
    """What `/daily` was asked for."""

    at: time
    count: int | None = None


def router() -> Router:
    router = Router(name="daily")
    router.callback_query.register(choose_time, SetDaily.filter())
    router.message.register(set_daily, Command("daily"))
    return router


def understand(words: str) -> Wish | Literal["off"] | None:
    """`09:00`, `9`, `21.30 5`, `off`; None for anything else."""
    words = words.strip().casefold()
    if words in OFF:
        return "off"
    found = TIME.fullmatch(words)
    if found is None:
        return None
    count = int(found["count"]) if found["count"] else None
    if count is not None and not 1 <= count <= DAILY_COUNT_LIMIT:
        return None
    return Wish(time(int(found["hour"]), int(found["minute"] or 0)), count)


async def set_daily(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    if not command.args:
        await screen.send(message, status(visit))
        return
    match understand(command.args):
        case None:
            text = visit.texts("daily-wrong", text=command.args[:SHOWN], limit=DAILY_COUNT_LIMIT)
            await screen.send(message, Screen(text, _keyboard(visit)))
        case "off":
            await screen.send(message, await turn_off(visit, store))
        case Wish() as wish:
            await screen.send(message, await turn_on(wish, visit, store))


async def choose_time(query: CallbackQuery, callback_data: SetDaily, visit: Visit, store: Store) -> None:
    minute = callback_data.minute
    if minute < 0:
        await screen.replace(query, await turn_off(visit, store))
    elif minute < 24 * 60:
        await screen.replace(query, await turn_on(Wish(time(*divmod(minute, 60))), visit, store))
    else:
        await screen.replace(query, status(visit), visit.texts.plain("error-stale-button"))


def status(visit: Visit) -> Screen:
    at = visit.person.daily_at
    if at is None:
        text = visit.texts("daily-status-off", zone=visit.zone_name, now=f"{visit.local_now:%H:%M}")
    else:
        text = visit.texts(
            "daily-status", time=f"{at:%H:%M}", zone=visit.zone_name, count=visit.person.daily_count
        )
    return Screen(text, _keyboard(visit))


async def turn_on(wish: Wish, visit: Visit, store: Store) -> Screen:
    """Subscribe, or change the time or the count."""
    person = replace(visit.person, daily_at=wish.at, daily_count=wish.count or visit.person.daily_count)
    zone = person.timezone(visit.default_zone)
    due = next_due(
        visit.now, wish.at, zone, served=served(visit.person, await store.days(visit.chat), visit.today)
    )
    await store.subscribe(person.id, due.timestamp(), wish.at, person.daily_count)
    text = visit.texts(
        "daily-on",
        time=f"{wish.at:%H:%M}",
        zone=visit.zone_name,
        count=person.daily_count,
        when="today" if local_date(due, zone) == visit.today else "tomorrow",
    )
    return Screen(text, _keyboard(replace(visit, person=person)))


def served(person: Person, days: dict[date, DayState], today: date) -> date | None:
    """The last date that had its set, as `next_due` wants it; an old subscription is a new one."""
    last = max(days, default=None)
    return last if last is not None and (person.daily_at is not None or last >= today) else None


async def turn_off(visit: Visit, store: Store) -> Screen:
    was_on = visit.person.daily_at is not None
    await store.unsubscribe(visit.chat)
    text = visit.texts("daily-off" if was_on else "daily-off-already")
    return Screen(text, keyboards.daily(visit.texts, is_on=False))


def _keyboard(visit: Visit) -> InlineKeyboardMarkup:
    return keyboards.daily(visit.texts, is_on=visit.person.daily_at is not None)
