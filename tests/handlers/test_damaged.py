"""Somebody's data is damaged: they get a kind answer, the damage is set aside, and everything works again at once."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.preview import Group, Person, Telegram
from bot.preview.errors import CannotAct
from bot.store.families import FAMILIES
from bot.store.mending import TROUBLE, bad_name
from tests.handlers.group import pass_time

EXPECTED = ("stands under bad:* now", "a member that is no chat was dropped", "start byte")
LOST = "повредилась"
GARBAGE = b"\xff{"
OF_A_PERSON = {"person", "cards", "run", "set", "day", "history", "read", "weeks", "looked", "groups"}
# of what was not there in this life, planted all the same
PLANTED = {
    "pause": "pause", "weeks": "weeks:{%(person)d}", "grun": "grun:{%(group)d}", "gturn": "gturn",
    "guest": "guest:{%(person)d}",
}  # fmt: skip
# damage that nothing here meets: nobody reads it (a bad question's names, old polls, sent deeds), it is met elsewhere
# (files: tests/store/test_mending.py; what is known and reloads: at a reload), or it counts as nothing there (cards
# and counts whose members are bytes: they are never looked for by name)
UNMET = {
    (family, is_wrong_type)
    for families, kinds in (
        (("poll", "bad_question", "file", "gsent", "guest", "known", "reloads"), (True, False)),
        (
            (
                "cards",
                "bad_questions",
                "evening",
                "looked",
                "popular",
                "misses",
                "gcards",
                "gcount",
                "groups",
                "grun",
            ),
            (False,),
        ),
    )
    for family in families
    for is_wrong_type in kinds
}


@pytest.fixture
async def redis(redis_server: FakeServer) -> AsyncIterator[Any]:
    client = FakeAsyncRedis(server=redis_server)
    yield client
    await client.aclose()


@pytest.fixture
async def asked(group: Group, anna: Person, konspekt: App, telegram: Telegram, redis: Any) -> Group:
    """A group whose daily question is there, and whose creator has done about everything."""
    await anna.send("/daily 10:00", to=group)
    await anna.send("/daily 09:40 2 вечером 21:00")
    for deed in deeds(anna, None, konspekt, telegram):
        await deed()
    now = telegram.clock()
    ten = now.replace(hour=7, minute=0, second=0)
    await pass_time(konspekt, telegram, (ten if ten > now else ten + timedelta(days=1)) - now)
    await anna.answer(0, to=group)
    await anna.send("/top Лиса", to=group)
    for question in await redis.hkeys(f"gasked:{{{group.id}}}"):
        await redis.hset(f"gasked:{{{group.id}}}", question, "2026-11-01")  # it may come again, and is read
    return group


Deed = Callable[[], Awaitable[object]]


def deeds(person: Person, group: Group | None, konspekt: App, telegram: Telegram) -> list[Deed]:
    """Whatever meets what is kept of the person and of the group."""
    alone: list[Deed] = [
        lambda: person.send("/topics"),
        lambda: person.tap("Docker"),
        lambda: person.send("/cmd docker ps"),
        lambda: person.send("/cmd wertyuio"),
        lambda: person.send("/stats"),
        lambda: person.send("/quiz"),
        lambda: begin_anew(person),
        lambda: person.tap("Вопрос плохой"),
        lambda: person.answer(0),
        lambda: person.send("/stop"),
        lambda: wait(konspekt, telegram),
    ]
    if group is None:
        return alone
    return [
        *alone,
        lambda: person.send("/top", to=group),
        lambda: telegram.advance(timedelta(seconds=5)),
        lambda: person.send("/stats", to=group),
        lambda: telegram.advance(timedelta(hours=24) - timedelta(seconds=10)),
        *[lambda: wait(konspekt, telegram)] * 6,
        lambda: person.answer(0, to=group),
        lambda: wait(konspekt, telegram),
        lambda: person.send("/stop", to=group),
        lambda: wait(konspekt, telegram),
        lambda: person.send("/quiz 1 10s", to=group),
        *[lambda: wait(konspekt, telegram)] * 4,
        lambda: person.answer(0, to=group),
        *[lambda: wait(konspekt, telegram)] * 2,
    ]


async def do_all(all_of_them: Sequence[Deed]) -> None:
    for deed in all_of_them:
        with suppress(CannotAct):  # a button or a poll that went with the damage
            await deed()


async def begin_anew(person: Person) -> None:
    if "Начать заново" in str(person.last.buttons):
        await person.tap("Начать заново")


async def wait(konspekt: App, telegram: Telegram) -> None:
    await telegram.advance(timedelta(seconds=5))
    try:
        await konspekt.delivery.round()
    except TROUBLE as error:  # as the delivery does while it runs
        await konspekt.delivery.store.mending.excuse(error)


async def damage(redis: Any, key: bytes, *, is_wrong_type: bool) -> None:
    kind = FAMILIES[key.split(b":")[0].decode()].kind
    if is_wrong_type:
        await redis.delete(key)
        await redis.rpush(key, "a")
    elif kind == "string":
        await redis.set(key, GARBAGE)
    elif kind == "hash":
        for field in [*await redis.hkeys(key), b"1"]:
            await redis.hset(key, field, GARBAGE)
    elif kind == "set":
        await redis.sadd(key, GARBAGE)
    else:
        await redis.zadd(key, {GARBAGE: 1})


@pytest.mark.parametrize("is_wrong_type", [True, False])
@pytest.mark.parametrize("family", FAMILIES)
async def test_it_heals(
    asked: Group,
    anna: Person,
    konspekt: App,
    telegram: Telegram,
    redis: Any,
    caplog: pytest.LogCaptureFixture,
    family: str,
    is_wrong_type: bool,
) -> None:
    keys = [key async for key in redis.scan_iter() if key.split(b":")[0].decode() == family]
    if family in PLANTED:
        keys = keys or [(PLANTED[family] % {"person": anna.id, "group": asked.id}).encode()]
    for key in keys:
        await damage(redis, key, is_wrong_type=is_wrong_type)
    caplog.clear()
    await do_all(deeds(anna, asked, konspekt, telegram))
    failed = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert [line for line in failed if not line.endswith(EXPECTED)] == []
    bad = [key async for key in redis.scan_iter(match="bad:*")]
    assert bad == ([] if (family, is_wrong_type) in UNMET else [bad_name(key) for key in keys])
    if family in OF_A_PERSON and bad:
        assert LOST in str([seen.text for seen in anna.messages])
    caplog.clear()
    await do_all(deeds(anna, asked, konspekt, telegram))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
