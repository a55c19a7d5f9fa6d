"""Notes with something planted in them, and what a check says of them."""

from collections.abc import Callable

import pytest

from tests.content import manuals
from tests.content.fences import Verdict

Judge = Callable[[str], Verdict]


def notes(info: str, code: str, heading: str = "## Раздел") -> str:
    """The code begins in line 4."""
    return f"{heading}\n\n```{info}\n{code.strip()}\n```\n"


def complaint(verdict: Verdict) -> str:
    """The only thing wrong, with its place."""
    assert verdict.ran == 1, verdict.skipped
    assert len(verdict.wrongs) == 1, verdict.wrongs
    return str(verdict.wrongs[0])


def need(tool: str) -> None:
    if manuals.path_of(tool) is None:
        pytest.skip(f"no {tool}")
