"""The sorted set of due times was damaged: it is set aside, and everybody's next set comes all the same."""

from datetime import timedelta

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis import RedisError

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.store import Store


@pytest.fixture
def redis(redis_server: FakeServer) -> FakeAsyncRedis:
    return FakeAsyncRedis(server=redis_server)


async def damage(redis: FakeAsyncRedis, konspekt: App) -> None:
    """Something else stands under the key, and a round of the delivery meets it."""
    await redis.set("due", "rubbish")
    with pytest.raises(RedisError) as caught:
        await konspekt.delivery.round()
    await konspekt.delivery.store.mending.excuse(caught.value)


async def test_who_was_subscribed_gets_the_next_set(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis, store: Store
) -> None:
    await learner.send("/daily 10:00 2")
    due = await redis.zrange("due", 0, -1, withscores=True)
    await damage(redis, konspekt)
    await konspekt.delivery.round()
    assert await redis.zrange("due", 0, -1, withscores=True) == due
    assert await redis.get("bad:{due}") == b"rubbish"
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    assert [seen for seen in learner.messages if seen.poll]


async def test_nobody_is_served_twice_for_it(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis
) -> None:
    await learner.send("/daily 10:00 2")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    due = await redis.zrange("due", 0, -1, withscores=True)
    await damage(redis, konspekt)
    await konspekt.delivery.round()
    await konspekt.delivery.round()
    assert len([seen for seen in learner.messages if seen.poll]) == 1
    assert await redis.zrange("due", 0, -1, withscores=True) == due


async def test_who_turned_it_off_stays_off(learner: Person, konspekt: App, redis: FakeAsyncRedis) -> None:
    await learner.send("/daily 10:00")
    await learner.send("/daily off")
    await damage(redis, konspekt)
    await konspekt.delivery.round()
    assert not await redis.exists("due")


async def test_one_who_cannot_be_read_keeps_nobody_back(
    learner: Person, telegram: Telegram, konspekt: App, redis: FakeAsyncRedis
) -> None:
    other = telegram.person("Борис")
    for person in (learner, other):
        await person.send("/start")
        await person.send("/daily 10:00")
    await redis.hset(f"person:{{{learner.id}}}", "quiet", b"\xff")
    await damage(redis, konspekt)
    await konspekt.delivery.round()
    assert await redis.zscore("due", str(other.id)) is not None


async def test_groups_too(anna: Person, group: Group, konspekt: App, redis: FakeAsyncRedis) -> None:
    await anna.send("/daily 10:00", to=group)
    due = await redis.zrange("due", 0, -1, withscores=True)
    assert due
    await damage(redis, konspekt)
    await konspekt.delivery.round()
    assert await redis.zrange("due", 0, -1, withscores=True) == due
