"""Two replicas on one Redis behind nginx, restarted one after the other while people write: no update is lost."""

import asyncio
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.preview import Person, RunningServer, Telegram, acts, serve
from tests.process import Konspekt
from tests.servers import servers

# Debian puts it where only root's PATH leads
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
PEOPLE = 40

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: nginx-light)")

# as docs/operations.md has it, on a port of this machine and without TLS
CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream konspekt {{
    server 127.0.0.1:{first} max_fails=1 fail_timeout=2s;
    server 127.0.0.1:{second} max_fails=1 fail_timeout=2s;
  }}
  server {{
    listen 127.0.0.1:{port};
    location = /telegram {{
      client_max_body_size 1m;
      proxy_pass http://konspekt;
      proxy_connect_timeout 2s;
      proxy_next_upstream error timeout http_503 non_idempotent;
    }}
    location / {{ return 404; }}
  }}
}}
"""


@pytest.fixture
def ports() -> tuple[int, int, int]:
    return servers.free_port(), servers.free_port(), servers.free_port()


@pytest.fixture
def nginx(tmp_path: Path, ports: tuple[int, int, int]) -> Iterator[None]:
    first, second, port = ports
    folder = tmp_path / "nginx"
    folder.mkdir()
    settings = CONFIGURATION.format(folder=folder, first=first, second=second, port=port)
    (folder / "nginx.conf").write_text(settings)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"], stderr=log
        )
    yield
    process.send_signal(signal.SIGQUIT)
    assert process.wait(10) == 0, (folder / "log").read_text()


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "redis").mkdir()
    with servers.server(tmp_path / "redis") as port:
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[RunningServer]:
    server = await serve(telegram)
    yield server
    await server.close()


class Replica(Konspekt):
    """The bot's process that takes updates on a port."""

    def __init__(
        self, folder: Path, telegram: Telegram, server: RunningServer, port: int, **more: str
    ) -> None:
        super().__init__(folder, telegram, server)
        self.ready = f"http://127.0.0.1:{port}/readyz"
        self.environment |= {"HTTP_PORT": str(port), "LOG_FORMAT": "json", **more}

    async def is_ready(self) -> bool:
        try:
            async with aiohttp.ClientSession() as http, http.get(self.ready) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def start(self, **more: str) -> None:
        await self.launch(**more)
        async with asyncio.timeout(60):
            while not await self.is_ready():
                assert self.process is not None
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)


@pytest.mark.usefixtures("nginx")
async def test_a_rolling_restart_loses_no_update(
    tmp_path: Path,
    telegram: Telegram,
    server: RunningServer,
    ports: tuple[int, int, int],
    redis_url: str,
) -> None:
    more = {"REDIS_URL": redis_url, "WEBHOOK_URL": f"http://127.0.0.1:{ports[2]}/telegram"}
    replicas = [
        Replica(tmp_path / f"data{place}", telegram, server, ports[place], **more) for place in range(2)
    ]
    for replica in replicas:
        await replica.start()
    people = [telegram.person(f"Аня {number}") for number in range(PEOPLE)]
    for person in people:
        person.chat.bot.status = "member"
    told = 0
    async with asyncio.TaskGroup() as group:
        restarts = group.create_task(restart_each(replicas))
        while not restarts.done():
            for person in people:
                acts.send_text(telegram.world, person.id, person.chat, "/cmd docker ps")
            told += 1
            await until_heard(telegram)
    for _ in range(200):
        if all(answers(person) >= told for person in people):
            break
        await asyncio.sleep(0.05)
    counts = {answers(person) for person in people}
    assert counts == {told}, f"{told} questions each, answers {counts}"
    assert told >= 2
    for replica in replicas:
        assert await replica.end(signal.SIGTERM) == 0
        log = replica.log.read_text()
        assert "Traceback" not in log
        assert "stopped with work in hand" not in log


async def restart_each(replicas: list[Replica]) -> None:
    """As a deployment does: the next one when the last is ready."""
    for replica in replicas:
        assert await replica.end(signal.SIGTERM) == 0
        await replica.start()


async def until_heard(telegram: Telegram) -> None:
    async with asyncio.timeout(60):
        while telegram.world.updates.waiting:  # noqa: ASYNC110 -- another process takes them
            await asyncio.sleep(0.02)


def answers(person: Person) -> int:
    return sum("docker ps" in seen.text for seen in person.messages)
