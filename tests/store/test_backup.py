"""Backups: everything comes back byte by byte, with the time it has left; a file that is not whole is named by its line."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis

from bot.store import backup, dump
from bot.store.backup import FileError

BINARY = b"\x01\xff\x00"
NOW = 1_800_000_000
DAY = 24 * 60 * 60
MANY = 3 * backup.BATCH


@pytest.fixture
async def client() -> AsyncIterator[FakeAsyncRedis]:
    client = FakeAsyncRedis()
    yield client
    await client.aclose()


async def fill(client: "Redis") -> None:
    await client.set("string", BINARY, ex=DAY)
    await client.set(b"key \xff\n", "", ex=10 * DAY)
    await client.hset("hash:{1}", mapping={"поле": "значение", BINARY: BINARY})
    await client.rpush("list", "b", "a", "b")
    await client.sadd("set", "1", "2", BINARY)
    await client.zadd("zset", {b"member": 1.5, BINARY: -2, b"due": 1764000000.123456})
    for number in range(MANY):
        await client.set(f"many:{number}", number)


async def saved(client: "Redis", schema: int = 2, now: int = NOW) -> list[bytes]:
    lines: list[str] = []
    await backup.back_up(client, lines.append, schema, now)
    return [f"{line}\n".encode() for line in lines]


async def contents(client: "Redis") -> dict[bytes, object]:
    """Every key as the server gives it; tests/test_safekeeping.py compares what real servers pack."""
    redis: Any = client
    reads = {"string": "get", "hash": "hgetall", "set": "smembers"}
    found: dict[bytes, object] = {}
    async for key in redis.scan_iter():
        kind = (await redis.type(key)).decode()
        if kind == "list":
            found[key] = await redis.lrange(key, 0, -1)
        elif kind == "zset":
            found[key] = await redis.zrange(key, 0, -1, withscores=True)
        else:
            found[key] = await getattr(redis, reads[kind])(key)
    return found


async def put_in(client: "Redis", lines: list[bytes], now: int = NOW) -> int:
    return await backup.restore(client, lines, backup.check(lines), now)


async def test_all_comes_back_byte_by_byte(client: FakeAsyncRedis) -> None:
    await fill(client)
    lines = await saved(client)
    assert len(lines) == 6 + MANY + 2
    before = await contents(client)
    other = FakeAsyncRedis()
    await other.set("before", "x")
    await other.hset("string", "other", "type")
    assert await put_in(other, lines) == 6 + MANY
    assert await contents(other) == before
    assert DAY - 2 <= await other.ttl("string") <= DAY
    assert await other.ttl("zset") == -1
    assert not await backup.is_half_restored(other)
    await other.aclose()


async def test_times_to_live_count_on_while_the_file_lies_there(client: FakeAsyncRedis) -> None:
    await fill(client)
    lines = await saved(client)
    assert await put_in(client, lines, NOW + 2 * DAY) == 5 + MANY
    assert not await client.exists("string")
    assert 8 * DAY - 2 <= await client.ttl(b"key \xff\n") <= 8 * DAY


async def test_a_restore_that_is_cut_off_leaves_a_mark(client: FakeAsyncRedis) -> None:
    lines = await saved(client)

    def cut() -> "list[bytes]":
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await backup.restore(client, (cut() for _ in "x"), backup.check(lines), NOW)  # type: ignore[misc]
    assert await backup.is_half_restored(client)
    await put_in(client, lines)
    assert not await backup.is_half_restored(client)


def end(count: int) -> str:
    return json.dumps({"end": count})


HEADER = dump.header(kind="backup", schema=2, made=NOW)
GOOD = dump.line("key", "string", "value")


@pytest.mark.parametrize(
    ("lines", "at", "reason"),
    [
        ([], 1, "cut off"),
        ([HEADER], 2, "cut off"),
        ([HEADER, GOOD], 3, "cut off"),
        ([HEADER, GOOD, GOOD[:-9]], 3, "no JSON"),
        ([HEADER, GOOD, end(2)], 3, "1 keys came before"),
        ([HEADER, GOOD, end(1), GOOD], 4, "after the end"),
        ([GOOD, end(1)], 1, "no header"),
        ([dump.header(person=5), GOOD, end(1)], 1, "/export"),
        ([HEADER.replace('"version":1', '"version":9'), GOOD, end(1)], 1, "version 1"),
        ([dump.header(kind="backup", made=NOW), end(0)], 1, "no version"),
        ([HEADER, GOOD, '{"key":"k"}', end(2)], 3, "no line of ours"),
        ([HEADER, GOOD, "[]", end(2)], 3, "no object"),
    ],
)
def test_a_file_that_is_not_whole_is_named_by_its_line(lines: list[str], at: int, reason: str) -> None:
    with pytest.raises(FileError, match=reason) as caught:
        backup.check(f"{line}\n".encode() for line in lines)
    assert caught.value.line == at


def test_bytes_that_are_no_text_are_named_too() -> None:
    with pytest.raises(FileError, match=r"^2: no UTF-8"):
        backup.check([HEADER.encode(), b"\xff\n"])


async def test_a_file_cut_anywhere_is_refused(client: FakeAsyncRedis) -> None:
    await client.hset("hash", mapping={f"field {number}": "x" * 10 for number in range(20)})
    whole = b"".join(await saved(client))
    assert backup.check(whole.splitlines(keepends=True)).keys == 1
    for length in range(len(whole) - 1):
        with pytest.raises(FileError):
            backup.check(whole[:length].splitlines(keepends=True))
