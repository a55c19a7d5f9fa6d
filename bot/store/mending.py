"""Values that cannot be read are set aside under `bad:*` for the host, so that the next try meets none.

Nobody looks for them beforehand: whoever fails asks here whether that was why.
"""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, TypeAlias

from redis import RedisError
from redis.asyncio import Redis
from redis.exceptions import OutOfMemoryError, ReadOnlyError, ResponseError

from bot.store.families import NUMEROUS, SHARED, Family, family_of
from bot.store.group_shapes import unpack_poll

log = logging.getLogger(__name__)

Parts: TypeAlias = tuple[bytes, ...] | None

# what reading a damaged value may raise, besides what the server says
TROUBLE: Final = (RedisError, ValueError, KeyError, TypeError, IndexError, AttributeError)
# how the server begins to say that it keeps nothing; of a pipeline redis-py puts words before it
UNSAVED: Final = re.compile(r"(?:^|caused error: \W*)(?:OOM|READONLY|MISCONF|NOREPLICAS)\b")

BAD_LIFETIME: Final = timedelta(days=90)
LATELY: Final = timedelta(seconds=10)  # who read a damaged value before it was set aside asks within it
BATCH: Final = 200
THOROUGHLY_EVERY: Final = 60.0  # seconds: a look at keys of all people, however often something fails

READ: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "string": ("get", ()),
    "hash": ("hgetall", ()),
    "set": ("smembers", ()),
    "zset": ("zrange", (0, -1)),
}

# KEYS: the key, where it goes. ARGV: the lifetime there, then fields or members; none: all of it. Somebody else
# may have been faster.
SET_ASIDE: Final = """
local kind = redis.call('TYPE', KEYS[1])['ok']
if kind == 'none' then return 0 end
if #ARGV == 1 then
  redis.call('RENAME', KEYS[1], KEYS[2])
else
  if redis.call('TYPE', KEYS[2])['ok'] ~= kind then redis.call('DEL', KEYS[2]) end
  for i = 2, #ARGV do
    if kind == 'hash' then
      local value = redis.call('HGET', KEYS[1], ARGV[i])
      if value then redis.call('HSET', KEYS[2], ARGV[i], value) end
      redis.call('HDEL', KEYS[1], ARGV[i])
    elseif kind == 'set' then
      redis.call('SADD', KEYS[2], ARGV[i])
      redis.call('SREM', KEYS[1], ARGV[i])
    else
      redis.call('ZADD', KEYS[2], redis.call('ZSCORE', KEYS[1], ARGV[i]) or 0, ARGV[i])
      redis.call('ZREM', KEYS[1], ARGV[i])
    end
  end
end
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 1
"""


def is_unsaved(error: BaseException) -> bool:
    """Whether the server answers and keeps nothing: it is full, a replica, or cannot write to its disk."""
    if isinstance(error, OutOfMemoryError | ReadOnlyError):
        return True
    return isinstance(error, ResponseError) and UNSAVED.search(str(error)) is not None


def bad_name(key: bytes) -> bytes:
    """Where a key is set aside: in its own slot of a cluster."""
    _, opened, rest = key.partition(b"{")
    has_braces = bool(opened) and rest.find(b"}") > 0
    return b"bad:" + (key if has_braces else b"{" + key + b"}")


class Mending:
    def __init__(self, client: "Redis") -> None:
        self._redis: Any = client  # redis-py types every answer as bytes or str; ours are bytes
        self._set_aside = client.register_script(SET_ASIDE)
        self._thorough_at = float("-inf")
        self.lost: set[str] = (
            set()
        )  # keys that this process set aside whole: who can make them anew looks here

    async def excuse(self, error: Exception, *chats: int) -> None:
        """Return where the error came of the store: it is away, or a value of these chats was damaged and is no more.

        Raises:
            error: where it did not.
        """
        if not is_unsaved(error) and await self.has_mended(error, *chats):
            return
        if not isinstance(error, RedisError):
            raise error
        whose = ", ".join(map(str, chats)) or "everybody"
        log.warning("what is due to %s waits for the store: %s", whose, type(error).__name__)

    async def has_mended(self, error: Exception, *chats: int, polls: Sequence[str] = ()) -> bool:
        """Whether the error may have come of values that cannot be read, which are set aside now: here or by others."""
        if not isinstance(error, TROUBLE) or (
            isinstance(error, RedisError) and not isinstance(error, ResponseError)
        ):
            return False
        try:
            return bool(await self.mend(*chats, polls=polls)) or await self._is_mended(chats, polls)
        except RedisError as failure:
            log.warning("the store cannot be looked through: %s", type(failure).__name__)
            return False

    async def mend(self, *chats: int, polls: Sequence[str] = (), is_thorough: bool = True) -> list[str]:
        """Set aside what cannot be read of these chats, of these groups' polls and of everybody; gives the keys.

        `is_thorough`: where nothing is found, the polls and pictures of everybody too, now and then.
        """
        keys = {name.encode() for name in SHARED} | {f"gpoll:{poll}".encode() for poll in polls}
        for chat in {*chats, *await self._groups(polls)}:
            keys |= await self._matching(f"*{{{chat}}}*")
        found = await self._look(sorted(keys))
        now = asyncio.get_running_loop().time()
        if found or not is_thorough or now - self._thorough_at < THOROUGHLY_EVERY:
            return found
        self._thorough_at = now
        for family in NUMEROUS:
            found += await self._look(sorted(await self._matching(f"{family}:*")))
        return found

    async def _is_mended(self, chats: Sequence[int], polls: Sequence[str]) -> bool:
        """Whether somebody set aside what is of these or of everybody a moment ago: two may read it at once."""
        names = {bad_name(name.encode()) for name in [*SHARED, *(f"gpoll:{poll}" for poll in polls)]}
        for chat in {*chats, *await self._groups(polls)}:
            names |= await self._matching(f"bad:*{{{chat}}}*")
        pipe = self._redis.pipeline(transaction=False)
        for name in names:
            pipe.ttl(name)
        return bool(max(await pipe.execute()) >= (BAD_LIFETIME - LATELY).total_seconds())

    async def _groups(self, polls: Sequence[str]) -> set[int]:
        """In which these polls stand, as far as that can be read."""
        groups = set()
        for poll in polls:
            with suppress(*TROUBLE):
                found = unpack_poll(poll, await self._redis.get(f"gpoll:{poll}"))
                groups |= {found.group} if found is not None else set()
        return groups

    async def _matching(self, pattern: str) -> set[bytes]:
        return {key async for key in self._redis.scan_iter(match=pattern, count=1000)}

    async def _look(self, keys: Sequence[bytes]) -> list[str]:
        found: list[str] = []
        known = [key for key in keys if family_of(key) is not None]
        for begin in range(0, len(known), BATCH):
            batch = known[begin : begin + BATCH]
            pipe = self._redis.pipeline(transaction=False)
            for key in batch:
                pipe.type(key)
            kinds = [kind.decode() for kind in await pipe.execute()]
            for key, parts in await self._damaged(dict(zip(batch, kinds, strict=True))):
                if await self._put_aside(key, parts):
                    found.append(key.decode(errors="backslashreplace"))
        return found

    async def _damaged(self, kinds: Mapping[bytes, str]) -> list[tuple[bytes, Parts]]:
        """Of these keys with their types those that cannot be read, and which parts of them; None: all of it."""
        found: list[tuple[bytes, Parts]] = []
        readable: list[tuple[bytes, Family]] = []
        pipe = self._redis.pipeline(transaction=False)
        for key, kind in kinds.items():
            family = family_of(key)
            if family is None or kind == "none":
                continue
            if kind != family.kind:
                found.append((key, None))
                continue
            method, arguments = READ[kind]
            getattr(pipe, method)(key, *arguments)
            readable.append((key, family))
        for (key, family), value in zip(readable, await pipe.execute(), strict=True):
            if value is not None and (parts := family.damaged(value)) != ():
                found.append((key, parts))
        return found

    async def _put_aside(self, key: bytes, parts: Parts) -> bool:
        """False: somebody else was faster."""
        lifetime = int(BAD_LIFETIME.total_seconds())
        if not await self._set_aside(keys=[key, bad_name(key)], args=[lifetime, *(parts or ())]):
            return False
        if parts is None:
            self.lost.add(key.decode(errors="backslashreplace"))
        log.error(
            "%s: %s could not be read and stands under bad:* now",
            key.decode(errors="backslashreplace"),
            "it" if parts is None else f"{len(parts)} of its parts",
        )
        return True
