"""How fast notes are read and shown, and what they weigh, beside the bars of the project.

Everything is CPU time of one core. Sizes that no folder here has are made by chance (`generated`), the worst inputs
are listed (`hard`).
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Final, TypeAlias, TypeVar

from bot import embedded, texts
from bot.content import read_content
from bot.edition import Edition, publish
from bot.garbage import collector_paused
from bot.notes_cache import NotesCache
from bot.publishing import Press
from bot.store import Store, connect
from bot.study.parse import parse
from bot.study.quiz import questions
from bot.study.search import Index
from tests.bench import generated, hard
from tests.through import go_through, open_page

Made = TypeVar("Made")
Figures: TypeAlias = dict[str, float]

ROOT: Final = Path(__file__).parents[2]
MB: Final = 1_000_000
RATE_SIZE: Final = 2 * MB
START_SIZE: Final = 10 * MB
TRIES: Final = 3

RATE_BAR: Final = 3.0  # MB/s of parse and index together
START_BAR: Final = 1.0  # s of a warm start of 10 MB
MEMORY_BAR: Final = 6.0  # times the size of the notes
PAGE_BAR: Final = 3.0  # ms, 99 of 100
HARD_BAR: Final = 2.0  # s


def run() -> str:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        generated.write(made / "rate", RATE_SIZE)
        size = generated.write(made / "start", START_SIZE)
        parts = (rates(made / "rate"), starts(made, size), pages(made / "rate"), hard_notes())
        return "\n".join(line for part in parts for line in part)


def row(name: str, figure: str, bar: str = "") -> str:
    return f"{name:44} {figure:>16}  {bar}"


def cpu(work: Callable[[], Made]) -> tuple[Made, float]:
    """What the work gives, and the seconds it took of one core."""
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def rates(made: Path) -> Iterator[str]:
    """The best of three processes each: other work on the machine only makes it slower."""
    for name, folder in (("content/", ROOT / "content"), ("made notes, 2 MB", made)):
        runs = [in_a_process("rate", folder) for _ in range(TRIES)]
        size = runs[0]["size"]
        parsing, indexing, asking = (min(run[key] for run in runs) for key in ("parse", "index", "ask"))
        yield row(f"{name}: parse", f"{size / parsing:.1f} MB/s")
        yield row(f"{name}: index", f"{size / indexing:.1f} MB/s")
        yield row(f"{name}: parse and index", f"{size / (parsing + indexing):.1f} MB/s", f">= {RATE_BAR}")
        yield row(f"{name}: {runs[0]['questions']:.0f} questions", f"{size / asking:.1f} MB/s")


def rate(folder: Path) -> Figures:
    content = read_content(folder)
    with collector_paused():  # as `publishing` does
        library, parsing = cpu(partial(parse, content.files, None, content.assets))
        _, indexing = cpu(partial(Index.build, library))
        asked, asking = cpu(partial(questions, library))
    size = sum(len(file.data) for file in content.files) / MB
    return {"size": size, "parse": parsing, "index": indexing, "ask": asking, "questions": len(asked)}


def starts(made: Path, size: int) -> Iterator[str]:
    """Each start is a process of its own, which does what the bot does before it can answer."""
    for name, bars in (("cold", ("", "")), ("warm", (f"< {START_BAR} s", f"< {MEMORY_BAR}"))):
        found = in_a_process("start", made / "start", made / "data")
        yield row(f"{name} start of {size / MB:.0f} MB", f"{found['seconds']:.2f} s", bars[0])
        yield row(f"{name} start: memory / notes", f"{found['bytes'] / size:.1f}", bars[1])


async def start(folder: Path, data: Path) -> Figures:
    """Read notes as a start does, with what is kept in the data directory."""
    with embedded.serve(data) as url:
        store = Store(connect(url, connections=1))
        press = Press(folder, store, cache=NotesCache(data))
        before, begun = resident(), time.process_time()
        edition = await press.edition()
        taken = {"seconds": time.process_time() - begun, "bytes": resident() - before}
        await store.close()
        return taken | {"sections": len(edition.library.sections)}


def in_a_process(*arguments: str | Path) -> Figures:
    """The figures of `rate` or `start`, taken where nothing was loaded before."""
    command = [sys.executable, "-m", "tests.bench.notes", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: Figures = json.loads(ended.stdout)
    return figures


def resident() -> int:
    """Bytes of this process in memory."""
    pages_in_memory = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages_in_memory * 4096


def pages(made: Path) -> Iterator[str]:
    spoken = texts.load("ru").known["ru"]
    for name, folder in (("content/", ROOT / "content"), ("made notes", made)):
        edition = publish(folder)
        open_all(publish(folder), spoken)  # what is loaded once for all pages is no page's own cost
        for times, kind in ((open_all(edition, spoken), "new"), (open_all(edition, spoken), "seen")):
            cuts = quantiles(times, n=100)
            figure = f"{cuts[49]:.2f} / {cuts[98]:.2f} ms"
            yield row(f"{name}: a {kind} page, p50 / p99", figure, f"p99 < {PAGE_BAR} ms")


def open_all(edition: Edition, spoken: texts.Texts) -> list[float]:
    """Milliseconds that each section's page with its buttons takes."""
    times = []
    for one in list(edition.library.sections.values())[:512]:  # as many as are kept
        begun = time.thread_time()
        open_page(edition, one, spoken)
        times.append(1000 * (time.thread_time() - begun))
    return times


def hard_notes() -> Iterator[str]:
    """The slowest steps on the hardest notes: reading, opening a page, a look-up, ..."""
    slowest = sorted(((*slowest_step(text), name) for name, text in hard.NOTES.items()), reverse=True)
    yield row(f"{len(slowest)} hard inputs, the slowest step of each", "", f"< {HARD_BAR:.0f} s")
    for seconds, step, name in slowest[:8]:
        yield row(f"  {name}: {step}", f"{seconds:.2f} s")


def slowest_step(text: str) -> tuple[float, str]:
    found: list[tuple[float, str]] = []

    @contextmanager
    def timed(step: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        found.append((time.process_time() - begun, step))

    go_through(text, timed)
    return max(found)


def main(kind: str, *folders: str) -> None:
    paths = [Path(folder) for folder in folders]
    sys.stdout.write(json.dumps(rate(*paths) if kind == "rate" else asyncio.run(start(*paths))))


if __name__ == "__main__":
    main(*sys.argv[1:])
