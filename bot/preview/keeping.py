"""The model's memory in a file, so that the preview goes on where it was left; and the memory emptied.

The file is a pickle that can hold nothing but what `state.py` and its neighbours define: whoever wrote it, no function
of the machine can be called by it. A file of another shape is left aside: the model begins anew.
"""

import io
import logging
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.preview import entities, state
from bot.preview.model import Telegram
from bot.preview.person import Person
from bot.preview.updates import Webhook
from bot.preview.world import World

log = logging.getLogger(__name__)

OF_WORLD: Final = (
    "reads_all_group_messages", "users", "chats", "files", "polls", "callbacks", "inline_queries",
    "commands", "card", "serial", "posted",
)  # fmt: skip
OF_QUEUE: Final = ("first_id", "allowed", "waiting", "latest")
TIME: Final = frozenset(("datetime", "timedelta", "timezone"))


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that a model's memory is kept in."""

    path: Path

    def load(self, telegram: Telegram) -> bool:
        """Put what the file holds into a fresh model; False where there is nothing that fits."""
        try:
            shape, kept = _Reader(io.BytesIO(self.path.read_bytes())).load()
        except FileNotFoundError:
            return False
        except Exception as error:  # noqa: BLE001 -- whatever a pickle may raise, one can begin anew
            log.warning("%s is left aside: %s", self.path.name, type(error).__name__)
            return False
        if shape != _shape():
            log.warning("%s is of another version, the preview begins anew", self.path.name)
            return False
        _put(telegram, kept)
        return True

    def save(self, telegram: Telegram) -> None:
        """Write the memory down whole: a reader finds the old state or the new one."""
        fresh = self.path.with_suffix(".new")
        data = pickle.dumps((_shape(), dict(_taken(telegram))), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        fresh.replace(self.path)


def empty(telegram: Telegram) -> None:
    """Forget everybody and everything; who watches goes on watching, and updates are counted on."""
    fresh = World(telegram.clock, telegram.world.bot)
    for name in OF_WORLD:
        setattr(telegram.world, name, getattr(fresh, name))
    for name in ("complaints", "events"):
        getattr(telegram.world, name).clear()
    telegram.world.users[telegram.world.bot.id] = telegram.world.bot
    telegram.world.updates.waiting.clear()
    telegram.world.updates.latest.clear()
    telegram.people.clear()
    telegram.calls.clear()
    telegram.faults.clear()
    telegram.flood.is_on = False
    telegram.clock.ahead = timedelta()


def _taken(telegram: Telegram) -> Iterator[tuple[str, Any]]:
    yield "ahead", telegram.clock.ahead
    yield "world", {name: getattr(telegram.world, name) for name in OF_WORLD}
    yield "queue", {name: getattr(telegram.world.updates, name) for name in OF_QUEUE}


def _put(telegram: Telegram, kept: dict[str, Any]) -> None:
    telegram.clock.ahead = kept["ahead"]
    for name, value in kept["world"].items():
        setattr(telegram.world, name, value)
    for name, value in kept["queue"].items():
        setattr(telegram.world.updates, name, value)
    telegram.world.bot = telegram.world.users[telegram.world.bot.id]
    people = [user for user in telegram.world.users.values() if user.id != telegram.world.bot.id]
    telegram.people.update((user.id, Person(telegram, user)) for user in people)


def _shape() -> dict[str, tuple[str, ...]]:
    """The fields of all that is kept: another version of the program may have others."""
    kinds = [*vars(state).values(), *vars(entities).values(), Webhook]
    shapes = {
        kind.__name__: tuple(field.name for field in fields(kind))
        for kind in kinds
        if isinstance(kind, type) and is_dataclass(kind)
    }
    return shapes | {"World": OF_WORLD, "UpdateQueue": OF_QUEUE}


class _Reader(pickle.Unpickler):
    """Makes nothing but values of the model."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 -- as in pickle
        if module == "datetime" and name in TIME:
            return super().find_class(module, name)
        kind = super().find_class(module, name) if module in (state.__name__, entities.__name__) else None
        if isinstance(kind, type) and is_dataclass(kind):
            return kind
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the model")
