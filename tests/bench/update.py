"""What an update costs the bot, against a bare aiogram bot in the same run: CPU, trips to Redis, memory, start.

python -m tests.bench update

Only the ratios carry over to another machine. Both bots run as processes against `door`; ours keeps its state in a Redis of
its own. `mixed` is a learner's ten updates: a start, four taps, three look-ups, a quiz and its answer.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any, Final

import redis

from bot.embedded import serve
from tests.bench.door import TOKEN, Door, message, tap, vote

ROOT: Final = Path(__file__).parents[2]
UPDATES: Final = 1000  # of each kind
WARM: Final = 200
BACKLOG: Final = 10_000
LATER: Final = 300  # look-ups one by one after the backlog
TICKS: Final = os.sysconf("SC_CLK_TCK")
MIXED: Final = {"start": 1, "tap": 4, "cmd": 3, "quiz": 1, "answer": 1}


@dataclass(slots=True)
class Measured:
    """One bot: CPU in ms and trips to Redis for an update of each kind, and the rest by name."""

    cpu: dict[str, float] = field(default_factory=dict)
    trips: dict[str, float] = field(default_factory=dict)
    lost: int = 0
    start: float = 0.0
    memory: float = 0.0
    bytes_each: float = 0.0
    later: float = 0.0  # p99 of the answers after the backlog, ms

    def finish(self) -> None:
        for figures in (self.cpu, self.trips):
            if figures:
                figures["mixed"] = sum(figures[kind] * share for kind, share in MIXED.items()) / sum(
                    MIXED.values()
                )


def run() -> str:
    """The whole report."""
    bare = asyncio.run(_measure("tests.bench.bare", None))
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as url:
        ours = asyncio.run(_measure("bot", url))
    lines = ["per update   CPU of bare aiogram   ours     ratio   trips to Redis"]
    lines += [
        f"{kind:<12} {bare.cpu[kind]:14.2f} ms {ours.cpu[kind]:9.2f} ms {ours.cpu[kind] / bare.cpu[kind]:8.2f} {ours.trips[kind]:10.2f}"
        for kind in (*MIXED, "mixed")
    ]
    lines += [
        f"lost of all updates: {ours.lost}, {BACKLOG} /start at once among them; answers after these: p99 {ours.later:.0f} ms",
        f"memory {ours.memory:.0f} MiB at most (bare aiogram {bare.memory:.0f})",
        f"first answer after {ours.start:.1f} s (bare aiogram {bare.start:.1f})",
        f"Redis: {ours.bytes_each:.0f} bytes for an idle subscriber",
    ]
    return "\n".join(lines)


async def _measure(module: str, url: str | None) -> Measured:
    measured, door = Measured(), Door()
    server = None if url is None else redis.Redis.from_url(url)
    runner = await door.open()
    try:
        async with _bot(module, door, url) as process:
            begun = perf_counter()
            await door.hand_out({1: message(1, "/cmd docker ps")})
            measured.start = perf_counter() - begun
            await _kinds(measured, door, process.pid, server)
            measured.memory = _status(process.pid, "VmHWM") / 1024
            await _crowd(measured, door, server)
    finally:
        await runner.cleanup()
        if server is not None:
            server.close()
    measured.finish()
    return measured


async def _kinds(measured: Measured, door: Door, pid: int, server: redis.Redis | None) -> None:
    """Each kind of update, first to warm up, then measured."""
    for first, count in ((1_000_000, WARM), (2_000_000, UPDATES)):
        chats = range(first, first + count)
        await door.hand_out({first: tap(first, "m:topics")})
        sections = cycle(sorted(data for data in door.taps if data.startswith("s:")) or ["s::0:0"])
        for kind, make in _makers(door, sections.__next__).items():
            cpu, trips = _cpu(pid), _reads(server)
            _, lost = await door.hand_out({chat: make(chat) for chat in chats})
            measured.cpu[kind] = (_cpu(pid) - cpu) / count * 1000
            measured.trips[kind] = (_reads(server) - trips) / count
            measured.lost += lost


def _makers(door: Door, section: Callable[[], str]) -> Mapping[str, Callable[[int], dict[str, Any]]]:
    return {
        "start": lambda chat: message(chat, "/start"),
        "cmd": lambda chat: message(chat, "/cmd docker ps"),
        "tap": lambda chat: tap(chat, section()),
        "quiz": lambda chat: message(chat, "/quiz"),
        "answer": lambda chat: vote(chat, door.polls[chat]),
    }


async def _crowd(measured: Measured, door: Door, server: redis.Redis | None) -> None:
    """Ten thousand at once, those who write afterwards, and what each leaves in Redis when subscribed."""
    if server is None:
        return
    before = _dataset(server)
    chats = range(5_000_000, 5_000_000 + BACKLOG)
    _, lost = await door.hand_out({chat: message(chat, "/start") for chat in chats})
    measured.lost += lost
    started = _dataset(server)
    waits = [
        (await door.hand_out({chat: message(chat, "/cmd docker ps")}))[0]
        for chat in range(7_000_000, 7_000_000 + LATER)
    ]
    measured.later = quantiles(waits, n=100)[-1] * 1000
    met = _dataset(server)  # what the look-ups of the others took is not the crowd's
    await door.hand_out({chat: message(chat, "/daily 09:00") for chat in chats})
    measured.bytes_each = (_dataset(server) - met + started - before) / BACKLOG


@asynccontextmanager
async def _bot(module: str, door: Door, url: str | None) -> AsyncIterator[asyncio.subprocess.Process]:
    with tempfile.TemporaryDirectory() as data:
        more = (
            {}
            if url is None
            else {
                "REDIS_URL": url,
                "CONTENT_DIR": str(ROOT / "content"),
                "HTTP_PORT": "0",
                "LOG_LEVEL": "WARNING",
            }
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": door.url, "DATA_DIR": data, **more},
        )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            await process.wait()


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _reads(server: Any) -> int:
    return 0 if server is None else int(server.info("stats")["total_reads_processed"])


def _dataset(server: Any) -> int:
    return int(server.info("memory")["used_memory_dataset"])
