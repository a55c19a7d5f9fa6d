"""The short way leads where the long way would."""

from typing import Any

import pytest
from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.types import Message

from bot.app import App
from bot.handlers import routers
from bot.handlers.lanes import Lanes
from bot.preview import Person, Telegram


async def no(message: Message) -> bool:
    return False


async def first(message: Message) -> str:
    return "first"


async def second(message: Message) -> str:
    return "second"


async def long_way(event: Any, data: Any) -> str:
    return "long way"


def message(text: str, kind: str = "private") -> Message:
    return Message.model_validate({"message_id": 1, "date": 0, "chat": {"id": 1, "type": kind}, "text": text})


@pytest.mark.parametrize(
    ("text", "kind", "way"),
    [
        ("/go", "private", "second"),
        ("/GO@konspekt_bot now", "private", "second"),
        ("/go", "group", "long way"),
        ("/gone", "private", "long way"),
        ("/", "private", "long way"),
        ("go", "private", "long way"),
    ],
)
async def test_the_first_handler_that_takes_it_has_it(text: str, kind: str, way: str, konspekt: App) -> None:
    router = Router()
    router.message.register(first, Command("go", ignore_case=True), no)
    router.message.register(second, Command("go", ignore_case=True))
    taken = await Lanes([router])(long_way, message(text, kind), {"bot": konspekt.bot})
    assert taken == way


def test_nearly_every_handler_of_ours_has_a_lane() -> None:
    asked = routers()
    taps = [handler for router in asked for handler in router.callback_query.handlers]
    commands = [handler for router in asked for handler in router.message.handlers]
    lanes = Lanes(asked)
    in_lanes = sum(map(len, lanes._taps.values())) + sum(map(len, lanes._commands.values()))
    assert in_lanes > 0.8 * len(taps + commands)
    assert isinstance(asked[0], Router)
    assert CommandStart().commands == ("start",)


def test_every_command_is_understood_in_any_case() -> None:
    handlers = [handler for router in routers() for handler in router.message.handlers]
    filters = [found.callback for handler in handlers for found in handler.filters or ()]
    commands = [one for one in filters if isinstance(one, Command)]
    assert len(commands) > 20
    assert [one.commands for one in commands if not one.ignore_case] == []


@pytest.mark.parametrize("text", ["/Help", "/HELP", "/Help@konspekt_bot"])
async def test_a_phone_that_writes_a_capital_is_understood(learner: Person, text: str) -> None:
    assert "Что я умею" in await learner.send(text)


async def test_a_look_up_in_capitals_finds_the_same(learner: Person) -> None:
    assert await learner.send("/CMD docker ps") == await learner.send("/cmd docker ps")


async def test_both_ways_answer_alike(learner: Person, konspekt: App, telegram: Telegram) -> None:
    short = [await learner.send("/help"), await learner.tap("Темы"), await learner.send("/cmd docker ps")]
    for observer in (konspekt.dispatcher.message, konspekt.dispatcher.callback_query):
        for middleware in [one for one in observer.outer_middleware if isinstance(one, Lanes)]:
            observer.outer_middleware.unregister(middleware)
    long = [await learner.send("/help"), await learner.tap("Темы"), await learner.send("/cmd docker ps")]
    assert [said.split("\n")[0] for said in short] == [said.split("\n")[0] for said in long]
