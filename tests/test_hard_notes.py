"""Notes on which careless parsers take quadratic time: every step on them ends.

How long the steps take is measured by `make bench` and limited by `make fuzz`; here a step is only ended
when it takes so long that it would not end by itself.
"""

import re

import pytest

from tests.bench import hard
from tests.limited import TooSlowError, ending, limited
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
def test_hard_notes_are_read_shown_and_searched(name: str) -> None:
    """The others of `hard.NOTES` are for `make fuzz`."""
    go_through(hard.NOTES[name], ending)


def test_a_step_that_does_not_end_is_ended_and_its_place_is_named() -> None:
    with pytest.raises(TooSlowError) as raised:
        count_for_ever()
    assert re.search(rf"counting: more than 0.05 s of CPU, ended at .*{__name__}\.py:\d+", str(raised.value))


def count_for_ever() -> None:
    with limited("counting", 0.05):
        while True:
            pass
