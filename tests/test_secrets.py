"""The token and the password of Redis, looked for in everything that the bot's process shows, while everything goes wrong."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.preview import RunningServer, Telegram, serve
from bot.preview.world import BOT_ID, FIRST_PERSON_ID
from tests.process import ROOT, Konspekt
from tests.servers import servers

SECRET = "AAnobody-may-ever-read-this-0123456789"
TOKEN = f"{BOT_ID}:{SECRET}"
PASSWORD = "seventeen-elephants"
PATIENCE_SECONDS = 60  # a busy machine is no fault
NOTES = str(ROOT / "content" / "docker.md")  # few, for a quick start


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(token=TOKEN, patience=timedelta(seconds=0.7))


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[RunningServer]:
    server = await serve(telegram)
    yield server
    await server.close()


@pytest.fixture
def redis_stack() -> Iterator[ExitStack]:
    """What holds the server of Redis; closing it ends the server."""
    with ExitStack() as stack:
        yield stack


def shown_by(konspekt: Konspekt) -> list[str]:
    """What anybody on the machine sees of the process, and what it logged."""
    assert konspekt.process is not None
    pid = konspekt.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lists = [Path(f"/proc/{one}/cmdline").read_text() for one in (pid, *children)]
    return [*lists, konspekt.log.read_text()]


async def told_over_http(port: int) -> list[str]:
    async with aiohttp.ClientSession() as session:
        answers = []
        for path in ("healthz", "readyz", "metrics", f"bot{SECRET}"):
            async with session.get(f"http://127.0.0.1:{port}/{path}") as response:
                answers.append(f"{response.headers}{await response.text()}")
        return answers


async def test_nothing_shows_the_token_or_the_password(
    tmp_path: Path, telegram: Telegram, server: RunningServer, redis_stack: ExitStack
) -> None:
    redis_port = redis_stack.enter_context(servers.server(tmp_path, "--requirepass", PASSWORD))
    http_port = servers.free_port()
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    await konspekt.start(
        CONTENT_DIR=NOTES,
        REDIS_URL=f"redis://:{PASSWORD}@127.0.0.1:{redis_port}/0",
        LOG_LEVEL="DEBUG",
        ADMIN_IDS=str(FIRST_PERSON_ID),
        HTTP_PORT=str(http_port),
    )
    host = telegram.person("Вера")
    assert host.id == FIRST_PERSON_ID
    shown = [await host.start(), await host.send("/health"), *await told_over_http(http_port)]
    assert "Redis" in shown[1], "the host's answer of /health"
    disturbances: tuple[Callable[[], None], ...] = (
        lambda: telegram.faults.server_error(500, method="sendMessage"),
        lambda: telegram.faults.cut_connection(after=False, method="sendMessage"),
        lambda: telegram.faults.cut_connection(after=True, method="sendMessage"),
        lambda: telegram.faults.refuse("Bad Request: no such thing", method="sendMessage"),
        lambda: telegram.faults.refuse("Unauthorized", code=401, method="sendMessage"),
        lambda: telegram.faults.server_error(502, method="getUpdates"),
        lambda: telegram.faults.cut_connection(after=False, method="getUpdates"),
    )
    for disturb in disturbances:
        disturb()
        shown.append(await host.send("/help"))
        telegram.faults.clear()
    redis_stack.close()
    shown += [await host.send("/topics"), *await told_over_http(http_port)]
    telegram.token = f"{BOT_ID}:AAanother-token-entirely-0123456789"  # the host got a new one at @BotFather
    shown += shown_by(konspekt)
    await host.send("/help")
    assert konspekt.process is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await konspekt.process.wait() != 0
    log = konspekt.log.read_text()
    assert "Traceback" in log, "the faults left their traces"
    assert "401" in log or "Unauthorized" in log
    for text in (*shown, log):
        assert SECRET not in text
        assert PASSWORD not in text


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"REDIS_URL": f"redis://user:{PASSWORD}@127.0.0.1:1/0"}, "REDIS_URL"),
        ({"REDIS_URL": f"http://user:{PASSWORD}@127.0.0.1:1/0"}, "REDIS_URL"),
        ({"BOT_TOKEN": f"x{TOKEN}"}, "BOT_TOKEN"),
        ({"BOT_TOKEN": f"1{TOKEN}"}, "BOT_TOKEN"),
    ],
)
async def test_what_cannot_start_tells_why_without_them(
    tmp_path: Path, telegram: Telegram, server: RunningServer, environment: dict[str, str], said: str
) -> None:
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    with pytest.raises(AssertionError, match=said) as told:
        await konspekt.start(CONTENT_DIR=NOTES, LOG_LEVEL="DEBUG", **environment)
    assert SECRET not in str(told.value)
    assert PASSWORD not in str(told.value)


async def test_a_telegram_that_is_away_is_told_without_them(
    tmp_path: Path, telegram: Telegram, server: RunningServer
) -> None:
    konspekt = Konspekt(tmp_path / "data", telegram, server)
    url, konspekt.environment["TELEGRAM_API_URL"] = server.url, f"http://127.0.0.1:{servers.free_port()}"
    assert url
    starting = asyncio.ensure_future(konspekt.start(CONTENT_DIR=NOTES, LOG_LEVEL="DEBUG"))  # noqa: TID251 -- cancelled below
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not konspekt.log.exists() or "no updates from Telegram" not in konspekt.log.read_text():  # noqa: ASYNC110 -- another process writes it
                await asyncio.sleep(0.02)
    finally:
        starting.cancel()
    assert not any(SECRET in text for text in shown_by(konspekt))
    assert await konspekt.end(signal.SIGTERM) == 0
    assert SECRET not in konspekt.log.read_text()
