"""Quizzes asked for by hand: `/quiz`, a topic's questions, the mistakes of the last one."""

import asyncio
from dataclasses import replace
from functools import partial
from random import Random
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards.taps import Quiz, QuizAct
from bot.quizzing import close_poll, kind_of, restarted, send_question
from bot.store import Store
from bot.store.insisting import AFTER, insist
from bot.store.shapes import Material, Waiting
from bot.study.daily import pick
from bot.study.entries import SectionTarget
from bot.study.notes import QuestionId, Section
from bot.study.review import retrievability
from bot.study.run import Run
from bot.visit import Visit

RUN_LENGTH: Final = 10


def router() -> Router:
    router = Router(name="quiz")
    router.callback_query.register(act, Quiz.filter())
    router.message.register(start_quiz, Command("quiz"))
    return router


async def start_quiz(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/quiz`, or `/quiz docker` for one topic."""
    about = None
    if command.args:
        about = _topic(command.args, visit)
        if about is None:
            text = visit.texts("quiz-no-topic", query=command.args[:60])
            await screen.send(message, Screen(text, keyboards.contents(visit.edition, visit.texts)))
            return
    await offer(visit, store, bot, about)


def _topic(words: str, visit: Visit) -> Section | None:
    """The section that the words name: a subject by its title, else the best that the look-up finds."""
    for subject in visit.edition.library.subjects():
        if subject.title.casefold() == words.strip().casefold():
            return subject
    for hit in visit.edition.find(words):
        if isinstance(hit.target, SectionTarget):
            return visit.edition.library.sections[hit.target.id]
    return None


async def offer(visit: Visit, store: Store, bot: Bot, about: Section | None = None) -> None:
    """Start a quiz, unless one is under way: then ask what to do with it."""
    async with asyncio.TaskGroup() as trip:  # what a new quiz needs comes along
        asked = trip.create_task(store.waiting(visit.chat, "run"))
        material = trip.create_task(store.material(visit.chat))
    waiting = asked.result()
    if waiting is None or waiting.run.is_over:
        await _begin(visit, store, bot, about, material.result())
        return
    text = visit.texts("quiz-running", answered=waiting.run.answered, count=len(waiting.run.questions))
    keyboard = keyboards.quiz_running(visit.texts, about.id if about is not None else "")
    await screen.send_to(bot, visit.chat, Screen(text, keyboard))


async def begin(visit: Visit, store: Store, bot: Bot, about: Section | None = None) -> None:
    """Start a quiz on a section and what is below it, or on everything."""
    await _begin(visit, store, bot, about, await store.material(visit.chat))


async def _begin(visit: Visit, store: Store, bot: Bot, about: Section | None, material: Material) -> None:
    chosen = _chosen(visit, about, material)
    if not chosen:
        await screen.send_to(bot, visit.chat, Screen(visit.texts("quiz-none")))
        return
    await ask_next(Run(chosen), visit, store, bot)


async def ask_next(run: Run, visit: Visit, store: Store, bot: Bot) -> Run:
    """Send the question that the run has come to; the run less what the notes no longer hold."""
    waiting, poll = await send_question(bot, visit.chat, run, visit.edition, visit.texts)
    await insist(partial(store.keep_run, visit.chat, kind_of(run), waiting, poll), AFTER)
    return waiting.run


def _chosen(visit: Visit, about: Section | None, material: Material) -> tuple[QuestionId, ...]:
    """What is due, what is new, and to fill the run what is remembered worst."""
    pool, cards, hidden = visit.edition.pool(about), material.cards, material.hidden
    chosen = pick(cards, pool, cap=RUN_LENGTH, on=visit.today, rng=Random(), hidden=hidden)
    rest = [q.id for q in pool.among(cards) if q.id not in hidden and q.id not in chosen]
    rest.sort(key=lambda question: retrievability(cards[question], visit.today))
    return (*chosen, *rest[: RUN_LENGTH - len(chosen)])


async def act(query: CallbackQuery, callback_data: Quiz, visit: Visit, store: Store, bot: Bot) -> None:
    """What the buttons under polls and scores do."""
    match callback_data.act:
        case QuizAct.START | QuizAct.RESTART:
            await _start(query, callback_data, visit, store, bot)
        case QuizAct.CONTINUE:
            await _continue(query, visit, store, bot)
        case QuizAct.STOP:
            await _stop(query, visit, store, bot)
        case QuizAct.REPEAT:
            await _repeat(query, visit, store, bot)
        case QuizAct.BAD:
            is_known = callback_data.about in visit.edition.questions
            is_new = is_known and await store.call_bad(callback_data.about, visit.chat)
            thanks = "quiz-bad-thanks" if is_new else "quiz-bad-again"
            await screen.answer(bot, query, visit.texts.plain(thanks))


async def _start(query: CallbackQuery, tap: Quiz, visit: Visit, store: Store, bot: Bot) -> None:
    section = visit.edition.library.sections.get(tap.about)
    if tap.about and section is None:
        await screen.replace(
            query,
            Screen(visit.texts("topics-title"), keyboards.contents(visit.edition, visit.texts)),
            visit.texts.plain("browse-gone"),
        )
        return
    await screen.answer(bot, query)
    if tap.act is QuizAct.START:
        await offer(visit, store, bot, section)
        return
    await close_poll(bot, visit.chat, await store.waiting(visit.chat, "run"))
    await begin(visit, store, bot, section)


async def _continue(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    """Ask the current question anew: its poll may be far up the chat."""
    waiting = await store.waiting(visit.chat, "run")
    if waiting is None or waiting.run.is_over:
        await screen.answer(bot, query, visit.texts.plain("quiz-not-running"))
        return
    await screen.answer(bot, query)
    await close_poll(bot, visit.chat, waiting)
    await ask_next(waiting.run, visit, store, bot)


async def _stop(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    waiting = await store.waiting(visit.chat, "run")
    is_here = (
        waiting is not None and query.message is not None and query.message.message_id == waiting.message
    )
    if waiting is None or waiting.run.is_over or not is_here:
        await screen.answer(bot, query, visit.texts.plain("quiz-not-running"))
        return
    run = waiting.run
    await store.keep_run(visit.chat, "run", Waiting(replace(run, questions=run.questions[: run.answered])))
    await screen.answer(bot, query)
    await close_poll(bot, visit.chat, waiting)
    key = "quiz-stopped" if run.answered else "quiz-stopped-empty"
    text = visit.texts(key, right=run.right, answered=run.answered)
    keyboard = keyboards.quiz_over(visit.texts, has_mistakes=bool(run.wrong))
    await screen.send_to(bot, visit.chat, Screen(text, keyboard))


async def _repeat(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    """A new run of the questions that the last one got wrong."""
    waiting = await store.waiting(visit.chat, "run")
    if waiting is None or not waiting.run.is_over or not waiting.run.wrong:
        await screen.answer(bot, query, visit.texts.plain("quiz-not-running"))
        return
    await screen.answer(bot, query)
    await ask_next(restarted(waiting.run), visit, store, bot)


async def from_menu(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    """The quiz button of the main menu."""
    await screen.answer(bot, query)
    await offer(visit, store, bot)
