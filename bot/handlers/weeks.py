"""The picture of the last twelve weeks: drawn once for what it shows, then sent by Telegram's id of it."""

import asyncio
import logging
from datetime import date
from hashlib import blake2b
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile

from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.photos import is_stale
from bot.pictures.svg import DrawingError, drawn
from bot.store import Store
from bot.store.journal import Drawn, Progress
from bot.study.history import Week, last_weeks, monday, retention, week_of
from bot.texts import Texts
from bot.visit import Visit
from bot.weeks import Labels, drawing

log = logging.getLogger(__name__)

WEEKS: Final = 12


def has_answers(progress: Progress, today: date) -> bool:
    """Whether the picture would show anything."""
    return any(any(week.answers) for week in last_weeks(progress.weeks, today, WEEKS))


async def send_weeks(visit: Visit, progress: Progress, store: Store, bot: Bot) -> None:
    weeks = last_weeks(progress.weeks, visit.today, WEEKS)
    svg = drawing(weeks, visit.today, _labels(weeks, visit.today, visit.texts)).encode()
    caption = _caption(weeks, visit.texts)
    digest = blake2b(svg, digest_size=16).hexdigest()
    if progress.picture is not None and progress.picture.digest == digest:
        try:
            await bot.send_photo(visit.chat, progress.picture.file_id, caption=caption)
        except TelegramBadRequest as error:
            if not is_stale(error):
                raise
        else:
            return
    try:
        png = await asyncio.to_thread(drawn, svg)
    except DrawingError as error:
        log.warning("the picture of weeks was not drawn: %s", error)
        await screen.send_to(bot, visit.chat, Screen(visit.texts("weeks-failed")))
        return
    message = await bot.send_photo(visit.chat, BufferedInputFile(png, "weeks.png"), caption=caption)
    if message.photo:
        await store.journal.keep_picture(visit.chat, Drawn(digest, message.photo[-1].file_id))


def _labels(weeks: tuple[Week, ...], today: date, texts: Texts) -> Labels:
    answers = [answers for week in weeks for answers in week.answers]
    found = retention(weeks)
    first = week_of(today) - len(weeks) + 1
    mondays = [monday(number) for number in range(first, first + len(weeks))]
    return Labels(
        title=texts.plain("weeks-title"),
        summary=texts.plain("weeks-summary", answers=sum(answers), days=sum(map(bool, answers))),
        weekdays=[texts.plain("weeks-weekday", day=day) for day in range(7)],
        mondays=[texts.plain("weeks-monday", day=day.day, month=day.month) for day in mondays],
        less=texts.plain("weeks-less"),
        more=texts.plain("weeks-more"),
        memory=texts.plain("weeks-memory"),
        promised=texts.plain("weeks-promised", share=round(100 * found.promised)) if found else "",
        measured=texts.plain("weeks-measured", share=round(100 * found.measured), reviews=found.reviews)
        if found
        else "",
    )


def _caption(weeks: tuple[Week, ...], texts: Texts) -> str:
    """What the picture shows, in words: for who cannot see it too."""
    found = retention(weeks)
    if found is None:
        return texts.plain("weeks-caption")
    return texts.plain(
        "weeks-caption-memory",
        promised=round(100 * found.promised),
        measured=round(100 * found.measured),
        reviews=found.reviews,
    )
