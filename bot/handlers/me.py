"""`/stats`: what the person remembers and has read, the streak, and the map of memory over the contents."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.handlers.weeks import has_answers, send_weeks
from bot.keyboards import progress as progress_keyboards
from bot.keyboards.taps import ShowWeeks, TurnMap
from bot.store import Store
from bot.store.journal import Progress
from bot.store.shapes import asked_days
from bot.study.memory_map import MemoryMap, Place, Region, pages
from bot.study.review import is_due
from bot.study.streak import Standing, standing, unasked
from bot.texts import Texts
from bot.visit import Visit

AHEAD: Final = timedelta(days=7)  # today's answers say nothing yet: everything is fresh
WEAKEST: Final = 3  # sections offered to be read again
NAMED: Final = 5  # subjects not begun that are named
FIFTHS: Final = 5  # parts of a bar
UNKNOWN: Final = -1  # `map-recall` of what was never asked


def router() -> Router:
    router = Router(name="me")
    router.callback_query.register(turn_map, TurnMap.filter())
    router.callback_query.register(show_weeks, ShowWeeks.filter())
    router.message.register(show_stats, Command("stats", ignore_case=True))
    return router


async def show_stats(message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    """The progress at once, and then the picture, which takes a moment to draw."""
    if _is_new(visit):
        await screen.send(message, _nothing(visit))
        return
    progress = await store.journal.progress(visit.chat)
    await screen.send(message, overview(visit, progress))
    if has_answers(progress, visit.today):
        await send_weeks(visit, progress, store, bot)


async def show_weeks(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    progress = await store.journal.progress(visit.chat)
    if not has_answers(progress, visit.today):
        await screen.answer(bot, query, visit.texts.plain("weeks-none"))
        return
    await screen.answer(bot, query)
    await send_weeks(visit, progress, store, bot)


async def turn_map(query: CallbackQuery, callback_data: TurnMap, visit: Visit, store: Store) -> None:
    await screen.replace(query, await stats(visit, store, callback_data.page))


async def stats(visit: Visit, store: Store, page: int = 0) -> Screen:
    """The progress; the picture comes by a button of its own."""
    if _is_new(visit):
        return _nothing(visit)
    return overview(visit, await store.journal.progress(visit.chat), page)


def _is_new(visit: Visit) -> bool:
    """Whether there is nothing to show yet: neither an answer nor a section that was opened."""
    return not visit.person.answers and visit.person.section is None


def _nothing(visit: Visit) -> Screen:
    return Screen(visit.texts("stats-empty"), keyboards.menu(visit.texts))


def overview(visit: Visit, progress: Progress, page: int = 0) -> Screen:
    """Figures, streak, and a page of the map, from 0; the nearest one where there are fewer."""
    library = visit.edition.library
    ahead = MemoryMap(library, visit.edition.questions, progress.cards, visit.today + AHEAD)
    read = {section for section in library.sections if progress.has_read(section)}
    begun, untouched = ahead.begun(read)
    shelf = pages(begun or untouched)
    page = min(max(page, 0), len(shelf) - 1)
    weakest = ahead.weakest(WEAKEST)
    excused = unasked(visit.person.streak, asked_days(progress.days), visit.today)
    lines = [
        visit.texts("stats-title"),
        "",
        *_figures(visit, progress),
        *_streak(standing(visit.person.streak, visit.today, excused), visit),
        "",
        visit.texts("map-title"),
        *_map(shelf[page], visit.texts),
        *(_untouched(untouched, visit.texts) if begun else ()),
    ]
    if weakest:
        lines += ["", visit.texts("stats-weakest")]
    reading = library.sections.get(visit.person.section or "")
    keyboard = progress_keyboards.progress(shelf, page, weakest, reading, visit.texts)
    return Screen("\n".join(lines), keyboard)


def _figures(visit: Visit, progress: Progress) -> Iterator[str]:
    person = visit.person
    if not person.answers:
        yield visit.texts("stats-unanswered")
        return
    cards = [card for question, card in progress.cards.items() if question in visit.edition.questions]
    yield visit.texts(
        "stats-answers",
        answers=person.answers,
        right=person.right_answers,
        share=round(100 * person.right_answers / person.answers),
        cards=len(cards),
        due=sum(is_due(card, visit.today) for card in cards),
    )


def _streak(now: Standing, visit: Visit) -> Iterator[str]:
    """How the streak stands, and whether one that was lost can still be had back."""
    texts, before = visit.texts, visit.person.streak.length
    if before and not now.length and not now.lost:
        yield texts("stats-ended", days=before)
    elif now.length or not now.lost:
        done = "yes" if now.is_done else "no"
        yield texts("stats-streak", days=now.length, freezes=now.freezes, done=done)
    if now.lost and now.earn_back_until:
        yield texts("stats-lost", days=now.lost, until=texts.date(now.earn_back_until))


def _map(regions: Iterable[Region], texts: Texts) -> Iterator[str]:
    for region in regions:
        yield _place("map-subject", region.subject, texts)
        for child in region.children:
            yield _place("map-section", child, texts)


def _untouched(regions: Sequence[Region], texts: Texts) -> Iterator[str]:
    """All subjects not begun yet, in one line."""
    titles = [keyboards.shorten(region.subject.section.title) for region in regions]
    if titles:
        more = len(titles) - NAMED
        yield texts("map-untouched", titles=", ".join(titles[:NAMED]), more=max(more, 0))


def _place(key: str, place: Place, texts: Texts) -> str:
    return texts(
        key,
        title=keyboards.shorten(place.section.title),
        fifths=round(FIFTHS * (place.recall or 0)),
        recall=UNKNOWN if place.recall is None else round(100 * place.recall),
        read=place.read,
        sections=place.sections,
    )
