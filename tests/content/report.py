"""What the checks of the notes say at the end of a run."""

from collections import Counter, defaultdict

import pytest

from tests.content.fences import RAN, SKIPPED


def tell(terminalreporter: pytest.TerminalReporter) -> None:
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
