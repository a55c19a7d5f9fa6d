"""Notes on which careless parsers take quadratic time: each step on them stays under two seconds."""

import pytest

from tests.bench import hard
from tests.limited import limited
from tests.through import go_through

QUICK = (
    "nested brackets",
    "open brackets",
    "nested quotes",
    "nested details",
    "tags never closed",
    "list items",
    "stars and words",
    "underscores",
    "backticks",
    "one row of pipes",
    "spaces",
)


@pytest.mark.parametrize("name", QUICK)
def test_hard_notes_are_read_shown_and_searched_in_time(name: str) -> None:
    """The others of `hard.NOTES` are for `make fuzz`."""
    go_through(hard.NOTES[name], limited)
