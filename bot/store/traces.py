"""Everything that Redis keeps of one person: to hand it to them, and to delete it.

The keys stand in the table of `bot.store`. A person's own keys are found by their braces, those that are added later
too; that takes a look at all keys of the server, a second for a million, and nobody else waits for it.
"""

from dataclasses import dataclass
from typing import Any, Final

from redis.asyncio import Redis

from bot.store import dump

LOOK: Final = 1000  # keys the server looks at in one go
TIMES: Final = ("due", "evening")  # sorted sets of everybody's times, by chat id
# what is kept of several people together, by chat id: questions called bad, and what members of a group did
SHARED: Final = {
    "bad_question:*": "set", "gvotes:*": "hash", "gcards:*": "hash", "gnames:*": "hash", "gweek:*": "zset",
}  # fmt: skip

READ: Final = {"set": "sismember", "hash": "hget", "zset": "zscore"}
REMOVE: Final = {"set": "srem", "hash": "hdel", "zset": "zrem"}


@dataclass(frozen=True, slots=True)
class Part:
    """One person's member of a key that is shared."""

    key: bytes
    kind: str
    value: Any  # as redis-py gives values of that kind


class Traces:
    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes

    async def export(self, chat: int, **about: str | int) -> list[str]:
        """Lines of JSON as `dump.put_back` takes them: a header that says `about`, then one for each key.

        Of keys that are shared with others, the person's own member alone.
        """
        own = await dump.lines(self._redis, await self._own(chat))
        times = {key: await self._redis.zscore(key, str(chat)) for key in TIMES}
        shared = [
            dump.line(key, "zset", [(str(chat), time)]) for key, time in times.items() if time is not None
        ]
        for part in await self._shared(chat):
            ttl = await self._redis.ttl(part.key)
            shared.append(dump.line(part.key, part.kind, part.value, ttl if ttl >= 0 else None))
        return [dump.header(**about), *own, *shared]

    async def forget(self, chat: int) -> None:
        """Delete every key of the person, and the person from every key that is shared."""
        for times in TIMES:  # first: no daily set begins meanwhile
            await self._redis.zrem(times, str(chat))
        own, shared = await self._own(chat), await self._shared(chat)
        pipe = self._redis.pipeline(transaction=False)
        for key in own:
            pipe.delete(key)  # not UNLINK: in pipelines of a cluster redis-py makes it a coroutine
        for part in shared:
            getattr(pipe, REMOVE[part.kind])(part.key, str(chat))
        await pipe.execute()

    async def _own(self, chat: int) -> list[bytes]:
        return await self._matching(f"*{{{chat}}}*")

    async def _shared(self, chat: int) -> list[Part]:
        """The person's own member of keys that are shared with others."""
        found = []
        for pattern, kind in SHARED.items():
            keys = await self._matching(pattern)
            pipe = self._redis.pipeline(transaction=False)
            for key in keys:
                getattr(pipe, READ[kind])(key, str(chat))
            for key, value in zip(keys, await pipe.execute(), strict=True):
                if value or (kind == "zset" and value is not None):
                    found.append(Part(key, kind, _alone(kind, str(chat), value)))
        return found

    async def _matching(self, pattern: str) -> list[bytes]:
        found = {
            key async for key in self._redis.scan_iter(match=pattern, count=LOOK)
        }  # a scan may repeat itself
        return sorted(found)


def _alone(kind: str, member: str, value: Any) -> Any:  # noqa: ANN401 -- as redis-py gives values of that kind
    match kind:
        case "set":
            return [member]
        case "hash":
            return {member: value}
        case _:
            return [(member, value)]
