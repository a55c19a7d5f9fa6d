"""A fan-out of daily sets over HTTP, and what really came of it: counted in the chats, not in the bot's memory."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.preview import Telegram, serve
from bot.preview.errors import ConnectionCut
from bot.preview.faults import Faults
from bot.preview.state import Member, PollCard
from bot.store import Store, connect
from bot.store.person_shapes import Field
from bot.store.shapes import DayState, asked_days
from bot.study.streak import Streak, standing, unasked
from tests.faults.machines import RedisServer, Replica
from tests.notes_on_disk import write_notes

MORNING = 9  # o'clock where the subscribers live: hours of waiting stay within their day
KEPT = 5  # days of everybody's streak
FAR = datetime.max.replace(tzinfo=UTC)
SLACK = timedelta(seconds=1.5)


@dataclass(slots=True)
class ByChance(Faults):
    """Trouble for a share of the polls that are sent."""

    rng: Random = field(default_factory=lambda: Random(7))
    share: float = 0.0
    make: Callable[[int], Exception] | None = None  # of a chat
    is_after: bool = False  # once the poll stands in the chat
    cut: set[int] = field(default_factory=set)  # chats whose answer the bot never heard

    def strike(self, method: str, chat_id: int | None, *, after: bool) -> None:
        is_met = method == "sendPoll" and after == self.is_after
        if is_met and chat_id is not None and self.make and self.rng.random() < self.share:
            error = self.make(chat_id)
            if isinstance(error, ConnectionCut):
                self.cut.add(chat_id)
            raise error
        Faults.strike(self, method, chat_id, after=after)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the table."""

    chats: int
    received: int
    days: Counter[DayState | None]
    arrived_unknown: int  # of those that are `unknown`
    uncaused: int  # `unknown` though neither a kill nor a cut connection met them
    lost: int  # nothing came, and nobody knows
    twice: int
    early: int
    most_at_a_kill: int  # days that one kill cut off while they were sent
    harmed: int  # streaks that a day which was not served would cost
    seconds: float

    @property
    def is_well(self) -> bool:
        is_over = (
            self.days["sent"] + self.days["unknown"] == self.chats
        )  # no fault here takes so long that a day is ours
        return is_over and not (self.uncaused or self.lost or self.twice or self.early or self.harmed)


@dataclass(slots=True)
class Experiment:
    """Subscribers in the model of Telegram, a Redis, and the bot's processes."""

    folder: Path
    telegram: Telegram
    faults: ByChance
    redis: RedisServer
    store: Store
    api: str
    zone: ZoneInfo
    chats: list[int] = field(default_factory=list)
    due: datetime = FAR
    not_before: dict[int, datetime] = field(default_factory=dict)
    ahead: timedelta = timedelta()  # by how much the processes live later than this one
    too_early: set[int] = field(default_factory=set)
    sending: set[int] = field(default_factory=set)  # cut off by any kill
    cut_off: list[set[int]] = field(default_factory=list)  # by each kill

    def replica(self, name: str, **more: str) -> Replica:
        environment = {
            "BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.api,
            "REDIS_URL": self.redis.url,
            "DATA_DIR": str(self.folder / name),
            "CONTENT_DIR": str(self.folder / "notes"),
            "HTTP_PORT": "0",
            "DEFAULT_TIMEZONE": self.zone.key,
        }
        return Replica(self.folder / f"{name}.log", environment | more)

    @property
    def today(self) -> date:
        return self.due.astimezone(self.zone).date()

    async def subscribe(self, count: int, after: timedelta = timedelta()) -> None:
        """So many people whose set is due a moment from now."""
        self.due = datetime.now(UTC) + after
        at = self.due.astimezone(self.zone).time().replace(second=0, microsecond=0)
        streak = Streak(KEPT, self.today - timedelta(days=1), freezes=0)
        for number in range(count):
            user = self.telegram.world.add_user(f"{number}")
            self.telegram.world.chats[user.id].bot = Member("member")
            self.chats.append(user.id)
            changes: dict[str, Field] = {"daily_at": at, "daily_count": 1, "language": "ru", "streak": streak}
            await self.store.dues.schedule(user.id, self.due.timestamp(), None, changes)

    def received(self, chat: int) -> int:
        messages = self.telegram.world.chats[chat].messages.values()
        return sum(isinstance(message.content, PollCard) for message in messages)

    @property
    def arrived(self) -> int:
        return sum(map(self.received, self.chats))

    async def days(self) -> dict[int, DayState | None]:
        found = await asyncio.gather(*(self.store.dues.days(chat) for chat in self.chats))
        return {chat: days.get(self.today) for chat, days in zip(self.chats, found, strict=True)}

    async def until_settled(self, seconds: float, *, but: Collection[int] = ()) -> None:
        """Return when each chat's day is over, or after that time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            days = await self.days()
            if all(state not in (None, "sending") for chat, state in days.items() if chat not in but):
                return
            await asyncio.sleep(0.25)

    async def count_cut_off(self) -> None:
        sending = {chat for chat, state in (await self.days()).items() if state == "sending"}
        self.cut_off.append(sending - self.sending)
        self.sending |= sending

    async def outcome(self, began: float) -> Outcome:
        days = await self.days()
        came = {chat: self.received(chat) for chat in self.chats}
        harmed = 0
        tomorrow = self.today + timedelta(days=1)
        for chat in self.chats:
            person, known = await self.store.person(chat), await self.store.dues.days(chat)
            assert person is not None
            untouched = person.streak.length == KEPT and person.streak.freezes == 0
            kept = standing(person.streak, tomorrow, unasked(person.streak, asked_days(known), tomorrow))
            harmed += not untouched or (kept.length == 0) != (days[chat] == "sent")
        return Outcome(
            chats=len(self.chats),
            received=sum(map(bool, came.values())),
            days=Counter(days.values()),
            arrived_unknown=sum(came[chat] > 0 and state == "unknown" for chat, state in days.items()),
            uncaused=sum(
                state == "unknown" and chat not in self.sending | self.faults.cut
                for chat, state in days.items()
            ),
            lost=sum(not came[chat] and state not in ("unknown", "ours") for chat, state in days.items()),
            twice=sum(count > 1 for count in came.values()),
            early=len(self.too_early),
            most_at_a_kill=max(map(len, self.cut_off), default=0),
            harmed=harmed,
            seconds=time.monotonic() - began,
        )


@asynccontextmanager
async def prepared() -> AsyncIterator[Experiment]:
    """Everything but subscribers and processes."""
    hour = (MORNING - datetime.now(UTC).hour + 12) % 24 - 12  # there are zones from -12 to +14
    zone = ZoneInfo(f"Etc/GMT{-hour:+d}" if hour else "Etc/GMT")
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        write_notes(Path(folder) / "notes")
        redis = RedisServer(Path(folder))
        telegram, faults = Telegram(), ByChance()
        telegram.faults = faults
        server = await serve(telegram)
        redis.start()
        store = Store(connect(redis.url, connections=50))
        shown = Experiment(Path(folder), telegram, faults, redis, store, server.url, zone)
        telegram.world.watchers.append(_watch(shown))
        try:
            yield shown
        finally:
            await store.close()
            redis.kill()
            await server.close()


def _watch(experiment: Experiment) -> Callable[[dict[str, object]], None]:
    def heard(event: dict[str, object]) -> None:
        chat = event.get("chat_id")
        if event["kind"] != "message" or not isinstance(chat, int):
            return
        allowed = max(experiment.due, experiment.not_before.get(chat, experiment.due))
        if datetime.now(UTC) + experiment.ahead + SLACK < allowed:
            experiment.too_early.add(chat)

    return heard
