"""Damage of every kind to every key: what cannot be read is set aside, what can be stays."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ReadOnlyError, ResponseError

from bot import store as store_module
from bot.store import Store
from bot.store.families import FAMILIES, SHARED
from bot.store.mending import BAD_LIFETIME, LATELY, bad_name, is_unsaved

ANNA, GROUP, POLL = 1001, -2002, "3003"
ELSEWHERE = {"schema", "migrating", "restoring", "moving", "bad"}  # keys that somebody else looks after
WRONG = ValueError("something was damaged")
GARBAGE = b"\xff{"
NAMES = {
    "<id>": str(ANNA), "<group>": str(GROUP), "<poll id>": POLL, "<question id>": "q1", "<n>": "1", "<hash>": "h",
    "<week>": "9", "<deed>": "d", "<member>": "5",
}  # fmt: skip


def keys_of_the_table() -> dict[str, str]:
    """One key of each row of the table in `bot.store`, by its family."""
    rows = [
        line.split("`")[1] for line in (store_module.__doc__ or "").splitlines() if line.startswith("| `")
    ]
    keys = {}
    for row in rows:
        family = row.split(":")[0]
        for name, value in NAMES.items():
            row = row.replace(name, value)  # noqa: PLW2901 -- the row is filled in
        keys[family] = row
    return {family: key for family, key in keys.items() if family not in ELSEWHERE}


KEYS = keys_of_the_table()


@pytest.fixture
async def redis(redis_server: FakeServer) -> AsyncIterator[Any]:
    client = FakeAsyncRedis(server=redis_server)
    yield client
    await client.aclose()


def test_every_key_of_the_table_has_its_family() -> None:
    assert set(FAMILIES) == set(KEYS)
    assert set(SHARED) <= set(KEYS)


async def plant(redis: Any, key: str, kind: str) -> None:
    match kind:
        case "string":
            await redis.set(key, GARBAGE)
        case "hash":
            await redis.hset(key, GARBAGE, GARBAGE)
        case "set":
            await redis.sadd(key, GARBAGE)
        case "zset":
            await redis.zadd(key, {GARBAGE: 1})
        case "list":
            await redis.rpush(key, "a")


async def mended(store: Store) -> list[str]:
    return await store.mending.mend(ANNA, GROUP, polls=[POLL])


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("is_wrong_type", [True, False])
async def test_damage_is_set_aside(store: Store, redis: Any, name: str, is_wrong_type: bool) -> None:
    key = KEYS[name]
    await plant(redis, key, "list" if is_wrong_type else FAMILIES[name].kind)
    assert await mended(store) == [key]
    assert not await redis.exists(key)
    bad = bad_name(key.encode())
    assert await redis.type(bad) == (b"list" if is_wrong_type else FAMILIES[name].kind.encode())
    assert 0 < await redis.ttl(bad) <= BAD_LIFETIME.total_seconds()
    assert await mended(store) == []


async def test_what_can_be_read_of_a_key_stays(store: Store, redis: Any) -> None:
    await store.remember(ANNA, language="en", section="s1")
    await redis.hset(f"person:{{{ANNA}}}", "streak", "no JSON")
    await redis.zadd("due", {str(ANNA): 5, "nobody": 6})
    assert set(await mended(store)) == {f"person:{{{ANNA}}}", "due"}
    person = await store.person(ANNA)
    assert person is not None
    assert (person.language, person.section, person.streak.length) == ("en", "s1", 0)
    assert await redis.hgetall(f"bad:person:{{{ANNA}}}") == {b"streak": b"no JSON"}
    assert await redis.zrange("due", 0, -1) == [str(ANNA).encode()]
    assert await redis.zrange("bad:{due}", 0, -1, withscores=True) == [(b"nobody", 6.0)]


async def test_what_was_set_aside_before_gives_way(store: Store, redis: Any) -> None:
    key = f"person:{{{ANNA}}}"
    await plant(redis, key, "list")
    await mended(store)
    await redis.hset(key, mapping={"streak": "no JSON", "language": "en"})
    await mended(store)
    assert await redis.hgetall("bad:" + key) == {b"streak": b"no JSON"}


async def test_others_are_not_looked_at(store: Store, redis: Any) -> None:
    await plant(redis, "person:{7}", "list")
    assert await mended(store) == []


@pytest.mark.parametrize("key", ["due", "gpoll:5", "a{b", "person:{5}", "gvotes:{-1}:{2}"])
def test_it_stays_in_its_slot_of_a_cluster(key: str) -> None:
    from redis.crc import key_slot  # noqa: PLC0415 -- redis-py's cluster, which nothing else here needs

    assert key_slot(bad_name(key.encode())) == key_slot(key.encode())


async def test_errors_that_are_no_damage_are_told_apart(store: Store, redis: Any) -> None:
    await plant(redis, f"person:{{{ANNA}}}", "list")
    for error in (RedisConnectionError("away"), RuntimeError("a bug")):
        assert not await store.mending.has_mended(error, ANNA)
    assert await store.mending.has_mended(ResponseError("WRONGTYPE"), ANNA)
    await redis.expire(bad_name(f"person:{{{ANNA}}}".encode()), BAD_LIFETIME - LATELY * 2)
    assert not await store.mending.has_mended(WRONG, ANNA)


@pytest.mark.parametrize(
    ("key", "kind", "about"),
    [
        (f"gopen:{{{GROUP}}}", "string", {"chats": [GROUP]}),
        (f"gpoll:{POLL}", "string", {"polls": [POLL]}),
        ("due", "list", {}),
    ],
)
async def test_two_that_read_it_at_once_are_both_told(
    store: Store, redis: Any, key: str, kind: str, about: dict[str, Any]
) -> None:
    chats, polls = about.get("chats", []), about.get("polls", [])
    await plant(redis, key, kind)
    assert await store.mending.has_mended(WRONG, *chats, polls=polls)
    other = Store(redis)
    assert await other.mending.has_mended(WRONG, *chats, polls=polls)
    assert not await other.mending.has_mended(WRONG, ANNA) or key == "due", (
        "what is of others is another matter"
    )


async def test_trouble_is_excused_only_where_the_store_is_its_cause(store: Store, redis: Any) -> None:
    await store.mending.excuse(RedisConnectionError("away"), ANNA)
    with pytest.raises(ValueError, match="damaged"):
        await store.mending.excuse(WRONG, ANNA)
    await plant(redis, f"run:{{{ANNA}}}", "string")
    await store.mending.excuse(WRONG, ANNA)


def test_what_keeps_nothing_is_known_by_its_words() -> None:
    assert is_unsaved(OutOfMemoryError("OOM"))
    assert is_unsaved(ReadOnlyError("READONLY"))
    assert is_unsaved(ResponseError("MISCONF Errors writing to the AOF file: No space left on device"))
    assert is_unsaved(ResponseError("Command # 1 (SET k v) of pipeline caused error: MISCONF Errors"))
    assert not is_unsaved(ResponseError("Command # 1 (SET OOM v) of pipeline caused error: WRONGTYPE"))
    assert not is_unsaved(ResponseError("WRONGTYPE"))
    assert not is_unsaved(RedisConnectionError("away"))
