"""What becomes of all that is kept of a group when the bot comes, is thrown out, or the group becomes a supergroup.

The keys stand in the table of `bot.store`; a group's own are found by their braces, those that are added later too.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from redis.asyncio import Redis

from bot.store.group_shapes import Field, pack_fields, pack_poll, pack_run, unpack_poll, unpack_run
from bot.store.scripts import MERGE_KEY

BROUGHT: Final = b"moving:"  # before the name of a key that is on its way
GONE_LIFETIME: Final = timedelta(days=30)


class GroupMoves:
    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._merge_key = client.register_script(MERGE_KEY)

    async def arrive(self, group: int, **about: Field) -> bool:
        """The bot is in the group (again): what is kept of it stays. False: it was greeted before."""
        key = f"group:{{{group}}}"
        pipe = self._redis.pipeline(transaction=True)
        pipe.persist(key)
        pipe.persist(f"gnames:{{{group}}}")
        if kept := pack_fields(about):
            pipe.hset(key, mapping=kept)
        pipe.hsetnx(key, "greeted", 1)
        *_, is_new = await pipe.execute()
        return bool(is_new)

    async def come_back(self, group: int) -> None:
        """The bot is in the group again: what is kept of it stays."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.persist(f"group:{{{group}}}")
        pipe.persist(f"gnames:{{{group}}}")
        await pipe.execute()

    async def leave(self, group: int) -> None:
        """The bot is out: no questions any more, and what is kept of the group goes after 30 days."""
        pipe = self._redis.pipeline(transaction=False)
        pipe.zrem("due", str(group))
        pipe.zrem("gturn", str(group))
        pipe.zrem("gclose", str(group))
        pipe.hdel(f"group:{{{group}}}", "daily_at")
        pipe.delete(f"grun:{{{group}}}")
        await pipe.execute()
        keys = [key async for key in self._redis.scan_iter(match=f"*{{{group}}}*", count=1000)]
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.expire(key, GONE_LIFETIME, lt=True)
        if keys:
            await pipe.execute()

    # a supergroup

    async def migrate(self, old: int, new: int) -> None:
        """All that the group had is the supergroup's; as often as it is told, and in a look at all keys."""
        for key in await self._keys(old):
            await self._bring(key, key.replace(f"{{{old}}}".encode(), f"{{{new}}}".encode()))
        for key in await self._keys(new):
            if key.startswith(BROUGHT):
                await self._merge_key(keys=[key, key.removeprefix(BROUGHT)])
        for times in ("due", "gturn", "gclose"):
            at = await self._redis.zscore(times, str(old))
            if at is not None:
                await self._redis.zadd(times, {str(new): at}, nx=True)
                await self._redis.zrem(times, str(old))
        await self._follow_polls(new)

    async def _keys(self, group: int) -> list[bytes]:
        return sorted({key async for key in self._redis.scan_iter(match=f"*{{{group}}}*", count=1000)})

    async def _bring(self, key: bytes, to: bytes) -> None:
        """Move a key to where it may be merged with `to`: in a Redis Cluster the two groups live apart.

        Cut off after any step, it comes to the same when it is told again.
        """
        packed, left = await self._redis.dump(key), await self._redis.pttl(key)
        if packed is not None:
            await self._redis.restore(BROUGHT + to, max(0, left), packed, replace=True)
            await self._redis.delete(key)

    async def _follow_polls(self, group: int) -> None:
        """The questions in hand are the supergroup's too; their messages stay in the old chat, out of reach."""
        run = unpack_run(await self._redis.get(f"grun:{{{group}}}"))
        daily = await self._redis.get(f"gopen:{{{group}}}")
        for id_ in (*(run.polls if run else ()), *([daily.decode()] if daily else ())):
            poll = unpack_poll(id_, await self._redis.get(f"gpoll:{id_}"))
            if poll is not None and poll.group != group:
                moved = replace(poll, group=group, message=None)
                await self._redis.set(f"gpoll:{id_}", pack_poll(moved), xx=True, keepttl=True)
        if run is not None and run.message is not None:
            moved_run = pack_run(replace(run, message=None))
            await self._redis.set(f"grun:{{{group}}}", moved_run, xx=True, keepttl=True)
