"""What the checks of the notes share, and what they say at the end of a run."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content import server
from tests.content.fences import RAN, SKIPPED, Verdict, blocks_of
from tests.content.judge import judge
from tests.content.planted import Judge


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with server.serve(tmp_path_factory.mktemp("redis")) as port:
        yield port


@pytest.fixture(scope="session")
def content() -> Path:
    return Path(__file__).parents[2] / "content"


@pytest.fixture
def verdict_on(redis_port: int, tmp_path: Path) -> Judge:
    """The verdict on notes that hold one section of one kind."""

    def read(text: str) -> Verdict:
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        (block,) = blocks_of(tmp_path)
        return judge(block, redis_port, tmp_path)

    return read


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many fences of each kind ran, and what was skipped for lack of what."""
    ran: Counter[str] = Counter()
    lacking: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in [each for reports in terminalreporter.stats.values() for each in reports]:
        if getattr(report, "when", "") != "call":
            continue
        for name, value in report.user_properties:
            if name == RAN:
                kind, count = value
                ran[kind] += count
            elif name == SKIPPED:
                kind, reason, count = value
                lacking[kind][reason] += count
    if ran or lacking:
        terminalreporter.section("fences of the notes")
    for kind in sorted({*ran, *lacking}):
        lines = ", ".join(f"{count} ({reason})" for reason, count in sorted(lacking[kind].items()))
        terminalreporter.write_line(
            f"{kind:<13} {ran[kind]:>4} ran" + (f", skipped {lines}" if lines else "")
        )
