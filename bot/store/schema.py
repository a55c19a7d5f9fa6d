"""In which shape the data is, and how data of an older shape is brought forward: at start, once for all replicas.

Version 1 had no number yet: all cards of a person in one hash. Version 2: in buckets (`bot.store.cards`).
A step may be cut off anywhere and done again; a later version adds its step to `STEPS` and keeps the earlier ones.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final, TypeAlias
from uuid import uuid4

from redis.asyncio import Redis

from bot.store import cards

log = logging.getLogger(__name__)

KEY: Final = "schema"
CLAIM: Final = "migrating:{schema}"  # beside it in a cluster
CLAIM_SECONDS: Final = 60  # a replica that says nothing for so long has died in the middle
WAIT_SECONDS: Final = 0.2

Step: TypeAlias = Callable[["Redis"], AsyncIterator[None]]  # yields now and then: the claim is renewed there

# KEYS: schema, the claim. ARGV: whose claim, the version that was reached. Only who holds the claim may tell.
REACH = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
"""


class SchemaError(Exception):
    """The data cannot be used by this version of the program; the message says why and what to do."""


async def cards_into_buckets(client: "Redis") -> AsyncIterator[None]:
    """Version 2."""
    redis: Any = client
    async for key in redis.scan_iter(match="cards:{*}", count=1000):
        chat = int(key.decode().removeprefix("cards:{").removesuffix("}"))
        pipe = redis.pipeline(transaction=True)
        for question, card in (await redis.hgetall(key)).items():
            pipe.hsetnx(cards.key(chat, question.decode()), question, card)
        pipe.delete(key)
        await pipe.execute()
        yield


STEPS: Final[Mapping[int, Step]] = {2: cards_into_buckets}


class Schema:
    def __init__(self, client: "Redis", steps: Mapping[int, Step] = STEPS) -> None:
        self._client = client
        self._redis: Any = client
        self._steps = steps
        self._reach = client.register_script(REACH)

    @property
    def newest(self) -> int:
        """The version that this program reads and writes."""
        return max(self._steps)

    async def version(self) -> int:
        """In which the data is.

        Raises:
            SchemaError: that cannot be told.
        """
        found = await self._redis.get(KEY)
        if found is None:
            return 1
        if not found.isdigit():
            raise SchemaError(f"the key {KEY!r} holds no number: is this database the bot's?")
        return int(found)

    async def bring_up_to_date(self) -> None:
        """Return when the data is in the newest version, by our work or by another replica's.

        Raises:
            SchemaError: it is of a newer program.
        """
        claim, is_told = uuid4().hex, False
        while (found := await self.version()) != self.newest:
            if found > self.newest:
                raise SchemaError(
                    f"the data is of version {found}, this program knows version {self.newest}: "
                    "run a newer Konspekt, or restore a backup of this one"
                )
            if await self._redis.set(CLAIM, claim, nx=True, ex=CLAIM_SECONDS):
                await self._climb(claim)
            else:
                if not is_told:
                    log.info("another replica brings the data to version %d, waiting for it", self.newest)
                is_told = True
                await asyncio.sleep(WAIT_SECONDS)

    async def _climb(self, claim: str) -> None:
        try:
            for version in range(await self.version() + 1, self.newest + 1):
                async for _ in self._steps[version](self._client):
                    await self._redis.expire(CLAIM, CLAIM_SECONDS)
                if not await self._reach(keys=[KEY, CLAIM], args=[claim, version]):
                    return  # we were thought dead, and another has begun anew
                log.info("the data is in version %d", version)
        finally:
            await self._redis.delete(CLAIM)
