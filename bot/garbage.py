"""The garbage collector, kept away from what stays: it would look through the notes again and again for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """While notes are made, a million new values that all stay: collecting takes a fifth of the time or more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def settle_memory() -> None:
    """Take what was loaded out of the collector's sight: it stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
