"""What each kind of key must look like to be read: the rows of the table in `bot.store`, for who looks for damage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Final, Literal, TypeAlias, get_args

from bot.store import group_shapes
from bot.store.group_turns import DeedState
from bot.store.person_shapes import unpack_person
from bot.store.shapes import DayState, unpack_poll, unpack_waiting, unpack_weeks
from bot.study.known import Known
from bot.study.review import unpack

Kind: TypeAlias = Literal["string", "hash", "set", "zset"]
Read: TypeAlias = Callable[[bytes], object]  # of a string, or of one member
ReadField: TypeAlias = Callable[[bytes, bytes], object]
ReadHash: TypeAlias = Callable[[Mapping[bytes, bytes]], object]


@dataclass(frozen=True, slots=True)
class Family:
    """Keys of one shape. What cannot be read raises, out of whichever of the three fits the kind."""

    kind: Kind
    read: Read = bytes.decode
    read_field: ReadField | None = None
    read_whole: ReadHash | None = None  # of a hash whose fields say nothing alone

    def damaged(self, value: Any) -> tuple[bytes, ...] | None:  # noqa: ANN401 -- as redis-py gives values of the kind
        """The fields or members that cannot be read; None where that is the whole value."""
        match self.kind:
            case "string":
                return () if _can(self.read, value) else None
            case "hash" if self.read_whole is not None:
                return () if not value or _can(self.read_whole, value) else None
            case "hash":
                read = self.read_field or _text_field
                return tuple(field for field, packed in value.items() if not _can(read, field, packed))
            case _:
                return tuple(member for member in value if not _can(self.read, member))


def _can(read: Callable[..., object], *given: object) -> bool:
    try:
        read(*given)
    except Exception:  # noqa: BLE001 -- whatever a reader says of what it cannot read
        return False
    return True


def _text_field(field: bytes, packed: bytes) -> None:
    field.decode(), packed.decode()


def _day(field: bytes, packed: bytes) -> None:
    date.fromisoformat(field.decode())
    _one_of(DayState)(packed.partition(b":")[0])  # `sending` with the mark of who does it


def _one_of(states: Any) -> Read:  # noqa: ANN401 -- a Literal
    known = {state.encode() for state in get_args(states)}

    def read(found: bytes) -> None:
        if found not in known:
            raise ValueError("no state of ours")

    return read


def _drawn(found: bytes) -> None:
    _, _ = found.decode().split()


def _member_card(field: bytes, packed: bytes) -> None:
    int(field)
    _card(b"", packed)


def _card(field: bytes, packed: bytes) -> None:
    field.decode()
    if not isfinite(unpack(packed).stability):
        raise ValueError("no stability")


def _vote(field: bytes, packed: bytes) -> None:
    int(field)
    group_shapes.unpack_vote(packed)


def _asked(field: bytes, packed: bytes) -> None:
    field.decode()
    date.fromisoformat(packed.decode())


def _guest(field: bytes, packed: bytes) -> None:
    field.decode()
    group_shapes.unpack_guest(packed)


def _count(field: bytes, packed: bytes) -> None:
    field.decode()
    int(packed)


def _name(field: bytes, packed: bytes) -> None:
    int(field)
    packed.decode()


FAMILIES: Final[Mapping[str, Family]] = {
    "person": Family("hash", read_field=lambda field, packed: unpack_person(0, {field: packed})),
    "cards": Family("hash", read_field=_card),
    "seen": Family("string"),
    "run": Family("string", unpack_waiting),
    "set": Family("string", unpack_waiting),
    "poll": Family("hash", read_whole=lambda found: unpack_poll("", found)),
    "day": Family("hash", read_field=_day),
    "history": Family("hash", read_field=lambda field, packed: unpack_weeks({field: packed})),
    "read": Family("set", int),
    "weeks": Family("string", _drawn),
    "due": Family("zset", int),
    "evening": Family("zset", int),
    "pause": Family("string", float),
    "pace": Family("string", float),
    "bad_question": Family("set", int),
    "bad_questions": Family("zset"),
    "file": Family("string"),
    "looked": Family("zset"),
    "popular": Family("zset"),
    "misses": Family("zset"),
    "group": Family("hash", read_field=lambda field, packed: group_shapes.unpack_group(0, {field: packed})),
    "gpoll": Family("string", lambda found: group_shapes.unpack_poll("", found)),
    "gopen": Family("string"),
    "gvotes": Family("hash", read_field=_vote),
    "gcards": Family("hash", read_field=_member_card),
    "gasked": Family("hash", read_field=_asked),
    "gweek": Family("zset", int),
    "gsum": Family("hash", read_field=_count),
    "gnames": Family("hash", read_field=_name),
    "grun": Family("string", group_shapes.unpack_run),
    "gsent": Family("string", _one_of(DeedState)),
    "grights": Family("string"),
    "gpace": Family("string", float),
    "gclose": Family("zset", int),
    "gturn": Family("zset", int),
    "gcount": Family("zset"),
    "groups": Family("set", int),
    "guest": Family("hash", read_field=_guest),
    "known": Family("string", Known.from_text),
    "reloads": Family("string", int),
}
# of everybody, one key each
SHARED: Final = (
    "due", "evening", "pause", "pace", "bad_questions", "popular", "misses", "gclose", "gturn", "gcount", "known",
    "reloads",
)  # fmt: skip
# of everybody, any number of keys
NUMEROUS: Final = ("file", "gpoll", "bad_question")


def family_of(key: bytes) -> Family | None:
    """The family of a key; None for keys that are looked after elsewhere (`bad:*`, `schema`) or not ours."""
    return FAMILIES.get(key.split(b":", 1)[0].decode(errors="replace"))
