"""What the preview's page shows of the notes: the faults that `check` finds, and what the last save brought."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.console.check import counts, in_order, message, with_all_faults
from bot.edition import Edition
from bot.news import told
from bot.preview import NoteFault, NotesReport
from bot.publishing import News, Refusal
from bot.study.notes import Fault, Severity
from bot.texts import Texts

AROUND: Final = 2  # lines of the notes shown on either side of a fault
MOST: Final = 300  # faults on the page; nobody reads more at once
LINE_LIMIT: Final = 200  # characters


def report(
    edition: Edition, content_dir: Path, outcome: News | Refusal | None, texts: Texts, now: datetime
) -> NotesReport:
    """The state of the notes. It draws pictures and reads files: not for the event loop."""
    found = in_order(with_all_faults(edition).library.faults)[:MOST]
    return NotesReport(
        faults=tuple(_fault(one, content_dir, texts) for one in found),
        counts=counts(edition, texts)[1],
        at=now,
        news=told(outcome, texts) if outcome is not None else "",
        is_refused=isinstance(outcome, Refusal),
    )


def _fault(fault: Fault, content_dir: Path, texts: Texts) -> NoteFault:
    path = content_dir / fault.file if content_dir.is_dir() else content_dir
    return NoteFault(
        fault.file,
        fault.line,
        fault.code,
        fault.severity is Severity.ERROR,
        message(fault, texts),
        tuple(_lines(path, fault.line)),
    )


def _lines(path: Path, line: int) -> Iterator[tuple[int, str]]:
    """The lines around a place, numbered; none where the file has gone meanwhile."""
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return
    first = max(1, line - AROUND)
    for number, text in enumerate(lines[first - 1 : line + AROUND], first):
        yield number, text[:LINE_LIMIT]
