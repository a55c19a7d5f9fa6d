"""All of the database as lines of JSON (`dump.py`), and back.

A header with the version of the data and the time, a line for each key, and an end with their number: a file that was
cut off has none. Times to live count on while the file lies there; what has run out by then is not put back.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from redis.asyncio import Redis

from bot.store import dump
from bot.store.dump import LineError

BATCH: Final = 200  # keys read or written in one go
MARK: Final = "restoring"  # there while a restore is under way, and after one that was cut off


class FileError(ValueError):
    """A file that is no whole backup; `line` says where."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{line}: {reason}")
        self.line = line


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    schema: int
    made: int  # Unix seconds
    keys: int


async def back_up(client: "Redis", write: Callable[[str], object], schema: int, now: int) -> int:
    """Hand all keys to `write`, line by line; gives how many.

    Whatever changes meanwhile is in it as it was or as it became, each key by itself.
    """
    write(dump.header(kind="backup", schema=schema, made=now))
    count = 0
    async for keys in _batches(client):
        for line in await dump.lines(client, keys):
            write(line)
            count += 1
    write(dump.json_line({"end": count}))
    return count


def check(lines: Iterable[bytes]) -> About:
    """Read all lines, keep none.

    Raises:
        FileError: the file is no whole backup, or of a version that we do not know.
    """
    header: dict[str, Any] = {}
    end: int | None = None
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode()
            if end is not None:
                raise LineError("something comes after the end")  # noqa: TRY301 -- told as all other faults
            if number == 1:
                header = _header(text)
            elif (end := _end(text)) is None:
                dump.read(text)
            elif end != number - 2:
                raise LineError(f"{number - 2} keys came before this end of {end}")  # noqa: TRY301 -- as above
        except (UnicodeDecodeError, LineError) as error:
            told = "no UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
            raise FileError(number, told) from error
    if end is None:
        raise FileError(number + 1, "the end is missing, the file was cut off")
    return About(header["schema"], header["made"], end)


async def restore(client: "Redis", lines: Iterable[bytes], about: About, now: int) -> int:
    """Put the keys of a file that was checked in the place of all that is there; gives how many.

    While it lasts `MARK` is there, and it stays if this is cut off: the bot does not start then.
    """
    redis: Any = client
    await redis.set(MARK, "1")
    async for keys in _batches(client):
        pipe = redis.pipeline(transaction=False)
        for key in keys:
            if key != MARK.encode():
                pipe.delete(key)
        await pipe.execute()
    age, count = max(0, now - about.made), 0
    pipe = redis.pipeline(transaction=False)
    for number, line in enumerate(lines):
        if not 1 <= number <= about.keys:
            continue
        entry = dump.read(line.decode())
        if entry.key == MARK.encode():
            continue
        if entry.ttl is None or entry.ttl > age:
            pipe.delete(entry.key)  # a scan may have met it twice
            dump.write(pipe, entry.older(age))
            count += 1
        if number % BATCH == 0:
            await pipe.execute()
    await pipe.execute()
    await redis.delete(MARK)
    return count


async def is_empty(client: "Redis") -> bool:
    async for _ in _batches(client):
        return False
    return True


async def is_half_restored(client: "Redis") -> bool:
    return bool(await client.exists(MARK))


async def _batches(client: "Redis") -> AsyncIterator[list[bytes]]:
    redis: Any = client
    keys: dict[bytes, None] = {}  # a scan may repeat itself
    async for key in redis.scan_iter(count=BATCH):
        keys[key] = None
        if len(keys) >= BATCH:
            yield [*keys]
            keys = {}
    if keys:
        yield [*keys]


def _header(text: str) -> dict[str, Any]:
    shape = dump.read_header(text)
    if shape.get("kind") != "backup":
        raise LineError("this is what /export gave to one person, no backup")
    if not all(isinstance(shape.get(name), int) for name in ("schema", "made")):
        raise LineError("the header names no version of the data, or no time")
    return shape


def _end(text: str) -> int | None:
    """How many keys came before, where this is the last line."""
    shape = dump.read_object(text)
    end = shape.get("end")
    return end if isinstance(end, int) and len(shape) == 1 else None
