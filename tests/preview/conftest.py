from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from aiogram import Bot, Dispatcher

from bot.preview import TOKEN, Group, ModelSession, Person, Telegram

Refused: TypeAlias = Callable[..., Awaitable[str]]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(now=lambda: MONDAY)


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(TOKEN, session=ModelSession(telegram))


@pytest.fixture
def dispatcher(telegram: Telegram, bot: Bot) -> Dispatcher:
    """A dispatcher that gets the model's updates; tests hang handlers on it."""
    dispatcher = Dispatcher()
    telegram.deliver = lambda update: dispatcher.feed_raw_update(bot, update)
    return dispatcher


@pytest.fixture
async def anna(telegram: Telegram) -> Person:
    """A person who has pressed Start; the update about it is dropped."""
    anna = telegram.person("Анна")
    deliver, telegram.deliver = telegram.deliver, ignore
    await anna.start()
    telegram.deliver = deliver
    return anna


@pytest.fixture
def boris(telegram: Telegram) -> Person:
    """Someone who never started the bot."""
    return telegram.person("Борис")


@pytest.fixture
async def group(telegram: Telegram, anna: Person, boris: Person, dispatcher: Dispatcher) -> Group:
    """A group of Anna, who created it, Boris, and the bot, which is no admin."""
    del dispatcher
    group = telegram.group("Учёба", anna, boris)
    await group.add_bot()
    return group


async def ignore(update: dict[str, Any]) -> None:
    del update


@pytest.fixture
def call(telegram: Telegram) -> Callable[..., Awaitable[Any]]:
    """The raw door: JSON in, the body of the answer out."""

    async def call(method: str, **params: Any) -> Any:
        _, body = await telegram.call(TOKEN, method, params)
        return body["result"] if body["ok"] else body["description"]

    return call
