"""/privacy, /export and /forget over a life in which everything was done that leaves a trace."""

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakeredis import FakeAsyncRedis, FakeServer

from bot.app import App
from bot.edition import Edition, publish
from bot.keyboards.taps import Forget
from bot.preview import Person, Telegram
from bot.preview.state import Document, File
from bot.privacy import KEPT, Kept, Lifetime
from bot.store import Store, dump
from bot.store.group_shapes import GuestAnswer

ROOT = Path(__file__).parents[2]
KNOWN = {kept.name: kept for kept in KEPT}
DAY = 24 * 60 * 60  # seconds


@pytest.fixture(scope="module")
def edition() -> Edition:
    """One subject, whatever other notes come to stand beside it."""
    return publish(ROOT / "content/docker.md")


@pytest.fixture
async def redis(redis_server: FakeServer) -> FakeAsyncRedis:
    return FakeAsyncRedis(server=redis_server)


@pytest.fixture
async def neighbour(konspekt: App, telegram: Telegram) -> Person:
    """Somebody else, whose data is none of the learner's business."""
    neighbour = telegram.person("Боря")
    await neighbour.start()
    await live(neighbour, konspekt, telegram)
    return neighbour


async def live(person: Person, konspekt: App, telegram: Telegram) -> None:
    """Read, look up, answer, complain, subscribe, be served, look at the picture."""
    soon = (telegram.clock() + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Moscow"))
    await person.send(f"/daily {soon:%H:%M} 2 вечером 21:00")
    await person.send("/topics")
    await person.tap("Docker")
    await person.send("/cmd docker ps")
    await person.send("/quiz")
    await person.tap("Вопрос плохой")
    await person.answer(0)
    await person.send("/stats")
    await telegram.advance(timedelta(hours=1))
    await konspekt.delivery.round()
    await live_in_a_group(person, konspekt, telegram)


async def live_in_a_group(person: Person, konspekt: App, telegram: Telegram) -> None:
    """Answer a group's question, stand in its table; and have answered one before the first /start."""
    leader = telegram.person("Ведущая")
    group = telegram.group("Учёба", leader, person)
    await group.add_bot(as_admin=True)
    await telegram.advance(timedelta(seconds=5))
    await leader.send("/quiz 1 10s", to=group)
    await telegram.advance(timedelta(seconds=5))
    await konspekt.delivery.round()
    await person.answer(0, to=group)
    await person.send("/top Лиса", to=group)
    store = konspekt.delivery.store
    poll = person.last_poll(group.chat).poll
    kept = await store.groups.poll(poll.id) if poll else None
    assert kept is not None
    earlier = GuestAnswer(kept.question, telegram.clock().date(), is_right=True)
    await store.groups.keep_guest(person.id, kept, earlier)
    await store.repeats.meet(person.id, 1)  # as each update that a webhook brought


async def traces(redis: FakeAsyncRedis, person: Person) -> dict[str, str]:
    """Every key that has the person's id in its name or anywhere in it, and what it holds."""
    found = {}
    keys = sorted({key async for key in redis.scan_iter()})
    for line in await dump.lines(redis, keys):
        if str(person.id) in line:
            found[json.loads(line)["key"]] = line
    return found


def name_of(key: str) -> str:
    """The key as `/privacy` calls it."""
    return re.split(r"[:{]", key)[0].replace("_", "-")


def documents(person: Person) -> list[File]:
    contents = [seen.message.content for seen in person.messages]
    return [content.file for content in contents if isinstance(content, Document)]


async def test_what_is_kept_is_what_is_told(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    kept = {name_of(key) for key in await traces(redis, learner)}
    assert kept - set(KNOWN) == set(), "kept, and neither in the table of bot.store nor told"
    assert set(KNOWN) - kept == set(), "`live` must leave every kind of trace, else /forget is not tested"


async def test_nothing_lives_longer_than_is_told(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    for key in await traces(redis, learner):
        kept, seconds = KNOWN[name_of(key)], await redis.ttl(key)
        if kept.days:
            assert kept.days * DAY - 60 <= seconds <= kept.days * DAY, key
        elif kept.lifetime is Lifetime.HOUR:
            assert 3600 - 60 <= seconds <= 3600, key
        else:
            assert seconds == -1, key


async def test_privacy_has_a_line_for_each(learner: Person) -> None:
    said = await learner.send("/privacy")
    assert said.count("• ") == len(KEPT)
    assert "вопросы и ваши ответы на них — 60 дней." in said
    assert "/export" in said
    assert "/forget" in said


def days_told(kept: Kept) -> bool:
    return kept.lifetime in {Lifetime.DAYS, Lifetime.DAYS_AFTER_LAST}


def test_days_are_told_where_there_are_any() -> None:
    assert all(days_told(kept) == bool(kept.days) for kept in KEPT)


def timeless(lines: list[str]) -> set[str]:
    """Lines of an export without their lifetimes, which run on."""
    return {re.sub(r'"ttl":\d+', "", line) for line in lines}


async def test_forgetting_asks_once_and_leaves_nothing(
    learner: Person, neighbour: Person, konspekt: App, telegram: Telegram, store: Store, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    before = await store.traces.export(neighbour.id)
    assert "Удалить всё, что я о вас знаю?" in await learner.send("/forget")
    assert set(map(name_of, await traces(redis, learner))) == set(KNOWN), "not before the answer"
    assert "я ничего о вас не помню" in await learner.tap("Да, удалить всё")
    assert await traces(redis, learner) == {}
    assert timeless(await store.traces.export(neighbour.id)) == timeless(before)


async def test_no_leaves_everything(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    before = await traces(redis, learner)
    await learner.send("/forget")
    assert "Ничего не удалил" in await learner.tap("Нет, оставить")
    assert await traces(redis, learner) == before


async def test_after_forgetting_no_question_waits_and_none_comes(
    learner: Person, konspekt: App, telegram: Telegram, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    waiting = [seen for seen in learner.messages if seen.poll and not seen.poll.is_closed]
    assert waiting
    await learner.send("/forget")
    await learner.tap("Да, удалить всё")
    polls = [seen.poll for seen in learner.messages if seen.poll]
    await telegram.advance(timedelta(days=2))
    await konspekt.delivery.round()
    assert [seen.poll for seen in learner.messages if seen.poll] == polls
    current = [seen for seen in waiting if seen.poll and seen.poll.is_closed]
    assert len(current) == 2, "the quiz' and the day's"
    assert await traces(redis, learner) == {}


async def test_one_may_begin_anew(learner: Person, konspekt: App, telegram: Telegram) -> None:
    await live(learner, konspekt, telegram)
    old = learner.last
    await learner.send("/forget")
    await learner.tap("Да, удалить всё")
    assert "я ничего о вас не помню" in await learner.press(old, Forget(is_sure=True).pack()), (
        "twice is no harm"
    )
    assert "Пока нечего показать" in await learner.send("/stats")
    assert "Здравствуйте" in await learner.start()


async def test_the_export_is_all_of_it_and_can_be_put_back(
    learner: Person, konspekt: App, telegram: Telegram, store: Store, redis: FakeAsyncRedis
) -> None:
    await live(learner, konspekt, telegram)
    before = await traces(redis, learner)
    said = await learner.send("/export")
    assert "по записи на строке" in said
    table, _ = documents(learner)
    assert table.name == "konspekt-2026-11-23.jsonl"
    lines = table.data.decode().splitlines()
    assert json.loads(lines[0])["person"] == learner.id
    assert {json.loads(line)["key"] for line in lines[1:]} == set(before)
    await store.traces.forget(learner.id)
    assert await dump.put_back(redis, lines) == len(before)
    assert set(await traces(redis, learner)) == set(before)
    assert "Ответов: 2" in await learner.send("/stats")


async def test_the_export_holds_nobody_else(
    learner: Person, neighbour: Person, konspekt: App, telegram: Telegram
) -> None:
    await live(learner, konspekt, telegram)
    await learner.send("/export")
    assert str(neighbour.id) not in documents(learner)[0].data.decode()


async def test_the_deck_has_the_questions_that_were_answered(
    learner: Person, konspekt: App, telegram: Telegram
) -> None:
    await live(learner, konspekt, telegram)
    assert "Колода для Anki: 2 вопроса" in await learner.send("/export")
    deck = documents(learner)[1]
    assert deck.name == "konspekt-2026-11-23.apkg"
    with zipfile.ZipFile(io.BytesIO(deck.data)) as archive:
        assert set(archive.namelist()) == {"collection.anki2", "media"}


async def test_who_answered_nothing_gets_no_deck(learner: Person) -> None:
    await learner.send("/export")
    assert [file.name for file in documents(learner)] == ["konspekt-2026-11-23.jsonl"]


async def test_who_is_unknown_is_told_so(learner: Person) -> None:
    await learner.send("/forget")
    await learner.tap("Да, удалить всё")
    assert "ничего о вас не храню" in await learner.send("/export")
    assert documents(learner) == []
