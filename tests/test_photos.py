"""Pictures over the wire, by the session that the bot uses."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import InputMediaPhoto, InputRichMessage, InputRichMessageMedia

from bot import app, preview
from bot.keyboards import picture
from bot.photos import Photos, read
from bot.preview import Telegram
from bot.preview.state import Photo, Rich
from bot.store import Store
from bot.texts import Languages
from tests.preview.pictures import png


@pytest.fixture
async def wired(telegram: Telegram) -> AsyncIterator[Bot]:
    """A bot that speaks to the model over HTTP."""
    server = await preview.serve(telegram, "127.0.0.1", 0)
    bot = app.connect(telegram.token, server.url)
    yield bot
    await bot.session.close()
    await server.close()


async def test_pictures_travel_as_bytes_once(
    wired: Bot, telegram: Telegram, store: Store, languages: Languages, tmp_path: Path
) -> None:
    anna = telegram.person("Аня")
    telegram.deliver = lambda _: asyncio.sleep(0)
    await anna.start()
    file = tmp_path / "слои.png"
    file.write_bytes(png(30, 20))
    photo, photos = await read(file), Photos(wired, store.file_ids)
    for _ in range(2):
        await photos.send(anna.id, photo, "Слои", picture(languages.known["ru"]))
    first, second = (shown.message.content for shown in anna.messages)
    assert isinstance(first, Photo)
    assert isinstance(second, Photo)
    assert first.file.data == file.read_bytes()
    assert first.file.id == second.file.id


async def test_pictures_travel_inside_rich_messages(
    wired: Bot, telegram: Telegram, store: Store, tmp_path: Path
) -> None:
    anna = telegram.person("Аня")
    telegram.deliver = lambda _: asyncio.sleep(0)
    await anna.start()
    (tmp_path / "a.png").write_bytes(png(30, 20))
    sources = await Photos(wired, store.file_ids).sources({"a": await read(tmp_path / "a.png")})
    media = [InputRichMessageMedia(id="a", media=InputMediaPhoto(media=sources["a"]))]
    page = InputRichMessage(html='<img src="tg://photo?id=a"/>', media=media, skip_entity_detection=True)
    await wired.send_rich_message(anna.id, page)
    content = anna.last.message.content
    assert isinstance(content, Rich)
    assert content.blocks[0]["photo"][0]["width"] == 30
