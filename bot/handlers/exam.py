"""`/exam 12.12 docker`: getting ready for a date, with what it takes a day told before."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Final

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import subscription, topics
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import daily as daily_keyboards
from bot.keyboards.taps import TakeExam
from bot.store import Store
from bot.study.dates import read_date
from bot.study.exam import LONGEST, MOST_QUESTIONS, Exam, Load, forecast
from bot.study.notes import QuestionId
from bot.study.schedule import OFF
from bot.visit import Visit

SHOWN: Final = 60  # characters of a misunderstood text that the answer repeats


def router() -> Router:
    router = Router(name="exam")
    router.callback_query.register(decide, TakeExam.filter())
    router.message.register(set_exam, Command("exam", ignore_case=True))
    return router


async def set_exam(message: Message, command: CommandObject, visit: Visit, store: Store) -> None:
    words = (command.args or "").casefold().replace(",", " ").split()
    if not words:
        await screen.send(message, status(visit))
    elif words[0] in OFF:
        await screen.send(message, await end(visit, store))
    else:
        await screen.send(message, await offer(words, visit, store))


def status(visit: Visit) -> Screen:
    exam = visit.person.exam_on(visit.today)
    if exam is None:
        return Screen(visit.texts("exam-none"))
    return Screen(_agreed("exam-status", exam, visit), daily_keyboards.exam_ahead(exam.on, visit.texts))


async def offer(words: list[str], visit: Visit, store: Store) -> Screen:
    """What getting ready for that date takes, to be agreed to; the forecast is made off the event loop."""
    said = read_date(words, visit.today)
    if said is None:
        return Screen(visit.texts("exam-wrong", text=" ".join(words)[:SHOWN]))
    on = said.on
    if on <= visit.today:
        return Screen(visit.texts("exam-today" if on == visit.today else "exam-past", day=_dated(on, visit)))
    if on - visit.today > LONGEST:
        return Screen(visit.texts("exam-far", days=LONGEST.days))
    named = topics.read(" ".join(said.rest), visit.edition)
    if named.unknown:
        known = ", ".join(topic.title for topic in visit.edition.topics)
        unknown = ", ".join(named.unknown)[:SHOWN]
        return Screen(visit.texts("daily-topic-unknown", text=unknown, topics=known))
    material = await store.material(visit.chat)
    questions = [question for question in _questions(named.found, visit) if question not in material.hidden]
    if not questions:
        return Screen(visit.texts("quiz-none"))
    exam = Exam(on, visit.today, 0, named.found)
    load = await asyncio.to_thread(forecast, material.cards, questions, exam, visit.person.quiet)
    exam = replace(exam, count=load.a_day)
    await store.remember(visit.chat, exam_offered=exam)
    return Screen(_load(exam, load, visit), daily_keyboards.exam_offered(on, visit.texts))


def _dated(day: date, visit: Visit) -> str:
    """The day with its year where that is another one."""
    text = visit.texts.date(day)
    return (
        text if day.year == visit.today.year else visit.texts.plain("exam-year", day=text, year=f"{day:%Y}")
    )


def _questions(chosen: tuple[str, ...], visit: Visit) -> list[QuestionId]:
    sections = visit.edition.sections_of(chosen)
    questions = visit.edition.questions.values()
    return [question.id for question in questions if not sections or question.section in sections]


def _load(exam: Exam, load: Load, visit: Visit) -> str:
    texts = visit.texts
    lines = [
        texts("exam-title", day=texts.date(exam.on), left=(exam.on - visit.today).days),
        texts("exam-topics", topics=_topics(exam, visit)),
        texts("exam-questions", count=load.known + load.new, known=load.known),
        "",
        texts("exam-load", count=load.a_day, now=visit.person.daily_count),
    ]
    if load.covered < load.new:
        lines.append(texts("exam-too-much", limit=MOST_QUESTIONS, covered=load.covered, new=load.new))
    return "\n".join(lines)


def _topics(exam: Exam, visit: Visit) -> str:
    titles = topics.titles(exam.topics, visit.edition)
    return ", ".join(titles) or visit.texts.plain("exam-all-topics")


async def decide(query: CallbackQuery, callback_data: TakeExam, visit: Visit, store: Store) -> None:
    """Take the exam that was shown, or leave it; end the one that is ahead."""
    offered = _named(callback_data.on, visit.person.exam_offered, visit.today)
    if offered is not None:
        taken = await take(offered, visit, store) if callback_data.is_on else await leave(visit, store)
        await screen.replace(query, taken)
    elif not callback_data.is_on and _named(callback_data.on, visit.person.exam, visit.today):
        await screen.replace(query, await end(visit, store))
    else:
        await screen.replace(query, status(visit), visit.texts.plain("error-stale-button"))


def _named(on: str, exam: Exam | None, today: date) -> Exam | None:
    """The exam, if the button names it and it is still ahead."""
    return exam if exam is not None and exam.on.isoformat() == on and exam.is_ahead(today) else None


async def take(exam: Exam, visit: Visit, store: Store) -> Screen:
    await store.remember(visit.chat, exam=exam, exam_offered=None)
    visit = replace(visit, person=subscription.changed(visit.person, exam=exam))
    text = _agreed("exam-taken", exam, visit)
    if visit.person.daily_at is None:
        text += "\n\n" + visit.texts("exam-needs-daily")
        return Screen(text, daily_keyboards.daily(visit.texts, is_on=False))
    return Screen(text, daily_keyboards.exam_ahead(exam.on, visit.texts))


def _agreed(key: str, exam: Exam, visit: Visit) -> str:
    day = visit.texts.date(exam.on)
    return visit.texts(key, day=day, topics=_topics(exam, visit), count=exam.count)


async def leave(visit: Visit, store: Store) -> Screen:
    await store.remember(visit.chat, exam_offered=None)
    return Screen(visit.texts("exam-left"))


async def end(visit: Visit, store: Store) -> Screen:
    was_ahead = visit.person.exam_on(visit.today) is not None
    await store.remember(visit.chat, exam=None, exam_offered=None)
    return Screen(visit.texts("exam-ended" if was_ahead else "exam-none"))
