"""Shared runs in groups, and the number on the buttons of questions: what goes on by the clock, from Redis alone.

A run is moved on before its question is sent: what a restart cuts off is passed over, never asked twice.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
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

from bot.edition import Shelf
from bot.groups import asking as group_asking
from bot.groups import words as group_words
from bot.groups.asking import Asking
from bot.keyboards import group as group_keyboards
from bot.session import NotConnectedError
from bot.store import Store
from bot.store.group_shapes import Group, GroupPoll, GroupRun
from bot.store.insisting import AFTER, insist
from bot.store.mending import TROUBLE
from bot.study.group import scores
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

BATCH: Final = 20
LEASE: Final = timedelta(minutes=1)
BREATH: Final = timedelta(seconds=3)  # between two questions: the answer of the last one is read
AGAIN: Final = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class GroupRuns:
    """Everything in groups that time alone moves on but the day's question."""

    bot: Bot
    store: Store
    shelf: Shelf
    languages: Languages
    clock: Callable[[], datetime]

    async def round(self) -> int:
        """Move on the runs whose time has come, and show new numbers; gives how many there were."""
        now = self.clock()
        until = int((now + LEASE).timestamp())
        groups = await self.store.groups.turns.claim_turns(now.timestamp(), until, BATCH)
        async with asyncio.TaskGroup() as steps:  # one group where a call hangs must not hold up the others
            for group in groups:
                steps.create_task(self._step_if_held(group, until))
        return len(groups) + await self._show_counts()

    # runs

    async def _step_if_held(self, chat: int, until: int) -> None:
        try:
            is_held = await self.store.groups.turns.is_held(chat, until)
        except TROUBLE as error:
            await self.store.mending.excuse(error, chat)
        else:
            if is_held:  # who was slow to come to it may find that another replica has it
                await self._step_safely(chat)

    async def _step_safely(self, chat: int) -> None:
        try:
            await self._step(chat)
        except TelegramMigrateToChat as error:
            await self.store.groups.moves.migrate(chat, error.migrate_to_chat_id)
        except TelegramForbiddenError:
            await self.store.groups.moves.leave(chat)
        except TelegramRetryAfter as error:
            await self._later(chat, timedelta(seconds=error.retry_after))
        except TelegramAPIError as error:
            log.warning("group %d: the run waits: %s", chat, type(error).__name__)
            await self._later(chat, AGAIN)
        except TROUBLE as error:
            await self.store.mending.excuse(error, chat)

    async def _step(self, chat: int) -> None:
        run = await self.store.groups.turns.run(chat)
        if run is None:
            await self.store.groups.turns.end_run(chat)
            return
        if await self.store.groups.turns.reserve(chat, self.clock()) is None:
            await self._later(chat, AGAIN)
            return
        group = await self.store.groups.group(chat)
        texts = self.languages.choose(group.language)
        if run.current is None:
            await finish(self.bot, self.store, group, texts)
        else:
            await self._ask(group, run, texts)

    async def _ask(self, group: Group, run: GroupRun, texts: Texts) -> None:
        edition = self.shelf.edition
        question = edition.questions.get(run.current or "")
        moved = replace(run, asked=run.asked + 1, message=None)
        if not await self.store.groups.turns.keep_run(group.id, moved):
            return  # stopped meanwhile
        if question is None:  # the notes hold it no more
            await self._later(group.id, timedelta())
            return
        asking = Asking(
            group=group.id,
            thread=run.thread,
            kind="run",
            question=question,
            number=run.asked + 1,
            count=len(run.questions),
            salt=f"run-{run.asked}-{self.clock():%Y-%m-%d}",
            open_seconds=run.seconds,
        )
        try:
            poll = await group_asking.send(self.bot, asking, edition, texts, self.clock())
        except (TelegramRetryAfter, TelegramServerError, NotConnectedError):  # it did not leave
            await self.store.groups.turns.keep_run(group.id, run)
            raise
        except TelegramBadRequest as error:
            log.warning("group %d: the run ends, a question is refused: %s", group.id, error.message)
            await self.store.groups.turns.end_run(group.id)
            return
        await self._keep(moved, poll)

    async def _keep(self, run: GroupRun, poll: GroupPoll) -> None:
        await insist(partial(self.store.groups.keep_poll, poll), AFTER)
        sent = replace(run, polls=(*run.polls, poll.id), message=poll.message, thread=poll.thread)
        if await insist(partial(self.store.groups.turns.keep_run, poll.group, sent), AFTER):
            await self._later(poll.group, timedelta(seconds=run.seconds) + BREATH)
        else:
            await _close(self.bot, poll.group, poll.message or 0)

    async def _later(self, chat: int, after: timedelta) -> None:
        await self.store.groups.turns.go_on_at(chat, (self.clock() + after).timestamp())

    # numbers

    async def _show_counts(self) -> int:
        polls = await self.store.groups.turns.take_counts(self.clock().timestamp(), BATCH)
        for poll in await self.store.groups.polls(polls):
            try:
                await self._show_count(poll)
            except TROUBLE as error:
                await self.store.mending.excuse(error, poll.group)
        return len(polls)

    async def _show_count(self, poll: GroupPoll) -> None:
        if poll.message is None:
            return
        group = await self.store.groups.group(poll.group)
        votes = await self.store.groups.count(poll)
        keyboard = group_keyboards.question(poll.question, self.languages.choose(group.language), votes=votes)
        try:
            await self.bot.edit_message_reply_markup(
                chat_id=poll.group, message_id=poll.message, reply_markup=keyboard
            )
        except TelegramRetryAfter as error:
            later = self.clock().timestamp() + error.retry_after
            await self.store.groups.turns.voted(poll.id, later)
        except AiogramError as error:  # a number that is not shown harms nobody
            log.info("group %d: the number of answers is not shown: %s", poll.group, type(error).__name__)


async def finish(bot: Bot, store: Store, group: Group, texts: Texts, *, is_early: bool = False) -> bool:
    """End the run and tell its score; False: there was none, or another ended it.

    `is_early`: its last question is still open.
    """
    run = await store.groups.turns.end_run(group.id)
    if run is None:
        return False
    if is_early and run.message is not None:
        await _close(bot, group.id, run.message)
    polls = await store.groups.polls(run.polls)
    found = scores([await store.groups.votes(poll) for poll in polls], run.seconds)
    names = await store.groups.names(group.id)
    for score in found[: group_words.IN_TABLE]:
        if score.member not in names:
            names[score.member] = await group_words.name_of(bot, group.id, score.member)
    text = group_words.run_score(found, names, len(polls), texts)
    try:
        await bot.send_message(group.id, text, message_thread_id=run.thread, parse_mode="HTML")
    except (
        TelegramRetryAfter,
        TelegramServerError,
        NotConnectedError,
    ):  # it did not leave: the score comes later
        over = replace(run, questions=run.questions[: run.asked])
        await store.groups.turns.begin_run(group.id, over, 0)
        raise
    return True


async def _close(bot: Bot, chat: int, message: int) -> None:
    """End a poll before its time; whatever Telegram says to this must not keep the score back."""
    try:
        await bot.stop_poll(chat, message)
    except AiogramError as error:
        log.info("group %d: the poll %d stays open: %s", chat, message, type(error).__name__)
