"""Answers to polls: what is right is remembered, the next question comes, and at the end the score."""

import asyncio
import logging
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import PollAnswer, User

from bot import keyboards
from bot.day_set import aim
from bot.handlers import group_votes, screen
from bot.handlers.day import finish_set
from bot.handlers.quiz import ask_next, worth_rereading
from bot.handlers.screen import Screen
from bot.session import Rebutton
from bot.store import Store
from bot.store.insisting import AFTER, insist
from bot.store.shapes import Answer, Moment, Poll, Waiting
from bot.study.history import predicted
from bot.study.review import CardState, review
from bot.study.run import Run, answer
from bot.texts import Languages
from bot.visit import Visit

log = logging.getLogger(__name__)

# seconds: an answer may overtake the word that its poll was sent, which Redis hears a moment after Telegram
OVERTAKEN: Final = (0.2, 1.0)


def router() -> Router:
    router = Router(name="answers")
    router.poll_answer.register(take_answer)
    return router


async def take_answer(
    poll_answer: PollAnswer, visit: Visit, store: Store, bot: Bot, languages: Languages
) -> None:
    """Remember the answer once, however often it comes, and go on with the run that it belongs to."""
    user = poll_answer.user
    if user is None or not poll_answer.option_ids:
        return  # a channel's vote, or one taken back: what was answered first counts
    for pause in OVERTAKEN:
        if await _take(poll_answer, user, visit, store, bot, languages):
            return
        await asyncio.sleep(pause)
    await _take(poll_answer, user, visit, store, bot, languages)


async def _take(  # noqa: PLR0913, PLR0917 -- as aiogram hands it over
    poll_answer: PollAnswer, user: User, visit: Visit, store: Store, bot: Bot, languages: Languages
) -> bool:
    """Whether the poll is known."""
    moment = await store.moment(user.id, poll_answer.poll_id)
    visit = replace(
        visit, person=moment.person, texts=languages.choose(moment.person.language or user.language_code)
    )
    if moment.poll is None or moment.poll.kind == "group":
        return await group_votes.take_vote(poll_answer, visit, store)
    given = _given(moment.poll, moment.card, poll_answer, visit.today)
    waiting = moment.run if moment.poll.kind == "run" else moment.set
    is_current = waiting is not None and waiting.poll == moment.poll.id
    run = (
        answer(waiting.run, given.poll.question, is_right=given.is_right) if waiting and is_current else None
    )
    if not moment.poll.is_answered and not await _remember(given, moment, run, visit, store):
        return True  # another replica was faster with the same answer
    async with asyncio.TaskGroup() as group:
        if not moment.poll.is_answered:
            group.create_task(_show_source(given.poll, visit, bot))
        if run is not None:
            group.create_task(_go_on(run, visit, store, bot))
    return True


def _given(poll: Poll, card: CardState | None, poll_answer: PollAnswer, today: date) -> Answer:
    chosen = tuple(poll_answer.option_ids)
    is_right = set(chosen) == set(poll.right)
    return Answer(poll, chosen, is_right, today, predicted(card, today))


async def _remember(given: Answer, moment: Moment, run: Run | None, visit: Visit, store: Store) -> bool:
    question = given.poll.question
    card = review(
        moment.card,
        right=given.is_right,
        on=visit.today,
        card_key=f"{visit.chat}:{question}",
        desired_retention=aim(question, visit.edition, visit.person, visit.today),
    )
    return await store.journal.record_answer(
        visit.chat, given, card, Waiting(run, given.poll.id) if run else None
    )


async def _show_source(poll: Poll, visit: Visit, bot: Bot) -> None:
    """Under the answered poll: the button that opens the section it came from."""
    try:
        await bot(
            Rebutton(
                chat_id=visit.chat,
                message_id=poll.message,
                reply_markup=keyboards.answered_poll(poll.question, poll.section, visit.texts),
            )
        )
    except (
        TelegramAPIError
    ) as error:  # a mere comfort: the next question, which is on its way, must not end with it
        log.info("the button under a poll is not shown: %s", type(error).__name__)


async def _go_on(run: Run, visit: Visit, store: Store, bot: Bot) -> None:
    """The next question, or the end: the run may also end because the notes hold no more of it."""
    if not run.is_over:
        run = await ask_next(run, visit, store, bot)
    if not run.is_over:
        return
    if run.day is not None:
        await screen.send_to(bot, visit.chat, await finish_set(run, visit, store))
        return
    await insist(partial(store.keep_run, visit.chat, "run", Waiting(run)), AFTER)
    await screen.send_to(bot, visit.chat, score(run, visit))


def score(run: Run, visit: Visit) -> Screen:
    """How a run went, and what is worth reading again."""
    texts = visit.texts
    lines = [texts("quiz-score", right=run.right, count=run.answered), *worth_rereading(run, visit)]
    if not run.wrong:
        lines.append(texts("quiz-score-all"))
    return Screen("\n".join(lines), keyboards.quiz_over(texts, has_mistakes=bool(run.wrong)))
