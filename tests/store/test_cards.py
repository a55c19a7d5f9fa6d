"""Cards in Redis: few bytes each on the embedded server, and every road leads to the same bucket."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import redis
from redis.asyncio import Redis

from bot.embedded import serve
from bot.store import Store, cards
from bot.store.shapes import Answer, Poll, Waiting
from bot.study.review import pack, review
from bot.study.run import Run
from tests.bench.memory import learnt

ANNA, BORIS = 1001, 1002
MOST_BYTES = 40  # a card, its id and its share of all that surrounds it
MONDAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("data")) as url:
        yield url


@pytest.fixture
def server(url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(url) as client:
        client.flushall()
        yield client


@pytest.fixture
async def embedded(url: str) -> AsyncIterator[Store]:
    client = Redis.from_url(url)
    yield Store(client)
    await client.aclose()


@pytest.mark.parametrize("count", [300, 1000, 3000])
async def test_a_card_takes_at_most_forty_bytes(server: redis.Redis, embedded: Store, count: int) -> None:
    kept = learnt(count)
    for question, state in kept.items():
        server.hset(cards.key(ANNA, question), question, pack(state))
    used = sum(server.memory_usage(key, samples=0) or 0 for key in cards.keys(ANNA))
    assert used <= MOST_BYTES * count
    read = await embedded.cards(ANNA)
    assert {question: pack(state) for question, state in read.items()} == {
        question: pack(state) for question, state in kept.items()
    }


def test_in_one_hash_they_would_take_more(server: redis.Redis) -> None:
    """What the buckets are for: without them the test above would fail."""
    for question, state in learnt(1000).items():
        server.hset("all", question, pack(state))
    assert (server.memory_usage("all", samples=0) or 0) > MOST_BYTES * 1000


async def test_what_one_script_writes_the_other_finds(store: Store) -> None:
    """Python names the bucket of an answer, Lua that of a poll's question: over all buckets, odd ids included."""
    questions = ["q", "a_b-C", "explicit-id-of-20-ch", *learnt(40)]
    assert {cards.key(ANNA, question) for question in questions} == set(cards.keys(ANNA))
    for n, question in enumerate(questions):
        poll = Poll(f"p{n}", question, "s", options=4, right=(0,), message=n, kind="run")
        waiting = Waiting(Run((question,)), poll.id, n)
        await store.keep_run(ANNA, "run", waiting, poll)
        card = review(None, right=True, on=MONDAY + timedelta(days=n), card_key=question)
        assert await store.journal.record_answer(
            ANNA, Answer(poll, (0,), is_right=True, on=MONDAY), card, waiting
        )
        found = (await store.moment(ANNA, poll.id)).card
        assert found is not None
        assert pack(found) == pack(card)
    assert set(await store.cards(ANNA)) == set((await store.morning(ANNA)).cards) == set(questions)
    assert await store.cards(BORIS) == {}


async def test_a_poll_of_nobody_meets_nothing(store: Store) -> None:
    assert (await store.moment(ANNA, "unknown")).card is None


async def test_planned_cards_go_where_answers_look_for_them(store: Store) -> None:
    questions = list(learnt(30))
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    await store.lookups.plan(ANNA, questions, MONDAY)
    assert set(await store.cards(ANNA)) == set(questions)
    assert await store.lookups.carded(ANNA, [*questions, "other"]) == set(questions)
    met = await store.lookups.look_up(ANNA, "docker_ps", questions[:3], now)
    assert met.carded == set(questions[:3])
    poll = Poll("p", questions[0], "s", options=4, right=(0,), message=1, kind="run")
    await store.keep_run(ANNA, "run", Waiting(Run(tuple(questions))), poll)
    card = review(None, right=True, on=MONDAY, card_key="x")
    await store.journal.record_answer(ANNA, Answer(poll, (0,), is_right=True, on=MONDAY), card, None)
    assert await store.lookups.unplan(ANNA, "docker_ps", questions, now) == len(questions) - 1
    assert set(await store.cards(ANNA)) == {questions[0]}
