"""Commands of one turn of the loop share a trip; each caller gets its own answers and its own faults."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import ResponseError

from bot.embedded import serve
from bot.store.together import Together


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("data")) as url:
        yield url


@pytest.fixture
async def client(url: str) -> AsyncIterator[Any]:
    client = Together.from_url(url)
    await client.flushall()
    yield client
    await client.aclose()


async def reads(client: Any) -> int:
    """How often the server has read from a socket so far."""
    found = await client.info("stats")
    return int(found["total_reads_processed"])


async def test_many_callers_make_one_trip(client: Any) -> None:
    await client.mset({f"n:{n}": n for n in range(50)})
    before = await reads(client)
    found = await asyncio.gather(*(client.get(f"n:{n}") for n in range(50)))
    assert found == [str(n).encode() for n in range(50)]
    assert await reads(client) - before <= 2  # theirs, and the one that asks


async def test_pipelines_travel_with_single_commands(client: Any) -> None:
    await client.set("word", "mist")
    await client.hset("hash", mapping={"a": 1})
    pipe = client.pipeline(transaction=False)
    pipe.get("word")
    pipe.hgetall("hash")
    before = await reads(client)
    piped, single = await asyncio.gather(pipe.execute(), client.hgetall("hash"))
    assert piped == [b"mist", {b"a": b"1"}]
    assert single == {b"a": b"1"}  # read as a hash, as alone
    assert await reads(client) - before <= 2


async def test_a_fault_is_the_fault_of_its_caller(client: Any) -> None:
    await client.set("word", "mist")
    found = await asyncio.gather(client.hgetall("word"), client.get("word"), return_exceptions=True)
    assert isinstance(found[0], ResponseError)
    assert found[1] == b"mist"


async def test_a_fault_in_a_pipeline_is_raised_there(client: Any) -> None:
    await client.set("word", "mist")
    pipe = client.pipeline(transaction=False)
    pipe.get("word")
    pipe.hgetall("word")
    with pytest.raises(ResponseError, match="Command # 2"):
        await pipe.execute()


async def test_scripts_are_loaded_where_the_server_has_lost_them(client: Any) -> None:
    script: Any = client.register_script("return ARGV[1]")
    await client.script_flush()
    found = await asyncio.gather(script(args=["one"]), script(args=["two"]))
    assert list(found) == [b"one", b"two"]


async def test_who_is_cancelled_ends_the_trip_for_nobody_else(client: Any) -> None:
    await client.set("word", "mist")
    async with asyncio.TaskGroup() as group:
        leaves = group.create_task(client.get("word"))
        stays = group.create_task(client.get("word"))
        await asyncio.sleep(0)  # both have asked
        leaves.cancel()
    assert stays.result() == b"mist"


async def test_transactions_stay_whole(client: Any) -> None:
    pipe = client.pipeline(transaction=True)
    pipe.set("a", 1)
    pipe.incr("a")
    assert await pipe.execute() == [True, 2]


async def test_all_callers_learn_that_the_server_is_away() -> None:
    client: Any = Together(host="127.0.0.1", port=1)
    found = await asyncio.gather(client.get("a"), client.get("b"), return_exceptions=True)
    assert [type(error) for error in found] == [NoConnection, NoConnection]
    await client.aclose()


async def test_a_fault_that_is_not_redis_s_is_everybody_s_to_hear(client: Any) -> None:
    async with asyncio.timeout(5):
        found = await asyncio.gather(client.get("a"), client.get("\ud83d"), return_exceptions=True)
    assert all(isinstance(one, UnicodeEncodeError) for one in found), "half of an emoji, which is no text"
