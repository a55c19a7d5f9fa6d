"""Reading: the contents tree and its pages, in one message edited in place."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot import keyboards, render
from bot.book import LONG, Reader
from bot.handlers import screen
from bot.handlers.rich import RichScreen
from bot.handlers.screen import Screen
from bot.keyboards import View
from bot.keyboards.taps import OpenSection, SendSection
from bot.store import Store
from bot.study.notes import Section
from bot.visit import Visit

Pages = TypeVar("Pages", tuple[render.Page, ...], tuple[render.RichPage, ...])


def router() -> Router:
    router = Router(name="browse")
    router.callback_query.register(turn_to, OpenSection.filter())
    router.callback_query.register(send_section, SendSection.filter())
    router.message.register(show_contents, Command("topics", ignore_case=True))
    router.message.register(read_on, Command("continue", ignore_case=True))
    return router


async def show_contents(message: Message, visit: Visit) -> None:
    await screen.send(message, contents(visit))


async def read_on(message: Message, visit: Visit) -> None:
    """`/continue`: the section that was read last; the contents where there is none."""
    section = visit.edition.library.sections.get(visit.person.section or "")
    await screen.send(message, contents(visit) if section is None else await page(section, visit))


async def turn_to(query: CallbackQuery, callback_data: OpenSection, visit: Visit, store: Store) -> None:
    """Show the section of the tap in the same message."""
    if not callback_data.id:
        await screen.replace(query, contents(visit, callback_data.shelf))
        return
    section = visit.edition.library.sections.get(callback_data.id)
    if section is None:
        await screen.replace(query, contents(visit), visit.texts.plain("browse-gone"))
        return
    await _remember(section, visit, store)
    await screen.replace(query, await page(section, visit, callback_data.page, callback_data.shelf))


async def send_section(
    query: CallbackQuery, callback_data: SendSection, visit: Visit, store: Store, bot: Bot
) -> None:
    """Show the section in a message of its own: a poll cannot turn into one."""
    section = visit.edition.library.sections.get(callback_data.id)
    if section is None:
        await screen.show(bot, query, contents(visit), visit.texts.plain("browse-gone"))
        return
    await screen.show(bot, query, await page(section, visit))
    await _remember(section, visit, store)


async def opened(section: Section, visit: Visit, store: Store) -> Screen:
    """The section's first page; it is what the person reads now."""
    await _remember(section, visit, store)
    return await page(section, visit)


async def _remember(section: Section, visit: Visit, store: Store) -> None:
    """Keep where the person reads."""
    if section.id != visit.person.section:
        await store.journal.open_section(visit.chat, section.id)


def contents(visit: Visit, shelf: int = 0) -> Screen:
    texts = visit.texts
    text = f"{texts('topics-title')}\n\n{texts('topics-hint')}"
    return Screen(text, keyboards.contents(visit.edition, texts, shelf))


async def page(section: Section, visit: Visit, number: int = 0, shelf: int = 0) -> Screen:
    """A page of the section's own text, from 0; the nearest one where there are fewer."""
    book, reader = visit.edition.book, Reader(visit.texts, visit.bot_name)
    pages = await rendered(book.pages, section, reader)
    place = _nearest(number, pages)
    pictures = book.pictures(section, pages[place].images)
    keyboard = keyboards.section(
        visit.edition, section, View(place, len(pages), shelf, pictures), visit.texts
    )
    entities = render.message_entities(pages[place].entities)
    shown = Screen(pages[place].text, keyboard, entities, link=f"s_{section.id}")
    if visit.person.rich and book.takes_rich(section):
        return replace(shown, rich=await _rich_page(section, visit, number, shelf))
    return shown


async def _rich_page(section: Section, visit: Visit, number: int, shelf: int) -> RichScreen:
    """The same as a rich message, which holds more: its pages are others, and its pictures stand in them."""
    book, reader = visit.edition.book, Reader(visit.texts, visit.bot_name)
    pages = await rendered(book.rich_pages, section, reader)
    place = _nearest(number, pages)
    keyboard = keyboards.section(visit.edition, section, View(place, len(pages), shelf), visit.texts)
    pictures = book.pictures(section, pages[place].images)
    return RichScreen(section, pages[place], pictures, keyboard, book, visit.photos)


def _nearest(number: int, pages: Sequence[object]) -> int:
    return min(max(number, 0), len(pages) - 1)


async def rendered(
    render_pages: Callable[[Section, Reader], Pages], section: Section, reader: Reader
) -> Pages:
    """The pages; those of a long section are made off the event loop."""
    if len(section.body) > LONG:
        return await asyncio.to_thread(render_pages, section, reader)
    return render_pages(section, reader)
