"""Pages as rich messages: Telegram's own tables and headings, with the pictures inside."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import (
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputRichMessage,
    InputRichMessageMedia,
    Message,
    RichBlockPhoto,
    RichBlockUnion,
    RichMessage,
)

from bot.book import Book, Shown
from bot.photos import Photos, Source, is_stale, read
from bot.pictures import Photo, PictureError, picture_key
from bot.render import RichPage
from bot.study.notes import Section

log = logging.getLogger(__name__)

# Words of a refusal that is about the message to be edited, not about what it shall show
ABOUT_THE_MESSAGE: Final = (
    "message is not modified",
    "message can't be edited",
    "message to edit not found",
    "no text in the",
)


class NotComposedError(Exception):
    """A picture of the page cannot be read or drawn."""


@dataclass(frozen=True, slots=True)
class RichScreen:
    """A page to be shown as a rich message. Where Telegram refuses it, the caller shows the classic page.

    The same page of the same notes is then not tried again: no client of the person's is at fault, the page is.
    """

    section: Section
    page: RichPage
    pictures: tuple[Shown, ...]
    keyboard: InlineKeyboardMarkup
    book: Book
    photos: Photos

    async def send(self, bot: Bot, chat: int) -> bool:
        """Show it in a new message; False: it was refused, and nothing was sent."""
        return await self._shown(lambda rich: bot.send_rich_message(chat, rich, reply_markup=self.keyboard))

    async def edit(self, message: Message) -> bool:
        """Show it in this message; False: it was refused, and the message is as it was."""
        return await self._shown(
            lambda rich: message.edit_text(text=None, rich_message=rich, reply_markup=self.keyboard)
        )

    async def _shown(self, call: Callable[[InputRichMessage], Awaitable[Message | bool]]) -> bool:
        try:
            photos = {picture.key: await read(picture.path) for picture in self.pictures}
            try:
                await self._call(call, photos)
            except TelegramBadRequest as error:
                if not is_stale(error):
                    raise
                await self.photos.file_ids.drop([photo.digest for photo in photos.values()])
                await self._call(call, photos)
        except TelegramNotFound:
            log.warning("this server of the Bot API knows no rich messages")
            self.book.refuse_rich()
        except TelegramBadRequest as error:
            if any(words in error.message for words in ABOUT_THE_MESSAGE):
                raise
            log.warning("section %s is refused as a rich message: %s", self.section.id, error.message)
            self.book.refuse_rich(self.section)
        except (PictureError, NotComposedError) as error:
            log.warning("section %s cannot be a rich message: %s", self.section.id, error)
            self.book.refuse_rich(self.section)
        else:
            return True
        return False

    async def _call(
        self, call: Callable[[InputRichMessage], Awaitable[Message | bool]], photos: dict[str, Photo]
    ) -> None:
        sources = await self.photos.sources(photos) if photos else {}
        if missing := photos.keys() - sources.keys():
            raise NotComposedError(f"{len(missing)} pictures cannot be drawn")
        message = await call(_composed(self.page, sources))
        if isinstance(message, Message) and message.rich_message is not None:
            await self._keep(message.rich_message, sources, photos)

    async def _keep(self, sent: RichMessage, sources: dict[str, Source], photos: dict[str, Photo]) -> None:
        """Keep the ids of pictures that went as bytes: they stand in the message in the order of the page."""
        shown = list(_photos_in(sent.blocks))
        keys = [picture_key(image.path) for image in self.page.images]
        if len(shown) == len(keys):
            new = {
                photos[key].digest: block.photo[-1].file_id
                for key, block in zip(keys, shown, strict=True)
                if not isinstance(sources[key], str) and block.photo
            }
            if new:
                await self.photos.file_ids.keep(new)


def _composed(page: RichPage, sources: dict[str, Source]) -> InputRichMessage:
    media = [
        InputRichMessageMedia(id=key, media=InputMediaPhoto(media=source)) for key, source in sources.items()
    ]
    # without skip_entity_detection Telegram refuses git@github.com as an e-mail address
    return InputRichMessage(html=page.html, media=media or None, skip_entity_detection=True)


def _photos_in(blocks: Iterable[RichBlockUnion]) -> Iterator[RichBlockPhoto]:
    for block in blocks:
        if isinstance(block, RichBlockPhoto):
            yield block
        for inner in (block, *(getattr(block, "items", None) or ())):
            yield from _photos_in(getattr(inner, "blocks", None) or ())
