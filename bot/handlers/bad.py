"""`/bad`: questions that people called bad, for the host to look at and give back."""

from typing import Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.handlers import screen
from bot.handlers.admin import is_admin
from bot.handlers.misses import is_by_admin
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.taps import ClearBad
from bot.stems import stem_of
from bot.store import HIDDEN_BY, Store
from bot.study.notes import QuestionId
from bot.visit import Visit

SHOWN: Final = 20  # questions: more make no message that one reads


def router() -> Router:
    router = Router(name="bad")
    router.message.register(show_bad, Command("bad", ignore_case=True), is_admin)
    router.callback_query.register(clear, ClearBad.filter(), is_by_admin)
    return router


async def show_bad(message: Message, visit: Visit, store: Store) -> None:
    await screen.send(message, await listed(visit, store))


async def clear(query: CallbackQuery, callback_data: ClearBad, visit: Visit, store: Store) -> None:
    """The host has looked: the question is asked again."""
    await store.clear_bad(callback_data.id)
    await screen.replace(query, await listed(visit, store), visit.texts.plain("bad-cleared"))


async def listed(visit: Visit, store: Store) -> Screen:
    """The worst first, with how many said so, and which are hidden."""
    found = await store.bad_questions(SHOWN)
    if not found:
        return Screen(visit.texts("bad-none"))
    lines = [visit.texts("bad-title", hidden_by=HIDDEN_BY), ""]
    for number, (question, count) in enumerate(found, 1):
        state = "hidden" if count >= HIDDEN_BY else "asked"
        lines.append(
            visit.texts("bad-line", number=number, count=count, state=state, question=_stem(question, visit))
        )
        lines.append(visit.texts("bad-source", source=_source(question, visit)))
    numbered = [(number, question) for number, (question, _) in enumerate(found, 1)]
    return Screen("\n".join(lines), daily_keyboards.bad_questions(numbered, visit.texts))


def _stem(question: QuestionId, visit: Visit) -> str:
    known = visit.edition.questions.get(question)
    return visit.texts.plain("bad-gone") if known is None else stem_of(known, visit.texts)


def _source(question: QuestionId, visit: Visit) -> str:
    """Where the author finds it: file and line."""
    known = visit.edition.questions.get(question)
    if known is None:
        return question
    section = visit.edition.library.sections[known.section]
    return f"{section.file}:{section.line}"
