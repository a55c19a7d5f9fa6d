"""Today's set: going on with the one that waits, what comes of finishing it, clearing it a second time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.handlers import screen
from bot.handlers.quiz import ask_next, worth_rereading
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.taps import DaySet
from bot.quizzing import close_poll
from bot.store import Store
from bot.store.insisting import AFTER, insist
from bot.store.shapes import OURS, DayState, Waiting, asked_days
from bot.study.run import Run
from bot.study.streak import Account, account, standing, unasked
from bot.texts import Texts
from bot.visit import Visit


def router() -> Router:
    router = Router(name="day")
    router.callback_query.register(go_on, DaySet.filter())
    return router


async def go_on(query: CallbackQuery, callback_data: DaySet, visit: Visit, store: Store, bot: Bot) -> None:
    """Ask the current question anew, or start the set again where that earns a streak back."""
    day_set, days = await store.today(visit.chat)
    run = None if day_set is None else _wanted(callback_data, day_set.run, visit, asked_days(days))
    if run is None:
        nothing = "daily-nothing-lost" if callback_data.is_again else "daily-nothing-waits"
        await screen.answer(bot, query, visit.texts.plain(nothing))
        return
    await screen.answer(bot, query)
    await close_poll(bot, visit.chat, day_set)
    await ask_next(run, visit, store, bot)


def _wanted(tap: DaySet, run: Run, visit: Visit, asked: frozenset[date]) -> Run | None:
    """The run to go on with; None where there is nothing to do."""
    if not run.is_over:
        return run
    streak = visit.person.streak
    is_today = run.day == streak.last == visit.today
    lost = standing(streak, visit.today, unasked(streak, asked, visit.today)).lost
    return Run(run.questions, day=run.day) if tap.is_again and is_today and lost else None


async def finish_set(run: Run, visit: Visit, store: Store) -> Screen:
    """The set is done: the streak grows, and the person hears what is true of it."""
    if run.day is None:
        raise ValueError("a quiz by hand is no daily set")
    days = await insist(partial(store.dues.days, visit.chat), AFTER)  # the last answer is counted by now
    before = visit.person.streak
    told = account(before, run.day, visit.today, unasked(before, asked_days(days), visit.today))
    await insist(partial(store.finish_set, visit.chat, Waiting(run), told.streak), AFTER)
    lines = [visit.texts("daily-done", right=run.right, count=run.answered), *worth_rereading(run, visit)]
    lines += _streak(told, visit.texts)
    lines += _ours(before.last, run.day, days, visit.texts)
    can_earn_back = told.standing.lost > 0 and told.streak.last == visit.today
    keyboard = daily_keyboards.set_over(
        visit.texts, has_mistakes=bool(run.wrong), can_earn_back=can_earn_back
    )
    return Screen("\n".join(lines), keyboard)


def _streak(told: Account, texts: Texts) -> Iterator[str]:
    """How long it is and why; a loss is told once, or while something can be done about it."""
    now = told.standing
    yield texts("daily-regained" if told.regained else "daily-streak", days=now.length)
    if told.frozen:
        yield texts("daily-frozen", days=_dates(told.frozen, texts), count=len(told.frozen), left=now.freezes)
    if told.has_earned_freeze:
        yield texts("daily-freeze-earned", freezes=now.freezes)
    if now.lost and now.earn_back_until is not None:
        yield texts("daily-lost", days=now.lost, until=texts.date(now.earn_back_until))
    elif told.ended:
        yield texts("daily-ended", days=told.ended)


def _ours(last: date | None, until: date, days: Mapping[date, DayState], texts: Texts) -> Iterator[str]:
    """The days since the last set that we failed to serve, owned up to."""
    ours = sorted(day for day, state in days.items() if state in OURS and last and last < day < until)
    if ours:
        yield texts("daily-ours", days=_dates(ours, texts), count=len(ours))


def _dates(days: Sequence[date], texts: Texts) -> str:
    return ", ".join(texts.date(day) for day in days)
