"""What is kept of look-ups: how much, how long, and what is never overwritten."""

from datetime import date, timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.store import lookups
from bot.store.cards import key
from bot.store.lookups import LookUps, Miss
from bot.study.review import CardState, pack, planned, review
from tests.conftest import MONDAY

ANNA = 7
TODAY = date(2026, 11, 23)
QUESTIONS = ("q1", "q2", "q3")


@pytest.fixture
async def redis(redis_server: FakeServer) -> FakeAsyncRedis:
    return FakeAsyncRedis(server=redis_server)


@pytest.fixture
def kept(redis: FakeAsyncRedis) -> LookUps:
    return LookUps(redis)


def answered() -> CardState:
    return review(None, right=True, on=TODAY, card_key="x")


async def test_a_card_that_exists_is_not_planned_anew(kept: LookUps, redis: FakeAsyncRedis) -> None:
    learnt = pack(answered())
    await redis.hset(key(ANNA, "q1"), "q1", learnt)
    await kept.plan(ANNA, QUESTIONS, TODAY)
    assert await redis.hget(key(ANNA, "q1"), "q1") == learnt
    assert await redis.hget(key(ANNA, "q2"), "q2") == pack(planned(TODAY))


@pytest.mark.parametrize("reviews", [1, 255, 256, 65535])
async def test_taking_back_leaves_what_was_answered_however_often(
    kept: LookUps, redis: FakeAsyncRedis, reviews: int
) -> None:
    """The script reads the count of answers out of the packed card: this holds the two together."""
    state = answered()
    known = CardState(state.stability, state.difficulty, state.due, state.last_review, reviews, 0)
    await redis.hset(key(ANNA, "q1"), "q1", pack(known))
    await kept.plan(ANNA, QUESTIONS, TODAY)
    assert await kept.unplan(ANNA, "docker_ps", QUESTIONS, MONDAY) == 2
    assert await kept.carded(ANNA, QUESTIONS) == {"q1"}


async def test_looking_up_twice_counts_within_the_week(kept: LookUps) -> None:
    first = await kept.look_up(ANNA, "docker_ps", QUESTIONS, MONDAY)
    second = await kept.look_up(ANNA, "docker_ps", QUESTIONS, MONDAY + timedelta(days=6))
    third = await kept.look_up(ANNA, "docker_ps", QUESTIONS, MONDAY + timedelta(days=14))
    other = await kept.look_up(ANNA, "docker_rm", (), MONDAY)
    assert [met.is_repeated for met in (first, second, third, other)] == [False, True, False, False]
    assert first.carded == other.carded == frozenset()


async def test_of_one_person_a_hundred_commands_are_kept_for_a_week(
    kept: LookUps, redis: FakeAsyncRedis
) -> None:
    for n in range(lookups.LOOKED_LIMIT + 20):
        await kept.look_up(ANNA, f"c{n}", (), MONDAY + timedelta(seconds=n))
    assert await redis.zcard(f"looked:{{{ANNA}}}") == lookups.LOOKED_LIMIT
    assert 0 < await redis.ttl(f"looked:{{{ANNA}}}") <= lookups.WEEK.total_seconds()
    wanted = await kept.wanted(ANNA, recent=2, popular=3)
    assert wanted.recent == (f"c{lookups.LOOKED_LIMIT + 19}", f"c{lookups.LOOKED_LIMIT + 18}")
    assert len(wanted.popular) == 3


async def test_what_was_declined_is_no_recent_command(kept: LookUps) -> None:
    await kept.look_up(ANNA, "docker_ps", QUESTIONS, MONDAY)
    await kept.unplan(ANNA, "docker_ps", QUESTIONS, MONDAY)
    assert (await kept.wanted(ANNA, recent=5, popular=5)).recent == ("docker_ps",)


async def test_misses_stay_within_their_limit_and_a_new_one_always_gets_in(
    kept: LookUps, redis: FakeAsyncRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "MISSES_LIMIT", 10)
    for n in range(30):
        for _ in range(2):
            await kept.count_miss(f"query {n:02}")
    await kept.count_miss("a new one")
    assert await redis.zcard("misses") == 10
    assert Miss("a new one", 1) in await kept.misses(20)
    assert 0 < await redis.ttl("misses") <= lookups.MISSES_LIFETIME.total_seconds()


async def test_popular_holds_no_person_and_ends(kept: LookUps, redis: FakeAsyncRedis) -> None:
    await kept.look_up(ANNA, "docker_ps", QUESTIONS, MONDAY)
    assert await redis.zrange("popular", 0, -1, withscores=True) == [(b"docker_ps", 1.0)]
    assert 0 < await redis.ttl("popular") <= lookups.POPULAR_LIFETIME.total_seconds()
