"""Redis keys as lines of JSON, and back."""

import json
from collections.abc import AsyncIterator

import pytest
from fakeredis import FakeAsyncRedis

from bot.store import dump
from bot.store.dump import LineError

BINARY = b"\x01\xff\x00"


@pytest.fixture
async def client() -> AsyncIterator[FakeAsyncRedis]:
    client = FakeAsyncRedis()
    yield client
    await client.aclose()


async def fill(client: FakeAsyncRedis) -> list[bytes]:
    await client.set("string", BINARY, ex=1000)
    await client.hset("hash", mapping={"поле": "значение", BINARY: BINARY})
    await client.rpush("list", "b", "a", "b")
    await client.sadd("set", "1", "2")
    await client.zadd("zset", {b"member": 1.5, BINARY: -2})
    return [b"hash", b"list", b"set", b"string", b"zset"]


async def test_every_type_comes_back_as_it_was(client: FakeAsyncRedis) -> None:
    keys = await fill(client)
    lines = [dump.header(), *await dump.lines(client, keys)]
    other = FakeAsyncRedis()
    assert await dump.put_back(other, lines) == len(keys)
    assert await dump.lines(other, keys) == lines[1:]
    assert await other.get("string") == BINARY
    assert 0 < await other.ttl("string") <= 1000
    assert await other.ttl("hash") == -1
    await other.aclose()


async def test_a_line_can_be_read_by_people_where_it_is_text(client: FakeAsyncRedis) -> None:
    await client.hset("hash", mapping={"поле": "значение"})
    [line] = await dump.lines(client, [b"hash", b"gone"])
    assert json.loads(line) == {"key": "hash", "type": "hash", "value": [["поле", "значение"]], "ttl": None}
    assert "поле" in line


async def test_what_others_have_in_a_shared_key_stays(client: FakeAsyncRedis) -> None:
    await client.zadd("due", {"1": 10, "2": 20})
    await dump.put_back(client, [dump.header(), dump.line("due", "zset", [("2", 25)])])
    assert await client.zrange("due", 0, -1, withscores=True) == [(b"1", 10), (b"2", 25)]


GOOD = dump.line("key", "string", "value")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [GOOD],
        ['{"format":"konspekt","version":99}', GOOD],
        ['{"format":"other","version":1}', GOOD],
        [dump.header(), GOOD, "{"],
        [dump.header(), GOOD, "[]"],
        [dump.header(), GOOD, '{"key":"k"}'],
        [dump.header(), GOOD, '{"key":"k","type":"stream","value":[],"ttl":null}'],
        [dump.header(), GOOD, '{"key":"k","type":"hash","value":[["f"]],"ttl":null}'],
        [dump.header(), GOOD, '{"key":"k","type":"hash","value":[],"ttl":null}'],
        [dump.header(), GOOD, '{"key":"k","type":"string","value":{"base64":"!"},"ttl":null}'],
        [dump.header(), GOOD, '{"key":5,"type":"string","value":"v","ttl":null}'],
        [dump.header(), GOOD, '{"key":"k","type":"string","value":"v","ttl":"soon"}'],
    ],
)
async def test_a_line_that_is_not_ours_is_refused_and_nothing_is_written(
    client: FakeAsyncRedis, lines: list[str]
) -> None:
    with pytest.raises(LineError):
        await dump.put_back(client, lines)
    assert await client.keys() == []
