"""What is kept of a person and for how long, read from the table in `bot.store`, so that it cannot say anything else."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot import store

# who the row is about: their keys have the id in braces, shared ones say "chat id"
OF_PEOPLE: Final = re.compile(r"\{<id>\}|\bchat id\b")
ROW: Final = re.compile(r"\| `(?P<key>[^`]+)` \| [^|]+ \| (?P<what>.+) \| (?P<lifetime>[^|]+) \|")
NAME: Final = re.compile(r"\w+")


class Lifetime(StrEnum):
    UNTIL_FORGOTTEN = "forget"
    DAYS = "days"  # since it was written
    DAYS_AFTER_LAST = "days-after"  # since it was last used
    HOUR = "hour"
    SUBSCRIBED = "subscribed"
    FOR_AUTHOR = "author"


_LIFETIMES: Final = (
    (re.compile(r"until /forget"), Lifetime.UNTIL_FORGOTTEN),
    (re.compile(r"(\d+) days after .+"), Lifetime.DAYS_AFTER_LAST),
    (re.compile(r"(\d+) days"), Lifetime.DAYS),
    (re.compile(r"1 hour"), Lifetime.HOUR),
    (re.compile(r"while subscribed"), Lifetime.SUBSCRIBED),
    (re.compile(r"kept for the author"), Lifetime.FOR_AUTHOR),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept of people; its text is `privacy-<name>`, that of its lifetime `kept-<lifetime>`."""

    name: str
    lifetime: Lifetime
    days: int  # 0 where the lifetime has none


def read_table(table: str) -> tuple[Kept, ...]:
    """The rows of the table that are about people.

    Raises:
        ValueError: there is none, or a lifetime is told in words that we do not know.
    """
    rows = [row for row in ROW.finditer(table) if OF_PEOPLE.search(f"{row['key']} {row['what']}")]
    if not rows:
        raise ValueError("the table of keys in bot/store/__init__.py is missing (was Python run with -OO?)")
    return tuple(_kept(row["key"], row["lifetime"]) for row in rows)


def _kept(key: str, told: str) -> Kept:
    name = NAME.match(key)
    for pattern, lifetime in _LIFETIMES:
        if name is not None and (found := pattern.fullmatch(told)):
            return Kept(name[0].replace("_", "-"), lifetime, int(found[1]) if found.groups() else 0)
    raise ValueError(f"bot/store/__init__.py: how long is `{key}` kept? {told!r}")


KEPT: Final = read_table(store.__doc__ or "")
