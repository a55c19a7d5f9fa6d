"""What is kept in Redis of groups: settings, questions, votes, weeks. Its keys stand in the table of `bot.store`.

A vote counts once, however often it is told; what becomes of a group as a whole stands in `group_moves.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from redis.asyncio import Redis

from bot.store import cards
from bot.store.group_moves import GroupMoves
from bot.store.group_shapes import (
    Field,
    Group,
    GroupPoll,
    GroupWeek,
    GuestAnswer,
    pack_fields,
    pack_guest,
    pack_poll,
    pack_vote,
    unpack_group,
    unpack_guest,
    unpack_poll,
    unpack_vote,
)
from bot.store.group_turns import GroupTurns
from bot.store.scripts import RECORD_VOTE, TAKE_OPEN
from bot.store.shapes import unpack_card
from bot.study.group import Vote
from bot.study.history import week_of
from bot.study.notes import QuestionId
from bot.study.review import CardState, pack

POLL_LIFETIME: Final = timedelta(days=60)
WEEK_LIFETIME: Final = timedelta(days=30)
CARD_LIFETIME: Final = timedelta(days=400)
GUEST_LIFETIME: Final = timedelta(days=30)
MEMBERS_OF_A_CARD: Final = 30  # drawn by chance: the mean recall of a big group is an estimate


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote and what it means."""

    poll: GroupPoll
    member: int
    vote: Vote
    card: (
        CardState | None
    )  # the member's, after the vote; None: it counts in no table (a vote in a chat's name)
    on: date  # the group's


class Groups:
    """The groups' part of the store. Every method is one round trip where not said otherwise."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._take_open = client.register_script(TAKE_OPEN)
        self._record_vote = client.register_script(RECORD_VOTE)
        self.turns = GroupTurns(client)
        self.moves = GroupMoves(client)

    # the group itself

    async def group(self, group: int) -> Group:
        return unpack_group(group, await self._redis.hgetall(f"group:{{{group}}}"))

    async def remember(self, group: int, **changes: Field) -> None:
        """Keep some fields, named as in `Group`; None takes a field back to its default."""
        pipe = self._redis.pipeline(transaction=True)
        if kept := pack_fields(changes):
            pipe.hset(f"group:{{{group}}}", mapping=kept)
        if dropped := [name for name, value in changes.items() if value is None or value == ()]:
            pipe.hdel(f"group:{{{group}}}", *dropped)
        await pipe.execute()

    async def schedule(self, group: int, due: float, **changes: Field) -> None:
        """Give the group its daily question at that time, and keep the fields that say so."""
        await self._redis.zadd("due", {str(group): due})
        await self.remember(group, **changes)

    async def unsubscribe(self, group: int) -> None:
        await self._redis.zrem("due", str(group))
        await self.remember(group, daily_at=None, refused=None)

    # polls and votes

    async def poll(self, poll: str) -> GroupPoll | None:
        return unpack_poll(poll, await self._redis.get(f"gpoll:{poll}"))

    async def polls(self, ids: Sequence[str]) -> list[GroupPoll]:
        """Those of them that are still known."""
        pipe = self._redis.pipeline(transaction=False)  # not MGET: in a Redis Cluster the keys live apart
        for poll in ids:
            pipe.get(f"gpoll:{poll}")
        polls = (unpack_poll(poll, packed) for poll, packed in zip(ids, await pipe.execute(), strict=True))
        return [poll for poll in polls if poll is not None]

    async def keep_poll(self, poll: GroupPoll) -> None:
        await self._redis.set(f"gpoll:{poll.id}", pack_poll(poll), ex=POLL_LIFETIME)

    async def keep_daily(self, poll: GroupPoll, on: date, asked: int) -> None:
        """Keep the day's question as the one that is open, and how many the day has had. Two round trips."""
        await self.keep_poll(
            poll
        )  # first and apart, for it has a slot of its own: what is open is always known
        pipe = self._redis.pipeline(transaction=True)
        pipe.set(f"gopen:{{{poll.group}}}", poll.id, ex=POLL_LIFETIME)
        pipe.hset(f"gasked:{{{poll.group}}}", poll.question, on.isoformat())
        pipe.expire(f"gasked:{{{poll.group}}}", CARD_LIFETIME)
        pipe.hset(f"group:{{{poll.group}}}", mapping={"asked_on": on.isoformat(), "asked": asked})
        await pipe.execute()

    async def open_poll(self, group: int) -> GroupPoll | None:
        """The day's question that is open; two round trips."""
        found = await self._redis.get(f"gopen:{{{group}}}")
        return None if found is None else await self.poll(found.decode())

    async def take_open(self, group: int, poll: str) -> bool:
        """Whoever takes the open question has its result to tell, alone."""
        return bool(await self._take_open(keys=[f"gopen:{{{group}}}"], args=[poll]))

    async def reopen(self, group: int, poll: str) -> None:
        """Its result could not be told: let it be taken once more, unless another question is open by now."""
        await self._redis.set(f"gopen:{{{group}}}", poll, nx=True, ex=POLL_LIFETIME)

    async def cards(self, member: int, poll: GroupPoll) -> tuple[CardState | None, CardState | None]:
        """What the member remembers of the poll's question by their own card, and by what the group saw."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.hget(cards.key(member, poll.question), poll.question)
        pipe.hget(f"gcards:{{{poll.group}}}:{poll.question}", str(member))
        own, seen = await pipe.execute()
        return unpack_card(poll.question, own), unpack_card(poll.question, seen)

    async def record(self, ballot: Ballot) -> bool:
        """Count a vote. False: it was counted before."""
        poll, week = ballot.poll, week_of(ballot.on)
        keys = [
            f"gvotes:{{{poll.group}}}:{poll.id}",
            f"gweek:{{{poll.group}}}:{week}",
            f"gsum:{{{poll.group}}}:{week}",
            f"gcards:{{{poll.group}}}:{poll.question}",
        ]
        arguments: list[str | bytes | int] = [
            ballot.member,
            pack_vote(ballot.vote),
            int(ballot.vote.is_right),
            "" if ballot.card is None else pack(ballot.card),
            int(ballot.card is not None),
            *(int(span.total_seconds()) for span in (POLL_LIFETIME, WEEK_LIFETIME, CARD_LIFETIME)),
        ]
        return bool(await self._record_vote(keys=keys, args=arguments))

    async def vote(self, poll: GroupPoll, member: int) -> Vote | None:
        found = await self._redis.hget(f"gvotes:{{{poll.group}}}:{poll.id}", str(member))
        return None if found is None else unpack_vote(found)

    async def votes(self, poll: GroupPoll) -> dict[int, Vote]:
        found = await self._redis.hgetall(f"gvotes:{{{poll.group}}}:{poll.id}")
        return {int(member): unpack_vote(packed) for member, packed in found.items()}

    async def count(self, poll: GroupPoll) -> int:
        return int(await self._redis.hlen(f"gvotes:{{{poll.group}}}:{poll.id}"))

    # what the group remembers

    async def asked(self, group: int) -> dict[QuestionId, date]:
        """The questions of the day that the group has had, with the last date of each."""
        found = await self._redis.hgetall(f"gasked:{{{group}}}")
        return {key.decode(): date.fromisoformat(day.decode()) for key, day in found.items()}

    async def members_cards(
        self, group: int, questions: Iterable[QuestionId]
    ) -> dict[QuestionId, list[CardState]]:
        """What members who answered these before remember now: their own cards first. Two round trips."""
        asked = list(questions)
        if not asked:
            return {}
        pipe = self._redis.pipeline(transaction=False)
        for question in asked:
            pipe.hrandfield(f"gcards:{{{group}}}:{question}", MEMBERS_OF_A_CARD, withvalues=True)
        drawn = [_pairs(found or ()) for found in await pipe.execute()]
        pipe = self._redis.pipeline(transaction=False)
        for question, members in zip(asked, drawn, strict=True):
            for member, _ in members:
                pipe.hget(cards.key(int(member), question), question)
        own = iter(await pipe.execute())
        return {
            question: [
                card
                for _, seen in members
                if (card := unpack_card(question, next(own)) or unpack_card(question, seen)) is not None
            ]
            for question, members in zip(asked, drawn, strict=True)
        }

    # weeks and names

    async def week(self, group: int, week: int) -> GroupWeek:
        pipe = self._redis.pipeline(transaction=False)
        pipe.zrange(f"gweek:{{{group}}}:{week}", 0, -1, withscores=True)
        pipe.hgetall(f"gsum:{{{group}}}:{week}")
        points, sums = await pipe.execute()
        return GroupWeek(
            points={int(member): int(score) for member, score in points},
            answers=int(sums.get(b"answers", 0)),
            right=int(sums.get(b"right", 0)),
        )

    async def names(self, group: int) -> dict[int, str]:
        """Under which name members let themselves be shown."""
        found = await self._redis.hgetall(f"gnames:{{{group}}}")
        return {int(member): name.decode() for member, name in found.items()}

    async def show(self, group: int, member: int, name: str | None) -> None:
        """Show a member in the tables under that name; None: no longer."""
        if name is None:
            await self._redis.hdel(f"gnames:{{{group}}}", str(member))
        else:
            await self._redis.hset(f"gnames:{{{group}}}", str(member), name)

    # people

    async def of_person(self, person: int) -> list[int]:
        """The groups in which the person answered lately."""
        return sorted(int(group) for group in await self._redis.smembers(f"groups:{{{person}}}"))

    async def keep_of_person(self, person: int, group: int) -> None:
        pipe = self._redis.pipeline(transaction=False)
        pipe.sadd(f"groups:{{{person}}}", group)
        pipe.expire(f"groups:{{{person}}}", POLL_LIFETIME)
        await pipe.execute()

    async def keep_guest(self, person: int, poll: GroupPoll, answer: GuestAnswer) -> None:
        """Keep the answer of somebody who has not started the bot, for the day they do."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.hsetnx(f"guest:{{{person}}}", poll.id, pack_guest(answer))
        pipe.expire(f"guest:{{{person}}}", GUEST_LIFETIME)
        await pipe.execute()

    async def guest(self, person: int) -> list[GuestAnswer]:
        """Their answers from before they started the bot, the oldest first."""
        found = await self._redis.hvals(f"guest:{{{person}}}")
        return sorted(map(unpack_guest, found), key=lambda answer: (answer.on, answer.question))

    async def drop_guest(self, person: int) -> bool:
        """Forget them. False: another was faster."""
        return bool(await self._redis.delete(f"guest:{{{person}}}"))


def _pairs(found: Sequence[Any]) -> list[tuple[bytes, bytes]]:
    """Fields with their values: one flat list in Redis' older protocol, pairs in the newer one."""
    if found and isinstance(found[0], list | tuple):
        return [(field, value) for field, value in found]
    return list(zip(found[::2], found[1::2], strict=True))
