"""Data of older versions is brought forward once, whoever starts; newer data is left alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.asyncio import Redis

from bot.store import Store
from bot.store.schema import Schema, SchemaError
from bot.study.review import pack, review

ANNA, BORIS = 1001, 1002
CARD = review(None, right=True, on=date(2026, 3, 2), card_key="q")
QUESTIONS = [f"q{number}" for number in range(30)]


@pytest.fixture
async def client(redis_server: FakeServer) -> AsyncIterator[FakeAsyncRedis]:
    client = FakeAsyncRedis(server=redis_server)
    yield client
    await client.aclose()


async def test_cards_of_version_1_are_found_in_buckets(client: FakeAsyncRedis, store: Store) -> None:
    for person in (ANNA, BORIS):
        await client.hset(f"cards:{{{person}}}", mapping=dict.fromkeys(QUESTIONS, pack(CARD)))
    assert await store.cards(ANNA) == {}
    await store.schema.bring_up_to_date()
    assert set(await store.cards(ANNA)) == set(await store.cards(BORIS)) == set(QUESTIONS)
    assert await store.schema.version() == store.schema.newest
    assert not await client.exists(f"cards:{{{ANNA}}}", "migrating:{schema}")


async def test_what_was_cut_off_in_the_middle_goes_on(client: FakeAsyncRedis, store: Store) -> None:
    newer = pack(review(CARD, right=False, on=date(2026, 4, 1), card_key="q"))
    await client.hset(f"cards:{{{ANNA}}}", mapping={"q0": pack(CARD), "q1": pack(CARD)})
    await client.hset(f"cards:{{{ANNA}}}:1", "q0", newer)  # in the bucket of q0, answered since
    await store.schema.bring_up_to_date()
    cards = await store.cards(ANNA)
    assert set(cards) == {"q0", "q1"}
    assert pack(cards["q0"]) == newer


async def test_data_in_the_newest_version_is_left_alone(client: FakeAsyncRedis, store: Store) -> None:
    await store.schema.bring_up_to_date()
    await client.hset(f"cards:{{{ANNA}}}", "q0", pack(CARD))
    await store.schema.bring_up_to_date()
    assert await client.exists(f"cards:{{{ANNA}}}")


@pytest.mark.parametrize(("found", "reason"), [("99", "version 99.*newer Konspekt"), ("x", "no number")])
async def test_data_of_a_newer_program_is_refused(
    client: FakeAsyncRedis, store: Store, found: str, reason: str
) -> None:
    await client.set("schema", found)
    with pytest.raises(SchemaError, match=reason):
        await store.schema.bring_up_to_date()
    assert await client.get("schema") == found.encode()


async def test_of_several_replicas_one_does_it(client: FakeAsyncRedis) -> None:
    began: list[int] = []

    async def count(redis: "Redis") -> AsyncIterator[None]:
        began.append(1)
        for _ in range(5):
            await redis.incr("steps")
            await asyncio.sleep(0)
            yield

    async with asyncio.timeout(10):  # replicas that do not wait for each other begin anew for ever
        await asyncio.gather(*(Schema(client, {2: count, 3: count}).bring_up_to_date() for _ in range(3)))
    assert await client.get("steps") == b"10"
    assert len(began) == 2
    assert await client.get("schema") == b"3"


async def test_a_replica_that_died_is_replaced(client: FakeAsyncRedis, store: Store) -> None:
    await client.set("migrating:{schema}", "somebody who died", px=300)
    await store.schema.bring_up_to_date()
    assert await store.schema.version() == store.schema.newest


async def test_who_was_thought_dead_does_not_say_it_is_done(client: FakeAsyncRedis) -> None:
    tries: list[int] = []

    async def slow(_: "Redis") -> AsyncIterator[None]:
        tries.append(1)
        if len(tries) == 1:
            await client.set("migrating:{schema}", "another", px=100)
        yield

    await Schema(client, {2: slow}).bring_up_to_date()
    assert len(tries) == 2
