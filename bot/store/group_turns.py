"""When something is to be done in a group, and that it is done once. Its keys stand in the table of `bot.store`."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from redis.asyncio import Redis

from bot import metrics
from bot.store.group_shapes import GroupRun, pack_run, unpack_run
from bot.store.scripts import CLAIM_DUE, RESERVE_GROUP_PACE, TAKE_DUE

log = logging.getLogger(__name__)

DeedState: TypeAlias = Literal["sending", "sent", "unknown", "failed", "late"]

DEED_LIFETIME: Final = timedelta(days=8)  # a week's table may be told until the next one
RUN_LIFETIME: Final = timedelta(days=1)
RIGHTS_LIFETIME: Final = timedelta(minutes=5)
BUTTON_GAP: Final = timedelta(seconds=3)  # between two edits of one public message
MESSAGE_GAP: Final = timedelta(seconds=3.1)  # Telegram takes 20 messages a minute in a group, see bots/faq


class GroupTurns:
    """Every method is one round trip."""

    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._claim = client.register_script(CLAIM_DUE)
        self._take = client.register_script(TAKE_DUE)
        self._reserve = client.register_script(RESERVE_GROUP_PACE)

    # deeds: at most once each

    async def begin(self, group: int, deed: str) -> DeedState | None:
        """Mark a deed as being done; gives the state it has already, if any, and changes nothing then."""
        key = f"gsent:{{{group}}}:{deed}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.set(key, "sending", nx=True, ex=DEED_LIFETIME)
        pipe.get(key)
        is_new, state = await pipe.execute()
        return None if is_new else state.decode()

    async def state(self, group: int, deed: str) -> DeedState | None:
        found = await self._redis.get(f"gsent:{{{group}}}:{deed}")
        return None if found is None else found.decode()

    async def end(self, group: int, deed: str, state: DeedState | None) -> None:
        """Say how it went; None: it did not happen and may be tried again."""
        metrics.SENDS.labels(state or "again").inc()
        if state is None:
            await self._redis.delete(f"gsent:{{{group}}}:{deed}")
        else:
            await self._redis.set(f"gsent:{{{group}}}:{deed}", state, ex=DEED_LIFETIME)

    # closing the day's question

    async def close_at(self, group: int, at: float) -> None:
        await self._redis.zadd("gclose", {str(group): at})

    async def claim_closings(self, now: float, until: int, limit: int) -> list[int]:
        """Groups whose question is to be closed; they come up again at `until` unless `closed` is told."""
        return _members(await self._claim(keys=["gclose"], args=[now, until, limit]))

    async def closed(self, group: int) -> None:
        await self._redis.zrem("gclose", str(group))

    # the number on the button of a question

    async def voted(self, poll: str, now: float) -> None:
        """The number has grown; it is shown a moment later together with what comes until then."""
        await self._redis.zadd("gcount", {poll: now + BUTTON_GAP.total_seconds()}, nx=True)

    async def take_counts(self, now: float, limit: int) -> list[str]:
        """Polls whose button is to show its new number; whoever takes one has it alone."""
        found = await self._take(keys=["gcount"], args=[now, limit])
        return [
            poll.decode(errors="replace") for poll in found[::2]
        ]  # one that is no text is no poll of ours

    # shared runs

    async def run(self, group: int) -> GroupRun | None:
        return unpack_run(await self._redis.get(f"grun:{{{group}}}"))

    async def begin_run(self, group: int, run: GroupRun, at: float) -> bool:
        """False: one is under way already."""
        is_new = await self._redis.set(f"grun:{{{group}}}", pack_run(run), nx=True, ex=RUN_LIFETIME)
        if is_new:
            await self._redis.zadd("gturn", {str(group): at})
        return bool(is_new)

    async def keep_run(self, group: int, run: GroupRun) -> bool:
        """False: the run was stopped meanwhile, and nothing is kept."""
        return bool(await self._redis.set(f"grun:{{{group}}}", pack_run(run), xx=True, ex=RUN_LIFETIME))

    async def go_on_at(self, group: int, at: float) -> None:
        await self._redis.zadd("gturn", {str(group): at})

    async def claim_turns(self, now: float, until: int, limit: int) -> list[int]:
        """Groups whose run goes on now; they come up again at `until` unless they get another time."""
        return _members(await self._claim(keys=["gturn"], args=[now, until, limit]))

    async def is_held(self, group: int, until: int) -> bool:
        """Whether the group's run is still claimed until then, by who claimed it so."""
        due = await self._redis.zscore("gturn", str(group))
        return due is not None and int(due) == until

    async def end_run(self, group: int) -> GroupRun | None:
        """The run, which is over: whoever gets it has its score to tell, alone."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.getdel(f"grun:{{{group}}}")
        pipe.zrem("gturn", str(group))
        found, _ = await pipe.execute()
        try:
            return unpack_run(found)
        except (ValueError, KeyError, TypeError) as error:  # it is out of Redis by now: over all the same
            log.error("group %d: the run that ends could not be read: %s", group, error)  # noqa: TRY400 -- no bug of ours
            return None

    # rights

    async def rights(self, group: int, member: int) -> str | None:
        """The member's status as Telegram told it less than five minutes ago."""
        found = await self._redis.get(f"grights:{{{group}}}:{member}")
        return None if found is None else found.decode()

    async def keep_rights(self, group: int, member: int, status: str) -> None:
        await self._redis.set(f"grights:{{{group}}}:{member}", status, ex=RIGHTS_LIFETIME)

    async def drop_rights(self, group: int, member: int) -> None:
        await self._redis.delete(f"grights:{{{group}}}:{member}")

    # pace

    async def reserve(self, group: int, now: datetime, longest: timedelta = timedelta()) -> timedelta | None:
        """Take the next place in the line of the group's messages; None where that is too far."""
        gap, most = (int(span.total_seconds() * 1_000_000) for span in (MESSAGE_GAP, longest))
        arguments = [gap, most, int(now.timestamp() * 1_000_000)]
        wait = int(await self._reserve(keys=[f"gpace:{{{group}}}"], args=arguments))
        return None if wait < 0 else timedelta(microseconds=wait)


def _members(found: list[bytes]) -> list[int]:
    return [int(member) for member in found[::2]]
