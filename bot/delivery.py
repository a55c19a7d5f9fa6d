"""The daily set: who is due -> claim -> send. Redis is the queue that all replicas share.

A chat that is due is claimed by moving it forward by a lease, in one step, so that no two replicas have it.
Its day then goes `sending` -> `sent`, `unknown` or `failed`. A claim that never reached `sending` (the process
died) comes up again after the lease and is sent; one that did may have reached the person, so it becomes
`unknown` and is never sent again. A day that we could not serve is `ours` and costs nobody a streak.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Final, TypeAlias, assert_never

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.day_set import day_set
from bot.edition import Shelf
from bot.evenings import Evenings
from bot.groups.delivery import GroupDelivery
from bot.groups.runs import GroupRuns
from bot.logs import ABOUT
from bot.outcomes import Outcomes, Plan
from bot.pacing import Pacer
from bot.person import Person
from bot.quizzing import close_poll, send_question
from bot.resubscribing import resubscribe
from bot.store import Store
from bot.store.insisting import AFTER, insist
from bot.store.mending import TROUBLE
from bot.store.shapes import Claim, Morning
from bot.study.daily import day_of, local_date, may_catch_up, next_due
from bot.texts import Languages

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=15)  # longer than closing a poll and sending the next may take (quizzing)
BATCH: Final = 20  # chats claimed at once
# chats whose set waits for its turn or is on its way: two seconds of the pace, within LEASE
IN_HAND: Final = 3 * BATCH
BEFORE: Final = timedelta(seconds=2)  # how long Redis may be away before a set leaves, within LEASE
TICK: Final = timedelta(seconds=1)  # how often the due times are looked at
LATE: Final = timedelta(minutes=15)  # within it a set is on time, even late in the evening
DAYS_KNOWN: Final = 14  # days of a chat that are told apart: what was before says nothing of its streak

Turn: TypeAlias = Callable[[], Awaitable[int]]  # gives how many were served


@dataclass(frozen=True, slots=True)
class Delivery:
    """Sends everybody's daily set at their time, for as long as it runs."""

    bot: Bot
    store: Store
    shelf: Shelf
    languages: Languages
    default_zone: str
    clock: Callable[[], datetime]
    pacer: Pacer

    @property
    def _evenings(self) -> Evenings:
        return Evenings(self.bot, self.store, self.languages, self.default_zone, self.clock, self.pacer)

    @property
    def groups(self) -> GroupDelivery:
        return GroupDelivery(self.bot, self.store, self.shelf, self.languages, self.default_zone, self.clock)

    @property
    def _outcomes(self) -> Outcomes:
        return Outcomes(self.store, self.clock, self.pacer)

    @property
    def _runs(self) -> GroupRuns:
        return GroupRuns(self.bot, self.store, self.shelf, self.languages, self.clock)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set. Redis may come and go, values may be damaged; any other fault is raised."""
        slots = asyncio.Semaphore(IN_HAND)
        async with asyncio.TaskGroup() as hands:
            # side by side: a shared run must not stand behind ten thousand sets, nor sets behind one slow group
            for turn in (partial(self._claim, hands, slots), self._evenings.round, self._groups):
                hands.create_task(self._repeat(turn, stop))

    async def _repeat(self, turn: Turn, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                served = await self._unless_paused(turn)
            except TROUBLE as error:
                await self.store.mending.excuse(error)
                served = 0
            if served < BATCH:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), TICK.total_seconds())

    async def round(self) -> int:
        """Serve those who are due now, `BATCH` at the most, to the end; gives how many were."""
        served, trouble = 0, None
        async with asyncio.TaskGroup() as hands:
            claim = partial(self._claim, hands, asyncio.Semaphore(IN_HAND))
            try:
                for turn in (claim, self._evenings.round, self._groups):
                    served += await self._unless_paused(turn)
            except TROUBLE as error:  # raised outside: the group would wrap it
                trouble = error
        if trouble is not None:
            raise trouble
        return served

    async def _unless_paused(self, turn: Turn) -> int:
        await self.pacer.settle()
        return 0 if await self.store.dues.paused_until() > self.clock().timestamp() else await turn()

    async def _groups(self) -> int:
        return await self.groups.closing.close_due() + await self._runs.round()

    async def _claim(self, hands: asyncio.TaskGroup, slots: asyncio.Semaphore) -> int:
        """Claim a batch once there is room for one; sets that wait for their turn go on beside."""
        if "due" in self.store.mending.lost:
            await resubscribe(self.store, self.clock(), self.default_zone)
            self.store.mending.lost.discard("due")
        for _ in range(BATCH):
            await slots.acquire()
        free = BATCH
        try:
            now = self.clock()
            until = int((now + LEASE).timestamp())
            claims = await self.store.dues.claim(now.timestamp(), until, BATCH)
            for claim in claims:
                hands.create_task(self._serve(claim)).add_done_callback(lambda _: slots.release())
            free -= len(claims)
        finally:
            for _ in range(free):
                slots.release()
        return len(claims)

    async def _serve(self, claim: Claim) -> None:
        ABOUT.set(claim.chat)
        try:
            if claim.chat < 0:  # ids of groups are
                if await self.pacer.wait(partial(self._may_send, claim)):
                    await self.groups.serve(claim)
                else:
                    await self.store.dues.move_on(claim, claim.due)
                return
            morning = await self.store.morning(claim.chat)
            if morning.person is None or morning.person.daily_at is None:
                await self.store.dues.drop_claim(claim)
                return
            plan = self._plan(claim, morning.person)
            if await self._is_settled(plan, morning):
                await self.store.dues.move_on(claim, plan.next.timestamp())
            else:
                await self._deliver(plan, morning)
        except TROUBLE as error:
            # the claim's lease runs out and the chat comes up again
            await self.store.mending.excuse(error, claim.chat)

    def _plan(self, claim: Claim, person: Person) -> Plan:
        if person.daily_at is None:
            raise ValueError(f"chat {person.id} has no daily time")
        zone = person.timezone(self.default_zone)
        day = day_of(datetime.fromtimestamp(claim.due, UTC), person.daily_at, zone)
        after = next_due(self.clock(), person.daily_at, zone, quiet=person.quiet, served=day)
        return Plan(claim, person, zone, day, after)

    async def _is_settled(self, plan: Plan, morning: Morning) -> bool:
        """Whether the day needs no message any more: it had one, it may have had one, or it is too late."""
        match morning.days.get(plan.day):
            case "sending":
                log.warning("chat %d: the set of %s was cut off in the middle", plan.claim.chat, plan.day)
                await self.store.dues.set_day(plan.claim.chat, plan.day, "unknown")
                return True
            case "sent" | "unknown" | "failed" | "ours" | "empty" | "away" | "cut":
                return True
            case None:
                pass
            case other:
                assert_never(other)
        due, now = datetime.fromtimestamp(plan.claim.due, UTC), self.clock()
        if now - due < LATE or may_catch_up(due, now, plan.zone):
            return False
        await self._mark_ours(plan)
        return True

    async def _mark_ours(self, plan: Plan) -> None:
        """The day, and those since on which nobody was there to send, cost no streak."""
        log.warning("chat %d: the set of %s is too late, the day is ours", plan.claim.chat, plan.day)
        last = local_date(plan.next, plan.zone) - timedelta(days=1)
        day = max(plan.day, last - timedelta(days=DAYS_KNOWN - 1))
        while day <= last:
            if day.weekday() not in plan.person.quiet:
                await self.store.dues.set_day(plan.claim.chat, day, "ours")
            day += timedelta(days=1)

    def _may_send(self, claim: Claim) -> bool:
        return self.pacer.held_until <= self.clock().timestamp() < claim.until

    async def _deliver(self, plan: Plan, morning: Morning) -> None:
        chat = plan.claim.chat
        edition = self.shelf.edition
        run = day_set(edition, morning, plan.person, plan.day)
        if not run.questions:
            await self.store.dues.set_day(chat, plan.day, "empty")
            await self.store.dues.move_on(plan.claim, plan.next.timestamp())
            return
        if not await self.pacer.wait(partial(self._may_send, plan.claim)):
            await self.store.dues.move_on(plan.claim, plan.claim.due)
            return
        # before the mark: from there on the set may have arrived
        await close_poll(self.bot, chat, morning.set)
        old, mark = sorted(morning.days)[: -DAYS_KNOWN + 1], token_hex(4)
        begin = partial(self.store.dues.begin_sending, chat, plan.day, mark, old)
        if await insist(begin, BEFORE) is not None:
            return
        texts = self.languages.choose(plan.person.language)
        try:
            waiting, poll = await send_question(self.bot, chat, run, edition, texts)
        except TelegramAPIError as error:
            log.warning("chat %d: the set of %s was not sent: %s", chat, plan.day, type(error).__name__)
            await insist(partial(self._outcomes.not_sent, plan, error), AFTER)
        else:
            await insist(partial(self._outcomes.sent, plan, waiting, poll), AFTER)
