"""Pictures on their way to Telegram: sent once as bytes, then by the `file_id` that Telegram gave them."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from bot.pictures import Photo, PictureError, read_photo
from bot.store.file_ids import FileIds

log = logging.getLogger(__name__)

Source: TypeAlias = str | BufferedInputFile  # a `file_id`, or the bytes themselves

_STALE: Final = "file identifier"  # in Telegram's words for a file_id that it no longer knows


@dataclass(frozen=True, slots=True)
class Photos:
    """Sends pictures."""

    bot: Bot
    file_ids: FileIds

    async def send(self, chat: int, photo: Photo, caption: str, keyboard: InlineKeyboardMarkup) -> None:
        """Send the picture to a chat.

        Raises:
            PictureError: a drawing that cannot be drawn.
            TelegramBadRequest: Telegram does not take the picture.
        """
        [known] = await self.file_ids.find([photo.digest])
        if known is not None:
            try:
                await self.bot.send_photo(chat, known, caption=caption or None, reply_markup=keyboard)
            except TelegramBadRequest as error:
                if not is_stale(error):
                    raise
            else:
                return
        file = await asyncio.to_thread(_upload, photo)
        message = await self.bot.send_photo(chat, file, caption=caption or None, reply_markup=keyboard)
        if message.photo:
            await self.file_ids.keep({photo.digest: message.photo[-1].file_id})

    async def sources(self, photos: Mapping[str, Photo]) -> dict[str, Source]:
        """Each picture as a message takes it; what cannot be drawn is left out."""
        known = await self.file_ids.find([photo.digest for photo in photos.values()])
        found: dict[str, Source] = {}
        for (key, photo), file_id in zip(photos.items(), known, strict=True):
            try:
                found[key] = await asyncio.to_thread(_upload, photo) if file_id is None else file_id
            except PictureError as error:
                log.warning("picture %s: %s %s", photo.path.name, error.code, error.variables)
        return found


async def read(path: Path) -> Photo:
    """The picture's file, read off the event loop.

    Raises:
        PictureError: it cannot be shown.
    """
    return await asyncio.to_thread(read_photo, path)


def is_stale(error: TelegramBadRequest) -> bool:
    """Whether Telegram refuses a `file_id` that it gave once."""
    return _STALE in error.message


def _upload(photo: Photo) -> BufferedInputFile:
    return BufferedInputFile(photo.fit(), photo.name)
