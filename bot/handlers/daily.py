"""`/daily`: questions every day at the person's time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import subscription, topics
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.taps import SetDaily
from bot.store import Store
from bot.store.person_shapes import Field
from bot.store.shapes import Waiting
from bot.study.schedule import DAYS_OF_WEEK, MOST_QUESTIONS, Wish, understand
from bot.subscription import Kept
from bot.visit import Visit

SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats
MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a wish cannot be kept."""

    text: str  # HTML


def router() -> Router:
    router = Router(name="daily")
    router.callback_query.register(choose_time, SetDaily.filter())
    router.message.register(set_daily, Command("daily", ignore_case=True))
    return router


async def set_daily(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    if not command.args:
        await screen.send(message, await status(visit, store))
        return
    match understand(command.args):
        case None:
            text = visit.texts("daily-wrong", text=command.args[:SHOWN], limit=MOST_QUESTIONS)
            await screen.send(message, _screen(visit, [text]))
        case "off":
            await screen.send(message, await turn_off(visit, store))
        case Wish() as wish:
            await screen.send(message, await fulfil(wish, visit, store))


async def choose_time(query: CallbackQuery, callback_data: SetDaily, visit: Visit, store: Store) -> None:
    minute = callback_data.minute
    if minute < 0:
        await screen.replace(query, await turn_off(visit, store))
    elif minute < MINUTES:
        await screen.replace(query, await fulfil(Wish(time(*divmod(minute, 60))), visit, store))
    else:
        await screen.replace(query, await status(visit, store), visit.texts.plain("error-stale-button"))


async def status(visit: Visit, store: Store) -> Screen:
    """How things stand."""
    day_set, _ = await store.today(visit.chat)
    return shown(visit, day_set)


def shown(visit: Visit, day_set: Waiting | None, *before: str) -> Screen:
    """The choices that were made and the set that waits, after what else there is to say."""
    waits = day_set is not None and not day_set.run.is_over
    lines = [*before, *described(visit)]
    if day_set is not None and waits:
        lines += ["", _progress(day_set, visit)]
    return _screen(visit, lines, waits=waits)


def _progress(day_set: Waiting, visit: Visit) -> str:
    run = day_set.run
    return visit.texts("daily-in-hand", answered=run.answered, count=len(run.questions))


async def fulfil(wish: Wish, visit: Visit, store: Store) -> Screen:
    """Subscribe, or change what was asked for; ask what a number alone means."""
    changes = _changes(wish, visit)
    if isinstance(changes, Refusal):
        return _screen(visit, [changes.text])
    if not changes and (choices := _left_open(wish, visit)) is not None:
        return choices
    kept = await subscription.change(visit, store, **changes)
    return _left_open(wish, kept.visit, told(kept)) or shown(kept.visit, kept.day_set, told(kept))


def _left_open(wish: Wish, visit: Visit, *before: str) -> Screen | None:
    """The choices that a wish leaves open: what a number alone means, or which topics."""
    if wish.unclear is not None:
        text = "\n".join([*before, visit.texts("daily-unclear", number=wish.unclear)])
        return Screen(text, daily_keyboards.count_or_hour(wish.unclear, visit.texts))
    if wish.topics == "":
        chosen = topics_choice(visit)
        return replace(chosen, text="\n".join([*before, chosen.text]))
    return None


def topics_choice(visit: Visit, shelf: int = 0) -> Screen:
    """The topics to choose among."""
    keyboard = daily_keyboards.topics(visit.edition, visit.person, visit.texts, shelf)
    return Screen(visit.texts("daily-topics-title"), keyboard)


def _changes(wish: Wish, visit: Visit) -> dict[str, Field] | Refusal:
    """The fields of the person that the wish changes."""
    changes: dict[str, Field] = {}
    at = wish.at or visit.person.daily_at
    if wish.at is not None:
        changes["daily_at"] = wish.at
    if wish.count is not None:
        changes["daily_count"] = wish.count
    if wish.quiet is not None:
        changes["quiet"] = wish.quiet
    if wish.evening is not None:
        changes["evening_at"] = None if wish.evening == "off" else wish.evening
        if isinstance(wish.evening, time) and at is not None and wish.evening <= at:
            return Refusal(visit.texts("daily-evening-early", time=f"{at:%H:%M}"))
    if wish.topics:
        named = topics.read(wish.topics, visit.edition)
        if named.unknown:
            return Refusal(_which_topics(named.unknown, visit))
        changes["topics"] = named.found
    return changes


def _which_topics(unknown: tuple[str, ...], visit: Visit) -> str:
    known = ", ".join(topic.title for topic in visit.edition.topics)
    return visit.texts("daily-topic-unknown", text=", ".join(unknown)[:SHOWN], topics=known)


def told(kept: Kept) -> str:
    """That it was kept, and when the next questions come."""
    visit = kept.visit
    if kept.next is None:
        return visit.texts("daily-saved")
    which = "first" if kept.is_first else "next"
    when, day = _when(kept.next, visit.today), visit.texts.date(kept.next)
    return visit.texts("daily-on", which=which, when=when, day=day)


def _when(day: date, today: date) -> str:
    """`today`, `tomorrow`, or `later`."""
    return {today: "today", today + timedelta(days=1): "tomorrow"}.get(day, "later")


def described(visit: Visit) -> Iterator[str]:
    """The choices that were made, a line each."""
    person, texts = visit.person, visit.texts
    if person.daily_at is None:
        yield texts("daily-status-off", zone=visit.zone_title, now=f"{visit.local_now:%H:%M}")
        return
    yield texts(
        "daily-status",
        days=days_text(visit),
        time=f"{person.daily_at:%H:%M}",
        zone=visit.zone_title,
        count=person.daily_count,
    )
    if chosen := topics.titles(person.topics, visit.edition):
        yield texts("daily-topics-are", topics=", ".join(chosen))
    if person.evening_at is not None:
        comes = "yes" if person.evening_at > person.daily_at else "no"
        yield texts("daily-evening-is", time=f"{person.evening_at:%H:%M}", comes=comes)
    if exam := person.exam_on(visit.today):
        yield texts("daily-exam-is", day=texts.date(exam.on), count=exam.count)


def days_text(visit: Visit) -> str:
    """`каждый день`, or the weekdays."""
    if not visit.person.quiet:
        return visit.texts.plain("daily-every-day")
    days = sorted(DAYS_OF_WEEK - visit.person.quiet)
    return visit.texts.plain(
        "daily-on-days", days=", ".join(visit.texts.plain("weekday", day=day) for day in days)
    )


async def turn_off(visit: Visit, store: Store) -> Screen:
    was_on = visit.person.daily_at is not None
    await store.dues.unsubscribe(visit.chat)
    text = visit.texts("daily-off" if was_on else "daily-off-already")
    return Screen(text, daily_keyboards.daily(visit.texts, is_on=False))


def _screen(visit: Visit, lines: list[str], *, waits: bool = False) -> Screen:
    keyboard = daily_keyboards.daily(visit.texts, is_on=visit.person.daily_at is not None, waits=waits)
    return Screen("\n".join(lines), keyboard)
