"""What is kept in Redis of what a person read and answered. Its keys stand in the table of `bot.store`, as all do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_hex
from typing import Any, Final

from redis.asyncio import Redis

from bot.store import cards
from bot.store.scripts import RECORD_ANSWER
from bot.store.shapes import (
    Answer,
    DayState,
    Waiting,
    pack_poll,
    pack_waiting,
    section_mark,
    unpack_cards,
    unpack_days,
    unpack_weeks,
)
from bot.study.history import DAYS, Week, week_of
from bot.study.notes import QuestionId, SectionId
from bot.study.review import CardState, pack

POLL_LIFETIME: Final = timedelta(days=60)
RUN_LIFETIME: Final = timedelta(days=7)
HISTORY_LIFETIME: Final = timedelta(days=400)
PICTURE_LIFETIME: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that the person was sent."""

    digest: str  # of its drawing
    file_id: str  # Telegram's


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that `/stats` tells, read at once."""

    cards: Mapping[QuestionId, CardState]
    days: Mapping[date, DayState]
    weeks: Mapping[int, Week]  # as numbered by `study.history`
    marks: frozenset[int]  # of the sections that were read
    picture: Drawn | None

    def has_read(self, section: SectionId) -> bool:
        return section_mark(section) in self.marks


class Journal:
    """The progress' part of the store. Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._record_answer = client.register_script(RECORD_ANSWER)

    async def progress(self, chat: int) -> Progress:
        pipe = self._redis.pipeline(transaction=False)
        pipe.hgetall(f"day:{{{chat}}}")
        pipe.hgetall(f"history:{{{chat}}}")
        pipe.smembers(f"read:{{{chat}}}")
        pipe.get(f"weeks:{{{chat}}}")
        for key in cards.keys(chat):
            pipe.hgetall(key)
        days, weeks, marks, picture, *buckets = await pipe.execute()
        return Progress(
            cards=unpack_cards(buckets),
            days=unpack_days(days),
            weeks=unpack_weeks(weeks),
            marks=frozenset(map(int, marks)),
            picture=None if picture is None else Drawn(*picture.decode().split()),
        )

    async def record_answer(
        self, chat: int, answer: Answer, card: CardState, waiting: Waiting | None
    ) -> bool:
        """Keep an answer, its card and the run it moved. False: the poll was answered before, nothing is kept."""
        poll = answer.poll
        keys = [
            f"poll:{{{chat}}}:{poll.id}",
            cards.key(chat, poll.question),
            f"person:{{{chat}}}",
            f"{poll.kind}:{{{chat}}}",
            f"history:{{{chat}}}",
        ]
        week = week_of(answer.on)
        arguments: list[str | bytes | int] = [
            ",".join(map(str, answer.chosen)),
            poll.question,
            pack(card),
            int(answer.is_right),
            "" if waiting is None else pack_waiting(waiting),
            int(RUN_LIFETIME.total_seconds()),
            week,
            answer.on.isoweekday(),
            week - HISTORY_LIFETIME.days // DAYS,
            int(HISTORY_LIFETIME.total_seconds()),
            "" if answer.predicted is None else round(1000 * answer.predicted),
            token_hex(4),
        ]
        return bool(await self._record_answer(keys=keys, args=arguments))

    async def record_group_answer(self, person: int, answer: Answer, card: CardState) -> bool:
        """Keep a person's answer to a group's question as one of their own, once. Two round trips."""
        key = f"poll:{{{person}}}:{answer.poll.id}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.hset(key, mapping=pack_poll(answer.poll))
        pipe.expire(key, POLL_LIFETIME)
        await pipe.execute()
        return await self.record_answer(person, answer, card, None)

    async def keep_cards(
        self, chat: int, learnt: Mapping[QuestionId, CardState], *, answers: int, right: int
    ) -> None:
        """Keep cards that come from answers elsewhere, and count these answers."""
        pipe = self._redis.pipeline(transaction=True)
        for question, card in learnt.items():
            pipe.hset(cards.key(chat, question), question, pack(card))
        pipe.hincrby(f"person:{{{chat}}}", "answers", answers)
        pipe.hincrby(f"person:{{{chat}}}", "right", right)
        await pipe.execute()

    async def open_section(self, chat: int, section: SectionId) -> None:
        """The person reads this section now: the place to go on from, and one section more that was read."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.hset(f"person:{{{chat}}}", "section", section)
        pipe.sadd(f"read:{{{chat}}}", section_mark(section))
        await pipe.execute()

    async def keep_picture(self, chat: int, picture: Drawn) -> None:
        await self._redis.set(f"weeks:{{{chat}}}", f"{picture.digest} {picture.file_id}", ex=PICTURE_LIFETIME)
