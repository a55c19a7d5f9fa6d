"""The wiring: every handler gets what it asks for, every update kind that is handled is asked of Telegram."""

import inspect
from collections.abc import Iterator

from aiogram import Router

from bot.app import COMMANDS, App
from bot.preview import Telegram

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
        "poll_answer",
    }


async def test_the_menu_of_commands_is_set_in_both_languages(konspekt: App, telegram: Telegram) -> None:
    from bot.app import introduce  # noqa: PLC0415 -- beside its only use

    await introduce(konspekt.bot, konspekt.languages)
    calls = [call for call in telegram.calls if call.method == "setMyCommands"]
    assert [call.params.get("language_code") for call in calls] == [None, "en"]
    assert all(name in str(call.params["commands"]) for call in calls for name in COMMANDS)
