"""Look-up: `/cmd docker ps`, or the words alone: a command's card, else what is near."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from aiogram import F, Router
from aiogram.filters import Command as CommandFilter
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot import keyboards, render
from bot.edition import Edition
from bot.handlers import browse, screen
from bot.handlers.screen import Screen
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Command
from bot.taps import OpenCard, OpenTool
from bot.visit import Visit

FOUND: Final = 5
NEAR: Final = 3
COPIES: Final = 3  # buttons above the others: more would push the card off a phone's screen
SHOWN_QUERY: Final = 60  # characters of a query that its answer repeats


def router() -> Router:
    router = Router(name="lookup")
    router.callback_query.register(open_card, OpenCard.filter())
    router.callback_query.register(open_tool, OpenTool.filter())
    router.message.register(look_up_command, CommandFilter("cmd"))
    router.message.register(unknown_command, F.text.startswith("/"))
    router.message.register(look_up_text, F.text)
    return router


async def look_up_command(message: Message, command: CommandObject, visit: Visit) -> None:
    query = (command.args or "").strip()
    await screen.send(message, found(query, visit) if query else tools(visit))


async def look_up_text(message: Message, visit: Visit) -> None:
    await screen.send(message, found((message.text or "").strip(), visit))


async def unknown_command(message: Message, visit: Visit) -> None:
    await screen.send(message, Screen(visit.texts("error-unknown-command")))


async def open_card(query: CallbackQuery, callback_data: OpenCard, visit: Visit) -> None:
    command = visit.edition.library.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    flag = (
        command.flags[callback_data.flag].names[0] if 0 <= callback_data.flag < len(command.flags) else None
    )
    await screen.replace(query, card(command, visit, flag))


async def open_tool(query: CallbackQuery, callback_data: OpenTool, visit: Visit) -> None:
    if not callback_data.id:
        await screen.replace(query, tools(visit, callback_data.shelf))
        return
    command = visit.edition.library.commands.get(callback_data.id)
    if command is None:
        await screen.replace(query, tools(visit), visit.texts.plain("lookup-gone"))
        return
    keyboard = keyboards.tool(visit.edition, command, visit.texts, callback_data.shelf)
    await screen.replace(
        query, Screen(visit.texts("lookup-tool", tool=visit.edition.tool_of(command)), keyboard)
    )


def found(query: str, visit: Visit) -> Screen:
    """The answer to a query: what the best hit is, with the others as buttons; else what is near."""
    hits = [hit.target for hit in visit.edition.index.find(query, limit=FOUND)]
    match hits:
        case [CommandTarget(id), *others]:
            return card(visit.edition.library.commands[id], visit, others=others)
        case [FlagTarget(id, flag), *others]:
            return card(visit.edition.library.commands[id], visit, flag, others)
        case [SectionTarget(id), *_]:
            return browse.page(visit.edition.library.sections[id], visit)
        case _:
            return nothing(query, visit)


def card(command: Command, visit: Visit, flag: str | None = None, others: Sequence[Target] = ()) -> Screen:
    shown = visit.edition.card(command, flag, visit.texts)
    near = [place for place in map(partial(_place, visit.edition), others) if place and place[0] != command]
    keyboard = keyboards.card(command, shown.copy_texts[:COPIES], near[:NEAR], visit.texts)
    return Screen(shown.text, keyboard, render.message_entities(shown.entities))


def _place(edition: Edition, target: Target) -> tuple[Command, int] | None:
    """A command and the position of its flag, -1 for none; nothing for a section."""
    match target:
        case CommandTarget(id):
            return edition.library.commands[id], -1
        case FlagTarget(id, flag):
            command = edition.library.commands[id]
            position = next((n for n, known in enumerate(command.flags) if flag in known.names), -1)
            return command, position
        case SectionTarget():
            return None


def nothing(query: str, visit: Visit) -> Screen:
    """Nothing fits: three commands with near names, if there are any."""
    shown = query if len(query) <= SHOWN_QUERY else query[: SHOWN_QUERY - 1] + "…"
    lines = [visit.texts("lookup-nothing", query=shown)]
    near = [visit.edition.library.commands[near.id] for near in visit.edition.index.near(query, limit=NEAR)]
    lines.append(visit.texts("lookup-near") if near else visit.texts("lookup-hint"))
    return Screen("\n\n".join(lines), keyboards.near([(command, -1) for command in near], visit.texts))


def tools(visit: Visit, shelf: int = 0) -> Screen:
    if not visit.edition.tools:
        return Screen(visit.texts("lookup-empty"))
    return Screen(visit.texts("lookup-tools"), keyboards.tools(visit.edition, visit.texts, shelf))
