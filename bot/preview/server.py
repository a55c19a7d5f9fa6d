"""The HTTP door: the Bot API as Telegram serves it, and the page that shows what people see."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bot.preview.control import Control
from bot.preview.errors import ApiError, ConnectionCut
from bot.preview.guard import check_address, guard
from bot.preview.model import Telegram
from bot.preview.params import Upload
from bot.preview.webhook import deliver_forever

STATIC = Path(__file__).with_name("static")
BODY_BYTES = 64 * 1024 * 1024  # a document of 50 MB with its form around it
CLOSING_SECONDS = 0.5
LOCALHOST = "127.0.0.1"


@dataclass(slots=True)
class RunningServer:
    """A server at work; `TELEGRAM_API_URL` and a browser take `url`."""

    url: str
    _telegram: Telegram
    _runner: web.AppRunner
    _background: asyncio.Task[None]

    async def close(self) -> None:
        self._background.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._background
        self._telegram.world.updates.send_away("Conflict: the model of Telegram is closing")
        await self._runner.cleanup()


async def serve(telegram: Telegram, host: str = LOCALHOST, port: int = 0) -> RunningServer:
    """Start serving on this machine; port 0 takes any free one. Raises OSError where the port is taken."""
    check_address(host)
    runner = web.AppRunner(
        application(telegram),
        access_log=None,
        handler_cancellation=True,  # a bot that dies in its long poll leaves it
        shutdown_timeout=CLOSING_SECONDS,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    bound = runner.addresses[0][1]
    # The one task outside a TaskGroup: it must outlive this call, and close() waits for it.
    background = asyncio.get_running_loop().create_task(deliver_forever(telegram.world))
    shown = f"[{host}]" if ":" in host else host
    return RunningServer(f"http://{shown}:{bound}", telegram, runner, background)


def application(telegram: Telegram) -> web.Application:
    app = web.Application(client_max_size=BODY_BYTES, middlewares=[guard])
    door = BotApi(telegram)
    app.add_routes(
        [
            web.route("*", "/bot{token}/{method}", door.call),
            web.get("/file/bot{token}/{path:.+}", door.file),
            web.get("/", index),
            web.static("/static", STATIC),
            *Control(telegram).routes(),
        ],
    )
    return app


async def index(request: web.Request) -> web.FileResponse:
    del request
    return web.FileResponse(STATIC / "index.html")


class BotApi:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def call(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            raw, files = await read_body(request)
            status, body = await self.telegram.call(token, method, raw, files)
        except ApiError as refusal:
            status, body = refusal.code, refusal.body()
        except ConnectionCut:
            if request.transport:
                request.transport.abort()
            status, body = 502, {}
        return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.telegram.token:
            raise web.HTTPNotFound
        for file in self.telegram.world.files.values():
            if file.path == request.match_info["path"]:
                return web.Response(body=file.data, content_type=file.mime.split(";")[0])
        raise web.HTTPNotFound


async def read_body(request: web.Request) -> tuple[Mapping[str, Any], Mapping[str, Upload]]:
    """Parameters and files: query string, form, multipart and JSON are all taken; api#making-requests."""
    raw: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        try:
            parsed = orjson.loads(body or b"{}")
        except orjson.JSONDecodeError:
            parsed = None
        if not isinstance(parsed, dict):
            raise ApiError(400, "Bad Request: can't parse request body as JSON object")
        return raw | parsed, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            raw[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return raw, files
