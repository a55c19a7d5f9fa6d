"""`redis run`: commands of the notes, one a line, on a server of the tests' own.

What is shown under a run of commands (`# => ...`, as redis-cli prints it) are the replies of the last of them.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.content.fences import Block, Fence, Verdict, Wrong
from tests.content.lines import SYNOPSIS

SECONDS = 5
_SHOWN = re.compile(r"^#\s*=>\s?(?P<reply>.*)$")
_NAME = re.compile(r"[A-Z][A-Z.]*")
# "(integer) 3", "1) ", "(nil)": how redis-cli lays a reply out
_LAYOUT = re.compile(r"\((?:integer|double|error|boolean)\)|(?<!\S)\d+[)#~](?=\s)")


@dataclass(slots=True)
class Run:
    """Commands that follow each other, and the replies that the notes show under them."""

    commands: list[tuple[int, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def check(block: Block, port: int) -> Verdict:
    """A section starts on an empty server; its fences speak over one connection."""
    with redis.Redis(
        port=port,
        protocol=2,
        decode_responses=True,
        socket_timeout=SECONDS,
        single_connection_client=True,
        retry=Retry(NoBackoff(), 0),
    ) as client:
        client.response_callbacks.clear()  # replies as the server gives them
        client.execute_command("FLUSHALL")
        wrongs = [wrong for fence in block.fences for wrong in _fence_faults(fence, client)]
    return Verdict(len(block.fences), tuple(wrongs))


def _ask(client: redis.Redis, words: Sequence[str]) -> object:
    """The reply; an error that the server answers with is a reply too."""
    try:
        return client.execute_command(*words)  # type: ignore[no-untyped-call] # redis-py left it untyped
    except redis.ResponseError as error:
        return error


def _fence_faults(fence: Fence, client: redis.Redis) -> Iterator[Wrong]:
    for line, synopsis in _synopses(fence):
        name = _NAME.findall(synopsis.split(" [")[0].split(" <")[0])[:2]
        if not _is_command(client, name):
            yield Wrong(fence.file, line, f"the server knows no command {synopsis.split()[0]}")
    for run in _runs(fence):
        yield from _run_faults(fence, run, client)


def _synopses(fence: Fence) -> Iterator[tuple[int, str]]:
    under = False
    for number, line in enumerate(fence.code.splitlines(), fence.line):
        if line.startswith("#"):
            under = bool(SYNOPSIS.match(line))
        elif under and line.strip():
            yield number, line


def _is_command(client: redis.Redis, name: Sequence[str]) -> bool:
    """`COMMAND INFO` answers nil for what the server has not; `xgroup|create` asks for a subcommand."""
    asked = ["|".join(name).lower(), name[0].lower()] if name else []
    return any(_ask(client, ["COMMAND", "INFO", each]) not in ([], [None]) for each in asked)


def _runs(fence: Fence) -> Iterator[Run]:
    run, is_synopsis = Run(), False
    for number, line in enumerate(fence.code.splitlines(), fence.line):
        if found := _SHOWN.match(line.strip()):
            run.shown.append(found["reply"])
        elif line.startswith("#"):
            is_synopsis = bool(SYNOPSIS.match(line))
        elif line.strip() and not is_synopsis:
            if run.shown:
                yield run
                run = Run()
            run.commands.append((number, line.strip()))
    yield run


def _run_faults(fence: Fence, run: Run, client: redis.Redis) -> Iterator[Wrong]:
    replies: list[list[str]] = []
    shown = [value for value in _values(" ".join(run.shown)) if value != "ERR"]  # redis-py drops it too
    for line, command in run.commands:
        try:
            reply = _ask(client, shlex.split(command))
        except (ValueError, redis.TimeoutError, redis.ConnectionError) as error:
            yield Wrong(fence.file, line, f"{command}: {error}")
            return
        replies.append(_values(_plain(reply)))
        if isinstance(reply, redis.ResponseError) and not _is_told(reply, shown):
            yield Wrong(fence.file, line, f"{command}: {reply}")
            return
    ends = (list(chain.from_iterable(replies[start:])) for start in range(len(replies)))
    if shown and shown not in ends:
        line, command = run.commands[-1] if run.commands else (fence.line, "nothing")
        yield Wrong(
            fence.file, line, f"{command} gives {' '.join(replies[-1])}, the notes show {' '.join(shown)}"
        )


def _is_told(error: redis.ResponseError, shown: Sequence[str]) -> bool:
    """Whether the notes show that error: its words follow each other there."""
    words = " ".join(_values(str(error)))
    return words in " ".join(shown)


def _plain(reply: object) -> str:
    match reply:
        case None:
            return "nil"
        case list():
            return " ".join(map(_plain, reply))
        case _:
            return str(reply)


def _values(text: str) -> list[str]:
    """The values of a reply however they are laid out and quoted."""
    return re.findall(r"[^\s\"'()]+", _LAYOUT.sub(" ", text))
