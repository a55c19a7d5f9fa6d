"""Asking for updates where something is in the way: a webhook, an update of a shape that nobody knows."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot import app
from bot.polling import Polling
from bot.preview import Person, Telegram, serve
from bot.preview.updates import Webhook
from bot.reloading import Reloading
from bot.store import Store
from bot.texts import Languages


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 -- the other side has no event for it
            await asyncio.sleep(0.005)


@pytest.fixture
async def polling(
    telegram: Telegram, store: Store, reloading: Reloading, languages: Languages
) -> AsyncIterator[Polling]:
    server = await serve(telegram)
    bot = app.connect(telegram.token, server.url)
    built = app.build(bot, store, reloading, languages, "UTC", telegram.clock)
    assert isinstance(built.updates, Polling)
    yield built.updates
    await bot.session.close()
    await server.close()


async def test_polling_takes_a_webhook_away_that_an_earlier_start_has_set(
    polling: Polling, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.world.updates.webhook = Webhook("https://bot.example/telegram", "", 40)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(polling.run(stop))
        await until(lambda: telegram.world.updates.is_polled)
        stop.set()
    assert not (await polling.bot.get_webhook_info()).url
    assert "it is taken away" in caplog.text


async def test_an_update_that_cannot_be_read_does_not_stop_the_others(
    polling: Polling, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    learner: Person = telegram.person("Аня")
    updates = telegram.world.updates
    updates.put("message", {"message_id": 1, "date": 1, "chat": "тайна"})
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(polling.run(stop))
        await learner.start()
        await until(lambda: not updates.waiting)
        stop.set()
    assert "Здравствуйте" in learner.last.text
    assert "cannot be read" in caplog.text
    assert "тайна" not in caplog.text
