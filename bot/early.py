"""Signals while the bot is still starting: until its event loop hears them, the system's answer would be to kill it.

A start takes seconds, and whoever supervises it may already reload or stop it. As the first process of a container the
bot would not hear them at all.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Heard:
    """What was asked for before anybody could do it."""

    end: bool = False
    reload: bool = False


heard = Heard()


def listen() -> None:
    """From now on SIGTERM ends a start in order, as Ctrl-C does, and SIGHUP is remembered for when it can be done."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _note)


def _end(_: int, __: FrameType | None) -> None:
    heard.end = True
    raise KeyboardInterrupt


def _note(_: int, __: FrameType | None) -> None:
    heard.reload = True


@contextmanager
def heard_later() -> Iterator[None]:
    """What is done here is done whole: SIGTERM and Ctrl-C are heard at its end. Other threads hear none anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {
        number: signal.signal(number, lambda told, _: asked.append(told))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for told in asked:
            signal.raise_signal(told)
