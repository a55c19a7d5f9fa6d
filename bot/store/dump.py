"""Redis keys as lines of JSON, and back: what `/export` hands out. It knows no key by name.

One line a key: `{"key": ..., "type": "hash", "value": [[field, value], ...], "ttl": seconds or null}`. The value is
a string for `string`, a list for `list` and `set`, a list of pairs for `hash` and, with numbers second, for `zset`.
A string that is not UTF-8 stands as `{"base64": ...}`.
"""

import base64
import json
from collections.abc import Iterable, Sequence
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


def header(**more: str | int) -> str:
    """The first line: what follows, and in which version."""
    return _line({"format": FORMAT, "version": VERSION, **more})


def line(key: str | bytes, kind: str, value: Json, ttl: int | None = None) -> str:
    """One key; the value as redis-py gives it."""
    return _line({"key": _packed(key), "type": kind, "value": _shape(kind, value), "ttl": ttl})


async def lines(client: "Redis", keys: Sequence[bytes | str]) -> list[str]:
    """A line for each key that still exists, in two round trips."""
    redis: Any = client
    pipe = redis.pipeline(transaction=False)
    for key in keys:
        pipe.type(key)
        pipe.ttl(key)
    about = await pipe.execute()
    kinds = [kind.decode() for kind in about[::2]]
    found = [
        (key, kind, ttl) for key, kind, ttl in zip(keys, kinds, about[1::2], strict=True) if kind != "none"
    ]
    pipe = redis.pipeline(transaction=False)
    for key, kind, _ in found:
        method, arguments = _READ[kind]
        getattr(pipe, method)(key, *arguments, **({"withscores": True} if kind == "zset" else {}))
    values = await pipe.execute()
    return [
        line(key, kind, value, ttl if ttl >= 0 else None)
        for (key, kind, ttl), value in zip(found, values, strict=True)
        if value  # gone between the two
    ]


async def put_back(client: "Redis", found: Iterable[str]) -> int:
    """Write the keys of those lines, the first of which is a header; gives how many keys.

    Fields and members that a key has besides stay: a sorted set of many people's times may be put back for one.
    Raises:
        LineError: a line cannot be read; nothing is written then.
    """
    entries = list(map(_entry, found))
    if not entries or entries[0].get("format") != FORMAT or entries[0].get("version") != VERSION:
        raise LineError(f"the first line is no header of {FORMAT}, version {VERSION}")
    redis: Any = client
    pipe = redis.pipeline(transaction=False)
    for entry in entries[1:]:
        _write(pipe, entry)
    await pipe.execute()
    return len(entries) - 1


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entry(text: str) -> dict[str, Json]:
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


def _write(pipe: Json, entry: dict[str, Json]) -> None:
    try:
        key, value, ttl = _unpacked(entry["key"]), entry["value"], entry["ttl"]
        if entry["type"] != "string" and not value:
            raise LineError("Redis keeps no empty key")
        match entry["type"]:
            case "string":
                pipe.set(key, _unpacked(value))
            case "hash":
                pipe.hset(key, mapping={_unpacked(field): _unpacked(one) for field, one in value})
            case "list":
                pipe.rpush(key, *map(_unpacked, value))
            case "set":
                pipe.sadd(key, *map(_unpacked, value))
            case "zset":
                pipe.zadd(key, {_unpacked(member): float(score) for member, score in value})
            case other:
                raise LineError(f"no type of ours: {other!r}")
        if ttl is not None:
            pipe.expire(key, int(ttl))
    except (KeyError, TypeError, ValueError) as error:
        raise LineError(f"no line of ours: {error}") from error
