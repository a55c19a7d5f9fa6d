"""Notes made by another process: the same as made here, and whatever becomes of that process, people have notes."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
import watchfiles

from bot import making, publishing
from bot.content import Content, ContentError
from bot.edition import Shelf
from bot.notes_cache import NAME, NotesCache
from bot.publishing import News, Press, Publisher, Reason, Refusal
from bot.store import Store
from bot.study.known import Known
from tests.notes_on_disk import LIST, NETWORKS, VOLUMES, what_is_made_here, write_notes


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    write_notes(folder)
    return folder


@pytest.fixture
def press(notes: Path, store: Store, tmp_path: Path) -> Press:
    return Press(notes, store, cache=NotesCache(tmp_path / "data"), is_apart=True)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[Content]:
    return what_is_made_here(monkeypatch)


def become(monkeypatch: pytest.MonkeyPatch, script: Path, text: str) -> None:
    """Let a shell script be run in the place of Python."""
    script.write_text(f"#!/bin/sh\n{text}\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))


def kept(press: Press) -> list[str]:
    assert press.cache is not None
    return sorted(path.name for path in press.cache.folder.iterdir())


async def test_what_another_process_makes_is_what_this_one_would_have_made(
    press: Press, notes: Path, store: Store, here: list[Content]
) -> None:
    apart = await press.edition()
    known = await store.known()
    assert here == []
    assert kept(press) == [NAME]
    await store.keep_known(Known())
    alone = await Press(notes, store).edition()
    assert len(here) == 1
    assert apart.library == alone.library
    assert dict(apart.questions) == dict(alone.questions)
    assert apart.index.find("dokcer ps") == alone.index.find("dokcer ps") != ()
    assert await store.known() == known


async def test_ids_go_on_and_the_next_start_needs_no_process(
    press: Press, notes: Path, here: list[Content], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publisher = Publisher(Shelf(await press.edition()), press)
    write_notes(notes, NETWORKS, VOLUMES.replace("## Тома", "## Тома и диски"), LIST)
    outcome = await publisher.reload()
    assert isinstance(outcome, News)
    assert [(old.title, new.title) for old, new in outcome.sections.renamed] == [("Тома", "Тома и диски")]
    become(monkeypatch, tmp_path / "python", "exit 1")
    again = await press.edition()
    assert again.library == publisher.shelf.edition.library
    assert here == []


async def test_a_file_that_cannot_be_read_any_more_leaves_what_was_kept(press: Press, notes: Path) -> None:
    write_notes(notes / "more", "# Podman\n\nПохож на Docker.\n")
    publisher = Publisher(Shelf(await press.edition()), press)
    assert press.cache is not None
    before = (press.cache.folder / NAME).read_bytes()
    (notes / "docker.md").write_bytes((notes / "docker.md").read_bytes()[:-1] + b"\xd0")
    outcome = await publisher.reload()
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.ENCODING
    assert kept(press) == [NAME]
    assert (press.cache.folder / NAME).read_bytes() == before


async def test_notes_that_change_meanwhile_are_made_here_as_they_were_read(
    press: Press, notes: Path, here: list[Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_apart = making.make_apart

    async def edited_first(path: Path, known: Known, into: NotesCache) -> Known | None:
        write_notes(notes, VOLUMES)
        return await make_apart(path, known, into)

    monkeypatch.setattr(publishing, "make_apart", edited_first)
    edition = await press.edition()
    assert len(here) == 1
    assert "Сети" in {section.title for section in edition.library.sections.values()}


@pytest.mark.parametrize("script", ["echo no memory >&2; exit 1", "kill -9 $$", None])
async def test_a_start_makes_them_here_where_no_process_can(
    press: Press,
    here: list[Content],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    script: str | None,
) -> None:
    caplog.set_level("INFO")
    if script is None:
        monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    else:
        become(monkeypatch, tmp_path / "python", script)
    edition = await press.edition()
    assert edition.library.sections
    assert len(here) == 1
    assert kept(press) == [NAME]
    assert "process" in caplog.text


async def test_a_reload_that_the_system_ends_leaves_the_notes_as_they_were(
    press: Press, notes: Path, here: list[Content], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publisher = Publisher(Shelf(await press.edition()), press)
    before = publisher.shelf.edition
    write_notes(notes, VOLUMES)
    become(monkeypatch, tmp_path / "python", "kill -9 $$")
    outcome = await publisher.reload()
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.KILLED
    assert publisher.shelf.edition is before
    assert here == [], "what had no room there has none here"


async def test_notes_without_a_section_are_told_as_ever(press: Press, notes: Path) -> None:
    (notes / "docker.md").write_text("\n")
    with pytest.raises(ContentError, match="no sections in 1 files"):
        await press.edition()


async def test_the_process_is_not_told_our_secrets(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "7000000001:secret")
    monkeypatch.setenv("REDIS_URL", "redis://:secret@localhost")
    become(monkeypatch, tmp_path / "python", f"env > {tmp_path}/told; echo $* >> {tmp_path}/told; exit 1")
    await press.edition()
    told = (tmp_path / "told").read_text()
    assert "PYTHONPATH=" in told
    assert "secret" not in told


async def test_an_end_while_notes_are_made_ends_the_process_too(
    press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    become(monkeypatch, tmp_path / "python", f"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 100")
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        start = group.create_task(press.edition())
        async for _ in watchfiles.awatch(tmp_path):
            if is_there(pid):
                break
        start.cancel()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def is_there(path: Path) -> bool:
    return path.exists()


async def test_why_it_could_not_be_done_is_in_the_log(
    notes: Path, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    coming = NotesCache(tmp_path / "file/below")
    (tmp_path / "file").touch()
    assert await making.make_apart(notes, Known(), coming) is None
    assert "they are made here: the notes are read anew at each start, nothing can be kept" in caplog.text


async def test_where_nothing_can_be_kept_they_are_made_once(
    notes: Path, store: Store, tmp_path: Path, here: list[Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def made_apart(*_: object) -> None:
        raise AssertionError("what it makes could not be handed over")

    monkeypatch.setattr(publishing, "make_apart", made_apart)
    (tmp_path / "file").touch()
    press = Press(notes, store, cache=NotesCache(tmp_path / "file/below"), is_apart=True)
    assert (await press.edition()).library.sections
    assert len(here) == 1
