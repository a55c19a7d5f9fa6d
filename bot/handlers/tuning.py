"""What can be chosen about the daily set beside its time: how many questions, of what, on which days, and a reminder."""

from datetime import time

from aiogram import Router
from aiogram.types import CallbackQuery

from bot import subscription
from bot.handlers import daily, screen
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.daily import ALL_TOPICS, EVENINGS, NO_EVENING
from bot.keyboards.taps import DailyPart, TuneDaily
from bot.store import Store
from bot.store.person_shapes import Field
from bot.study.schedule import DAYS_OF_WEEK, MOST_QUESTIONS
from bot.visit import Visit


def router() -> Router:
    router = Router(name="tuning")
    router.callback_query.register(tune, TuneDaily.filter())
    return router


async def tune(query: CallbackQuery, callback_data: TuneDaily, visit: Visit, store: Store) -> None:
    """Show the choices, or keep one of them."""
    if not callback_data.value:
        await screen.replace(query, choices(callback_data, visit))
        return
    if callback_data.part is DailyPart.DAYS and _is_last_day(callback_data, visit):
        await screen.replace(query, choices(callback_data, visit), visit.texts.plain("daily-some-day"))
        return
    changes = _changes(callback_data, visit)
    if changes is None:
        stale = visit.texts.plain("error-stale-button")
        await screen.replace(query, await daily.status(visit, store), stale)
        return
    kept = await subscription.change(visit, store, **changes)
    saved = visit.texts.plain("settings-saved")
    if callback_data.part in {DailyPart.DAYS, DailyPart.TOPICS}:  # of which more than one is chosen
        await screen.replace(query, choices(callback_data, kept.visit), saved)
    else:
        await screen.replace(query, daily.shown(kept.visit, kept.day_set), saved)


def choices(tap: TuneDaily, visit: Visit) -> Screen:
    """The buttons to choose with, and what they mean."""
    person, texts = visit.person, visit.texts
    match tap.part:
        case DailyPart.COUNT:
            return Screen(texts("daily-count-title"), daily_keyboards.counts(person, texts))
        case DailyPart.DAYS:
            return Screen(texts("daily-days-title"), daily_keyboards.days(person, texts))
        case DailyPart.TOPICS:
            return daily.topics_choice(visit, max(0, tap.shelf))
        case DailyPart.EVENING:
            return Screen(texts("daily-evening-title"), daily_keyboards.evenings(person, texts))


def _is_last_day(tap: TuneDaily, visit: Visit) -> bool:
    """Whether the tap would leave no day with questions."""
    return not tap.is_on and visit.person.quiet >= DAYS_OF_WEEK - frozenset(map(int, _digit(tap.value)))


def _digit(value: str) -> str:
    return value if value in set("0123456") else ""


def _changes(tap: TuneDaily, visit: Visit) -> dict[str, Field] | None:
    """The field of the person that the tap changes; None for one that makes no sense, or no longer does."""
    match tap.part:
        case DailyPart.COUNT:
            is_count = tap.value.isdecimal() and 1 <= int(tap.value) <= MOST_QUESTIONS
            return {"daily_count": int(tap.value)} if is_count else None
        case DailyPart.DAYS:
            day = frozenset(map(int, _digit(tap.value)))
            quiet = visit.person.quiet
            return {"quiet": quiet - day if tap.is_on else quiet | day} if day else None
        case DailyPart.TOPICS:
            return _topics(tap, visit)
        case DailyPart.EVENING:
            return _evening(tap.value)


def _topics(tap: TuneDaily, visit: Visit) -> dict[str, Field] | None:
    if tap.value == ALL_TOPICS:
        return {"topics": ()}
    if tap.value not in visit.edition.library.sections:
        return None
    others = tuple(topic for topic in visit.person.topics if topic != tap.value)
    return {"topics": (*others, tap.value) if tap.is_on else others}


def _evening(value: str) -> dict[str, Field] | None:
    if value == NO_EVENING:
        return {"evening_at": None}
    offered: dict[str, time] = {str(daily_keyboards.minute_of(at)): at for at in EVENINGS}
    return {"evening_at": offered[value]} if value in offered else None
