"""Inline mode: `@bot docker ps` in any chat offers cards and sections to send there."""

from collections.abc import Sequence
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from aiogram.utils.deep_linking import create_start_link

from bot import render
from bot.book import Reader
from bot.handlers.browse import rendered
from bot.handlers.card import COPIES
from bot.handlers.find import meant
from bot.handlers.screen import NO_PREVIEW
from bot.keyboards import lookup as lookup_keyboards
from bot.keyboards.lookup import Lead
from bot.store import Store
from bot.study.notes import Section
from bot.visit import Visit

PAYLOAD: Final = "inline"  # of the button above the results
FOUND: Final = 20  # results: a person looks at the first few, and each is a whole message (Telegram takes 50)
RECENT: Final = 5
POPULAR: Final = 15
# Everything is in the person's own language and Telegram tells cached answers apart by the query alone, so that
# each answer is cached for its person only. What they looked up lately changes sooner than the notes do.
FOUND_SECONDS: Final = 300
WANTED_SECONDS: Final = 5
TITLE: Final = 80  # UTF-16 units, one line of a result
DESCRIPTION: Final = 120  # two lines


def router() -> Router:
    router = Router(name="inline")
    router.inline_query.register(offer)
    return router


async def offer(inline_query: InlineQuery, visit: Visit, store: Store, bot: Bot) -> None:
    query = inline_query.query.strip()
    found = _found(query, visit) if query else await _wanted(visit, store)
    articles = {article.id: article for article in [await _article(one, visit, bot) for one in found]}
    above = visit.texts.plain("inline-open" if articles else "inline-nothing")
    try:
        await inline_query.answer(
            list(articles.values()),
            cache_time=FOUND_SECONDS if query else WANTED_SECONDS,
            is_personal=True,
            button=InlineQueryResultsButton(text=above, start_parameter=PAYLOAD),
        )
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:  # the person has typed on meanwhile
            raise


def _found(query: str, visit: Visit) -> Sequence[Lead | Section]:
    hits = visit.edition.find(query, FOUND) or visit.edition.index.mentions(query, FOUND)
    return [meant(hit.target, visit) for hit in hits]


async def _wanted(visit: Visit, store: Store) -> Sequence[Lead | Section]:
    """What the person looked up lately, what all look up, and while that is little the subjects."""
    wanted = await store.lookups.wanted(visit.chat, RECENT, POPULAR)
    known = visit.edition.commands
    found: list[Lead | Section] = [
        Lead(known[id_]) for id_ in (*wanted.recent, *wanted.popular) if id_ in known
    ]
    return [*found, *visit.edition.library.subjects()][:FOUND]


async def _article(found: Lead | Section, visit: Visit, bot: Bot) -> InlineQueryResultArticle:
    texts = visit.texts
    shown: render.Card | render.Page
    match found:
        case Lead(command):
            shown = visit.edition.card(command, found.flag_name, texts)
            link = await create_start_link(bot, f"c_{command.id}")
            keyboard = lookup_keyboards.inline(link, shown.copy_texts[:COPIES], texts)
            id_, title = f"c:{command.id}:{found.flag}", texts.plain("inline-command", name=found.name)
            described = found.meaning
        case Section():
            reader = Reader(texts, visit.bot_name)
            shown = (await rendered(visit.edition.book.pages, found, reader))[0]
            link = await create_start_link(bot, f"s_{found.id}")
            keyboard = lookup_keyboards.inline(link, (), texts)
            id_, title = f"s:{found.id}", texts.plain("inline-section", title=found.title)
            described = " › ".join(found.path[:-1])
    return InlineQueryResultArticle(
        id=id_,
        title=render.shortened(title, TITLE),
        description=render.shortened(render.unmarked(described), DESCRIPTION) or None,
        input_message_content=InputTextMessageContent(
            message_text=shown.text,
            entities=render.message_entities(shown.entities),
            link_preview_options=NO_PREVIEW,
        ),
        reply_markup=keyboard,
    )
