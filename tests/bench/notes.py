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
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Final, TypeVar

from bot import embedded, texts
from bot.content import read_content
from bot.edition import Edition, publish
from bot.notes_cache import NotesCache
from bot.publishing import Press
from bot.store import Store, connect
from bot.study.parse import parse
from bot.study.quiz import questions
from bot.study.search import Index
from tests.bench import generated, hard
from tests.through import go_through, open_page

Made = TypeVar("Made")

ROOT: Final = Path(__file__).parents[2]
MB: Final = 1_000_000
RATE_SIZE: Final = 2 * MB
START_SIZE: Final = 10 * MB

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
    for name, folder in (("content/", ROOT / "content"), ("made notes, 2 MB", made)):
        content = read_content(folder)
        size = sum(len(file.data) for file in content.files) / MB
        library, parsing = cpu(partial(parse, content.files, None, content.assets))
        _, indexing = cpu(partial(Index.build, library))
        asked, asking = cpu(partial(questions, library))
        yield row(f"{name}: parse", f"{size / parsing:.1f} MB/s")
        yield row(f"{name}: index", f"{size / indexing:.1f} MB/s")
        yield row(f"{name}: parse and index", f"{size / (parsing + indexing):.1f} MB/s", f">= {RATE_BAR}")
        yield row(f"{name}: {len(asked)} questions", f"{size / asking:.1f} MB/s")


def starts(made: Path, size: int) -> Iterator[str]:
    """Each start is a process of its own, which does what the bot does before it can answer."""
    for name, bars in (("cold", ("", "")), ("warm", (f"< {START_BAR} s", f"< {MEMORY_BAR}"))):
        ended = subprocess.run(
            [sys.executable, "-m", "tests.bench.notes", str(made / "start"), str(made / "data")],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        start = json.loads(ended.stdout)
        yield row(f"{name} start of {size / MB:.0f} MB", f"{start['seconds']:.2f} s", bars[0])
        yield row(f"{name} start: memory / notes", f"{start['bytes'] / size:.1f}", bars[1])


async def start(folder: Path, data: Path) -> None:
    """Read notes as a start does, with what is kept in the data directory, and print what that took."""
    with embedded.serve(data) as url:
        store = Store(connect(url, connections=1))
        press = Press(folder, store, cache=NotesCache(data))
        before, begun = resident(), time.process_time()
        edition = await press.edition()
        taken = {"seconds": time.process_time() - begun, "bytes": resident() - before}
        sys.stdout.write(json.dumps(taken | {"sections": len(edition.library.sections)}))
        await store.close()


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
    slowest: list[tuple[float, str]] = []
    for name, text in hard.NOTES.items():
        _, seconds = cpu(partial(go_through, text))
        slowest.append((seconds, name))
    yield row(f"{len(slowest)} hard inputs through everything", "", f"each < {HARD_BAR:.0f} s")
    for seconds, name in sorted(slowest, reverse=True)[:8]:
        yield row(f"  {name}", f"{seconds:.2f} s")


if __name__ == "__main__":
    asyncio.run(start(Path(sys.argv[1]), Path(sys.argv[2])))
