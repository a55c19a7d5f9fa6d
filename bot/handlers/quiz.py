"""Quizzes asked for by hand: `/quiz`, a topic's questions, the mistakes of the last one."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot import keyboards, topics
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards.taps import NewQuiz, Quiz, QuizAct
from bot.quizzing import close_poll, kind_of, restarted, send_question
from bot.store import Store
from bot.store.insisting import AFTER, insist
from bot.store.shapes import Material, Waiting
from bot.study.daily import pick
from bot.study.notes import QuestionId, SectionId
from bot.study.review import retrievability
from bot.study.run import LONGEST_RUN, RUN_LENGTH, QuizWish, Run, understand_quiz
from bot.visit import Visit

REREAD: Final = 3  # sections named after a run with mistakes
SHOWN: Final = 60  # characters of an unknown topic that the answer repeats


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a quiz is about, and how long it is."""

    topics: tuple[SectionId, ...] = ()  # none: everything
    count: int = RUN_LENGTH


EVERYTHING: Final = Wanted()


def router() -> Router:
    router = Router(name="quiz")
    router.callback_query.register(act, Quiz.filter())
    router.callback_query.register(start_anew, NewQuiz.filter())
    router.message.register(start_quiz, Command("quiz", ignore_case=True))
    router.message.register(stop_quiz, Command("stop", ignore_case=True))
    return router


async def start_quiz(message: Message, command: CommandObject, visit: Visit, store: Store, bot: Bot) -> None:
    """`/quiz`, `/quiz docker` for one topic, `/quiz docker 5` for so many questions."""
    about = _wanted(command.args or "", visit)
    if isinstance(about, Screen):
        await screen.send(message, about)
    else:
        await offer(visit, store, bot, about)


def _wanted(words: str, visit: Visit) -> Wanted | Screen:
    """What the words ask for, or why there is no such quiz."""
    is_title = topics.is_title(words, visit.edition)  # a number may be a part of it
    wish = QuizWish(topic=words) if is_title else understand_quiz(words)
    if wish is None:
        return Screen(visit.texts("quiz-count-wrong", most=LONGEST_RUN))
    named = topics.asked(wish.topic, visit.edition)
    if named.unknown:
        text = visit.texts("quiz-no-topic", query=", ".join(named.unknown)[:SHOWN])
        return Screen(text, keyboards.contents(visit.edition, visit.texts))
    return Wanted(named.found, wish.count)


async def offer(visit: Visit, store: Store, bot: Bot, about: Wanted = EVERYTHING) -> None:
    """Start a quiz, unless one is under way: then ask what to do with it."""
    waiting = await store.waiting(visit.chat, "run")
    if waiting is None or waiting.run.is_over:
        await begin(visit, store, bot, about)
        return
    other = keyboards.new_quiz(about.topics, about.count)
    await screen.send_to(bot, visit.chat, _running(waiting.run, visit, other))


def _running(run: Run, visit: Visit, other: CallbackData) -> Screen:
    """That a quiz is under way; `other` starts the one that was asked for."""
    text = visit.texts("quiz-running", answered=run.answered, count=len(run.questions))
    return Screen(text, keyboards.quiz_running(visit.texts, other))


async def begin(visit: Visit, store: Store, bot: Bot, about: Wanted = EVERYTHING) -> None:
    """Start a quiz on sections and what is below them, or on everything."""
    chosen = _chosen(visit, about, await store.material(visit.chat))
    if not chosen:
        await screen.send_to(bot, visit.chat, Screen(visit.texts("quiz-none")))
        return
    await ask_next(Run(chosen), visit, store, bot)


async def ask_next(run: Run, visit: Visit, store: Store, bot: Bot) -> Run:
    """Send the question that the run has come to; the run less what the notes no longer hold."""
    waiting, poll = await send_question(bot, visit.chat, run, visit.edition, visit.texts)
    await insist(partial(store.keep_run, visit.chat, kind_of(run), waiting, poll), AFTER)
    return waiting.run


def _chosen(visit: Visit, about: Wanted, material: Material) -> tuple[QuestionId, ...]:
    """What is due, what is new, and to fill the run what is remembered worst."""
    pool, cards, hidden = visit.edition.pool(about.topics), material.cards, material.hidden
    chosen = pick(cards, pool, cap=about.count, on=visit.today, rng=Random(), hidden=hidden)
    rest = [q.id for q in pool.among(cards) if q.id not in hidden and q.id not in chosen]
    rest.sort(key=lambda question: retrievability(cards[question], visit.today))
    return (*chosen, *rest[: about.count - len(chosen)])


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
        case QuizAct.REPEAT_SET | QuizAct.REPEAT_SET_ANEW:
            await _repeat_set(query, callback_data, visit, store, bot)
        case QuizAct.BAD:
            is_known = callback_data.about in visit.edition.questions
            is_new = is_known and await store.call_bad(callback_data.about, visit.chat)
            thanks = "quiz-bad-thanks" if is_new else "quiz-bad-again"
            await screen.answer(bot, query, visit.texts.plain(thanks))


async def _start(query: CallbackQuery, tap: Quiz, visit: Visit, store: Store, bot: Bot) -> None:
    section = visit.edition.library.sections.get(tap.about)
    about = EVERYTHING if section is None else Wanted((section.id,))
    if tap.about and section is None:
        await screen.replace(query, _contents(visit), visit.texts.plain("browse-gone"))
        return
    await screen.answer(bot, query)
    if tap.act is QuizAct.START:
        await offer(visit, store, bot, about)
        return
    await _begin_anew(visit, store, bot, about)


async def start_anew(
    query: CallbackQuery, callback_data: NewQuiz, visit: Visit, store: Store, bot: Bot
) -> None:
    """Start what was asked for in words, whatever is under way."""
    named = tuple(filter(None, callback_data.topics.split(keyboards.TOPICS_SEPARATOR)))
    known = tuple(topic for topic in named if topic in visit.edition.library.sections)
    if len(known) < len(named) or not 1 <= callback_data.count <= LONGEST_RUN:
        await screen.replace(query, _contents(visit), visit.texts.plain("browse-gone"))
        return
    await screen.answer(bot, query)
    await _begin_anew(visit, store, bot, Wanted(known, callback_data.count))


async def _begin_anew(visit: Visit, store: Store, bot: Bot, about: Wanted) -> None:
    await close_poll(bot, visit.chat, await store.waiting(visit.chat, "run"))
    await begin(visit, store, bot, about)


def _contents(visit: Visit) -> Screen:
    return Screen(visit.texts("topics-title"), keyboards.contents(visit.edition, visit.texts))


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
    await screen.answer(bot, query)
    await _end(waiting, visit, store, bot)


async def stop_quiz(message: Message, visit: Visit, store: Store, bot: Bot) -> None:
    """`/stop`: end the quiz under way, or say what else can be stopped."""
    waiting = await store.waiting(visit.chat, "run")
    if waiting is None or waiting.run.is_over:
        await screen.send(message, Screen(visit.texts("quiz-nothing-to-stop")))
        return
    await _end(waiting, visit, store, bot)


async def _end(waiting: Waiting, visit: Visit, store: Store, bot: Bot) -> None:
    """End the run before its time, with what was done."""
    run = waiting.run
    await store.keep_run(visit.chat, "run", Waiting(replace(run, questions=run.questions[: run.answered])))
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


async def _repeat_set(query: CallbackQuery, tap: Quiz, visit: Visit, store: Store, bot: Bot) -> None:
    """A run of the questions that the day's set got wrong, unless one is under way."""
    async with asyncio.TaskGroup() as trip:
        asked = trip.create_task(store.waiting(visit.chat, "set"))
        under_way = trip.create_task(store.waiting(visit.chat, "run"))
    day_set, waiting = asked.result(), under_way.result()
    if day_set is None or not day_set.run.is_over or not day_set.run.wrong:
        await screen.answer(bot, query, visit.texts.plain("quiz-not-running"))
        return
    await screen.answer(bot, query)
    if tap.act is QuizAct.REPEAT_SET and waiting is not None and not waiting.run.is_over:
        other = Quiz(act=QuizAct.REPEAT_SET_ANEW)
        await screen.send_to(bot, visit.chat, _running(waiting.run, visit, other))
        return
    await close_poll(bot, visit.chat, waiting)
    await ask_next(restarted(day_set.run), visit, store, bot)


def worth_rereading(run: Run, visit: Visit) -> Iterator[str]:
    """The sections that the mistakes of a run come from, if there were any."""
    library, questions = visit.edition.library, visit.edition.questions
    found = (library.sections[questions[q].section].title for q in run.wrong if q in questions)
    sections = list(dict.fromkeys(found))[:REREAD]
    if sections:
        yield visit.texts("quiz-score-wrong", sections=", ".join(sections))


async def from_menu(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    """The quiz button of the main menu."""
    await screen.answer(bot, query)
    await offer(visit, store, bot)
