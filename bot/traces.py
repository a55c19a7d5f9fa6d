"""Everything that Redis keeps of one person: to hand it to them, and to delete it.

The keys stand in the table of `store.py`. A person's own keys are found by their braces, those that are added later
too; that takes a look at all keys of the server, a second for a million, and nobody else waits for it.
"""

from typing import Any, Final

from redis.asyncio import Redis

from bot import dump

LOOK: Final = 1000  # keys the server looks at in one go
TIMES: Final = ("due", "evening")  # sorted sets of everybody's times, by chat id


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
        shared += [dump.line(key, "set", [str(chat)]) for key in await self._told_bad(chat)]
        return [dump.header(**about), *own, *shared]

    async def forget(self, chat: int) -> None:
        """Delete every key of the person, and the person from every key that is shared."""
        for times in TIMES:  # first: no daily set begins meanwhile
            await self._redis.zrem(times, str(chat))
        own, told_bad = await self._own(chat), await self._told_bad(chat)
        pipe = self._redis.pipeline(transaction=False)
        for key in own:
            pipe.unlink(key)
        for key in told_bad:
            pipe.srem(key, chat)
        await pipe.execute()

    async def _own(self, chat: int) -> list[bytes]:
        return await self._matching(f"*{{{chat}}}*")

    async def _told_bad(self, chat: int) -> list[bytes]:
        """The sets of those who called a question bad that the person is in."""
        keys = await self._matching("bad_question:*")
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.sismember(key, chat)
        is_member = await pipe.execute()
        return [key for key, is_in in zip(keys, is_member, strict=True) if is_in]

    async def _matching(self, pattern: str) -> list[bytes]:
        found = {
            key async for key in self._redis.scan_iter(match=pattern, count=LOOK)
        }  # a scan may repeat itself
        return sorted(found)
