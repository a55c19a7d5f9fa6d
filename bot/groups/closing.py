"""The end of a group's question of the day: its poll is closed, and what came of it, if anything, is told once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.groups import asking as group_asking
from bot.groups import words as group_words
from bot.keyboards import group as group_keyboards
from bot.session import NotConnectedError
from bot.store import Store
from bot.store.group_shapes import Group, GroupPoll
from bot.store.mending import TROUBLE
from bot.study.group import outcome
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

BATCH: Final = 20
LEASE: Final = timedelta(minutes=2)
AGAIN: Final = timedelta(minutes=1)
STOP_SECONDS: Final = 8  # for a poll to be closed: who waits longer comes to another question


@dataclass(frozen=True, slots=True)
class GroupClosing:
    """Closes questions: before the next one comes, or after 24 hours."""

    bot: Bot
    store: Store
    languages: Languages
    clock: Callable[[], datetime]

    async def close(self, group: Group, poll: GroupPoll, texts: Texts) -> bool:
        """Close a question of the day; whoever takes it tells its result, unless nobody answered.

        True: the group's next message has to wait.
        """
        if await self.store.groups.turns.reserve(group.id, self.clock()) is None:
            return True  # not now: as if a message had been sent
        await self._stop(poll, texts)
        if not await self.store.groups.take_open(group.id, poll.id):
            return False
        await self.store.groups.turns.closed(group.id)
        votes = await self.store.groups.votes(poll)
        if not votes:
            return True
        found = outcome(votes, poll.right, len(poll.options))
        first = "" if found.first is None else await group_words.name_of(self.bot, group.id, found.first)
        text = group_asking.result(poll, found, first, texts)
        try:
            await self.bot.send_message(
                group.id,
                text,
                message_thread_id=poll.thread,
                parse_mode="HTML",
                disable_notification=True,
            )
        except TelegramBadRequest as error:
            log.warning("group %d: the result is not told: %s", group.id, error.message)
        except (TelegramRetryAfter, TelegramServerError, NotConnectedError):
            # it did not leave: whoever comes next tells it
            await self.store.groups.reopen(group.id, poll.id)
            await self.store.groups.turns.close_at(group.id, (self.clock() + AGAIN).timestamp())
            raise
        return True

    async def _stop(self, poll: GroupPoll, texts: Texts) -> None:
        """End the poll; one that stays open harms nobody, and must not keep the result back."""
        if poll.message is None:
            return
        votes = await self.store.groups.count(poll)
        closed = group_keyboards.question(poll.question, texts, votes=votes)
        try:
            await self.bot.stop_poll(
                poll.group, poll.message, reply_markup=closed, request_timeout=STOP_SECONDS
            )
        except (TelegramForbiddenError, TelegramMigrateToChat, TelegramRetryAfter):
            raise
        except AiogramError as error:
            log.info("group %d: the poll %d stays open: %s", poll.group, poll.message, type(error).__name__)

    async def close_due(self) -> int:
        """Close the questions that were open for 24 hours; gives how many groups were looked at."""
        now = self.clock()
        groups = await self.store.groups.turns.claim_closings(
            now.timestamp(), int((now + LEASE).timestamp()), BATCH
        )
        for chat in groups:
            try:
                await self._close_one(chat)
            except TROUBLE as error:
                await self.store.mending.excuse(error, chat)
        return len(groups)

    async def _close_one(self, chat: int) -> None:
        group, poll = await self.store.groups.group(chat), await self.store.groups.open_poll(chat)
        if poll is None:
            await self.store.groups.turns.closed(chat)
            return
        try:
            await self.close(group, poll, self.languages.choose(group.language))
        except TelegramMigrateToChat as error:
            await self.store.groups.moves.migrate(chat, error.migrate_to_chat_id)
        except TelegramForbiddenError:
            await self.store.groups.moves.leave(chat)
        except TelegramRetryAfter as error:
            at = self.clock() + timedelta(seconds=error.retry_after)
            await self.store.groups.turns.close_at(chat, at.timestamp())
        except TelegramAPIError as error:
            log.info("group %d: the question is closed later: %s", chat, type(error).__name__)
