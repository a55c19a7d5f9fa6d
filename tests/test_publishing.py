"""New editions: what differs is told, what is unfit is refused, and ids go on from edition to edition."""

import asyncio
import gc
import threading
import weakref
from pathlib import Path

import pytest
from fakeredis import FakeServer
from redis import RedisError

from bot import making
from bot.book import Reader
from bot.content import Content, ContentError
from bot.edition import Edition, Shelf
from bot.publishing import News, Press, Publisher, Reason, Refusal
from bot.store import Store
from bot.study.known import Known
from bot.study.notes import Library
from bot.texts import Languages
from tests.notes_on_disk import LIST, NETWORKS, VOLUMES, write_notes


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    write_notes(tmp_path)
    return tmp_path


@pytest.fixture
async def publisher(notes: Path, store: Store) -> Publisher:
    press = Press(notes, store)
    return Publisher(Shelf(await press.edition()), press)


def move_away(notes: Path) -> None:
    notes.rename(notes.with_name("elsewhere"))


async def reloaded(publisher: Publisher) -> News:
    outcome = await publisher.reload()
    assert isinstance(outcome, News)
    assert publisher.shelf.edition is outcome.edition
    return outcome


async def refused(publisher: Publisher) -> Refusal:
    """The refusal of a reload, which must leave the shelf as it was."""
    before = publisher.shelf.edition
    outcome = await publisher.reload()
    assert isinstance(outcome, Refusal)
    assert publisher.shelf.edition is before
    return outcome


async def test_nothing_new(publisher: Publisher) -> None:
    assert not await reloaded(publisher)


async def test_what_was_added_removed_renamed_and_reworded_is_told(publisher: Publisher, notes: Path) -> None:
    volumes = VOLUMES.replace("## Тома", "## Тома и данные")
    images = "## Образы\n\n1. `docker images` - показывает образы, которые есть на машине\n"
    write_notes(notes, volumes, LIST.replace("и остановленные", "все"), images)
    news = await reloaded(publisher)
    assert [section.title for section in news.sections.added] == ["Образы"]
    assert [section.title for section in news.sections.removed] == ["Сети"]
    assert [(old.title, new.title) for old, new in news.sections.renamed] == [("Тома", "Тома и данные")]
    assert [command.name for command in news.commands.added] == ["docker images"]
    assert [command.name for command in news.commands.reworded] == ["docker ps"]
    assert not news.questions.removed


async def test_a_reworded_question_keeps_its_id(publisher: Publisher, notes: Path) -> None:
    write_notes(notes, VOLUMES.replace("переживают данные", "остаются данные после"), NETWORKS, LIST)
    news = await reloaded(publisher)
    ((before, after),) = news.questions.renamed
    assert before.id == after.id
    assert after.stem_args["stem"] == "Как остаются данные после удаление контейнера?"


async def test_ids_go_on_through_the_store(publisher: Publisher, notes: Path, store: Store) -> None:
    section = next(s for s in publisher.shelf.edition.library.sections.values() if s.title == "Тома")
    write_notes(notes, VOLUMES.replace("## Тома", "## Тома и данные"), NETWORKS, LIST)
    await reloaded(publisher)
    write_notes(notes, VOLUMES.replace("## Тома", "## Где лежат данные"), NETWORKS, LIST)
    edition = await Press(notes, store).edition()  # as a restart does
    assert edition.library.sections[section.id].title == "Где лежат данные"


async def test_a_folder_that_is_gone_is_refused(publisher: Publisher, notes: Path) -> None:
    move_away(notes)
    refusal = await refused(publisher)
    assert refusal.reason is Reason.CONTENT
    assert str(notes) in refusal.detail


async def test_notes_without_a_section_are_refused(publisher: Publisher, notes: Path) -> None:
    (notes / "docker.md").write_text("")
    assert (await refused(publisher)).reason is Reason.CONTENT


async def test_a_file_saved_in_another_encoding_is_refused_with_its_place(
    publisher: Publisher, notes: Path
) -> None:
    (notes / "second.md").write_text("# Git\n\nИстория изменений.\n", encoding="utf-8")
    await reloaded(publisher)
    (notes / "second.md").write_bytes("# Git\n\nИстория.\n".encode("cp1251"))
    refusal = await refused(publisher)
    assert (refusal.reason, refusal.detail) == (Reason.ENCODING, "second.md:3")


async def test_a_new_file_that_cannot_be_read_does_not_stop_the_others(
    publisher: Publisher, notes: Path
) -> None:
    (notes / "second.md").write_bytes("# Гит\n".encode("cp1251"))
    write_notes(notes, VOLUMES, NETWORKS, LIST, "## Образы\n\nСлои.\n")
    news = await reloaded(publisher)
    assert [section.title for section in news.sections.added] == ["Образы"]
    assert any(fault.code == "encoding" for fault in news.edition.library.faults)


async def test_a_parser_that_breaks_is_a_refusal_with_its_story_in_the_log(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Library:
        raise RecursionError("too deep")

    monkeypatch.setattr(making, "read_library", broken)
    assert (await refused(publisher)).reason is Reason.CRASH
    assert "too deep" in caplog.text


async def test_without_the_store_nothing_is_swapped(publisher: Publisher, redis_server: FakeServer) -> None:
    before = publisher.shelf.edition
    redis_server.connected = False
    with pytest.raises(RedisError):
        await publisher.reload()
    assert publisher.shelf.edition is before


async def test_at_the_start_notes_that_cannot_be_read_are_an_error(notes: Path, store: Store) -> None:
    with pytest.raises(ContentError):
        await Press(notes / "nothing", store).edition()


async def test_a_second_reload_waits_and_sees_what_was_saved_meanwhile(
    publisher: Publisher, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has read its notes when a note is saved and the second is asked for."""
    has_read, may_end = threading.Event(), threading.Event()
    read_library = making.read_library
    busy: list[int] = []

    def slow(content: Content, known: Known) -> Library:
        busy.append(1)
        assert sum(busy) == 1, "two reloads at once"
        library = read_library(content, known)
        has_read.set()
        assert may_end.wait(5)
        busy.append(-1)
        return library

    monkeypatch.setattr(making, "read_library", slow)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(publisher.reload())
        await asyncio.to_thread(has_read.wait, 5)
        write_notes(notes, VOLUMES, LIST)
        second = group.create_task(publisher.reload())
        await asyncio.sleep(0.05)
        may_end.set()
    one, two = first.result(), second.result()
    assert isinstance(one, News)
    assert isinstance(two, News)
    assert not one
    assert [section.title for section in two.sections.removed] == ["Сети"]
    assert publisher.shelf.edition is two.edition


async def test_an_old_edition_leaves_memory_without_the_collector(
    publisher: Publisher, languages: Languages
) -> None:
    """What was there at the start is hidden from the collector (`garbage.settle_memory`): a cycle would stay for ever."""
    old = publisher.shelf.edition
    use(old, languages)
    gone = weakref.ref(old)
    del old
    gc.disable()
    try:
        await reloaded(publisher)
        async with asyncio.timeout(5):  # a worker's thread holds what it was given for a moment longer
            while gone() is not None:  # noqa: ASYNC110 -- another thread's doing
                await asyncio.sleep(0.01)
    finally:
        gc.enable()


def use(edition: Edition, languages: Languages) -> None:
    """Fill every cache that an edition has."""
    texts = languages.known["ru"]
    assert edition.tools
    assert edition.index.find("docker ps")
    for section in edition.library.sections.values():
        edition.book.pages(section, Reader(texts))
        edition.book.rich_pages(section, Reader(texts))
        edition.neighbours(section)
        edition.described_in(section)
        edition.has_questions(section)
    for command in edition.library.commands.values():
        edition.card(command, None, texts)
