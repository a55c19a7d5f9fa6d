"""A question for a whole group: its poll, what is kept of it, and what came of it in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendPoll
from aiogram.types import InputPollOption

from bot.edition import Edition
from bot.keyboards import group as group_keyboards
from bot.quizzing import explanation
from bot.render import poll
from bot.stems import stem_of
from bot.store import Store
from bot.store.group_shapes import Group, GroupPoll, PollKind
from bot.study.group import Outcome, choose, mean_recall, rested
from bot.study.notes import QuestionId
from bot.study.quiz import Question, ask
from bot.texts import Texts

NO_THREAD: Final = "message thread not found"  # the topic was deleted


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way into a group."""

    group: int
    thread: int | None
    kind: PollKind
    question: Question
    number: int  # from 1
    count: int  # of the day's questions or the run's
    salt: str  # the same order of options for the same salt
    open_seconds: int | None = None


async def send(bot: Bot, asking: Asking, edition: Edition, texts: Texts, now: datetime) -> GroupPoll:
    """Send the poll; into General where its topic is gone.

    Raises:
        TelegramAPIError: the poll was refused, or may or may not have been delivered.
    """
    method, right = _poll(asking, edition, texts)
    try:
        message = await bot(method)
    except TelegramBadRequest as error:
        if asking.thread is None or NO_THREAD not in error.message:
            raise
        return await send(bot, replace(asking, thread=None), edition, texts, now)
    if message.poll is None:
        raise TypeError("Telegram answered sendPoll with a message that has no poll")
    return GroupPoll(
        id=message.poll.id,
        group=asking.group,
        message=message.message_id,
        thread=asking.thread,
        kind=asking.kind,
        question=asking.question.id,
        section=asking.question.section,
        options=tuple(str(option.text) for option in method.options if isinstance(option, InputPollOption)),
        right=right,
        sent=int(now.timestamp() * 1000),
        explanation=str(method.explanation or ""),
    )


def _poll(asking: Asking, edition: Edition, texts: Texts) -> tuple[SendPoll, tuple[int, ...]]:
    question = asking.question
    shown = ask(question, Random(f"{asking.group}:{question.id}:{asking.salt}"))
    key = "group-question" if asking.count == 1 else "group-question-of"
    variables = {} if asking.count == 1 else {"number": asking.number, "count": asking.count}
    fields = poll(
        texts.plain(key, question=stem_of(question, texts), **variables),
        [*shown.options, texts.plain("poll-unknown")],
        shown.rights,
        explanation(question, edition, texts),
        question.code or "",
    )
    method = SendPoll(
        chat_id=asking.group,
        message_thread_id=asking.thread,
        question=fields.question,
        options=[InputPollOption(text=option) for option in fields.options],
        type="quiz",
        is_anonymous=False,
        allows_multiple_answers=len(fields.correct_option_ids) > 1,
        correct_option_ids=list(fields.correct_option_ids),
        explanation=fields.explanation,
        description=fields.description,
        open_period=asking.open_seconds,
        reply_markup=group_keyboards.question(question.id, texts, votes=0),
    )
    return method, fields.correct_option_ids


async def todays(
    group: Group, edition: Edition, store: Store, today: date, number: int = 1
) -> Question | None:
    """The question that the group is to have now, the day's first or a later one: an old one and a new one by turns."""
    asked = await store.groups.asked(group.id)
    hidden = await store.hidden()
    sections = edition.sections_of(group.topics)
    candidates = [
        question.id
        for question in edition.questions.values()
        if question.id not in hidden and (not sections or question.section in sections)
    ]
    fresh = rested(candidates, asked, today)
    known = await store.groups.members_cards(group.id, [question for question in fresh if question in asked])
    recall = {
        question: mean for question, cards in known.items() if (mean := mean_recall(cards, today)) is not None
    }
    is_new_wanted = (today.toordinal() * group.daily_count + number) % 2 == 0
    chosen: QuestionId | None = choose(fresh, recall, asked, is_new_wanted=is_new_wanted)
    return None if chosen is None else edition.questions[chosen]


def result(poll: GroupPoll, outcome: Outcome, first: str, texts: Texts) -> str:
    """What came of a question, in HTML; `first` is the name of who was right first, empty where it has none."""
    lines = [
        texts("group-result", share=outcome.share, right=outcome.right, votes=outcome.votes),
        texts("group-result-answer", answer=_options(poll, poll.right)),
    ]
    if outcome.first is not None:
        lines.append(texts("group-result-first", name=first or "none"))
    if outcome.confused is not None:
        right, lure = outcome.confused
        lines.append(
            texts("group-result-confused", right=_options(poll, [right]), lure=_options(poll, [lure]))
        )
    return "\n".join(lines)


def _options(poll: GroupPoll, positions: Iterable[int]) -> str:
    return ", ".join(poll.options[position] for position in positions)
