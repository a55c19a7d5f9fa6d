"""The gentle reminder: once, in the evening, of a set that was sent and still waits, for who asked for it."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

from bot.keyboards.daily import evening
from bot.logs import ABOUT
from bot.pacing import Pacer
from bot.store import Store
from bot.store.mending import TROUBLE
from bot.store.shapes import Morning, asked_days
from bot.study.daily import local_date
from bot.study.streak import standing, unasked
from bot.texts import Languages, Texts

log = logging.getLogger(__name__)

BATCH: Final = 20
LATE: Final = timedelta(hours=1)  # a reminder that comes later than that is none


@dataclass(frozen=True, slots=True)
class Evenings:
    """Whoever takes a reminder has it alone; one that cannot be sent is let go."""

    bot: Bot
    store: Store
    languages: Languages
    default_zone: str
    clock: Callable[[], datetime]
    pacer: Pacer

    async def round(self) -> int:
        """Remind those whose time has come, `BATCH` at the most; gives how many were looked at."""
        taken = await self.store.dues.take_evenings(self.clock().timestamp(), BATCH)
        async with asyncio.TaskGroup() as group:
            for chat, due in taken:
                group.create_task(self._serve(chat, datetime.fromtimestamp(due, UTC)))
        return len(taken)

    async def _serve(self, chat: int, due: datetime) -> None:
        ABOUT.set(chat)
        try:
            morning = await self.store.morning(chat)
            if left := self._left(morning, due):
                await self.pacer.wait()
                await self._remind(chat, morning, left)
        except TelegramRetryAfter as error:
            now = self.clock().timestamp()
            if everyone := self.pacer.refused(chat, now + error.retry_after, now):
                await self.store.dues.pause(everyone, now)
            if error.retry_after < LATE.total_seconds():
                await self.store.dues.set_evening(chat, now + error.retry_after)
        except TelegramAPIError as error:
            log.info("chat %d is not reminded: %s", chat, type(error).__name__)
        except TROUBLE as error:
            await self.store.mending.excuse(error, chat)

    def _left(self, morning: Morning, due: datetime) -> int:
        """How many of today's questions wait; 0 where there is nothing to remind of."""
        person, now = morning.person, self.clock()
        if person is None or person.daily_at is None or person.evening_at is None or now - due > LATE:
            return 0
        day = local_date(due, person.timezone(self.default_zone))
        if person.today(now, self.default_zone) != day or morning.days.get(day) != "sent":
            return 0
        is_done = person.streak.last is not None and person.streak.last >= day
        if is_done or morning.set is None or morning.set.run.day != day:
            return 0
        return len(morning.set.run.questions) - morning.set.run.answered

    async def _remind(self, chat: int, morning: Morning, left: int) -> None:
        texts = self.languages.choose(morning.person.language if morning.person else None)
        text = "\n".join([texts("evening-reminder", count=left), *self._lost(morning, texts)])
        await self.bot.send_message(chat, text, parse_mode="HTML", reply_markup=evening(texts))

    def _lost(self, morning: Morning, texts: Texts) -> Iterator[str]:
        """That the streak broke, while it can be earned back."""
        if morning.person is None:
            return
        streak, today = morning.person.streak, morning.person.today(self.clock(), self.default_zone)
        now = standing(streak, today, unasked(streak, asked_days(morning.days), today))
        if now.lost and now.earn_back_until is not None:
            yield texts("evening-lost", days=now.lost, until=texts.date(now.earn_back_until))
