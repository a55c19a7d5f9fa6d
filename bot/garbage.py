"""The garbage collector, kept away from what stays: it would look through the notes again and again for nothing."""

import ctypes
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


def start_without_collector() -> None:
    """Until `settle_memory`: what a start loads stays, and looking through it takes a fifth of the start."""
    gc.disable()


def settle_memory() -> None:
    """Take what was loaded out of the collector's sight: it stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    give_back()


def give_back() -> None:
    """Return to the system what was freed but lies between what stays; where the C library cannot, nothing happens."""
    try:
        trim = ctypes.CDLL(None).malloc_trim  # glibc's: the files that notes were read from lay there
    except (AttributeError, OSError, TypeError):  # musl, macOS, Windows
        return
    trim(0)
