"""All that is kept in Redis: each key, its shape and its lifetime. No other file knows a key.

| key | type | what | lifetime |
|---|---|---|---|
| `person:{<id>}` | hash | settings, reading place, counts and streak of one person, fields below | until /forget |
| `cards:{<id>}:<n>` | hash | question id -> memory of it, packed by `study.review`; in the bucket n of `cards.key` | until /forget |
| `run:{<id>}` | string | the quiz run of a chat, JSON | 7 days after the last answer |
| `set:{<id>}` | string | the daily set of a chat, JSON | 7 days after the last answer |
| `poll:{<id>}:<poll id>` | hash | a poll that was sent: `question`, `options`, `right`, `message`, `kind`, then `answer` | 60 days |
| `day:{<id>}` | hash | local date -> `sending`, `sent`, `unknown`, `failed`, `ours` | 14 days after the last delivery |
| `history:{<id>}` | hash | week -> answers by weekday, then reviews, those right, recall predicted, of `study.history` | 400 days after the last answer |
| `read:{<id>}` | set | marks of the sections that were opened, numbers of 32 bits | until /forget |
| `weeks:{<id>}` | string | the last picture of the person's weeks: the hash of its drawing and Telegram's `file_id` | 14 days after it was drawn |
| `due` | sorted set | chat id -> when its daily set is due, Unix seconds | while subscribed |
| `pause` | string | nobody gets a daily set before this Unix time (Telegram said 429) | until that time |
| `pace` | string | when the next message may leave, microseconds, shared by all replicas | seconds |
| `bad_question:<question id>` | set | who called a question bad, by chat id | kept for the author |
| `file:<hash>` | string | Telegram's `file_id` of a picture, by the hash of its bytes | 180 days |
| `looked:{<id>}` | sorted set | command id -> when its card was last looked up, Unix seconds; `-<id>`: no card of it, please | 7 days after the last |
| `popular` | sorted set | command id -> how often its card was looked up by anyone, the top 1000 | 90 days after the last |
| `misses` | sorted set | a query that found nothing, folded, nothing personal -> how often, the top 1000 | 90 days after the last |
| `known` | string | ids of sections and questions with what they are known by, JSON of `study.known` | kept |
| `reloads` | string | how often the notes were reloaded on an admin's word; replicas that see it grow follow | kept |
| `bad:<key>` | any | a value that could not be read, set aside for the host | 90 days |

The braces put everything of one chat into one slot of a Redis Cluster.
"""

import json
import logging
from datetime import date, time, timedelta
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff

from bot import cards
from bot.file_ids import FileIds
from bot.journal import RUN_LIFETIME, Journal
from bot.lookups import LookUps
from bot.person import Person
from bot.scripts import CLAIM_DUE, MOVE_ON, READ_MOMENT, RESERVE_PACE
from bot.shapes import (
    Claim,
    DayState,
    Moment,
    Morning,
    Poll,
    RunKind,
    Waiting,
    pack_field,
    pack_poll,
    pack_waiting,
    pairs,
    unpack_card,
    unpack_cards,
    unpack_days,
    unpack_person,
    unpack_poll,
    unpack_waiting,
)
from bot.study.known import Known
from bot.study.notes import QuestionId
from bot.study.review import CardState
from bot.study.streak import Streak
from bot.traces import Traces

log = logging.getLogger(__name__)

POLL_LIFETIME = timedelta(days=60)
DAY_LIFETIME = timedelta(days=14)
BAD_LIFETIME = timedelta(days=90)

ANSWER_SECONDS = 5  # a server that is slower than this counts as away
RETRIES = 2


def connect(url: str, *, connections: int) -> "Redis":
    """A client for `redis://`, `rediss://` or `unix://`; callers wait for one of `connections`, never fail for it."""
    return Redis.from_pool(
        BlockingConnectionPool.from_url(
            url,
            max_connections=connections,
            timeout=ANSWER_SECONDS,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            health_check_interval=30,
            retry=Retry(ExponentialBackoff(cap=0.2, base=0.02), RETRIES),
        )
    )


class Store:
    """The bot's memory. Every method is one round trip where not said otherwise.

    Raises:
        redis.RedisError: from any method, when the server cannot be asked.
    """

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._read_moment = client.register_script(READ_MOMENT)
        self._reserve_pace = client.register_script(RESERVE_PACE)
        self._claim_due = client.register_script(CLAIM_DUE)
        self._move_on = client.register_script(MOVE_ON)
        self.lookups = LookUps(client)
        self.file_ids = FileIds(client)
        self.journal = Journal(client)
        self.traces = Traces(client)

    async def ping(self) -> None:
        await self._redis.ping()

    async def close(self) -> None:
        await self._redis.aclose()

    # people

    async def person(self, chat: int) -> Person | None:
        return unpack_person(chat, await self._redis.hgetall(f"person:{{{chat}}}"))

    async def remember(self, chat: int, **changes: str | int | time | Streak | None) -> None:
        """Keep some fields of a person, named as in `Person`; None takes a field back to its default."""
        key = f"person:{{{chat}}}"
        kept = {name: pack_field(value) for name, value in changes.items() if value is not None}
        dropped = [name for name, value in changes.items() if value is None]
        pipe = self._redis.pipeline(transaction=bool(kept and dropped))
        if kept:
            pipe.hset(key, mapping=kept)
        if dropped:
            pipe.hdel(key, *dropped)
        await pipe.execute()

    # cards, runs, polls

    async def cards(self, chat: int) -> dict[QuestionId, CardState]:
        pipe = self._redis.pipeline(transaction=False)
        for key in cards.keys(chat):
            pipe.hgetall(key)
        return unpack_cards(await pipe.execute())

    async def waiting(self, chat: int, kind: RunKind) -> Waiting | None:
        return unpack_waiting(await self._redis.get(f"{kind}:{{{chat}}}"))

    async def keep_run(self, chat: int, kind: RunKind, waiting: Waiting, poll: Poll | None = None) -> None:
        """Keep a run, and with it the poll that was just sent for it."""
        pipe = self._redis.pipeline(transaction=True)
        pipe.set(f"{kind}:{{{chat}}}", pack_waiting(waiting), ex=RUN_LIFETIME)
        if poll is not None:
            key = f"poll:{{{chat}}}:{poll.id}"
            pipe.hset(key, mapping=pack_poll(poll))
            pipe.expire(key, POLL_LIFETIME)
        await pipe.execute()

    async def drop_run(self, chat: int, kind: RunKind) -> None:
        await self._redis.delete(f"{kind}:{{{chat}}}")

    async def moment(self, chat: int, poll: str) -> Moment:
        """What an answer of this person to this poll meets."""
        keys = [
            f"person:{{{chat}}}",
            f"poll:{{{chat}}}:{poll}",
            f"run:{{{chat}}}",
            f"set:{{{chat}}}",
            *cards.keys(chat),
        ]
        person, found, run, day_set, card = await self._read_moment(keys=keys)
        known = unpack_poll(poll, pairs(found))
        return Moment(
            person=unpack_person(chat, pairs(person)) or Person(chat),
            poll=known,
            run=unpack_waiting(run),
            set=unpack_waiting(day_set),
            card=unpack_card(known.question, card) if known is not None else None,
        )

    # the daily set

    async def subscribe(self, chat: int, due: float, at: time, count: int) -> None:
        """Subscribe a chat, or move it to another time or count."""
        # `due` first: a chat that is due but says nothing of it is dropped by the delivery, the reverse would sleep
        pipe = self._redis.pipeline(transaction=False)
        pipe.zadd("due", {str(chat): due})
        pipe.hset(f"person:{{{chat}}}", mapping={"daily_at": pack_field(at), "daily_count": count})
        await pipe.execute()

    async def move_due(self, chat: int, due: float) -> None:
        """Another due time for a chat that is subscribed; nothing for one that is not."""
        await self._redis.zadd("due", {str(chat): due}, xx=True)

    async def unsubscribe(self, chat: int) -> None:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hdel(f"person:{{{chat}}}", "daily_at")
        pipe.zrem("due", str(chat))
        await pipe.execute()

    async def claim_due(self, now: float, until: int, limit: int) -> list[Claim]:
        """Claim up to `limit` chats that are due, for this process alone until `until`."""
        found = await self._claim_due(keys=["due"], args=[now, until, limit])
        pairs = zip(found[::2], found[1::2], strict=True)
        return [Claim(int(chat), float(due), until) for chat, due in pairs]

    async def move_on(self, claim: Claim, due: float) -> bool:
        """Give a claimed chat its next time, unless the person changed it or left meanwhile."""
        return bool(await self._move_on(keys=["due"], args=[str(claim.chat), claim.until, due]))

    async def begin_sending(self, chat: int, day: date) -> DayState | None:
        """Mark the day as being sent; gives the state it has already, if any, and changes nothing then."""
        key = f"day:{{{chat}}}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.hsetnx(key, day.isoformat(), "sending")
        pipe.hget(key, day.isoformat())
        pipe.hdel(key, *((day - DAY_LIFETIME - timedelta(days=n)).isoformat() for n in range(14)))
        pipe.expire(key, DAY_LIFETIME)
        is_new, state, *_ = await pipe.execute()
        return None if is_new else state.decode()

    async def set_day(self, chat: int, day: date, state: DayState | None) -> None:
        """Say how the day's delivery went; None: it did not happen and may be tried again."""
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

    async def morning(self, chat: int) -> Morning:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hgetall(f"person:{{{chat}}}")
        pipe.get(f"set:{{{chat}}}")
        pipe.hgetall(f"day:{{{chat}}}")
        for key in cards.keys(chat):
            pipe.hgetall(key)
        person, day_set, days, *buckets = await pipe.execute()
        return Morning(
            unpack_person(chat, person), unpack_cards(buckets), unpack_waiting(day_set), unpack_days(days)
        )

    async def drop_claim(self, claim: Claim) -> None:
        """A claimed chat that turned out to want nothing is due no more."""
        await self._redis.zrem("due", str(claim.chat))

    async def reserve_pace(self, gap: timedelta, burst: int) -> timedelta:
        """Take the next place in the line of all messages; gives how long to wait for it."""
        gap_microseconds = int(gap.total_seconds() * 1_000_000)
        return timedelta(
            microseconds=int(await self._reserve_pace(keys=["pace"], args=[gap_microseconds, burst]))
        )

    async def pause(self, until: float, now: float) -> None:
        """Hold everyone's daily sets back until then."""
        await self._redis.set("pause", until, ex=max(1, int(until - now) + 1))

    async def paused_until(self) -> float:
        return float(await self._redis.get("pause") or 0)

    # what was sent and known

    async def count_bad(self, question: QuestionId, chat: int) -> bool:
        """Count one person's word that a question is bad. False: they have said so before."""
        return bool(await self._redis.sadd(f"bad_question:{question}", chat))

    async def known(self) -> Known:
        """What earlier editions of the notes knew; nothing where that cannot be read."""
        found = await self._redis.get("known")
        if found is None:
            return Known()
        try:
            return Known.from_json(json.loads(found))
        except ValueError as error:
            log.warning("what was known of earlier notes cannot be read, ids may change: %s", error)
            await self._redis.rename("known", "bad:known")
            await self._redis.expire("bad:known", BAD_LIFETIME)
            return Known()

    async def reloads(self) -> int:
        """How often the notes were reloaded for all replicas."""
        return int(await self._redis.get("reloads") or 0)

    async def count_reload(self) -> int:
        """One more reload for all replicas; gives how many that makes."""
        return int(await self._redis.incr("reloads"))

    async def subscribers(self, now: float) -> tuple[int, int]:
        """How many chats are subscribed to the daily set, and how many of them are due now."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.zcard("due")
        pipe.zcount("due", "-inf", now)
        subscribed, due = await pipe.execute()
        return subscribed, due

    async def keep_known(self, known: Known) -> None:
        await self._redis.set("known", json.dumps(known.to_json(), ensure_ascii=False, separators=(",", ":")))
