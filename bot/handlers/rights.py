"""What people may ask of their data: `/privacy` tells what is kept, `/export` hands it out, `/forget` deletes it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot import anki
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import progress as progress_keyboards
from bot.keyboards.taps import Forget
from bot.privacy import KEPT
from bot.quizzing import close_poll
from bot.stems import stem_of
from bot.store import Store
from bot.study.notes import QuestionId
from bot.study.quiz import Kind
from bot.study.review import CardState
from bot.visit import Visit

DECK: Final = "Konspekt"  # Anki's name for all our decks


def router() -> Router:
    router = Router(name="rights")
    router.callback_query.register(forget, Forget.filter())
    router.message.register(show_privacy, Command("privacy", ignore_case=True))
    router.message.register(export, Command("export", ignore_case=True))
    router.message.register(ask_to_forget, Command("forget", ignore_case=True))
    return router


async def show_privacy(message: Message, visit: Visit) -> None:
    await screen.send(message, privacy(visit))


def privacy(visit: Visit) -> Screen:
    """A line for each kind of thing that is kept of people."""
    texts = visit.texts
    lines = [
        texts(
            "privacy-line",
            what=texts.plain(f"privacy-{kept.name}"),
            kept=texts.plain(f"kept-{kept.lifetime}", days=kept.days),
        )
        for kept in KEPT
    ]
    return Screen("\n".join([texts("privacy"), "", *lines, "", texts("privacy-end")]))


async def export(message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    """Two documents: everything as lines of JSON, and the questions that were answered as a deck for Anki."""
    header, *records = await store.traces.export(visit.chat, person=visit.chat, made=visit.now.isoformat())
    if not records:
        await screen.send(message, Screen(visit.texts("export-empty")))
        return
    document = "\n".join([header, *records, ""]).encode()
    await bot.send_document(
        visit.chat,
        BufferedInputFile(document, f"konspekt-{visit.today}.jsonl"),
        caption=visit.texts.plain("export-caption"),
    )
    if cards := tuple(_answered(await store.cards(visit.chat), visit)):
        deck = await asyncio.to_thread(anki.package, DECK, cards, visit.now)
        await bot.send_document(
            visit.chat,
            BufferedInputFile(deck, f"konspekt-{visit.today}.apkg"),
            caption=visit.texts.plain("export-deck-caption", cards=len(cards)),
        )


def _answered(cards: Mapping[QuestionId, CardState], visit: Visit) -> Iterator[anki.Card]:
    """The questions that were answered at least once and that the notes still hold, in the order of the notes."""
    sections = visit.edition.library.sections
    for question in visit.edition.questions.values():
        if question.id in cards and cards[question.id].reviews:
            is_choice = question.kind is Kind.WRITTEN  # the author's stems speak of the options
            yield anki.Card(
                id=question.id,
                subject=sections[question.subject].title,
                question=stem_of(question, visit.texts),
                code=question.code or "",
                options=sorted((*question.rights, *question.lures)) if is_choice else (),
                answers=question.rights,
                explanation=question.explanation,
                source=" / ".join(sections[question.section].path),
            )


async def ask_to_forget(message: Message, visit: Visit) -> None:
    await screen.send(message, Screen(visit.texts("forget-ask"), progress_keyboards.forget(visit.texts)))


async def forget(query: CallbackQuery, callback_data: Forget, visit: Visit, store: Store, bot: Bot) -> None:
    if not callback_data.is_sure:
        await screen.replace(query, Screen(visit.texts("forget-kept")))
        return
    waiting = (await store.waiting(visit.chat, "run"), await store.waiting(visit.chat, "set"))
    await store.traces.forget(visit.chat)
    await screen.replace(query, Screen(visit.texts("forget-done")))
    for one in waiting:  # an answer to a forgotten question would go nowhere
        await close_poll(bot, visit.chat, one)
