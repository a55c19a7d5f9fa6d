"""`python run`: the fences of a section as one program, its lines where the notes have them."""

import asyncio
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path

import nats
import nats.errors
import redis

from tests.content import sql
from tests.content.fences import Block, Fence, Verdict, Wrong, skipped

SECONDS = 30
SITE = Path(__file__).parent / "site"
NATS = "nats://127.0.0.1:4222"
_EXPECTED = re.compile(r"(?P<code>.*?)#\s*=>\s?(?P<shown>.*)$")
_FRAME = re.compile(r'File "(?P<path>[^"]+)", line (?P<line>\d+)')
_POSTGRES = re.compile(r"\b(?:psycopg2?|asyncpg)\b|postgresql\+?\w*://")
_NATS = re.compile(r"^\s*(?:import|from) nats\b|nats://", re.MULTILINE)


def check(block: Block, redis_port: int, directory: Path) -> Verdict:
    code = block.at_its_lines()
    if _POSTGRES.search(code) and not sql.answers():
        return skipped(block, "no PostgreSQL")
    needs_nats = bool(_NATS.search(code))
    if needs_nats and not nats_answers():
        return skipped(block, "no NATS")
    program = directory / "example.py"
    program.write_text(code, encoding="utf-8")
    with redis.Redis(port=redis_port) as client:
        client.flushall()
    with _alone() if needs_nats or _POSTGRES.search(code) else nullcontext():
        if needs_nats and not _forget_streams() and "jetstream()" in code:
            return skipped(block, "no JetStream")
        wrong = _outcome(block, program, _environment(redis_port, directory))
        if needs_nats and wrong is not None and "TimeoutError" in wrong.what:
            _forget_streams()  # the disk of a busy machine was slow, which says nothing of the notes: once more
            wrong = _outcome(block, program, _environment(redis_port, directory))
    return Verdict(len(block.fences), (wrong,) if wrong else ())


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time over all workers of xdist: sections may call their tables and streams alike."""
    descriptor = os.open(SITE, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@lru_cache(maxsize=1)
def nats_answers() -> bool:
    try:
        socket.create_connection(("127.0.0.1", 4222), timeout=2).close()
    except OSError:
        return False
    return True


def _forget_streams() -> bool:
    """Delete the streams that examples made and a failed run may have left; False where the server keeps none."""
    return asyncio.run(_delete_demo_streams())


async def _delete_demo_streams() -> bool:
    client = await nats.connect(NATS)
    try:
        js = client.jetstream()
        for stream in await js.streams_info():
            if stream.config.name and stream.config.name.startswith("DEMO"):
                await js.delete_stream(stream.config.name)
    except nats.errors.Error:
        return False
    else:
        return True
    finally:
        await client.close()


def _environment(redis_port: int, directory: Path) -> dict[str, str]:
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(directory),
        "PYTHONPATH": str(SITE),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "KONSPEKT_REDIS_PORT": str(redis_port),
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "DATABASE_URL": sql.URL,
        "NATS_URL": NATS,
    }


def _outcome(block: Block, program: Path, environment: dict[str, str]) -> Wrong | None:
    """Runs the program in a process group of its own: workers that it left behind end with it."""
    with subprocess.Popen(
        [sys.executable, str(program)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program.parent,
        env=environment,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, complained = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return Wrong(block.file, block.fences[0].line, f"does not end within {SECONDS} s")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        return _from_traceback(block, program, complained)
    return next(_unprinted(block.fences, said.splitlines()), None)


def _from_traceback(block: Block, program: Path, complained: str) -> Wrong:
    """The last line of the notes that the traceback names, and the error."""
    places = [int(found["line"]) for found in _FRAME.finditer(complained) if found["path"] == str(program)]
    lines = complained.strip().splitlines() or ["fails without a word"]
    return Wrong(block.file, places[-1] if places else block.fences[0].line, lines[-1])


def _unprinted(fences: Sequence[Fence], said: Sequence[str]) -> Iterator[Wrong]:
    """What the notes show after `# =>` beside a print or under it, and the program did not print in turn."""
    at = 0
    for fence in fences:
        for number, line in enumerate(fence.code.splitlines(), fence.line):
            found = _EXPECTED.match(line)
            if not found or (found["code"].strip() and "print(" not in found["code"]):
                continue
            shown = found["shown"].strip()
            place = next((place for place in range(at, len(said)) if said[place].strip() == shown), None)
            if place is None:
                what = f"prints {list(said[at : at + 3])}, the notes show {shown}"
                yield Wrong(fence.file, number, what)
                return
            at = place + 1
