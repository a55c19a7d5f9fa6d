"""Answers to a group's questions: each counts once, for the table and for the person; and how one did."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message, PollAnswer

from bot.day_set import aim
from bot.handlers import screen
from bot.handlers.screen import Screen
from bot.keyboards import group as group_keyboards
from bot.keyboards.taps import MyVerdict, TakeOver
from bot.person import Person
from bot.store import Store
from bot.store.group_shapes import GroupPoll, GuestAnswer
from bot.store.groups import Ballot
from bot.store.shapes import Answer, Poll
from bot.study.daily import local_date
from bot.study.group import Vote
from bot.study.history import predicted
from bot.study.review import review
from bot.visit import Visit


def router() -> Router:
    router = Router(name="group-votes")
    router.callback_query.register(show_verdict, MyVerdict.filter())
    router.callback_query.register(take_over, TakeOver.filter())
    return router


async def take_vote(poll_answer: PollAnswer, visit: Visit, store: Store) -> bool:
    """Count a vote, however often it comes: each part of it has a lock of its own, so that one cut off goes on.

    False: no poll of a group is known by that id.
    """
    poll = await store.groups.poll(poll_answer.poll_id)
    if poll is None:
        return False
    chosen = tuple(poll_answer.option_ids)
    after = max(0, int(visit.now.timestamp() * 1000) - poll.sent)
    vote = Vote(chosen, is_right=set(chosen) == set(poll.right), after=after)
    group = await store.groups.group(poll.group)
    on = local_date(visit.now, group.timezone(visit.default_zone))
    if poll_answer.voter_chat is not None:  # an administrator in the group's name: nobody to put into a table
        is_new = await store.groups.record(Ballot(poll, poll_answer.voter_chat.id, vote, None, on))
    else:
        is_new = await _take(Ballot(poll, visit.person.id, vote, None, on), visit, store)
    if is_new:
        await store.groups.turns.voted(poll.id, visit.now.timestamp())
    return True


async def _take(ballot: Ballot, visit: Visit, store: Store) -> bool:
    """Count a person's vote: as a review of theirs if they ever started the bot, and for the group."""
    poll, person = ballot.poll, visit.person
    own, seen = await store.groups.cards(person.id, poll)
    if is_known(person):
        today = visit.today
        card = review(
            own,
            right=ballot.vote.is_right,
            on=today,
            card_key=f"{person.id}:{poll.question}",
            desired_retention=aim(poll.question, visit.edition, person, today),
        )
        answer = Answer(
            _as_private(poll), ballot.vote.chosen, ballot.vote.is_right, today, predicted(own, today)
        )
        await store.journal.record_group_answer(person.id, answer, card)
        await store.groups.keep_of_person(person.id, poll.group)
    else:
        card = review(seen, right=ballot.vote.is_right, on=ballot.on, card_key=f"{person.id}:{poll.question}")
        guest = GuestAnswer(poll.question, ballot.on, ballot.vote.is_right)
        await store.groups.keep_guest(person.id, poll, guest)
    return await store.groups.record(replace(ballot, card=card))


def is_known(person: Person) -> bool:
    """Whether the person ever started the bot: only then is anything kept for them."""
    return person.language is not None


def _as_private(poll: GroupPoll) -> Poll:
    """The poll as a person's own, so that it counts as one of their answers, once."""
    return Poll(
        id=poll.id,
        question=poll.question,
        section=poll.section,
        options=len(poll.options),
        right=poll.right,
        message=poll.message or 0,
        kind="group",
    )


async def show_verdict(query: CallbackQuery, visit: Visit, store: Store, bot: Bot) -> None:
    """How the person who presses did: a message for them while the group has room for one, else an alert."""
    message = query.message
    if not isinstance(message, Message) or message.poll is None:
        await screen.answer(bot, query, visit.texts.plain("error-stale-button"))
        return
    poll = await store.groups.poll(message.poll.id)
    if poll is not None and poll.group != message.chat.id:
        poll = None  # a poll that was brought here from another group
    vote = None if poll is None else await store.groups.vote(poll, query.from_user.id)
    if poll is None or vote is None:
        await screen.answer(bot, query, visit.texts.plain("group-not-answered"), is_alert=True)
        return
    shown = _verdict(poll, vote, visit)
    if await store.groups.turns.reserve(poll.group, visit.now) is None:
        await screen.alert(bot, query, shown)
    else:
        await screen.show(bot, query, shown)


def _verdict(poll: GroupPoll, vote: Vote, visit: Visit) -> Screen:
    texts = visit.texts
    answer = ", ".join(poll.options[position] for position in poll.right)
    lines = [texts("group-right" if vote.is_right else "group-wrong", answer=answer)]
    if poll.explanation:
        lines.append(texts("group-explanation", text=poll.explanation))
    known = visit.edition.library.sections
    keyboard = group_keyboards.verdict(poll.section, texts) if poll.section in known else None
    return Screen("\n".join(lines), keyboard)


# what was answered before the first /start


async def offer(message: Message, visit: Visit, answers: Sequence[GuestAnswer]) -> None:
    """On the first /start: the answers in groups could become the person's own."""
    if answers:
        text = visit.texts("group-take-over", count=len(answers))
        await screen.send(message, Screen(text, group_keyboards.take_over(visit.texts)))


async def take_over(query: CallbackQuery, callback_data: TakeOver, visit: Visit, store: Store) -> None:
    """Review what was answered on the dates it was, or forget it."""
    answers = await store.groups.guest(visit.chat)
    if not answers or not await store.groups.drop_guest(visit.chat):
        await screen.replace(query, Screen(visit.texts("group-taken-over-before")))
        return
    if not callback_data.is_on:
        await screen.replace(query, Screen(visit.texts("group-not-taken-over")))
        return
    cards = await store.cards(visit.chat)
    changed = {}
    for answer in answers:
        changed[answer.question] = cards[answer.question] = review(
            cards.get(answer.question),
            right=answer.is_right,
            on=answer.on,
            card_key=f"{visit.chat}:{answer.question}",
        )
    right = sum(answer.is_right for answer in answers)
    await store.journal.keep_cards(visit.chat, changed, answers=len(answers), right=right)
    await screen.replace(query, Screen(visit.texts("group-taken-over", count=len(answers))))
