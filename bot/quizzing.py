"""Asking the question that a run has come to, as a quiz poll: for `/quiz` and for the daily set alike."""

import logging
from dataclasses import replace
from random import Random
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SendPoll
from aiogram.types import InputPollOption

from bot.edition import Edition
from bot.keyboards import open_poll
from bot.render import EXPLANATION_LIMIT, poll, shortened, utf16_len
from bot.stems import stem_of
from bot.store.shapes import Poll, RunKind, Waiting
from bot.study.quiz import Question, ask
from bot.study.run import Run, without_vanished
from bot.texts import Texts

log = logging.getLogger(__name__)

SEND_SECONDS: Final = 8  # with CLOSE_SECONDS within the lease of a delivery (delivery.LEASE)
CLOSE_SECONDS: Final = 3
PATH_LIMIT: Final = 80  # UTF-16 units of the explanation that say where the question came from


async def send_question(
    bot: Bot, chat: int, run: Run, edition: Edition, texts: Texts
) -> tuple[Waiting, Poll | None]:
    """Send the poll for the run's current question; the run as it waits now, and what an answer will need.

    Questions that the notes no longer hold are passed over; at the run's end nothing is sent.

    Raises:
        TelegramAPIError: the poll was refused, or may or may not have been delivered.
    """
    run = without_vanished(run, edition.questions)
    if run.current is None:
        return Waiting(run), None
    question = edition.questions[run.current]
    method, right = _poll(chat, run, question, edition, texts)
    message = await bot(method, request_timeout=SEND_SECONDS)
    if message.poll is None:
        raise TypeError("Telegram answered sendPoll with a message that has no poll")
    sent = Poll(
        id=message.poll.id,
        question=question.id,
        section=question.section,
        options=len(method.options),
        right=right,
        message=message.message_id,
        kind=kind_of(run),
    )
    return Waiting(run, sent.id, sent.message), sent


async def close_poll(bot: Bot, chat: int, waiting: Waiting | None) -> None:
    """End the poll that waits for an answer, so that at most one does.

    A poll that stays open harms nobody: whatever Telegram says to this must not keep the next question back.
    """
    if waiting is None or waiting.message is None or waiting.run.is_over:
        return
    try:
        await bot.stop_poll(chat, waiting.message, request_timeout=CLOSE_SECONDS)
    except AiogramError as error:
        log.info("chat %d: the poll %d stays open: %s", chat, waiting.message, type(error).__name__)


def kind_of(run: Run) -> RunKind:
    return "run" if run.day is None else "set"


def _poll(
    chat: int, run: Run, question: Question, edition: Edition, texts: Texts
) -> tuple[SendPoll, tuple[int, ...]]:
    # seeded: the same question comes in another order next time, and in the same order on every replica
    asked = ask(question, Random(f"{chat}:{question.id}:{run.day}:{run.answered}"))
    progress = "poll-progress" if run.day is None else "poll-daily"
    stem = texts.plain(
        progress, number=run.answered + 1, count=len(run.questions), question=stem_of(question, texts)
    )
    fields = poll(
        stem,
        [*asked.options, texts.plain("poll-unknown")],
        asked.rights,
        explanation(question, edition, texts),
        question.code or "",
    )
    method = SendPoll(
        chat_id=chat,
        question=fields.question,
        options=[InputPollOption(text=option) for option in fields.options],
        type="quiz",
        is_anonymous=False,
        allows_multiple_answers=len(fields.correct_option_ids) > 1,
        correct_option_ids=list(fields.correct_option_ids),
        explanation=fields.explanation,
        description=fields.description,
        reply_markup=open_poll(question.id, texts, has_stop=run.day is None),
    )
    return method, fields.correct_option_ids


def explanation(question: Question, edition: Edition, texts: Texts) -> str:
    """The author's explanation and, on a line of its own, the section that it comes from."""
    path = " / ".join(edition.library.sections[question.section].path)
    source = texts.plain("poll-source", path=_ending(path, PATH_LIMIT))
    room = EXPLANATION_LIMIT - utf16_len(source) - 1
    return f"{shortened(question.explanation, room)}\n{source}" if question.explanation else source


def _ending(path: str, limit: int) -> str:
    """The end of a path, which says most."""
    return path if utf16_len(path) <= limit else "…" + path[len(path) - limit + 1 :]


def restarted(run: Run) -> Run:
    """The mistakes of a run as a run of their own."""
    return replace(run, questions=run.wrong, answered=0, wrong=(), day=None)
