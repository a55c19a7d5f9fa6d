"""The bot as its own process, the model of Telegram over HTTP: what a host runs and what people see."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.preview import Person, RunningServer, Telegram, serve
from tests.notes_on_disk import LIST, VOLUMES, write_notes
from tests.process import START_SECONDS, Konspekt, next_minute
from tests.tdlib import complaint_of

ROOT = Path(__file__).parents[1]


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    telegram.world.checks.append(complaint_of)
    yield telegram
    assert telegram.complaints == []


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[RunningServer]:
    server = await serve(telegram)
    yield server
    await server.close()


@pytest.fixture
async def konspekt(tmp_path: Path, telegram: Telegram, server: RunningServer) -> AsyncIterator[Konspekt]:
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    await konspekt.start()
    yield konspekt
    assert await konspekt.end(signal.SIGTERM) == 0
    assert "Traceback" not in konspekt.log.read_text()


async def test_a_learner_s_day_with_a_kill_in_the_middle(konspekt: Konspekt, telegram: Telegram) -> None:
    learner = telegram.person("Аня")
    assert "Здравствуйте, Аня" in await learner.start()
    await learner.tap("Темы")
    assert "Docker" in await learner.tap("Docker")
    assert "Архитектура" in await learner.tap("Архитектура")
    assert "docker ps [OPTIONS]" in await learner.send("/cmd docker ps")
    due = next_minute()
    assert f"каждый день в {due:%H:%M}" in await learner.send(f"/daily {due:%H:%M} 2")
    await arrival_of_a_poll(learner, due + timedelta(seconds=10))
    poll = learner.last_poll().poll
    assert poll is not None
    assert "2/2" in await learner.answer(*poll.correct)
    await konspekt.end(signal.SIGKILL)
    await konspekt.start()
    assert "Ответов: 1, из них верных 1" in await learner.send("/stats")
    assert "На сегодня всё" in await learner.answer(0)


async def test_sigterm_finishes_what_is_in_hand_and_confirms_it(
    konspekt: Konspekt, telegram: Telegram
) -> None:
    learner = telegram.person("Аня")
    await learner.start()
    telegram.faults.latency = timedelta(seconds=1)
    answer = asyncio.ensure_future(learner.send("/help"))  # noqa: TID251 -- awaited three lines below
    await asyncio.sleep(0.3)
    assert await konspekt.end(signal.SIGTERM) == 0
    assert "Что я умею" in await answer
    telegram.faults.latency = timedelta()
    seen = len(learner.messages)
    await konspekt.start()
    await asyncio.sleep(1)
    assert len(learner.messages) == seen, "nothing is answered twice after a restart"


async def test_health_is_told_over_http(tmp_path: Path, telegram: Telegram, server: RunningServer) -> None:
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    async with free_port() as port:
        pass
    await konspekt.start(HTTP_PORT=str(port))
    async with aiohttp.ClientSession() as session:
        for path in ("healthz", "readyz"):
            async with session.get(f"http://127.0.0.1:{port}/{path}") as response:
                assert response.status == 200
                assert await response.json() == {"status": "ok"}
        async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
            told = await response.text()
    assert "konspekt_ready 1.0" in told
    assert "konspekt_redis_up 1.0" in told
    assert 'konspekt_api_seconds_count{method="getMe"} 1.0' in told
    assert telegram.token.partition(":")[2] not in told
    assert await konspekt.end(signal.SIGINT) == 0


async def test_sighup_reloads_the_notes_and_a_broken_edit_keeps_them(
    tmp_path: Path, telegram: Telegram, server: RunningServer
) -> None:
    write_notes(tmp_path / "notes", VOLUMES)
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    await konspekt.start(CONTENT_DIR=str(tmp_path / "notes"))
    learner = telegram.person("Аня")
    await learner.start()
    assert "docker ps [OPTIONS]" not in await learner.send("/cmd docker ps")
    write_notes(tmp_path / "notes", VOLUMES, LIST)
    konspekt.tell(signal.SIGHUP)
    await konspekt.has_logged("new notes: sections +1 -0")
    assert "docker ps [OPTIONS]" in await learner.send("/cmd docker ps")
    (tmp_path / "notes/docker.md").unlink()
    konspekt.tell(signal.SIGHUP)
    await konspekt.has_logged("the notes stay as they were")
    assert "docker ps [OPTIONS]" in await learner.send("/cmd docker ps")
    assert await konspekt.end(signal.SIGTERM) == 0


async def test_the_preview_reloads_on_save_and_tells_its_host(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    write_notes(notes, VOLUMES)
    environment = {"PATH": os.environ["PATH"], "CONTENT_DIR": str(notes), "HTTP_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "preview",
        cwd=ROOT, env={**environment, "DATA_DIR": str(tmp_path / "data")}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(START_SECONDS):
            await line_with(process, "http://127.0.0.1:")
            await asyncio.sleep(0.5)  # the watch of the folder begins beside the page
            write_notes(notes, VOLUMES, LIST)
            await line_with(process, "Конспекты перечитаны: разделов 3")
            await line_with(process, "docker ps")
            (notes / "docker.md").write_bytes("# Докер".encode("cp1251"))
            await line_with(process, "Конспекты остались прежними")
            await line_with(process, "docker.md:1")
    finally:
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0


async def line_with(process: asyncio.subprocess.Process, part: str) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        if part in line.decode():
            return
    raise AssertionError(f"the process ended before it said {part!r}")


@asynccontextmanager
async def free_port() -> AsyncIterator[int]:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def arrival_of_a_poll(learner: Person, until: datetime) -> None:
    while not any(seen.poll for seen in learner.messages):
        assert datetime.now(UTC) < until, "the daily set did not come"
        await asyncio.sleep(0.1)
