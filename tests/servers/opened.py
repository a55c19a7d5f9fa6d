"""A store at an address, and whether it works."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from redis import RedisError

from bot.store import Store, connect
from tests.servers import servers


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = Store(connect(url, connections=5))
    try:
        yield store
    finally:
        await store.close()


async def keeps(store: Store, person: int = 5) -> bool:
    await store.remember(person, language="en")
    found = await store.person(person)
    return found is not None and found.language == "en"


async def is_followed(store: Store, port: int, access: Mapping[str, Any] = servers.OPEN) -> bool:
    """Whether what is written now is on that server."""
    try:
        await store.remember(8, language="en")
    except RedisError:
        return False
    return servers.ask(port, "EXISTS", "person:{8}", **access) == 1
