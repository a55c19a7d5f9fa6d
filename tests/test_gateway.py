"""A gateway before Telegram answers with a page of HTML: Telegram is away, the program has no fault."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiohttp import web

from bot import app
from bot.app import App
from bot.menu import introduce
from bot.polling import Polling
from bot.preview import Person, Telegram
from bot.store import Store
from bot.texts import Languages
from bot.webhook import Webhook

HTML = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
MOMENT = 0.7  # seconds


@pytest.fixture
async def gateway() -> AsyncIterator[list[web.Response]]:
    """Answers in turn, the last one again and again; the address of who gives them stands first."""
    answers: list[web.Response] = []

    async def answer(_: web.Request) -> web.Response:
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        return web.Response(status=given.status, text=given.text, content_type=given.content_type)

    server = web.Application()
    server.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    answers.append(web.Response(status=502, text=HTML, content_type="text/html"))
    ADDRESS[:] = [f"http://127.0.0.1:{runner.addresses[0][1]}"]
    yield answers
    await runner.cleanup()


ADDRESS: list[str] = []


@pytest.fixture
async def behind(gateway: list[web.Response]) -> AsyncIterator[Bot]:
    assert gateway
    bot = app.connect("42:TEST", ADDRESS[0])
    yield bot
    await bot.session.close()


def soon() -> asyncio.Event:
    """Set in a moment."""
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(MOMENT, stop.set)
    return stop


async def test_it_is_told_as_telegram_s_trouble(behind: Bot, gateway: list[web.Response]) -> None:
    with pytest.raises(TelegramServerError, match="HTTP 502"):
        await behind.send_message(1, "x")
    gateway[:] = [web.Response(status=200, text="<html>", content_type="text/html")]
    with pytest.raises(TelegramNetworkError, match="cannot be read"):
        await behind.send_message(1, "x")
    gateway[:] = [web.Response(status=200, text='{"ok":true,"result":{"new":1}}')]
    with pytest.raises(TelegramNetworkError, match="cannot be read"):
        await behind.send_poll(1, "x", ["a", "b"])


async def test_updates_are_asked_for_again(behind: Bot, gateway: list[web.Response]) -> None:
    polling = Polling(behind, Dispatcher())
    await polling.run(soon())
    assert polling.failures
    gateway[:] = [
        web.Response(status=200, text="[1]"),
        web.Response(status=200, text='{"ok":true,"result":[]}'),
    ]
    await asyncio.wait_for(polling._next([]), 20)
    await polling._next([])
    assert polling.failures == 0


async def test_the_webhook_is_set_later(behind: Bot) -> None:
    await Webhook(behind, Dispatcher(), "https://x/y", "s").run(soon())


async def test_the_menu_is_set_later(behind: Bot, languages: Languages) -> None:
    await introduce(behind, languages, frozenset({7}))


async def test_a_set_is_tried_again(
    learner: Person, konspekt: App, telegram: Telegram, store: Store, behind: Bot
) -> None:
    await learner.send("/daily 10:00")
    await telegram.advance(timedelta(hours=1))
    await replace(konspekt.delivery, bot=behind).run(soon())
    assert await store.dues.days(learner.id) == {}
    await telegram.advance(timedelta(minutes=2))
    await konspekt.delivery.round()
    assert learner.last.poll is not None
