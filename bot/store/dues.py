"""What is kept in Redis of the daily set: who is due when, and how each day went. Its keys stand in `bot.store`'s table."""

import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from redis.asyncio import Redis

from bot import metrics
from bot.store.person_shapes import Field, write_fields
from bot.store.scripts import CLAIM_DUE, DROP_CLAIM, MOVE_ON, RESERVE_PACE, TAKE_DUE
from bot.store.shapes import Claim, DayState, unpack_days, unpack_state

log = logging.getLogger(__name__)

FARTHEST: Final = timedelta(seconds=2)  # answers hold back what nobody waits for by this at the most
LOOKED_AT: Final = 500  # keys in one trip
DAY_LIFETIME: Final = timedelta(days=400)  # a streak that was lost before a long pause stays lost


class Dues:
    """The daily set's part of the store. Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._reserve_pace = client.register_script(RESERVE_PACE)
        self._claim_due = client.register_script(CLAIM_DUE)
        self._take_due = client.register_script(TAKE_DUE)
        self._drop_claim = client.register_script(DROP_CLAIM)
        self._move_on = client.register_script(MOVE_ON)

    # subscriptions

    async def schedule(
        self, chat: int, due: float, evening: float | None, changes: Mapping[str, Field]
    ) -> None:
        """Subscribe a chat, or move it to another time, and keep the fields of its person that say so.

        `evening`: when to remind of the set it has today, None not to.
        """
        # `due` first: a chat that is due but says nothing of it is dropped by the delivery, the reverse would sleep
        pipe = self._redis.pipeline(transaction=False)
        pipe.zadd("due", {str(chat): due})
        if evening is None:
            pipe.zrem("evening", str(chat))
        else:
            pipe.zadd("evening", {str(chat): evening})
        write_fields(pipe, f"person:{{{chat}}}", changes)
        await pipe.execute()

    async def unsubscribe(self, chat: int) -> None:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hdel(f"person:{{{chat}}}", "daily_at")
        pipe.zrem("due", str(chat))
        pipe.zrem("evening", str(chat))
        await pipe.execute()

    async def unscheduled(self) -> AsyncIterator[int]:
        """Chats that want something daily and have no due time; looks at everybody, some hundred at a time."""
        for kind in ("person", "group"):
            keys: dict[bytes, None] = {}  # a scan may repeat itself
            async for key in self._redis.scan_iter(match=f"{kind}:{{*}}", count=LOOKED_AT):
                keys[key] = None
                if len(keys) >= LOOKED_AT:
                    for chat in await self._unscheduled(keys):
                        yield chat
                    keys = {}
            for chat in await self._unscheduled(keys):
                yield chat

    async def _unscheduled(self, keys: Iterable[bytes]) -> list[int]:
        chats = [(key, key.partition(b"{")[2].rstrip(b"}")) for key in keys]
        pipe = self._redis.pipeline(transaction=False)
        for key, chat in chats:
            pipe.hexists(key, "daily_at")
            pipe.zscore("due", chat)
        found = await pipe.execute() if chats else []
        wanted = zip(chats, found[::2], found[1::2], strict=True)
        return [int(chat) for (_, chat), is_on, due in wanted if is_on and due is None]

    async def schedule_if_none(self, chat: int, due: float) -> int:
        """1 where the chat had no due time and has this one now, else 0."""
        return int(await self._redis.zadd("due", {str(chat): due}, nx=True))

    async def subscribers(self, now: float) -> tuple[int, int]:
        """How many chats are subscribed to the daily set, and how many of them are due now."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.zcard("due")
        pipe.zcount("due", "-inf", now)
        subscribed, due = await pipe.execute()
        return subscribed, due

    async def backlog(self, now: float) -> tuple[int, int, float | None]:
        """As `subscribers`, and since when the first of those who are due has been so."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.zcard("due")
        pipe.zcount("due", "-inf", now)
        pipe.zrange("due", 0, 0, withscores=True)
        subscribed, due, first = await pipe.execute()
        return subscribed, due, first[0][1] if first else None

    # delivery

    async def claim(self, now: float, until: int, limit: int) -> list[Claim]:
        """Claim up to `limit` chats that are due, for this process alone until `until`."""
        found = await self._claim_due(keys=["due"], args=[now, until, limit])
        pairs = zip(found[::2], found[1::2], strict=True)
        return [Claim(int(chat), float(due), until) for chat, due in pairs]

    async def move_on(self, claim: Claim, due: float) -> bool:
        """Give a claimed chat its next time, unless the person changed it or left meanwhile."""
        return bool(await self._move_on(keys=["due"], args=[str(claim.chat), claim.until, due]))

    async def drop_claim(self, claim: Claim) -> None:
        """A claimed chat that turned out to want nothing is due no more."""
        await self._drop_claim(keys=["due"], args=[str(claim.chat), claim.until])

    async def take_evenings(self, now: float, limit: int) -> list[tuple[int, float]]:
        """Chats to remind now, with the time that was set; whoever takes one has it alone, and nobody has it again."""
        found = await self._take_due(keys=["evening"], args=[now, limit])
        taken = []
        for chat, due in zip(found[::2], found[1::2], strict=True):
            try:
                taken.append((int(chat), float(due)))
            except ValueError:  # it is out of Redis by now, and so are the others: they must not go with it
                log.error("evening: a member that is no chat was dropped")  # noqa: TRY400 -- what it was says no more
        return taken

    async def set_evening(self, chat: int, due: float) -> None:
        """Remind the chat of its set at that time."""
        await self._redis.zadd("evening", {str(chat): due})

    # days

    async def begin_sending(
        self, chat: int, day: date, mark: str, old: Iterable[date] = ()
    ) -> DayState | None:
        """Mark the day as being sent; gives the state it has already, if any, and changes nothing then.

        `mark` tells who does it: a client that lost the server's answer asks again and must know its own word.
        `old`: days that need not be known any longer.
        """
        key, sending = f"day:{{{chat}}}", f"sending:{mark}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.hsetnx(key, day.isoformat(), sending)
        pipe.hget(key, day.isoformat())
        if forgotten := [past.isoformat() for past in old]:
            pipe.hdel(key, *forgotten)
        pipe.expire(key, DAY_LIFETIME)
        _, state, *_ = await pipe.execute()
        return None if state.decode() == sending else unpack_state(state)

    async def set_day(self, chat: int, day: date, state: DayState | None) -> None:
        """Say how the day's delivery went; None: it did not happen and may be tried again."""
        metrics.SENDS.labels(state or "again").inc()
        key = f"day:{{{chat}}}"
        if state is None:
            await self._redis.hdel(key, day.isoformat())
            return
        pipe = self._redis.pipeline(transaction=True)
        pipe.hset(key, day.isoformat(), state)
        pipe.expire(key, DAY_LIFETIME)
        await pipe.execute()

    async def days(self, chat: int) -> dict[date, DayState]:
        return unpack_days(await self._redis.hgetall(f"day:{{{chat}}}"))

    # pace

    async def reserve_pace(self, gap: timedelta, burst: int, places: int = 1, past: int = 0) -> timedelta:
        """Take the next places in the line of all messages; gives how long to wait for the first.

        `past`: messages that left without a place; the line moves back by as many, as far as `FARTHEST`.
        """
        arguments = [_microseconds(gap), burst, places, past, _microseconds(FARTHEST)]
        return timedelta(microseconds=int(await self._reserve_pace(keys=["pace"], args=arguments)))

    async def pause(self, until: float, now: float) -> None:
        """Hold everyone's daily sets back until then."""
        await self._redis.set("pause", until, ex=max(1, int(until - now) + 1))

    async def paused_until(self) -> float:
        return float(await self._redis.get("pause") or 0)


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
