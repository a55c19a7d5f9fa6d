"""How log lines look: for people or as JSON, each with the update and the chat that it is about."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from aiogram.types import Update

from bot.redacting import Redacting, guard_tracebacks, secrets_of
from bot.settings import Settings

# what the task at hand is about; a task has its own, so nobody needs to take it back
ABOUT: ContextVar[Update | int | None] = ContextVar("about", default=None)  # an update, or a chat's id


def ids() -> dict[str, int]:
    """The ids of what is at hand, read only when a line is written: to set `ABOUT` costs next to nothing."""
    about = ABOUT.get()
    if about is None:
        return {}
    if isinstance(about, int):
        return {"chat": about}
    found = {"update": about.update_id}
    try:
        event = about.event
    except LookupError:  # a kind of update that aiogram does not know
        return found
    message = getattr(event, "message", None)  # a tap's
    chat = getattr(event, "chat", None) or getattr(message, "chat", None)
    user = getattr(event, "from_user", None) or getattr(event, "user", None)
    if (who := chat or user) is not None:
        found["chat"] = who.id
    return found


class Lines(logging.Formatter):
    """A line for people, with the ids at its end."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        about = " ".join(f"{name}={value}" for name, value in ids().items())
        line = super().formatMessage(record)
        return f"{line} [{about}]" if about else line


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        shape: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **ids(),
        }
        if record.exc_info:
            shape["exception"] = self.formatException(record.exc_info)
        return json.dumps(shape, ensure_ascii=False)


def set_up_logging(settings: Settings) -> None:
    handler = logging.StreamHandler(sys.stderr)
    secrets = secrets_of(settings)
    handler.setFormatter(Redacting(JsonLines() if settings.log_format == "json" else Lines(), secrets))
    guard_tracebacks(secrets)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.getLogger("aiogram.event").setLevel(logging.WARNING)  # a line for each update says nothing
