"""Redis keys as lines of JSON, and back: what `/export` hands out and `backup.py` keeps. It knows no key by name.

One line a key: `{"key": ..., "type": "hash", "value": [[field, value], ...], "ttl": seconds or null}`. The value is
a string for `string`, a list for `list` and `set`, a list of pairs for `hash` and, with numbers second, for `zset`.
A string that is not UTF-8 stands as `{"base64": ...}`.
"""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from redis.asyncio import Redis

VERSION: Final = 1
FORMAT: Final = "konspekt"

Json: TypeAlias = Any
Reading: TypeAlias = tuple[str, tuple[int | str, ...]]  # a method of redis-py and its arguments after the key

_READ: Final[dict[str, Reading]] = {
    "string": ("get", ()),
    "hash": ("hgetall", ()),
    "list": ("lrange", (0, -1)),
    "set": ("smembers", ()),
    "zset": ("zrange", (0, -1)),
}


class LineError(ValueError):
    """A line that is not one of ours, or of a version that we do not know."""


def json_line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def header(**more: str | int) -> str:
    """The first line: what follows, and in which version."""
    return json_line({"format": FORMAT, "version": VERSION, **more})


def line(key: str | bytes, kind: str, value: Json, ttl: int | None = None) -> str:
    """One key; the value as redis-py gives it."""
    return json_line({"key": _packed(key), "type": kind, "value": _shape(kind, value), "ttl": ttl})


async def lines(client: "Redis", keys: Sequence[bytes | str]) -> list[str]:
    """A line for each key that still exists and is of a type that we write, in two round trips."""
    redis: Any = client
    pipe = redis.pipeline(transaction=False)
    for key in keys:
        pipe.type(key)
        pipe.ttl(key)
    about = await pipe.execute()
    kinds = [kind.decode() for kind in about[::2]]
    found = [
        (key, kind, ttl) for key, kind, ttl in zip(keys, kinds, about[1::2], strict=True) if kind in _READ
    ]
    pipe = redis.pipeline(transaction=False)
    for key, kind, _ in found:
        method, arguments = _READ[kind]
        getattr(pipe, method)(key, *arguments, **({"withscores": True} if kind == "zset" else {}))
    values = await pipe.execute()
    return [
        line(key, kind, value, ttl if ttl >= 0 else None)
        for (key, kind, ttl), value in zip(found, values, strict=True)
        if value or value == b""  # else it is gone between the two
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    """One key as it is to be written."""

    key: bytes
    kind: str
    value: Json  # of bytes: one, a list of them, pairs; in a sorted set with their scores
    ttl: int | None  # seconds

    def older(self, seconds: int) -> "Entry":
        return self if self.ttl is None else replace(self, ttl=self.ttl - seconds)


async def put_back(client: "Redis", found: Iterable[str]) -> int:
    """Write the keys of those lines, the first of which is a header; gives how many keys.

    Fields and members that a key has besides stay: a sorted set of many people's times may be put back for one.
    Raises:
        LineError: a line cannot be read; nothing is written then.
    """
    first, *rest = [*found] or [""]
    read_header(first)
    entries = [*map(read, rest)]
    redis: Any = client
    pipe = redis.pipeline(transaction=False)
    for entry in entries:
        write(pipe, entry)
    await pipe.execute()
    return len(entries)


def read_header(text: str) -> dict[str, Json]:
    """What the first line tells.

    Raises:
        LineError: it is no header, or of a version that we do not know.
    """
    shape = read_object(text)
    if shape.get("format") != FORMAT or shape.get("version") != VERSION:
        raise LineError(f"the first line is no header of {FORMAT}, version {VERSION}")
    return shape


def read(text: str) -> Entry:
    """A line that `line` made.

    Raises:
        LineError: it is none.
    """
    shape = read_object(text)
    try:
        key, kind, value, ttl = _unpacked(shape["key"]), shape["type"], shape["value"], shape["ttl"]
        if kind != "string" and not value:
            raise LineError("Redis keeps no empty key")
        return Entry(key, kind, _unshape(kind, value), None if ttl is None else int(ttl))
    except (KeyError, TypeError, ValueError) as error:
        raise LineError(f"no line of ours: {error}") from error


def write(pipe: Json, entry: Entry) -> None:
    match entry.kind:
        case "string":
            pipe.set(entry.key, entry.value)
        case "hash":
            pipe.hset(entry.key, mapping=dict(entry.value))
        case "list":
            pipe.rpush(entry.key, *entry.value)
        case "set":
            pipe.sadd(entry.key, *entry.value)
        case "zset":
            pipe.zadd(entry.key, dict(entry.value))
    if entry.ttl is not None:
        pipe.expire(entry.key, entry.ttl)


def read_object(text: str) -> dict[str, Json]:
    """The object that a line holds.

    Raises:
        LineError: it holds none.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise LineError(f"no JSON: {text[:60]!r}") from error
    if not isinstance(found, dict):
        raise LineError(f"no object: {text[:60]!r}")
    return found


def _packed(value: str | bytes) -> Json:
    if isinstance(value, str):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode()}


def _unpacked(value: Json) -> bytes:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"], validate=True)
    if not isinstance(value, str):
        raise TypeError(f"no string: {value!r}")
    return value.encode()


def _shape(kind: str, value: Json) -> Json:
    match kind:
        case "string":
            return _packed(value)
        case "hash":
            return [[_packed(field), _packed(one)] for field, one in value.items()]
        case "zset":
            return [[_packed(member), score] for member, score in value]
        case _:
            return [_packed(member) for member in value]


def _unshape(kind: str, value: Json) -> Json:
    match kind:
        case "string":
            return _unpacked(value)
        case "hash":
            return [(_unpacked(field), _unpacked(one)) for field, one in value]
        case "zset":
            return [(_unpacked(member), float(score)) for member, score in value]
        case "list" | "set":
            return [*map(_unpacked, value)]
        case other:
            raise LineError(f"no type of ours: {other!r}")
