"""All that is kept in Redis: each key, its shape and its lifetime. No other file knows a key.

| key | type | what | lifetime |
|---|---|---|---|
| `person:{<id>}` | hash | settings, reading place, counts and streak of one person, fields below | until /forget |
| `cards:{<id>}:<n>` | hash | question id -> memory of it, packed by `study.review`; in the bucket n of `cards.key` | until /forget |
| `seen:{<id>}:<update>` | string | the replica that has begun an update of that person (webhook only) | 1 hour |
| `run:{<id>}` | string | the quiz run of a chat, JSON | 7 days after the last answer |
| `set:{<id>}` | string | the daily set of a chat, JSON | 7 days after the last answer |
| `poll:{<id>}:<poll id>` | hash | a poll that was sent: `question`, `options`, `right`, `message`, `kind`, then `answer` | 60 days |
| `day:{<id>}` | hash | local date -> `sending:<who>`, `sent` or how else the delivery went, the last 14 | 400 days after the last delivery |
| `history:{<id>}` | hash | week -> answers by weekday, then reviews, those right, recall predicted, of `study.history` | 400 days after the last answer |
| `read:{<id>}` | set | marks of the sections that were opened, numbers of 32 bits | until /forget |
| `weeks:{<id>}` | string | the last picture of the person's weeks: the hash of its drawing and Telegram's `file_id` | 14 days after it was drawn |
| `due` | sorted set | chat id -> when its daily set is due, Unix seconds | while subscribed |
| `evening` | sorted set | chat id -> when it is reminded of the set it has, Unix seconds | while subscribed |
| `pause` | string | nobody gets a daily set before this Unix time (Telegram said 429) | until that time |
| `pace` | string | when the next message may leave, microseconds, shared by all replicas | seconds |
| `bad_question:<question id>` | set | who called a question bad, by chat id | kept for the author |
| `bad_questions` | sorted set | question id -> how many called it bad; three hide it | until the author has looked |
| `file:<hash>` | string | Telegram's `file_id` of a picture, by the hash of its bytes | 180 days |
| `looked:{<id>}` | sorted set | command id -> when its card was last looked up, Unix seconds; `-<id>`: no card of it, please | 7 days after the last |
| `popular` | sorted set | command id -> how often its card was looked up by anyone, the top 1000 | 90 days after the last |
| `misses` | sorted set | a query that found nothing, folded, nothing personal -> how often, the top 1000 | 90 days after the last |
| `group:{<group>}` | hash | title, settings and what was asked last of a group, fields of `group_shapes.Group` | kept; 30 days after the bot left |
| `gpoll:<poll id>` | string | a question that a group was asked, JSON | 60 days |
| `gopen:{<group>}` | string | the poll id of the day's question that is open | 60 days |
| `gvotes:{<group>}:<poll id>` | hash | chat id of a member -> right or not, after how long, what was chosen | 60 days |
| `gcards:{<group>}:<question id>` | hash | chat id of a member -> memory of the question as the group's answers tell it | 400 days after the last answer |
| `gasked:{<group>}` | hash | question id -> the last date on which it was the day's question | 400 days after the last |
| `gweek:{<group>}:<week>` | sorted set | chat id of a member -> right answers in that week | 30 days after the last answer |
| `gsum:{<group>}:<week>` | hash | `answers` and `right` of all in that week | 30 days after the last answer |
| `gnames:{<group>}` | hash | chat id of a member -> the name under which they let themselves be shown | until /forget |
| `grun:{<group>}` | string | a shared run, JSON | 1 day after the last question |
| `gsent:{<group>}:<deed>` | string | how a question of the day or a week's table went: it is done once | 8 days |
| `grights:{<group>}:<member>` | string | a member's status as Telegram told it | 5 minutes |
| `gpace:{<group>}` | string | when the next message may go into the group, microseconds | minutes |
| `gclose` | sorted set | group -> when its question of the day is closed, Unix seconds | 24 hours |
| `gturn` | sorted set | group -> when its shared run goes on, Unix seconds | while it runs |
| `gcount` | sorted set | poll id -> when its button may show how many answered, Unix seconds | seconds |
| `groups:{<id>}` | set | groups in which the person answered | 60 days after the last answer |
| `guest:{<id>}` | hash | poll id -> question, date, right or not: answers in groups before the first /start | 30 days after the last answer |
| `known` | string | ids of sections and questions with what they are known by, JSON of `study.known` | kept |
| `reloads` | string | how often the notes were reloaded on an admin's word; replicas that see it grow follow | kept |
| `moving:<key>` | any | a key of a group on its way to the supergroup that the group became | seconds |
| `schema` | string | the version of all that is kept here, see `bot.store.schema` | kept |
| `migrating:{schema}` | string | who brings the data to a newer version now | a minute |
| `restoring` | string | a restore is under way, or was cut off | until it is done |
| `bad:<key>` | any | a value or parts of it that could not be read, set aside for the host; in braces where the key has none | 90 days |

The braces put everything of one chat into one slot of a Redis Cluster.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from redis.asyncio import Redis

from bot.person import Person
from bot.store import backup, cards
from bot.store.connecting import connect
from bot.store.dues import Dues
from bot.store.file_ids import FileIds
from bot.store.groups import Groups
from bot.store.journal import POLL_LIFETIME, RUN_LIFETIME, Journal
from bot.store.lookups import LookUps
from bot.store.mending import Mending
from bot.store.person_shapes import Field, is_default, pack_streak, unpack_person, write_fields
from bot.store.repeats import Repeats
from bot.store.schema import Schema
from bot.store.scripts import FINISH_SET, KEEP_RUN, READ_MOMENT, TELL_TIME
from bot.store.shapes import (
    DayState,
    Material,
    Moment,
    Morning,
    Poll,
    RunKind,
    Waiting,
    pack_poll,
    pack_waiting,
    pairs,
    unpack_card,
    unpack_cards,
    unpack_days,
    unpack_poll,
    unpack_waiting,
)
from bot.store.traces import Traces
from bot.study.known import Known
from bot.study.notes import QuestionId
from bot.study.review import CardState
from bot.study.streak import Streak

__all__ = ["Store", "connect"]

log = logging.getLogger(__name__)

HIDDEN_BY = 3  # people who call a question bad hide it until the author looks


class Store:
    """The bot's memory. Every method is one round trip where not said otherwise.

    Raises:
        redis.RedisError: from any method, when the server cannot be asked.
    """

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._read_moment = client.register_script(READ_MOMENT)
        self._tell_time = client.register_script(TELL_TIME)
        self._keep_run = client.register_script(KEEP_RUN)
        self._finish_set = client.register_script(FINISH_SET)
        self.lookups = LookUps(client)
        self.dues = Dues(client)
        self.file_ids = FileIds(client)
        self.journal = Journal(client)
        self.traces = Traces(client)
        self.groups = Groups(client)
        self.schema = Schema(client)
        self.repeats = Repeats(client)
        self.mending = Mending(client)

    async def ping(self) -> None:
        await self._redis.ping()

    async def time(self) -> datetime:
        """The server's own clock; of a Cluster's, the same node's each time."""
        seconds, microseconds = await self._tell_time(keys=["pace"])
        return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(microseconds))

    async def is_half_restored(self) -> bool:
        return await backup.is_half_restored(self._redis)

    async def close(self) -> None:
        await self._redis.aclose()

    # people

    async def person(self, chat: int) -> Person | None:
        return unpack_person(chat, await self._redis.hgetall(f"person:{{{chat}}}"))

    async def remember(self, chat: int, **changes: Field) -> None:
        """Keep some fields of a person, named as in `Person`; None takes a field back to its default."""
        # fields that are all kept or all dropped are one command, which shares its trip with others
        pipe = self._redis.pipeline(transaction=len({is_default(value) for value in changes.values()}) > 1)
        write_fields(pipe, f"person:{{{chat}}}", changes)
        await pipe.execute()

    # cards, runs, polls

    async def cards(self, chat: int) -> dict[QuestionId, CardState]:
        pipe = self._redis.pipeline(transaction=False)
        for key in cards.keys(chat):
            pipe.hgetall(key)
        return unpack_cards(await pipe.execute())

    async def waiting(self, chat: int, kind: RunKind) -> Waiting | None:
        return unpack_waiting(await self._redis.get(f"{kind}:{{{chat}}}"))

    async def finish_set(self, chat: int, waiting: Waiting, streak: Streak) -> None:
        """Keep the finished set together with the streak: neither is ever counted without the other."""
        packed: list[str | int] = [
            pack_waiting(waiting),
            int(RUN_LIFETIME.total_seconds()),
            pack_streak(streak),
        ]
        await self._finish_set(keys=[f"set:{{{chat}}}", f"person:{{{chat}}}"], args=packed)

    async def keep_run(self, chat: int, kind: RunKind, waiting: Waiting, poll: Poll | None = None) -> None:
        """Keep a run, and with it the poll that was just sent for it; the set of a later day stays where it is."""
        keys = [f"{kind}:{{{chat}}}"]
        arguments: list[str | int] = [pack_waiting(waiting), int(RUN_LIFETIME.total_seconds())]
        if poll is not None:
            keys.append(f"poll:{{{chat}}}:{poll.id}")
            arguments.append(int(POLL_LIFETIME.total_seconds()))
            arguments += (part for field in pack_poll(poll).items() for part in field)
        await self._keep_run(keys=keys, args=arguments)

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

    async def morning(self, chat: int) -> Morning:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hgetall(f"person:{{{chat}}}")
        pipe.get(f"set:{{{chat}}}")
        pipe.get(f"run:{{{chat}}}")
        pipe.hgetall(f"day:{{{chat}}}")
        _read_hidden(pipe)
        for key in cards.keys(chat):
            pipe.hgetall(key)
        person, day_set, packed_run, days, hidden, *buckets = await pipe.execute()
        run = unpack_waiting(packed_run)
        return Morning(
            person=unpack_person(chat, person),
            cards=unpack_cards(buckets),
            set=unpack_waiting(day_set),
            days=unpack_days(days),
            hidden=_questions(hidden),
            open=run.run.current if run is not None else None,
        )

    async def material(self, chat: int) -> Material:
        """What a quiz is made of: the person's cards, and the questions that are not asked for now."""
        pipe = self._redis.pipeline(transaction=False)
        _read_hidden(pipe)
        for key in cards.keys(chat):
            pipe.hgetall(key)
        hidden, *buckets = await pipe.execute()
        return Material(unpack_cards(buckets), _questions(hidden))

    async def hidden(self) -> frozenset[QuestionId]:
        """The questions that are not asked until the author has looked at them."""
        return _questions(await self._redis.zrangebyscore("bad_questions", HIDDEN_BY, "+inf"))

    async def today(self, chat: int) -> tuple[Waiting | None, dict[date, DayState]]:
        """The last daily set and how the days went."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.get(f"set:{{{chat}}}")
        pipe.hgetall(f"day:{{{chat}}}")
        day_set, days = await pipe.execute()
        return unpack_waiting(day_set), unpack_days(days)

    # what was sent and known

    async def call_bad(self, question: QuestionId, chat: int) -> bool:
        """Count one person's word that a question is bad. False: they have said so before. Two round trips."""
        key = f"bad_question:{question}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.sadd(key, chat)
        pipe.scard(key)
        is_new, count = await pipe.execute()
        await self._redis.zadd("bad_questions", {question: count})
        return bool(is_new)

    async def bad_questions(self, limit: int) -> list[tuple[QuestionId, int]]:
        """Questions that were called bad and by how many people, the worst first."""
        found = await self._redis.zrevrange("bad_questions", 0, limit - 1, withscores=True)
        return [(question.decode(), int(count)) for question, count in found]

    async def clear_bad(self, question: QuestionId) -> None:
        """The author has looked: the question is asked again, and may be called bad again."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.delete(f"bad_question:{question}")
        pipe.zrem("bad_questions", question)
        await pipe.execute()

    async def known_text(self) -> bytes:
        """What `known` would read, as it is written; empty for nothing."""
        return bytes(await self._redis.get("known") or b"")

    async def known(self) -> Known:
        """What earlier editions of the notes knew; nothing where that cannot be read."""
        try:
            return Known.from_text(await self.known_text())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("what was known of earlier notes cannot be read, ids may change: %s", error)
            await self.mending.mend()
            return Known()

    async def reloads(self) -> int:
        """How often the notes were reloaded for all replicas."""
        return int(await self._redis.get("reloads") or 0)

    async def count_reload(self) -> int:
        """One more reload for all replicas; gives how many that makes."""
        return int(await self._redis.incr("reloads"))

    async def keep_known(self, known: Known) -> None:
        await self._redis.set("known", known.to_text())


def _read_hidden(pipe: Any) -> None:  # noqa: ANN401 -- redis-py types no pipeline
    pipe.zrangebyscore("bad_questions", HIDDEN_BY, "+inf")


def _questions(found: Iterable[bytes]) -> frozenset[QuestionId]:
    return frozenset(question.decode() for question in found)
