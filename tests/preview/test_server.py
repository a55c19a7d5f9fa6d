import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.filters import Command
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    PollAnswer,
)
from aiohttp import web

from bot.preview import TOKEN, Person, RunningServer, Telegram, serve
from tests.preview.pictures import png

HOME = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Docker", callback_data="docker")]])


@asynccontextmanager
async def serving(telegram: Telegram) -> AsyncIterator[RunningServer]:
    server = await serve(telegram)
    try:
        yield server
    finally:
        await server.close()


@asynccontextmanager
async def over_http(server: RunningServer) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url)))
    try:
        yield bot
    finally:
        await bot.session.close()


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        try:
            yield
        finally:
            await dispatcher.stop_polling()
            await task


def study_bot() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(Command("start"))
    async def start(message: Message) -> None:
        await message.answer("Здравствуйте", reply_markup=HOME)

    @dispatcher.callback_query()
    async def tap(query: CallbackQuery) -> None:
        await query.answer("открываю")
        assert isinstance(query.message, Message)
        await query.message.edit_text("Docker: страница")

    @dispatcher.message(Command("quiz"))
    async def quiz(message: Message) -> None:
        await message.answer_poll("?", ["да", "нет"], type="quiz", correct_option_ids=[0], is_anonymous=False)

    @dispatcher.poll_answer()
    async def answered(answer: PollAnswer, bot: Bot) -> None:
        assert answer.user
        await bot.send_message(answer.user.id, "верно")

    return dispatcher


async def test_a_person_s_day_over_http() -> None:
    telegram = Telegram(quiet=timedelta(milliseconds=100))
    async with serving(telegram) as server, over_http(server) as bot, polling(bot, study_bot()):
        anna = telegram.person("Анна")
        assert await anna.start() == "Здравствуйте"
        assert await anna.tap("Docker") == "открываю\nDocker: страница"
        assert anna.last.edited
        assert await anna.send("/quiz") == "?\nда\nнет"
        assert await anna.answer("да") == "верно"


async def test_a_fresh_file_and_its_bytes_over_http(anna: Person, telegram: Telegram) -> None:
    async with serving(telegram) as server, over_http(server) as bot:
        sent = await bot.send_photo(anna.id, BufferedInputFile(png(3, 2), "x.png"), caption="карта")
        assert sent.photo
        content = await bot.download(sent.photo[0].file_id)
        assert content
        assert content.read() == png(3, 2)
        with pytest.raises(TelegramBadRequest, match="message text is empty"):
            await bot.send_message(anna.id, "")


async def ask(url: str, **request: Any) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as http,
        http.request(request.pop("method", "POST"), url, **request) as answer,
    ):
        return answer.status, await answer.json()


async def test_all_ways_to_pass_parameters(anna: Person, telegram: Telegram) -> None:
    fields = {"chat_id": str(anna.id), "text": "привет"}
    async with serving(telegram) as server:
        url = f"{server.url}/bot{TOKEN}/sendMessage"
        form = aiohttp.FormData(fields)
        multipart = aiohttp.MultipartWriter("form-data")
        for name, value in fields.items():
            multipart.append(value).set_content_disposition("form-data", name=name)
        for request in (
            {"json": fields},
            {"data": form},
            {"data": multipart},
            {"params": fields, "method": "GET"},
        ):
            status, body = await ask(url, **request)
            assert (status, body["result"]["text"]) == (200, "привет")


async def test_what_the_server_says_to_strangers(telegram: Telegram) -> None:
    async with serving(telegram) as server:
        status, body = await ask(f"{server.url}/bot1:x/getMe")
        assert (status, body) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        status, body = await ask(f"{server.url}/bot{TOKEN}/getMee")
        assert (status, body["description"]) == (404, "Not Found: method not found")
        status, body = await ask(
            f"{server.url}/bot{TOKEN}/getMe", data="[", headers={"Content-Type": "application/json"}
        )
        assert (status, body["error_code"]) == (400, 400)
        telegram.faults.too_many_requests(3)
        status, body = await ask(f"{server.url}/bot{TOKEN}/getMe")
        assert (status, body["parameters"]) == (429, {"retry_after": 3})


@pytest.mark.parametrize(("after", "arrived"), [(False, 0), (True, 1)])
async def test_a_cut_line_over_http(anna: Person, telegram: Telegram, *, after: bool, arrived: int) -> None:
    telegram.faults.cut_connection(after=after)
    async with serving(telegram) as server, over_http(server) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(anna.id, "x")
    assert len(anna.messages) == arrived


async def test_a_webhook_gets_each_update_until_it_takes_it() -> None:
    telegram = Telegram(patience=timedelta())
    posts: list[tuple[str | None, str]] = []
    took_all = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        posts.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["message"]["text"]))
        if len(posts) == 3:
            took_all.set()
        return web.Response(status=500 if len(posts) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with serving(telegram) as server, over_http(server) as bot:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        anna = telegram.person("Анна")
        await anna.start()
        await anna.send("раз")
        await asyncio.wait_for(took_all.wait(), 5)
        assert (await bot.get_webhook_info()).last_error_message == (
            "Wrong response from the webhook: 500 Internal Server Error"
        )
    await runner.cleanup()
    assert posts == [("s3cret", "/start"), ("s3cret", "/start"), ("s3cret", "раз")]


async def test_this_machine_only(telegram: Telegram) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await serve(telegram, "0.0.0.0")  # noqa: S104  that is the point
    async with serving(telegram) as server, aiohttp.ClientSession() as http:
        rebound = {"Host": "evil.example:8080"}
        foreign = {"Origin": "https://evil.example"}
        for headers, status in ((rebound, 403), (foreign, 403), ({"Origin": server.url}, 200), ({}, 200)):
            async with http.get(f"{server.url}/preview/state", headers=headers) as answer:
                assert answer.status == status


async def test_a_taken_port_is_an_error(telegram: Telegram) -> None:
    async with serving(telegram) as server:
        with pytest.raises(OSError, match="address already in use"):
            await serve(telegram, port=int(server.url.rpartition(":")[2]))
