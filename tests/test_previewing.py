"""The preview as a process: its port, its folder, and that nothing stays behind."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.previewing import HIGHEST_PORT
from tests.conftest import ROOT

SECONDS = 30
NOTES = "# Docker\n\n## Контейнеры\n\n`docker ps` - показать контейнеры\n\n![схема](no.png)\n"


@asynccontextmanager
async def preview(folder: Path, port: int = 0) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The address of a preview's page and its process, ended by Ctrl-C."""
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "notes" / "a.md").write_text(NOTES, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", "HTTP_PORT": str(port)}
    where = {"CONTENT_DIR": str(folder / "notes"), "DATA_DIR": str(folder / "data")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "preview", cwd=ROOT, env=environment | where, stdout=asyncio.subprocess.PIPE
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(SECONDS):
            async for line in process.stdout:
                if found := re.search(r"http://127\.0\.0\.1:\d+", line.decode()):
                    break
            else:
                raise AssertionError("the preview ended before it named its page")
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(SECONDS):
            assert await process.wait() == 0


def running_on(folder: Path) -> list[bytes]:
    """Programs that were started with something in this folder."""
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    return [command for command in commands if str(folder).encode() in command]


async def look(http: aiohttp.ClientSession, path: str, **query: int) -> Any:
    async with http.get(f"/preview/{path}", params=query) as answer:
        return await answer.json()


async def test_next_to_a_taken_port_the_next_free_one_is_used(tmp_path: Path) -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = taken.sockets[0].getsockname()[1]
    if port == HIGHEST_PORT:
        pytest.skip("nothing is next to the highest port")
    async with taken, preview(tmp_path, port) as (url, _):
        used = int(url.rpartition(":")[2])
        assert port < used < port + 20, "others may listen beside it"


async def test_ctrl_c_leaves_no_process_and_no_half_written_file(tmp_path: Path) -> None:
    async with preview(tmp_path) as (url, _), aiohttp.ClientSession(url) as http:
        person = (await look(http, "state"))["people"][0]["id"]
        body = {"person": person, "chat": person, "text": "/start"}
        async with http.post("/preview/send", json=body) as answer:
            assert answer.status == 200
    left = {path.name for path in (tmp_path / "data").rglob("*")}
    assert "telegram.state" in left
    assert not any(name.endswith((".new", ".sock")) for name in left), left
    assert not running_on(tmp_path)


async def test_the_notes_with_their_faults_are_handed_to_the_page(tmp_path: Path) -> None:
    async with preview(tmp_path) as (url, _), aiohttp.ClientSession(url) as http:
        async with asyncio.timeout(SECONDS):
            while not (notes := await look(http, "notes")):  # noqa: ASYNC110 -- another process makes it
                await asyncio.sleep(0.02)
        (fault,) = [one for one in notes["faults"] if one["code"] == "missing-picture"]
        assert (fault["file"], fault["line"], fault["is_error"]) == ("a.md", 7, True)
        assert [7, "![схема](no.png)"] in fault["source"]
        assert "разделов 2" in notes["counts"]
