"""What is kept in Redis of look-ups. Its keys stand in the table of `bot.store`, as all do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from redis.asyncio import Redis

from bot.store import cards
from bot.store.scripts import LOOK_UP, RAISE_COUNT, UNPLAN_CARDS
from bot.store.shapes import unpack_card
from bot.study.notes import CommandId, QuestionId
from bot.study.review import pack, planned

WEEK: Final = timedelta(days=7)
APART: Final = timedelta(hours=1)  # since the one before: what is sooner belongs to one need
MISSES_LIFETIME: Final = timedelta(days=90)
POPULAR_LIFETIME: Final = timedelta(days=90)
LOOKED_LIMIT: Final = 100  # commands of one person
MISSES_LIMIT: Final = 1000
POPULAR_LIMIT: Final = 1000

_DECLINED: Final = "-"  # before a command's id: its owner does not want it as a card, ask again in a week


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up of a command meets."""

    is_repeated: bool  # within a week and not within the hour, and the person did not decline
    carded: frozenset[QuestionId]  # those of the questions that are cards already


@dataclass(frozen=True, slots=True)
class Wanted:
    """Commands that somebody starting to type may want."""

    recent: tuple[CommandId, ...]  # the person's own, the last first
    popular: tuple[CommandId, ...]  # everybody's, the most wanted first


@dataclass(frozen=True, slots=True)
class Miss:
    query: str
    count: int


class LookUps:
    """The look-ups' part of the store. Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._raise_count = client.register_script(RAISE_COUNT)
        self._unplan_cards = client.register_script(UNPLAN_CARDS)

    async def look_up(
        self, chat: int, command: CommandId, questions: Sequence[QuestionId], now: datetime
    ) -> LookedUp:
        """Count a look-up of the command, and read which of the questions are cards."""
        seconds, week = now.timestamp(), WEEK.total_seconds()
        keys = [f"looked:{{{chat}}}", *(cards.key(chat, question) for question in questions)]
        args: list[str | float] = [
            command,
            _DECLINED + command,
            seconds,
            seconds - week,
            int(week),
            LOOKED_LIMIT,
        ]
        pipe = self._redis.pipeline(transaction=False)
        # EVAL, not a registered script: redis-py asks in a round trip of its own whether a pipeline's scripts are loaded
        pipe.eval(LOOK_UP, len(keys), *keys, *args, *questions)
        pipe.eval(RAISE_COUNT, 1, "popular", command, POPULAR_LIMIT, int(POPULAR_LIFETIME.total_seconds()))
        (before, declined, *states), _ = await pipe.execute()
        is_apart = before is not None and seconds - float(before) >= APART.total_seconds()
        return LookedUp(is_apart and declined is None, _carded(questions, states))

    async def carded(self, chat: int, questions: Sequence[QuestionId]) -> frozenset[QuestionId]:
        """Those of the questions that are cards of the person."""
        if not questions:
            return frozenset()
        pipe = self._redis.pipeline(transaction=False)
        for question in questions:
            pipe.hget(cards.key(chat, question), question)
        return _carded(questions, await pipe.execute())

    async def plan(self, chat: int, questions: Sequence[QuestionId], on: date) -> None:
        """Make the questions cards that are due on that date; those that are cards stay as they are."""
        card = pack(planned(on))
        pipe = self._redis.pipeline(transaction=True)
        for question in questions:
            pipe.hsetnx(cards.key(chat, question), question, card)
        await pipe.execute()

    async def unplan(
        self, chat: int, command: CommandId, questions: Sequence[QuestionId], now: datetime
    ) -> int:
        """Take back the cards that were never answered, and make none by ourselves for a week; gives how many went."""
        dropped = await self._unplan_cards(
            keys=[f"looked:{{{chat}}}", *(cards.key(chat, question) for question in questions)],
            args=[_DECLINED + command, now.timestamp(), int(WEEK.total_seconds()), *questions],
        )
        return int(dropped)

    async def wanted(self, chat: int, recent: int, popular: int) -> Wanted:
        pipe = self._redis.pipeline(transaction=False)
        pipe.zrevrange(f"looked:{{{chat}}}", 0, LOOKED_LIMIT)
        pipe.zrevrange("popular", 0, popular - 1)
        looked, wanted = await pipe.execute()
        own = [name.decode() for name in looked if not name.startswith(_DECLINED.encode())]
        return Wanted(tuple(own[:recent]), tuple(name.decode() for name in wanted))

    async def count_miss(self, query: str) -> None:
        """Count a query that found nothing, as `study.misses` wrote it."""
        lifetime = int(MISSES_LIFETIME.total_seconds())
        await self._raise_count(keys=["misses"], args=[query, MISSES_LIMIT, lifetime])

    async def misses(self, limit: int) -> tuple[Miss, ...]:
        """The most frequent first."""
        found = await self._redis.zrevrange("misses", 0, limit - 1, withscores=True)
        return tuple(Miss(query.decode(), int(count)) for query, count in found)

    async def clear_misses(self) -> None:
        await self._redis.delete("misses")


def _carded(questions: Sequence[QuestionId], states: Sequence[bytes | None]) -> frozenset[QuestionId]:
    found = zip(questions, states, strict=True)
    return frozenset(question for question, state in found if unpack_card(question, state) is not None)
