"""Calls to the Bot API as JSON bodies.

aiogram's own session sends forms and encodes every Cyrillic letter as six characters; calls without a file
are sent here as one JSON object, which halves the CPU of a call. Calls with a file go aiogram's way.
"""

import asyncio
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final, TypeVar

import orjson
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import (
    EditMessageReplyMarkup,
    EditMessageText,
    GetUpdates,
    Response,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import BotCommand, InputFile, Message, TelegramObject, Update, User
from aiohttp import BytesPayload, ClientConnectorError, ClientError

Result = TypeVar("Result")

# pydantic holds `Response[...]` classes weakly: without these names each answer would build its class anew (3 ms)
KEPT_CLASSES = tuple(
    Response[result]  # type: ignore[valid-type]  # a type made at run time
    for result in (Message, bool, Message | bool, list[Update], list[BotCommand], User)
)


class Say(SendMessage):
    """A message whose sending matters and whose echo does not: Telegram's answer is not read."""


class Amend(EditMessageText):
    """An edit whose result nobody looks at."""


class Rebutton(EditMessageReplyMarkup):
    """Other buttons under a message; the message that comes back with them is not looked at."""


UNREAD = (Say, Amend, Rebutton)
DONE: Final = b'{"ok":true,"result":true}'  # what most calls that are not messages get


class NotConnectedError(TelegramNetworkError):
    """The connection could not be opened: Telegram has seen nothing of the call."""


class JsonSession(AiohttpSession):
    """aiogram's session with JSON bodies, and errors that tell whether the call may have arrived."""

    def __init__(self, api: TelegramAPIServer, *, connections: int) -> None:
        super().__init__(
            api=api,
            limit=connections,
            json_loads=orjson.loads,
            json_dumps=lambda value: orjson.dumps(value).decode(),
        )

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Result],
        timeout: int | None = None,  # noqa: ASYNC109 -- aiogram's
    ) -> Result:
        files: list[InputFile] = []
        body = _written(bot, method, files)
        if files:
            return await super().make_request(bot, method, timeout)
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        session = await self.create_session()
        try:
            async with session.post(
                url,
                data=BytesPayload(body, content_type="application/json"),  # bytes alone are looked at long
                timeout=self.timeout if timeout is None else timeout,  # type: ignore[arg-type]  # as aiogram does
            ) as response:
                content = await response.read()
        except ClientConnectorError as error:
            raise NotConnectedError(method=method, message=type(error).__name__) from error
        except asyncio.TimeoutError as error:  # noqa: UP041 -- aiohttp's name for it
            raise TelegramNetworkError(method=method, message="the request took too long") from error
        except ClientError as error:
            # the name alone: the error's text may hold the address, and the address holds the token
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        if response.status == HTTPStatus.OK and (content == DONE or isinstance(method, UNREAD)):
            return True  # type: ignore[return-value]  # parsing a Message costs a tenth of an update
        if isinstance(method, GetUpdates) and response.status == HTTPStatus.OK:
            content = _lightened(content)
        answer = self.check_response(
            bot=bot, method=method, status_code=response.status, content=content.decode(errors="replace")
        )
        return answer.result  # type: ignore[return-value]  # check_response raises where there is no result

    def check_response(
        self, bot: Bot, method: TelegramMethod[Result], status_code: int, content: str
    ) -> Response[Result]:
        """As aiogram's; what is no answer of the Bot API at all is a fault of the way to it.

        A gateway before Telegram answers 502 with a page of HTML, which aiogram takes for a fault of the program.
        Updates of a shape that aiogram does not know are the poller's to sort out.
        """
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if isinstance(method, GetUpdates) and _has_updates(error.data):
                raise
            if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise TelegramServerError(method=method, message=f"HTTP {status_code}") from error
            raise TelegramNetworkError(
                method=method, message=f"HTTP {status_code} with an answer that cannot be read"
            ) from error


def _has_updates(answer: Any) -> bool:  # noqa: ANN401 -- JSON
    return isinstance(answer, dict) and isinstance(answer.get("result"), list)


def _written(bot: Bot, method: TelegramMethod[Any], files: list[InputFile]) -> bytes:
    """The call as JSON, what is not given left out; files in it are told, for they cannot be written.

    aiogram walks through every button in Python; orjson asks only for what it does not know itself.
    """

    def plain(value: object) -> object:
        match value:
            case TelegramObject() | TelegramMethod():
                found = {**value.__dict__, **(value.__pydantic_extra__ or {})}.items()
                given = ((name, bot.default[v.name] if isinstance(v, Default) else v) for name, v in found)
                return {name: v for name, v in given if v is not None}
            case InputFile():
                files.append(value)
                return None
            case datetime() | timedelta():
                return bot.session.prepare_value(value, bot=bot, files={})
            case _:
                raise TypeError(f"{type(value).__name__} cannot be sent")

    return orjson.dumps(method, default=plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


def _lightened(content: bytes) -> bytes:
    """Updates without the buttons around those that were pressed: ours, and a tenth of an update's CPU to parse."""
    try:
        updates = orjson.loads(content)
    except ValueError:  # no answer of the Bot API: `check_response` says so
        return content
    if not isinstance(updates, dict):
        return content
    for update in updates.get("result") or ():
        if "callback_query" in update:
            (update["callback_query"].get("message") or {}).pop("reply_markup", None)
    return orjson.dumps(updates)
