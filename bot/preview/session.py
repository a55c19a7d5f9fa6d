"""The in-process door: aiogram's own way of calling the Bot API, with the model in place of the network."""

from collections.abc import AsyncGenerator
from mimetypes import guess_type
from typing import Any, cast

import orjson
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from bot.preview.errors import ConnectionCut
from bot.preview.model import Telegram
from bot.preview.params import Upload

UNKNOWN_KIND = "application/octet-stream"


class ModelSession(BaseSession):
    """`Bot(TOKEN, session=ModelSession(telegram))` talks to the model.

    Parameters become form fields and answers become JSON as over HTTP, so the same mistakes show.
    """

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self.telegram = telegram

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's signature
    ) -> TelegramType:
        del timeout
        attached: dict[str, InputFile] = {}
        dumped = method.model_dump(warnings=False)
        prepared = {name: self.prepare_value(value, bot, attached) for name, value in dumped.items()}
        fields = {name: value for name, value in prepared.items() if value}  # empty ones stay at home
        files = {key: await read_upload(key, file, bot) for key, file in attached.items()}
        try:
            status, body = await self.telegram.call(bot.token, method.__api_method__, fields, files)
        except ConnectionCut as cut:
            raise TelegramNetworkError(method=method, message="ServerDisconnectedError") from cut
        response = self.check_response(bot, method, status, orjson.dumps(body).decode())
        return cast("TelegramType", response.result)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109  aiogram's signature
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The file whose path ends `url`."""
        del headers, timeout, raise_for_status
        found = [file for file in self.telegram.world.files.values() if url.endswith(file.path)]
        data = found[0].data if found else b""
        for start in range(0, len(data), chunk_size):
            yield data[start : start + chunk_size]


async def read_upload(key: str, file: InputFile, bot: Bot) -> Upload:
    name = file.filename or key
    data = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(name, guess_type(name)[0] or UNKNOWN_KIND, data)
