"""`konspekt backup FILE` and `konspekt restore FILE`: all that the bot keeps, out of Redis and back."""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import redis

from bot import embedded, texts
from bot.memory import error_text, redis_server
from bot.redis_url import parse
from bot.settings import CannotStartError, Settings
from bot.store import Store, backup, connect
from bot.store.schema import SchemaError

CONNECTIONS: Final = 4
STANDARD: Final = "-"


def back_up(settings: Settings, file: str) -> int:
    """Write everything into the file, whole or not at all; gives the exit status."""
    with ExitStack() as stack:
        url = _to_read(settings, stack)
        out = stack.enter_context(_written_whole(file))
        keys = asyncio.run(_read_out(url, out))
    _say(settings, "console-backup", keys=keys, file="stdout" if file == STANDARD else file)
    return 0


def restore(settings: Settings, file: str, *, force: bool) -> int:
    """Put back what the file holds, after all of it was read once; gives the exit status."""
    with ExitStack() as stack:
        given = stack.enter_context(_read_twice(file))
        try:
            about = backup.check(given)
        except backup.FileError as error:
            name = "stdin" if file == STANDARD else file
            raise CannotStartError(f"{name}:{error}") from error
        given.seek(0)
        url = redis_server(settings, stack)
        keys = asyncio.run(_put_in(url, given, about, force=force))
    _say(settings, "console-restored", keys=keys, gone=about.keys - keys)
    return 0


def _to_read(settings: Settings, stack: ExitStack) -> str:
    """The server to read from: a bot that works on DATA_DIR lends its own."""
    if settings.redis_url is None:
        if (lent := embedded.running(settings.data_dir)) is not None:
            return lent
        if not (settings.data_dir / "appendonlydir").is_dir():
            raise CannotStartError(f"DATA_DIR {settings.data_dir} holds no data: there is nothing to back up")
    return redis_server(settings, stack)


async def _read_out(url: str, out: BinaryIO) -> int:
    client = connect(url, connections=CONNECTIONS)
    try:
        if await backup.is_half_restored(client):
            raise CannotStartError(f"{parse(url).shown}: a restore is under way or was cut off")
        schema = await Store(client).schema.version()
        return await backup.back_up(
            client, lambda line: out.write(f"{line}\n".encode()), schema, int(time.time())
        )
    except SchemaError as error:
        raise CannotStartError(f"{parse(url).shown}: {error}") from error
    except redis.RedisError as error:
        raise CannotStartError(
            f"REDIS_URL: {parse(url).shown} does not answer: {error_text(error)}"
        ) from error
    finally:
        await client.aclose()


async def _put_in(url: str, given: BinaryIO, about: backup.About, *, force: bool) -> int:
    client = connect(url, connections=CONNECTIONS)
    where = parse(url).shown
    try:
        newest = Store(client).schema.newest
        if about.schema > newest:
            raise CannotStartError(
                f"the file is of version {about.schema}, this program knows version {newest}: run a newer Konspekt"
            )
        if not force and not await backup.is_empty(client):
            raise CannotStartError(f"{where} is not empty: --force puts the file in the place of all of it")
        return await backup.restore(client, given, about, int(time.time()))
    except redis.RedisError as error:
        raise CannotStartError(f"REDIS_URL: {where}: {error_text(error)}") from error
    finally:
        await client.aclose()


@contextmanager
def _written_whole(file: str) -> Iterator[BinaryIO]:
    """Where to write; the file appears under its name when all of it is on disk, for its owner's eyes."""
    if file == STANDARD:
        with _told_where(file):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    given = Path(file)
    if given.exists() and not given.is_file():  # a device, a pipe: nothing may stand in its place
        with _told_where(file), given.open("wb") as out:
            yield out
        return
    path = given.resolve()  # a link stays where it is
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise CannotStartError(f"{file} cannot be written: {error.strerror}") from error
    try:
        with open(descriptor, "wb") as out:  # noqa: PTH123 -- of the descriptor, which has no path
            yield out
            out.flush()
            os.fsync(descriptor)
        Path(name).replace(path)
    except OSError as error:
        raise CannotStartError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _told_where(file: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if file == STANDARD:  # Python would try once more at the very end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotStartError(f"{file} cannot be written: {error.strerror}") from error


@contextmanager
def _read_twice(file: str) -> Iterator[BinaryIO]:
    """The file, or a copy of standard input: it is read once to be checked and once to be put back."""
    try:
        if file == STANDARD:
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(sys.stdin.buffer, copy)
                copy.seek(0)
                yield copy
        else:
            with Path(file).open("rb") as given:
                yield given
    except OSError as error:
        raise CannotStartError(f"{file} cannot be read: {error.strerror}") from error


def _say(settings: Settings, key: str, **variables: str | int) -> None:
    """Tell the host how it went, beside standard output, which may be the backup."""
    spoken = texts.load(settings.default_language).known[settings.default_language]
    sys.stderr.write(spoken.plain(key, **variables) + "\n")
