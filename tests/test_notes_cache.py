"""What is kept of the notes for the next start: the same as reading them, and never trusted where it should not be."""

import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import notes_cache
from bot.book import Reader
from bot.content import Content, read_content
from bot.edition import Edition
from bot.notes_cache import NAME, NotesCache
from bot.publishing import Press
from bot.store import Store
from bot.texts import Languages
from tests.notes_on_disk import LIST, NETWORKS, VOLUMES, what_is_made_here, write_notes

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10"
SHOWN = "## Рисунок\n\n![том](volume.png)\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    write_notes(folder, VOLUMES, NETWORKS, LIST, SHOWN)
    (folder / "volume.png").write_bytes(PICTURE)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> NotesCache:
    return NotesCache(tmp_path / "data")


@pytest.fixture
def press(notes: Path, store: Store, cache: NotesCache) -> Press:
    return Press(notes, store, cache=cache)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Content]:
    return what_is_made_here(monkeypatch)


async def test_the_second_start_reads_nothing_and_has_the_same(
    press: Press, read: list[Content], languages: Languages
) -> None:
    first = await press.edition()
    second = await press.edition()
    assert len(read) == 1
    assert second.library == first.library
    assert dict(second.questions) == dict(first.questions)
    assert second.index.find("какие контейнеры") == first.index.find("какие контейнеры") != ()
    assert second.index.find("dokcer ps") == first.index.find("dokcer ps") != ()
    reader = Reader(languages.known["ru"])
    for section in first.library.sections.values():
        assert second.book.pages(section, reader) == first.book.pages(section, reader)


async def test_faults_of_pictures_are_told_once_and_again_at_each_start(press: Press, notes: Path) -> None:
    (notes / "volume.png").write_bytes(b"no picture")
    first, second = await press.edition(), await press.edition()
    assert len(first.library.faults) == 1
    assert second.library.faults == first.library.faults


def rewrite(notes: Path) -> None:
    write_notes(notes, VOLUMES, NETWORKS, LIST, SHOWN + "\nЕщё слово.\n")


def rename(notes: Path) -> None:
    (notes / "docker.md").rename(notes / "container.md")


def lose_the_picture(notes: Path) -> None:
    (notes / "volume.png").unlink()


@pytest.mark.parametrize("change", [rewrite, rename, lose_the_picture])
async def test_whatever_changed_is_read_anew(
    press: Press, notes: Path, read: list[Content], change: Callable[[Path], None]
) -> None:
    before = await press.edition()
    change(notes)
    after = await press.edition()
    assert len(read) == 2
    assert after.library != before.library


async def test_other_ids_of_earlier_editions_are_another_matter(
    press: Press, store: Store, read: list[Content]
) -> None:
    first = await press.edition()
    section = next(iter(first.library.sections))
    known = (await store.known_text()).decode().replace(section, "x" * 10)
    await store._redis.set("known", known)
    second = await press.edition()
    assert len(read) == 2
    assert next(iter(second.library.sections)) == "x" * 10


async def test_a_new_redis_gets_the_ids_that_it_would_have_given(
    press: Press, store: Store, read: list[Content]
) -> None:
    first = await press.edition()
    known = await store.known_text()
    await store._redis.flushdb()
    second = await press.edition()
    assert len(read) == 1
    assert second.library == first.library
    assert await store.known_text() == known
    assert (await press.edition()).library == first.library
    assert len(read) == 1


async def test_a_new_redis_gets_nothing_of_what_older_ids_were_needed_for(
    press: Press, store: Store, notes: Path, read: list[Content]
) -> None:
    await press.edition()
    write_notes(notes, VOLUMES.replace("## Тома", "## Тома и диски"), NETWORKS, LIST, SHOWN)
    renamed = await press.edition()
    await store._redis.flushdb()
    anew = await press.edition()
    assert len(read) == 3
    assert volumes(anew) != volumes(renamed), "an id of the title, not of its past"


def volumes(edition: Edition) -> str:
    return next(id_ for id_, section in edition.library.sections.items() if section.title == "Тома и диски")


async def test_another_version_of_the_program_reads_anew(
    press: Press, read: list[Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    await press.edition()
    monkeypatch.setattr(notes_cache, "_program", lambda: b"another")
    await press.edition()
    assert len(read) == 2


async def test_a_damaged_file_is_not_used(press: Press, cache: NotesCache, read: list[Content]) -> None:
    await press.edition()
    kept = (cache.folder / NAME).read_bytes()
    places = [*range(0, 100, 7), *range(100, len(kept), len(kept) // 40)]
    damaged = [kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :] for at in places]
    damaged += [b"", kept[:10], kept[:-1], kept + b"x"]
    for number, data in enumerate(damaged, 2):
        (cache.folder / NAME).write_bytes(data)
        await press.edition()
        assert len(read) == number


class Evil:
    """What a hostile pickle does: it names a function and what to call it with."""

    def __init__(self, call: Callable[..., object], *given: object) -> None:
        self.call, self.given = call, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call, self.given


def forged(content: Content, ids: bytes, payload: bytes) -> bytes:
    """A file that has everything right but what is in it."""
    keys = notes_cache._key(content, ids) * 2
    return notes_cache._MARK + keys + notes_cache._digest(keys, payload) + payload


async def test_nothing_but_values_comes_out_of_a_forged_file(
    press: Press, cache: NotesCache, store: Store, notes: Path, tmp_path: Path, read: list[Content]
) -> None:
    await press.edition()
    content, ids = read_content(notes), await store.known_text()
    ran = tmp_path / "ran"
    payloads = [
        pickle.dumps(Evil(os.mkdir, str(ran))),
        pickle.dumps(Evil(eval, f"__import__('os').mkdir({str(ran)!r})")),
        b"cbot.study.source\nre\n.",  # a module that stands in one of ours
        b"cbot.study.parse\nparse\n.",
        pickle.dumps({"not": "what is kept"}),
    ]
    for number, payload in enumerate(payloads, 2):
        (cache.folder / NAME).write_bytes(forged(content, ids, payload))
        await press.edition()
        assert len(read) == number
    assert not is_there(ran)


def is_there(path: Path) -> bool:
    return path.exists()


async def test_a_place_that_cannot_be_written_only_costs_time(
    notes: Path, store: Store, tmp_path: Path, read: list[Content], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    press = Press(notes, store, cache=NotesCache(tmp_path / "notes/docker.md"))
    first, second = await press.edition(), await press.edition()
    assert second.library == first.library
    assert len(read) == 2
    assert "nothing can be kept" in caplog.text


async def test_nothing_is_left_beside_the_file(press: Press, cache: NotesCache) -> None:
    await press.edition()
    assert [path.name for path in listed(cache.folder)] == [NAME]


async def test_what_a_killed_writer_left_is_taken_away(press: Press, cache: NotesCache) -> None:
    cache.folder.mkdir()
    for name, age in (("old", notes_cache.LEFT_SECONDS + 60), ("new", 0)):
        left = cache.folder / f"{NAME}.{name}.part"
        left.touch()
        os.utime(left, (time.time() - age,) * 2)
    await press.edition()
    assert [path.name for path in listed(cache.folder)] == [NAME, f"{NAME}.new.part"]


def listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def test_with_a_second_source_nothing_is_kept(
    notes: Path, store: Store, cache: NotesCache, edition: Edition
) -> None:
    await Press(notes, store, under=edition.library, cache=cache).edition()
    assert not is_there(cache.folder)
