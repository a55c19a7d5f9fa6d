"""The day's question of groups.

A group that is due has one thing done: its week told, its last question closed, or a new one asked. What is left comes
a few seconds later, for a group takes 20 messages a minute and none too close.

Each deed is marked before it is done (`gsent`), so that nobody sees it twice; one that was cut off is let be.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import Final

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.edition import Shelf
from bot.groups import asking as group_asking
from bot.groups import words as group_words
from bot.groups.asking import Asking
from bot.groups.closing import GroupClosing
from bot.session import NotConnectedError
from bot.store import Store
from bot.store.group_shapes import Group, GroupPoll
from bot.store.insisting import AFTER, insist
from bot.store.shapes import Claim
from bot.study.daily import CATCH_UP_UNTIL, day_of, moment_of, next_due
from bot.study.history import monday, week_of
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

NEXT_DEED: Final = timedelta(seconds=4)  # a group takes a message every three seconds, see `group_turns`
BETWEEN_QUESTIONS: Final = timedelta(hours=2)  # of one day
OPEN_FOR: Final = timedelta(hours=24)
LATE: Final = timedelta(minutes=15)
AGAIN: Final = timedelta(minutes=1)
RETRY_FOR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A group that is due."""

    claim: Claim
    group: Group
    texts: Texts
    zone: tzinfo
    day: date  # the group's
    now: datetime

    @property
    def number(self) -> int:
        """Which of the day's questions is due, from 1."""
        return self.group.asked + 1 if self.group.asked_on == self.day else 1

    @property
    def deed(self) -> str:
        return f"{self.day}.{self.number}"


@dataclass(frozen=True, slots=True)
class GroupDelivery:
    """Everything that groups get by themselves but shared runs."""

    bot: Bot
    store: Store
    shelf: Shelf
    languages: Languages
    default_zone: str
    clock: Callable[[], datetime]

    @property
    def closing(self) -> GroupClosing:
        return GroupClosing(self.bot, self.store, self.languages, self.clock)

    async def serve(self, claim: Claim) -> None:
        """Do the next thing that the group is due for, and give it its next time."""
        group = await self.store.groups.group(claim.chat)
        if group.daily_at is None or group.is_given_up:
            await self.store.dues.drop_claim(claim)
            return
        now = self.clock()
        texts = self.languages.choose(group.language)
        zone = group.timezone(self.default_zone)
        day = day_of(datetime.fromtimestamp(claim.due, UTC), group.daily_at, zone)
        turn = Turn(claim, group, texts, zone, day, now)
        if self._is_too_late(turn):
            log.warning("group %d: the question of %s is too late", group.id, day)
            await self._move_on(turn, self._next(turn, turn.number + group.daily_count))
            return
        try:
            await self._do(turn)
        except TelegramMigrateToChat as error:
            await self.store.groups.moves.migrate(group.id, error.migrate_to_chat_id)
        except TelegramRetryAfter as error:
            await self._move_on(turn, now + timedelta(seconds=error.retry_after))
        except TelegramForbiddenError as error:
            log.info("group %d is left: %s", group.id, error.message)
            await self.store.groups.moves.leave(group.id)
        except TelegramAPIError as error:
            log.warning("group %d waits: %s", group.id, type(error).__name__)
            await self._move_on(turn, now + AGAIN)

    async def _do(self, turn: Turn) -> None:
        if (
            turn.number > turn.group.daily_count
        ):  # the day has had its questions; we were cut off before the next time
            await self._move_on(turn, self._next(turn, turn.number))
            return
        for deed in (self._tell_week, self._close_last):
            if await deed(turn):
                await self._move_on(turn, turn.now + NEXT_DEED)
                return
        await self._ask(turn)

    def _is_too_late(self, turn: Turn) -> bool:
        due, local = datetime.fromtimestamp(turn.claim.due, UTC), turn.now.astimezone(turn.zone)
        if turn.now - due < LATE:
            return False
        return local.date() != turn.day or local.time() >= CATCH_UP_UNTIL

    # the week

    async def _tell_week(self, turn: Turn) -> bool:
        """On Mondays, once: the last week's table, unless nobody answered. True: a message was sent."""
        week = week_of(turn.day) - 1
        deed = f"week-{week}"
        if turn.day != monday(week + 1) or await self.store.groups.turns.state(turn.group.id, deed):
            return False
        told = await self.store.groups.week(turn.group.id, week)
        if not told.answers:
            return False
        if not await self._may_speak(turn):
            return True
        if await self.store.groups.turns.begin(turn.group.id, deed) is not None:
            return False
        names = await self.store.groups.names(turn.group.id)
        text = group_words.last_week(told, names, turn.texts)
        await self._say(turn.group, text, deed)
        return True

    async def _say(self, group: Group, text: str, deed: str) -> None:
        """One message for all; one that did not leave may be tried again."""
        try:
            await self.bot.send_message(
                group.id, text, message_thread_id=group.thread, parse_mode="HTML", disable_notification=True
            )
        except (TelegramRetryAfter, TelegramServerError, NotConnectedError):
            await self.store.groups.turns.end(group.id, deed, None)
            raise
        except TelegramBadRequest as error:
            log.warning("group %d: not told: %s", group.id, error.message)
            await self.store.groups.turns.end(group.id, deed, "failed")
        else:
            await self.store.groups.turns.end(group.id, deed, "sent")

    async def _close_last(self, turn: Turn) -> bool:
        """Close the open question and tell what came of it. True: a message was sent."""
        poll = await self.store.groups.open_poll(turn.group.id)
        return poll is not None and await self.closing.close(turn.group, poll, turn.texts)

    # the new question

    async def _ask(self, turn: Turn) -> None:
        group, turns = turn.group, self.store.groups.turns
        if await turns.state(group.id, turn.deed) is not None:  # cut off in the middle: it may be there
            await turns.end(group.id, turn.deed, "unknown")
            await self._skip(turn)
            return
        question = await group_asking.todays(group, self.shelf.edition, self.store, turn.day, turn.number)
        if question is None:
            await self._move_on(turn, self._next(turn, group.daily_count + 1))
            return
        if not await self._may_speak(turn):
            await self._move_on(turn, turn.now + NEXT_DEED)
            return
        if await turns.begin(group.id, turn.deed) is not None:
            return  # another replica has it
        asking = Asking(
            group.id, group.thread, "daily", question, turn.number, group.daily_count, salt=turn.deed
        )
        try:
            poll = await group_asking.send(self.bot, asking, self.shelf.edition, turn.texts, turn.now)
        except (TelegramServerError, NotConnectedError, TelegramRetryAfter) as error:
            await self._again(turn, error)
        except (TelegramMigrateToChat, TelegramForbiddenError):  # not here, but maybe elsewhere or later
            await turns.end(group.id, turn.deed, None)
            raise
        except TelegramBadRequest as error:
            await self._refused(turn, error)
        except TelegramNetworkError:  # the body may have arrived
            await turns.end(group.id, turn.deed, "unknown")
            await self._skip(turn)
        else:
            await self._keep(turn, poll)

    async def _keep(self, turn: Turn, poll: GroupPoll) -> None:
        group = turn.group
        turns, closing = self.store.groups.turns, (turn.now + OPEN_FOR).timestamp()
        # it is with the group by now: an answer to it must be known
        await insist(partial(self.store.groups.keep_daily, poll, turn.day, turn.number), AFTER)
        await insist(partial(turns.close_at, group.id, closing), AFTER)
        await insist(partial(turns.end, group.id, turn.deed, "sent"), AFTER)
        await self._move_on(turn, self._next(turn, turn.number + 1))
        if group.refused:
            await self.store.groups.remember(group.id, refused=None)
        if poll.thread != group.thread:
            log.info("group %d: its topic is gone, the questions go to General", group.id)
            await self.store.groups.remember(group.id, thread=poll.thread)
        if group.pins and poll.message is not None:
            try:
                await self.bot.pin_chat_message(group.id, poll.message, disable_notification=True)
            except TelegramBadRequest as error:
                log.info("group %d: the question is not pinned: %s", group.id, error.message)

    async def _again(self, turn: Turn, error: TelegramAPIError) -> None:
        """Once more a little later, within the hour."""
        after = timedelta(seconds=error.retry_after) if isinstance(error, TelegramRetryAfter) else AGAIN
        due = moment_of(turn.day, turn.group.daily_at, turn.zone) if turn.group.daily_at else None
        has_time = due is not None and turn.now + after - due < RETRY_FOR + turn.number * BETWEEN_QUESTIONS
        await self.store.groups.turns.end(turn.group.id, turn.deed, None if has_time else "late")
        if has_time:
            await self._move_on(turn, turn.now + after)
        else:
            await self._skip(turn)

    async def _refused(self, turn: Turn, error: TelegramBadRequest) -> None:
        log.error("group %d: Telegram refuses the question: %s", turn.group.id, error.message)
        await self.store.groups.turns.end(turn.group.id, turn.deed, "failed")
        if "TOPIC_CLOSED" not in error.message and turn.number == 1:
            await self.store.groups.remember(turn.group.id, refused=turn.group.refused + 1)
        await self._skip(turn)  # the right to send it, or the topic, may be given back until the next time

    async def _skip(self, turn: Turn) -> None:
        """This question is lost; the day's next one has its own time."""
        await self.store.groups.remember(turn.group.id, asked_on=turn.day.isoformat(), asked=turn.number)
        await self._move_on(turn, self._next(turn, turn.number + 1))

    # times

    async def _may_speak(self, turn: Turn) -> bool:
        return await self.store.groups.turns.reserve(turn.group.id, turn.now) is not None

    async def _move_on(self, turn: Turn, at: datetime) -> None:
        await self.store.dues.move_on(turn.claim, at.timestamp())

    def _next(self, turn: Turn, number: int) -> datetime:
        """When the group's question of that number is due: on the same day before 22:00, else the next day's first."""
        at = turn.group.daily_at
        if at is None:
            raise ValueError(f"group {turn.group.id} has no daily time")
        after = turn.now + BETWEEN_QUESTIONS
        local = after.astimezone(turn.zone)
        if number <= turn.group.daily_count and local.date() == turn.day and local.time() < CATCH_UP_UNTIL:
            return after
        return next_due(turn.now, at, turn.zone, served=turn.day)
