"""`make fuzz`: a minute of documents by chance and the known hard ones through everything the bot does with notes.

    python -m tests.fuzz [SECONDS] [SEED]

Each step (reading, opening a page, a look-up, ...) has two seconds of CPU. The first document that fails by chance is
written to a file; the exit status is 1 then.
"""

import secrets
import sys
import tempfile
import time
from pathlib import Path
from traceback import print_exception
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.bench import hard
from tests.limited import TooSlowError, limited
from tests.render import markdown_text
from tests.through import go_through

ROOT: Final = Path(__file__).parents[2]
BATCH: Final = 200  # documents of one seed
CONFIRMED: Final = 3  # a step is slow if it is so each time: a busy machine is no fault of it
SHOWN: Final = 500  # characters of a document that failed

LINES: Final = sorted(
    {
        line
        for path in (ROOT / "content").glob("*.md")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
)
UNITS: Final = (
    "[", "]", "![", "](", "](x)", ">", "> ", "- ", "* ", "1. ", "*", "**", "_", "__", "`", "``", "```\n", "~~~\n", "|", "|-",
    "\n", "\r", "\t", "  ", "#", "# ", "\n## A\n", "<", "<!--", "-->", "<b>", "</b>", "<details>", "&amp;", "&#", "\\", "[^1]",
    "[^1]: ", "[a]: b\n", "- [ ] ", "- [x] ", "x", "ж", "🐳", "\u0301", "\u200d", "\u202e", "\0", "---\n", "===\n", " — ",
)  # fmt: skip

_unit = st.sampled_from(UNITS)
_times = st.sampled_from((1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 3_000, 10_000))
runs = st.builds(
    lambda unit, times, end: unit * times + end, _unit, st.integers(1, 20_000), st.text(max_size=5)
)
nested = st.builds(
    lambda unit, times, step: "".join(step * depth + unit + "\n" for depth in range(times)),
    _unit,
    st.integers(1, 100),
    st.sampled_from((" ", "  ", "    ", "\t", "> ")),
)
copied = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
made = markdown_text.flowing | markdown_text.tables | markdown_text.noise
documents = st.lists(made | copied | runs | nested | st.text(max_size=200), min_size=1, max_size=6).map(
    "\n\n".join
)


def try_out(text: str) -> None:
    for attempt in range(CONFIRMED):
        try:
            go_through(text, limited)
        except TooSlowError:
            if attempt == CONFIRMED - 1:
                raise
        else:
            return


def known() -> int:
    """The hard notes; gives how many failed."""
    failed = 0
    for name, text in hard.NOTES.items():
        begun = time.process_time()
        try:
            try_out(text)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is what the fuzzing is for
            failed += 1
            print_exception(error)
            say(f"FAILED  {name}: {error}")
        else:
            say(f"{time.process_time() - begun:6.2f} s  {name}")
    return failed


class Fuzz:
    """Documents by chance until a time."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._failure: Exception | None = None
        self.tried = 0
        self.last = ""

    def run(self, first_seed: int) -> None:
        """Batch after batch; raises what a document raised."""
        number = first_seed
        while time.monotonic() < self._until:
            batch = settings(
                max_examples=BATCH,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # making a failure smaller would take minutes where a step is slow
                suppress_health_check=list(HealthCheck),
                report_multiple_bugs=False,
            )
            try:
                seed(number)(batch(given(documents)(self._once)))()
            except Exception as error:  # noqa: BLE001 -- hypothesis wraps what was raised, in one of its own kinds
                raise self._failure or error from None
            number += 1

    def _once(self, text: str) -> None:
        if time.monotonic() >= self._until or self._failure:
            return
        self.tried += 1
        self.last = text
        try:
            try_out(text)
        except Exception as error:
            self._failure = error
            raise


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(seconds: float, first_seed: int) -> int:
    failed = known()
    say(f"{len(hard.NOTES)} known inputs, {failed} failed; now {seconds:.0f} s by chance, seed {first_seed}")
    fuzz = Fuzz(time.monotonic() + seconds)
    try:
        fuzz.run(first_seed)
    except Exception as error:  # noqa: BLE001 -- as above
        print_exception(error)
        with tempfile.NamedTemporaryFile("w", prefix="fuzz-", suffix=".md", delete=False) as file:
            file.write(fuzz.last)
        say(f"FAILED  {file.name}, which begins {fuzz.last[:SHOWN]!r}")
        return 1
    say(f"{fuzz.tried} inputs by chance, none failed")
    return int(failed > 0)


if __name__ == "__main__":
    given_seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    sys.exit(main(given_seconds, int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbelow(1 << 30)))
