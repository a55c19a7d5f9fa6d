"""`/stats`: what the person remembers, in words."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot import keyboards
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.shapes import EXCUSED
from bot.store import Store
from bot.study.notes import QuestionId
from bot.study.review import CardState, is_due, retrievability
from bot.study.streak import standing
from bot.visit import Visit

AHEAD: Final = timedelta(days=7)  # today's answers say nothing yet: everything is fresh


def router() -> Router:
    router = Router(name="me")
    router.message.register(show_stats, Command("stats"))
    return router


async def show_stats(message: Message, visit: Visit, store: Store) -> None:
    await screen.send(message, await stats(visit, store))


async def stats(visit: Visit, store: Store) -> Screen:
    person, texts = visit.person, visit.texts
    if not person.answers:
        return Screen(texts("stats-empty"), keyboards.menu(texts))
    morning = await store.morning(visit.chat)
    excused = {day for day, state in morning.days.items() if state in EXCUSED}
    streak = standing(person.streak, visit.today, excused)
    lines = [
        texts(
            "stats",
            answers=person.answers,
            right=person.right_answers,
            share=round(100 * person.right_answers / person.answers),
            cards=len(morning.cards),
            due=sum(is_due(card, visit.today) for card in morning.cards.values()),
            days=streak.length,
            freezes=streak.freezes,
        )
    ]
    if topics := _topics(morning.cards, visit):
        lines += ["", texts("stats-topics"), *topics]
    return Screen("\n".join(lines), keyboards.menu(texts))


def _topics(cards: Mapping[QuestionId, CardState], visit: Visit) -> list[str]:
    """A line for each subject with cards: the mean of what is predicted to be recalled in a week."""
    ahead = visit.today + AHEAD
    recalls: defaultdict[str, list[float]] = defaultdict(list)
    for question, card in cards.items():
        known = visit.edition.questions.get(question)
        if known is not None:
            recalls[known.subject].append(retrievability(card, ahead))
    return [
        visit.texts(
            "stats-topic",
            title=visit.edition.library.sections[subject].title,
            recall=round(100 * sum(found) / len(found)),
            cards=len(found),
        )
        for subject, found in recalls.items()
    ]
