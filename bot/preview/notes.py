"""What the page shows of the notes beside the chat; whoever runs the bot hands it over."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NoteFault:
    """One fault of the notes, as `konspekt check` tells it."""

    file: str  # relative to the notes' folder
    line: int  # from 1
    code: str
    is_error: bool
    message: str
    source: tuple[tuple[int, str], ...] = ()  # lines around with their numbers


@dataclass(frozen=True, slots=True)
class NotesReport:
    """The notes at one moment."""

    faults: tuple[NoteFault, ...]
    counts: str  # what the notes hold, in a line
    at: datetime  # on the machine's clock
    news: str = ""  # what the last save brought, or why it was refused
    is_refused: bool = False  # people keep the notes of before
