"""A step of work that is ended when it takes too long: a quadratic one may never end by itself."""

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Final

LIMIT: Final = 2.0  # seconds of CPU for one step
ENDLESS: Final = 30.0  # the same in tests: ten times and more of what a step takes on a slow machine


class TooSlowError(AssertionError):
    """A step took more than its seconds."""


@contextmanager
def limited(step: str, seconds: float = LIMIT) -> Iterator[None]:
    """Raise in the middle of a step that takes longer: it may never end by itself.

    The error names the place where the step was ended. It has no traceback into the step: Python 3.11 may
    leave the interrupted frame without a line number, and pytest ends the whole run on such a traceback.
    """

    def stop(_: int, frame: FrameType | None) -> None:
        place = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "unknown"
        raise TooSlowError(f"{step}: more than {seconds} s of CPU, ended at {place}")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except TooSlowError as slow:
        raise TooSlowError(*slow.args) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def ending(step: str) -> AbstractContextManager[None]:
    """Raise only where a step would not end by itself: tests do not time, `make bench` does."""
    return limited(step, ENDLESS)
