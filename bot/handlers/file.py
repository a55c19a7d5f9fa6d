"""A section as a file, with all that is below it."""

import asyncio
import re
from typing import Final

from aiogram import Bot, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot import render
from bot.handlers import screen
from bot.keyboards.taps import SendFile
from bot.study.extract import extract
from bot.visit import Visit

TITLE_LIMIT: Final = 60  # UTF-16 units of a title, in the file's name and under it

_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')  # what some system refuses in a file's name


def router() -> Router:
    router = Router(name="file")
    router.callback_query.register(send_file, SendFile.filter())
    return router


async def send_file(query: CallbackQuery, callback_data: SendFile, visit: Visit, bot: Bot) -> None:
    section = visit.edition.library.sections.get(callback_data.id)
    if section is None:
        await screen.answer(bot, query, visit.texts.plain("browse-gone"))
        return
    await screen.answer(bot, query)
    text = await asyncio.to_thread(extract, visit.edition.library, section)
    title = render.shortened(section.title, TITLE_LIMIT)
    await bot.send_document(
        visit.chat,
        BufferedInputFile(text.encode(), file_name(title) or f"{section.id}.md"),
        caption=visit.texts.plain("page-file-caption", title=title),
    )


def file_name(title: str) -> str:
    """The title as a file's name on any system; empty where nothing of it can stand in one."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(". ")
    return f"{name}.md" if name else ""
