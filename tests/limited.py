"""A step of work that is ended when it takes too long: a quadratic one may never end by itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

LIMIT: Final = 2.0  # seconds of CPU for one step


class TooSlowError(AssertionError):
    """A step took more than its seconds."""


@contextmanager
def limited(step: str) -> Iterator[None]:
    """Raise in the middle of a step that takes longer: it may never end by itself."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"{step}: more than {LIMIT} s of CPU")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
