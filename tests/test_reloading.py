"""When notes are read anew: a wish, another replica's word, a save."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.exceptions import OutOfMemoryError

from bot.edition import Shelf
from bot.publishing import News, Press, Publisher, Refusal
from bot.reloading import Reloading, Watched, follow_saves
from bot.store import Store
from tests.notes_on_disk import LIST, NETWORKS, VOLUMES, write_notes

SOON = timedelta(milliseconds=20)
SECONDS = 5  # that a reload may take on a busy machine


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    write_notes(folder)
    return folder


async def replica(notes: Path, store: Store) -> Reloading:
    """A process of the bot, as far as its notes go."""
    seen = await store.reloads()
    press = Press(notes, store)
    return Reloading(Publisher(Shelf(await press.edition()), press), store, seen, look=SOON)


@asynccontextmanager
async def running(*replicas: Reloading) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for one in replicas:
            group.create_task(one.run(stop))
        yield
        stop.set()


def titles(reloading: Reloading) -> set[str]:
    return {section.title for section in reloading.publisher.shelf.edition.library.sections.values()}


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not is_so():  # noqa: ASYNC110 -- what is waited for happens in threads and other tasks
            await asyncio.sleep(0.01)


async def test_a_wish_reloads_this_process_alone(notes: Path, store: Store) -> None:
    one, other = await replica(notes, store), await replica(notes, store)
    async with running(one, other):
        write_notes(notes, VOLUMES)
        one.want()
        await until(lambda: "Сети" not in titles(one))
        await asyncio.sleep(5 * SOON.total_seconds())
    assert "Сети" in titles(other)


async def test_an_admin_s_reload_reaches_every_replica_and_happens_once_in_each(
    notes: Path, store: Store
) -> None:
    one, other = await replica(notes, store), await replica(notes, store)
    async with running(one, other):
        write_notes(notes, VOLUMES)
        assert isinstance(await one.for_all(), News)
        own = one.publisher.shelf.edition
        await until(lambda: "Сети" not in titles(other))
        await asyncio.sleep(5 * SOON.total_seconds())
        assert one.publisher.shelf.edition is own


async def test_notes_unfit_for_one_are_not_urged_upon_the_others(notes: Path, store: Store) -> None:
    one = await replica(notes, store)
    (notes / "docker.md").write_text("")
    assert isinstance(await one.for_all(), Refusal)
    assert await store.reloads() == 0


async def test_a_replica_that_starts_late_has_the_newest_notes_already(notes: Path, store: Store) -> None:
    one = await replica(notes, store)
    await one.for_all()
    late = await replica(notes, store)
    edition = late.publisher.shelf.edition
    async with running(late):
        await asyncio.sleep(5 * SOON.total_seconds())
    assert late.publisher.shelf.edition is edition


async def test_a_reload_waits_for_a_store_that_is_away(notes: Path, redis_server: FakeServer) -> None:
    store = Store(FakeAsyncRedis(server=redis_server))
    one = await replica(notes, store)
    async with running(one):
        redis_server.connected = False
        write_notes(notes, VOLUMES)
        one.want()
        await asyncio.sleep(5 * SOON.total_seconds())
        assert "Сети" in titles(one)
        redis_server.connected = True
        await until(lambda: "Сети" not in titles(one))
    await store.close()


async def test_a_reload_that_cannot_be_kept_is_tried_ever_less_often(
    notes: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await replica(notes, store)
    tries = 0

    async def refuse() -> None:
        nonlocal tries
        tries += 1
        raise OutOfMemoryError

    monkeypatch.setattr(one.publisher, "reload", refuse)
    one.want()
    async with running(one):
        await until(lambda: tries >= 2)
        await asyncio.sleep(16 * SOON.total_seconds())
    assert tries <= 5  # after 0, 1, 3, 7 and 15 pauses


@asynccontextmanager
async def followed(path: Path, store: Store) -> AsyncIterator[list[News | Refusal]]:
    """What is told while notes at the path are saved."""
    press = Press(path, store)
    publisher = Publisher(Shelf(await press.edition()), press)
    told: list[News | Refusal] = []
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(follow_saves(path, publisher, told.append, stop))
        await asyncio.sleep(0.2)  # the watch begins in a thread and says nothing of it
        yield told
        stop.set()


async def test_a_save_reloads_and_is_told(notes: Path, store: Store) -> None:
    async with followed(notes, store) as told:
        write_notes(notes, VOLUMES, LIST)
        await until(lambda: bool(told))
    assert isinstance(told[0], News)
    assert [section.title for section in told[0].sections.removed] == ["Сети"]


async def test_a_save_that_breaks_the_notes_is_told_and_the_next_one_mends_them(
    notes: Path, store: Store
) -> None:
    async with followed(notes, store) as told:
        write_bytes(notes / "docker.md", "# Докер".encode("cp1251"))
        await until(lambda: bool(told))
        write_notes(notes, VOLUMES)
        await until(lambda: len(told) > 1)
    assert isinstance(told[0], Refusal)
    assert isinstance(told[-1], News)


async def test_one_file_is_followed_through_an_editor_that_puts_a_new_one_in_its_place(
    notes: Path, store: Store
) -> None:
    file = notes / "docker.md"
    async with followed(file, store) as told:
        for sections in ((VOLUMES,), (VOLUMES, NETWORKS)):
            told.clear()
            write_notes(notes / "new", *sections).replace(file)
            await until(lambda: bool(told))
    assert isinstance(told[0], News)
    assert [section.title for section in told[0].sections.added] == ["Сети"]


async def test_a_folder_that_went_away_is_followed_again_when_it_is_back(
    notes: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async with followed(notes, store) as told:
        shutil.rmtree(notes)
        await until(lambda: bool(told))
        assert isinstance(told[0], Refusal)
        await until(lambda: "is gone" in caplog.text)
        write_notes(notes, VOLUMES)
        await until(lambda: isinstance(told[-1], News))
        await asyncio.sleep(0.3)
        write_notes(notes, LIST)
        await until(lambda: isinstance(told[-1], News) and not told[-1].edition.library.definitions)


def test_what_is_no_note_is_not_looked_at(notes: Path) -> None:
    from watchfiles import Change  # noqa: PLC0415 -- beside its only use

    is_note = Watched.at(notes)
    assert is_note(Change.modified, str(notes / "a/b.MD"))
    assert is_note(Change.deleted, str(notes / "a folder"))
    assert not is_note(Change.added, str(notes / ".b.md"))
    assert not is_note(Change.added, str(notes / "b.md.swp"))
    assert not is_note(Change.modified, str(notes / "data/appendonly.aof"))


def write_bytes(file: Path, data: bytes) -> None:
    file.write_bytes(data)


async def test_a_wish_during_a_reload_is_another_one(store: Store) -> None:
    began, go, done, count = asyncio.Event(), asyncio.Event(), asyncio.Event(), []

    class Slow:
        async def reload(self) -> None:
            count.append(1)
            began.set()
            await go.wait()
            if len(count) == 2:
                done.set()

    reloading = Reloading(Slow(), store, seen=0, look=timedelta(seconds=0.05))  # type: ignore[arg-type]
    reloading.want()
    stop = asyncio.Event()
    async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as group:
        group.create_task(reloading.run(stop))
        await began.wait()
        reloading.want()  # a note was saved after the reload had read it
        go.set()
        await done.wait()
        stop.set()
