"""Look-up: `/cmd docker ps`, or the words alone: a command's card first, else the sections that match."""

from aiogram import Bot, Router
from aiogram.filters import Command as CommandFilter
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.handlers import browse, card, find, plainly, screen
from bot.handlers.filters import is_command, is_text
from bot.handlers.screen import Screen
from bot.store import Store
from bot.study.entries import SectionTarget
from bot.study.pasted import is_message
from bot.study.search import Hit, Kind
from bot.texts import Languages
from bot.visit import Visit


def router() -> Router:
    router = Router(name="lookup")
    router.message.register(look_up_command, CommandFilter("cmd", ignore_case=True))
    router.message.register(unknown_command, is_command)
    router.message.register(look_up_text, is_text)
    return router


async def look_up_command(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    query = (command.args or "").strip()
    await screen.send(message, await found(query, visit, store) if query else card.tools(visit))


async def look_up_text(message: Message, visit: Visit, store: Store, languages: Languages, bot: Bot) -> None:
    """A screen asked for in plain words, else what the words mean in the notes."""
    query = (message.text or "").strip()
    if (plain := plainly.wanted(query, languages)) is not None:
        await plainly.show(plain, message, visit, store, bot)
    else:
        await screen.send(message, await found(query, visit, store))


async def unknown_command(message: Message, visit: Visit) -> None:
    await screen.send(message, Screen(visit.texts("error-unknown-command")))


async def found(query: str, visit: Visit, store: Store) -> Screen:
    """The answer to a query: the card, the page or the results that it means; else what is near."""
    hits = visit.edition.find(query)
    if not hits or is_message(query):
        return find.results(query, visit) or await find.nothing(query, visit, store)
    if isinstance(hits[0].target, SectionTarget):
        return await _sections(query, hits[0], hits[0].target, visit, store)
    lead, *others = find.leads(hits, visit)
    near = [other for other in others if other.command != lead.command][: find.NEAR]
    return await card.looked_up(lead, () if hits[0].kind is Kind.EXACT else near, visit, store)


async def _sections(query: str, best: Hit, target: SectionTarget, visit: Visit, store: Store) -> Screen:
    """The page where it is clear which one was meant, else the sections to choose from."""
    if not find.is_clear(find.sections(query, visit), is_title=best.kind is Kind.EXACT):
        shown = find.results(query, visit)
        if shown is not None:
            return shown
    return await browse.opened(visit.edition.library.sections[target.id], visit, store)
