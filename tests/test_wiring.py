"""The wiring: every handler gets what it asks for, every update kind that is handled is asked of Telegram."""

import asyncio
import inspect
from collections.abc import Iterator

import pytest
from aiogram import Router

from bot.app import App
from bot.menu import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS, LEADING_COMMANDS, introduce
from bot.preview import Person, Telegram

# what aiogram and the middlewares give to handlers, beside the dispatcher's own workflow data
GIVEN = {"bot", "visit", "command", "callback_data", "event_update", "event_from_user"}


def handlers(router: Router) -> Iterator[tuple[str, inspect.Signature]]:
    for kind, observer in router.observers.items():
        for handler in observer.handlers:
            if kind != "update":
                yield f"{kind}: {handler.callback.__qualname__}", inspect.signature(handler.callback)
    for below in router.sub_routers:
        yield from handlers(below)


def test_every_parameter_of_every_handler_is_provided(konspekt: App) -> None:
    provided = GIVEN | set(konspekt.dispatcher.workflow_data)
    missing = {
        f"{name}({parameter})"
        for name, signature in handlers(konspekt.dispatcher)
        for parameter in list(signature.parameters)[1:]
        if parameter not in provided
    }
    assert missing == set()


def test_the_update_kinds_that_are_handled_are_asked_for(konspekt: App) -> None:
    assert set(konspekt.dispatcher.resolve_used_update_types()) == {
        "message",
        "callback_query",
        "inline_query",
        "poll_answer",
        "my_chat_member",
        "chat_member",
    }


async def test_the_menu_of_commands_is_set_in_both_languages(konspekt: App, telegram: Telegram) -> None:
    await introduce(konspekt.bot, konspekt.languages, konspekt.admins)
    calls = [call for call in telegram.calls if call.method == "setMyCommands"]
    assert [call.params.get("language_code") for call in calls] == [None] * 3 + ["en"] * 3
    private = [call for call in calls if "all_private_chats" in str(call.params["scope"])]
    assert len(private) == 2
    assert all(name in str(call.params["commands"]) for call in private for name in COMMANDS)
    leading = [call for call in calls if "all_chat_administrators" in str(call.params["scope"])]
    names = (*GROUP_COMMANDS, *LEADING_COMMANDS)
    assert all(name in str(call.params["commands"]) for call in leading for name in names)


async def test_an_admin_s_menu_has_the_host_s_commands_too(
    konspekt: App, learner: Person, telegram: Telegram
) -> None:
    stranger = learner.id + 100  # never wrote to the bot: Telegram refuses, and that is all
    before = len(telegram.calls)
    await introduce(konspekt.bot, konspekt.languages, frozenset([stranger, learner.id]))
    calls = [call for call in telegram.calls[before:] if str(learner.id) in str(call.params.get("scope"))]
    assert [call.params.get("language_code") for call in calls] == [None, "en"]
    assert all(f'"{name}"' in str(call.params["commands"]) for call in calls for name in ADMIN_COMMANDS)


async def test_the_end_does_not_wait_for_a_menu_that_telegram_does_not_take(
    konspekt: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = asyncio.Event()

    async def silent(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.app.introduce", silent)
    stop = asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(konspekt.run(stop))
        await reached.wait()
        stop.set()
