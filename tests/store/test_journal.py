"""What a person read and answered, as Redis keeps it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import redis
from fakeredis import FakeAsyncRedis, FakeServer
from redis.asyncio import Redis

from bot.embedded import serve
from bot.store import Store
from bot.store.journal import Drawn
from bot.store.shapes import Answer, Poll, Waiting, section_mark, unpack_weeks
from bot.study.history import Week, week_of
from bot.study.review import review
from bot.study.run import Run

ANNA = 1001
THURSDAY = date(2026, 11, 26)


async def answer(store: Store, on: date, predicted: float | None = None, *, is_right: bool = True) -> bool:
    """One answer to a new poll."""
    number = len(await store.journal._redis.keys("poll:*"))  # whatever is free
    poll = Poll(f"p{number}", "q", "s", options=4, right=(0,), message=number, kind="run")
    await store.keep_run(ANNA, "run", Waiting(Run(("q",)), poll.id, number), poll)
    card = review(None, right=is_right, on=on, card_key="q")
    return await store.journal.record_answer(ANNA, Answer(poll, (0,), is_right, on, predicted), card, None)


async def test_answers_add_up_by_day_and_reviews_by_week(store: Store) -> None:
    await answer(store, THURSDAY)
    await answer(store, THURSDAY, 0.9123)
    await answer(store, THURSDAY + timedelta(days=3), 0.5, is_right=False)
    await answer(store, THURSDAY + timedelta(days=4), 0.25)
    weeks = (await store.journal.progress(ANNA)).weeks
    assert weeks == {
        week_of(THURSDAY): Week((0, 0, 0, 2, 0, 0, 1), reviews=2, right=1, predicted=1.412),
        week_of(THURSDAY) + 1: Week((1, 0, 0, 0, 0, 0, 0), reviews=1, right=1, predicted=0.25),
    }


async def test_a_repeated_answer_is_no_second_one(store: Store) -> None:
    poll = Poll("p", "q", "s", options=4, right=(0,), message=1, kind="run")
    await store.keep_run(ANNA, "run", Waiting(Run(("q",)), poll.id, 1), poll)
    card = review(None, right=True, on=THURSDAY, card_key="q")
    given = Answer(poll, (0,), is_right=True, on=THURSDAY)
    assert await store.journal.record_answer(ANNA, given, card, None)
    assert not await store.journal.record_answer(ANNA, given, card, None)
    assert (await store.journal.progress(ANNA)).weeks[week_of(THURSDAY)].answers == (0, 0, 0, 1, 0, 0, 0)


async def test_old_weeks_go_when_a_new_one_begins(store: Store) -> None:
    for days in (-500, -406, -390, 0):
        await answer(store, THURSDAY + timedelta(days=days))
    weeks = (await store.journal.progress(ANNA)).weeks
    assert set(weeks) == {week_of(THURSDAY - timedelta(days=390)), week_of(THURSDAY)}


@pytest.mark.parametrize("damage", ["", "nonsense", "1 2 3", "2 0 0 0 0 0 0 0 0 0 0"])
async def test_a_week_that_cannot_be_read_costs_nobody_an_answer(
    store: Store, redis_server: FakeServer, damage: str
) -> None:
    await FakeAsyncRedis(server=redis_server).hset(f"history:{{{ANNA}}}", str(week_of(THURSDAY)), damage)
    assert await answer(store, THURSDAY)
    assert (await store.journal.progress(ANNA)).weeks == {week_of(THURSDAY): Week((0, 0, 0, 1, 0, 0, 0))}
    assert len(await store.cards(ANNA)) == 1


def test_weeks_of_another_version_are_left_out() -> None:
    assert unpack_weeks({b"5": b"2 0 0", b"6": b"1 1 0 0 0 0 0 0 2 1 1500"}) == {
        6: Week((1, 0, 0, 0, 0, 0, 0), reviews=2, right=1, predicted=1.5)
    }


async def test_an_opened_section_is_read_and_the_place_to_go_on_from(store: Store) -> None:
    for section in ("a", "b", "a"):
        await store.journal.open_section(ANNA, section)
    progress = await store.journal.progress(ANNA)
    assert [progress.has_read(section) for section in ("a", "b", "c")] == [True, True, False]
    person = await store.person(ANNA)
    assert person is not None
    assert person.section == "a"


async def test_the_last_picture_is_known_by_its_drawing(store: Store) -> None:
    assert (await store.journal.progress(ANNA)).picture is None
    await store.journal.keep_picture(ANNA, Drawn("digest", "file-id"))
    assert (await store.journal.progress(ANNA)).picture == Drawn("digest", "file-id")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("data")) as url:
        yield url


async def test_a_year_and_a_book_take_little_room(url: str) -> None:
    """On the real server: four bytes for a section that was read, some 40 for a week."""
    client = Redis.from_url(url)
    store = Store(client)
    for week in range(57):
        await answer(store, THURSDAY + timedelta(weeks=week), 0.9)
    for number in range(500):
        await client.sadd(f"read:{{{ANNA}}}", section_mark(f"section-{number}"))
    await client.aclose()
    server = redis.Redis.from_url(url)
    assert (server.memory_usage(f"read:{{{ANNA}}}") or 0) < 500 * 5
    assert (server.memory_usage(f"history:{{{ANNA}}}") or 0) < 57 * 50
    server.close()
