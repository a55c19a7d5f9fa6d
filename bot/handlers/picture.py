"""A picture of a page: in a message of its own, until it is closed."""

import logging
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from bot import keyboards, render
from bot.book import Reader, Shown
from bot.handlers import screen
from bot.handlers.browse import rendered
from bot.handlers.screen import Screen
from bot.keyboards.taps import ClosePicture, OpenPicture
from bot.photos import read
from bot.pictures import PictureError
from bot.visit import Visit

log = logging.getLogger(__name__)

CAPTION_LIMIT: Final = 1024  # UTF-16 units, core.telegram.org/bots/api#sendphoto


def router() -> Router:
    router = Router(name="picture")
    router.callback_query.register(open_picture, OpenPicture.filter())
    router.callback_query.register(close_picture, ClosePicture.filter())
    return router


async def open_picture(query: CallbackQuery, callback_data: OpenPicture, visit: Visit, bot: Bot) -> None:
    """Send the picture; one that cannot be shown gets a word, and its button is gone next time."""
    picture = await _found(callback_data, visit)
    if picture is None:
        await screen.answer(bot, query, visit.texts.plain("page-picture-missing"))
        return
    await screen.answer(bot, query)
    try:
        photo = await read(picture.path)
        caption = render.shortened(picture.name, CAPTION_LIMIT)
        await visit.photos.send(visit.chat, photo, caption, keyboards.picture(visit.texts))
    except (PictureError, TelegramBadRequest) as error:
        log.warning("picture %s of section %s is not shown: %s", picture.path.name, callback_data.id, error)
        visit.edition.album.refused.add(picture.path)
        await screen.send_to(bot, visit.chat, Screen(visit.texts("page-picture-missing")))


async def _found(tap: OpenPicture, visit: Visit) -> Shown | None:
    section = visit.edition.library.sections.get(tap.id)
    if section is None:
        return None
    book = visit.edition.book
    pages = await rendered(book.pages, section, Reader(visit.texts, visit.bot_name))
    pictures = book.pictures(section, tuple(image for page in pages for image in page.images))
    return next((picture for picture in pictures if picture.key == tap.key), None)


async def close_picture(query: CallbackQuery, visit: Visit, bot: Bot) -> None:
    notice = None if await _deleted(query) else visit.texts.plain("page-picture-too-old")
    await screen.answer(bot, query, notice)


async def _deleted(query: CallbackQuery) -> bool:
    """False: it is older than 48 hours, which Telegram does not let a bot take away."""
    if not isinstance(query.message, Message):
        return False
    try:
        await query.message.delete()
    except TelegramBadRequest as error:
        return "message to delete not found" in error.message
    return True
