"""Pages with tables, in `/settings`: a sample first, for no API tells whether a person's Telegram shows them."""

import asyncio
import logging
from html import escape
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import CallbackQuery, InputRichMessage

from bot import keyboards
from bot.handlers import screen, settings
from bot.handlers.screen import Screen
from bot.keyboards.taps import RichStep, SetRich
from bot.store import Store
from bot.texts import Texts
from bot.visit import Visit

log = logging.getLogger(__name__)

LARGEST_ID: Final = 2**31 - 1  # of a message: Telegram takes 32 bits, a forged button may hold anything


def router() -> Router:
    router = Router(name="tables")
    router.callback_query.register(choose, SetRich.filter())
    return router


async def choose(query: CallbackQuery, callback_data: SetRich, visit: Visit, store: Store, bot: Bot) -> None:
    match callback_data.step:
        case RichStep.ASK:
            await _ask(query, visit, bot)
        case RichStep.YES | RichStep.NO as step:
            shown = await settings.set_rich(visit, store, is_on=step is RichStep.YES)
            notice = visit.texts.plain("rich-on" if step is RichStep.YES else "rich-off")
            async with asyncio.TaskGroup() as group:
                group.create_task(screen.replace(query, shown, notice))
                group.create_task(_drop_sample(bot, visit.chat, callback_data.sample))


async def _ask(query: CallbackQuery, visit: Visit, bot: Bot) -> None:
    """Send the sample, and ask in the message of the settings what the person sees of it."""
    rich = InputRichMessage(html=sample_html(visit.texts), skip_entity_detection=True)
    try:
        sample = await bot.send_rich_message(visit.chat, rich)
    except (TelegramBadRequest, TelegramNotFound) as error:
        log.warning("the sample of a rich message is refused: %s", error.message)
        await screen.answer(bot, query, visit.texts.plain("rich-unavailable"))
        return
    keyboard = keyboards.rich_sample(visit.texts, sample.message_id)
    await screen.replace(query, Screen(visit.texts("rich-question"), keyboard))


def sample_html(texts: Texts) -> str:
    """A heading and a small table."""

    def row(tag: str, *cells: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    rows = (
        row("th", texts.plain("rich-sample-command"), texts.plain("rich-sample-purpose")),
        row("td", "docker ps", texts.plain("rich-sample-first")),
        row("td", "docker stop", texts.plain("rich-sample-second")),
    )
    title = escape(texts.plain("rich-sample-title"))
    return f"<h2>{title}</h2><table bordered>{''.join(rows)}</table>"


async def _drop_sample(bot: Bot, chat: int, sample: int) -> None:
    """The sample has served; one that is gone or too old stays as it is."""
    if not 0 < sample <= LARGEST_ID:
        return
    try:
        await bot.delete_message(chat, sample)
    except TelegramBadRequest as error:
        log.info("the sample of a rich message stays: %s", error.message)
