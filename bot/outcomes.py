"""What becomes of a day once its set was sent, or was not: how the day is marked, and when the chat is due again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.pacing import Pacer
from bot.person import Person
from bot.session import NotConnectedError
from bot.store import Store
from bot.store.shapes import Claim, Poll, Waiting
from bot.study.daily import evening_of, local_date, may_catch_up, moment_of

log = logging.getLogger(__name__)

RETRY_FOR: Final = timedelta(hours=1)
RETRY_AFTER: Final = timedelta(minutes=1)
AWAY: Final = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "PEER_ID_INVALID",
    "chat was deleted",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One chat's set of one day."""

    claim: Claim
    person: Person
    zone: tzinfo
    day: date
    next: datetime  # when the chat is due after this


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Each may be told again as long as Redis has not heard it (`store.insisting`)."""

    store: Store
    clock: Callable[[], datetime]
    pacer: Pacer

    async def sent(self, plan: Plan, waiting: Waiting, poll: Poll | None) -> None:
        chat = plan.claim.chat
        await self.store.keep_run(chat, "set", waiting, poll)
        await self.store.dues.set_day(chat, plan.day, "sent")
        at = plan.person.evening_at
        evening = None if at is None else evening_of(plan.day, at, plan.zone, self.clock())
        if evening is not None:
            await self.store.dues.set_evening(chat, evening.timestamp())
        await self.store.dues.move_on(plan.claim, plan.next.timestamp())

    async def not_sent(self, plan: Plan, error: TelegramAPIError) -> None:
        chat = plan.claim.chat
        match error:
            case TelegramRetryAfter():
                now = self.clock().timestamp()
                until = now + error.retry_after
                if everyone := self.pacer.refused(chat, until, now):
                    await self.store.dues.pause(everyone, now)
                await self._again(plan, datetime.fromtimestamp(until, UTC), is_told=True)
            case TelegramForbiddenError():
                await self._unsubscribe(plan, str(error))
            case TelegramBadRequest() if any(sign in error.message for sign in AWAY):
                await self._unsubscribe(plan, str(error))
            case TelegramServerError() | NotConnectedError():
                await self._again(plan, self.clock() + RETRY_AFTER)
            case TelegramNetworkError():  # the body may have arrived
                await self.store.dues.set_day(chat, plan.day, "unknown")
                await self.store.dues.move_on(plan.claim, plan.next.timestamp())
            case _:
                log.error("chat %d: Telegram refuses the set of %s: %s", chat, plan.day, error.message)
                await self.store.dues.set_day(chat, plan.day, "failed")
                await self.store.dues.move_on(plan.claim, plan.next.timestamp())

    async def _unsubscribe(self, plan: Plan, reason: str) -> None:
        log.info("chat %d is unsubscribed: %s", plan.claim.chat, reason)
        await self.store.dues.set_day(plan.claim.chat, plan.day, "away")
        await self.store.dues.unsubscribe(plan.claim.chat)

    async def _again(self, plan: Plan, at: datetime, *, is_told: bool = False) -> None:
        """Try once more at that time, if the day and the hour still allow it.

        `is_told`: Telegram named the time, so that it may be later than within the hour.
        """
        if plan.person.daily_at is None:
            return
        due = moment_of(plan.day, plan.person.daily_at, plan.zone)
        in_time = due is not None and (at - due < RETRY_FOR or (is_told and may_catch_up(due, at, plan.zone)))
        has_time = in_time and local_date(at, plan.zone) == plan.day
        await self.store.dues.set_day(plan.claim.chat, plan.day, None if has_time else "ours")
        await self.store.dues.move_on(plan.claim, (at if has_time else plan.next).timestamp())
