"""What a supervisor does in the first seconds of a start, and with a server that is frozen: in order, by real processes."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import redis

from bot.preview import RunningServer, Telegram, serve
from tests.process import STOP_SECONDS, Konspekt
from tests.servers.servers import free_port

SOCKET = "redis.sock"
GRACE_SECONDS = 15  # as docs/operations.md, Compose and the unit give it


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[Telegram, RunningServer]]:
    telegram = Telegram()
    running = await serve(telegram)
    yield telegram, running
    await running.close()


@pytest.fixture
def konspekt(tmp_path: Path, server: tuple[Telegram, RunningServer]) -> Konspekt:
    return Konspekt(tmp_path / "data", *server)


def pid_of(konspekt: Konspekt) -> int | None:
    """Of the embedded server, once it answers."""
    socket = Path(konspekt.environment["DATA_DIR"], SOCKET)
    try:
        with redis.Redis(unix_socket_path=str(socket)) as client:
            return int(client.info("server")["process_id"])
    except redis.RedisError:
        return None


async def until_it_starts(konspekt: Konspekt) -> int:
    """Return when the embedded server is there: notes come after it."""
    async with asyncio.timeout(20):
        while (pid := pid_of(konspekt)) is None:  # noqa: ASYNC110 -- another process starts it
            await asyncio.sleep(0.05)
    return pid


async def test_an_early_reload_is_remembered(konspekt: Konspekt) -> None:
    await konspekt.launch()
    await until_it_starts(konspekt)
    konspekt.tell(signal.SIGHUP)
    await konspekt.has_logged("new notes: sections")
    assert await konspekt.end(signal.SIGTERM) == 0


async def test_an_early_end_is_in_order(konspekt: Konspekt) -> None:
    await konspekt.launch()
    pid = await until_it_starts(konspekt)
    await asyncio.sleep(0.5)  # the notes are being made
    assert await konspekt.end(signal.SIGTERM) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert "Traceback" not in konspekt.log.read_text()
    assert not half_written(konspekt)


def half_written(konspekt: Konspekt) -> list[str]:
    folder = Path(konspekt.environment["DATA_DIR"])
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


async def test_a_frozen_server_is_told_in_time_and_does_not_keep_the_bot(konspekt: Konspekt) -> None:
    port = free_port()
    await konspekt.start(HTTP_PORT=str(port))
    pid = pid_of(konspekt)
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    async with aiohttp.ClientSession() as session:
        for path, status in (("readyz", 503), ("metrics", 200), ("healthz", 200)):
            began = time.monotonic()
            async with session.get(f"http://127.0.0.1:{port}/{path}") as response:
                assert response.status == status
                told = await response.text()
            assert time.monotonic() - began < STOP_SECONDS, f"{path} came too late for who asks"
            if path == "metrics":
                assert "konspekt_redis_up 0.0" in told
    konspekt.tell(signal.SIGTERM)
    async with asyncio.timeout(GRACE_SECONDS):
        assert konspekt.process is not None
        assert await konspekt.process.wait() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
