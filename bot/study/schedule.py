"""What people write after `/daily`: a time, a number of questions, days, an evening reminder, topics.

>>> understand("09:30 5 пн-пт")
Wish(at=datetime.time(9, 30), count=5, quiet=frozenset({5, 6}), evening=None, topics=None, unclear=None)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from types import MappingProxyType
from typing import Final, Literal

MOST_QUESTIONS: Final = 10  # a day
DAYS_OF_WEEK: Final = frozenset(range(7))  # Monday is 0
READ: Final = 300  # characters of what was written

OFF: Final = frozenset({"off", "stop", "0", "выкл", "выключить", "стоп", "нет", "no"})
EVERYTHING: Final = frozenset({"все", "всё", "all", "everything"})
CONJUNCTIONS: Final = frozenset({"и", "или", "and", "or", "плюс", "plus", "&", "+"})  # between topics
_EVENING: Final = frozenset(
    {"вечером", "вечер", "напомни", "напоминание", "напомнить", "evening", "remind", "reminder"}
)
_TOPICS: Final = frozenset({"темы", "тема", "тему", "topics", "topic"})
HIDE: Final = OFF | {"скрыть", "hide"}
_FILLERS: Final = frozenset({"в", "во", "по", "и", "at", "on", "in", "and", "каждый", "every"})
_HOUR_FOLLOWS: Final = frozenset({"в", "во", "at"})  # `в 9` is a time
_COUNT_FOLLOWS: Final = frozenset({"по"})  # `по 5` is a number of questions
_GROUPS: Final[Mapping[str, frozenset[int]]] = MappingProxyType(
    {
        "день": DAYS_OF_WEEK, "day": DAYS_OF_WEEK, "ежедневно": DAYS_OF_WEEK, "everyday": DAYS_OF_WEEK,
        "будни": frozenset(range(5)), "будням": frozenset(range(5)), "weekdays": frozenset(range(5)),
        "выходные": frozenset({5, 6}), "выходным": frozenset({5, 6}), "weekends": frozenset({5, 6}),
    }
)  # fmt: skip
# the beginnings that no other day shares; the short forms are beginnings of the long ones but for these
_DAYS: Final = (
    ("пн", "понед", "mon"), ("вт", "вторн", "tue"), ("ср", "сред", "wed"), ("чт", "четв", "thu"),
    ("пт", "пятн", "fri"), ("сб", "субб", "sat"), ("вс", "воскр", "sun"),
)  # fmt: skip
_SHORT: Final = 2  # letters of the short forms, which stand for themselves alone
_TIME: Final = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)", re.ASCII)
_HOUR: Final = re.compile(r"[01]?\d|2[0-3]", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,2}", re.ASCII)
_UNCLEAR: Final = re.compile(r"[1-9]|10", re.ASCII)  # an hour as well as a number of questions
_QUESTIONS: Final = re.compile(r"вопрос\w*|questions?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; None: nothing was said of it."""

    at: time | None = None
    count: int | None = None
    quiet: frozenset[int] | None = None  # weekdays without questions
    evening: time | Literal["off"] | None = None
    topics: str | None = None  # words that name them
    unclear: int | None = None  # a number alone: of questions, or an hour

    def as_hour(self) -> "Wish":
        """The wish with the unclear number as the hour."""
        return self if self.unclear is None else replace(self, at=time(self.unclear), unclear=None)

    def as_count(self) -> "Wish":
        """The wish with the unclear number as the number of questions."""
        return self if self.unclear is None else replace(self, count=self.unclear, unclear=None)


class _NotUnderstoodError(ValueError):
    pass


def understand(words: str) -> Wish | Literal["off"] | None:
    """`09:00`, `21.30 5`, `пн ср пт`, `вечером 20:00`, `темы docker`, all of it at once, or `off`; None for all else."""
    if len(words) > READ:
        return None
    said = words.casefold().replace(",", " ").split()
    if len(said) == 1 and said[0] in OFF:
        return "off"
    wish = Wish()
    try:
        while said:
            wish = _next(said, wish)
    except _NotUnderstoodError:
        return None
    return wish if wish != Wish() else None


def read_time(word: str) -> time | None:
    """`20:00`, `20.00` or `20`."""
    if found := _TIME.fullmatch(word):
        return time(int(found["hour"]), int(found["minute"]))
    return time(int(word)) if _HOUR.fullmatch(word) else None


def _next(said: list[str], wish: Wish) -> Wish:
    """The wish with one more thing that was said, which is taken off the list."""
    word = said.pop(0)
    if word in _COUNT_FOLLOWS | _HOUR_FOLLOWS and said and _NUMBER.fullmatch(said[0]):
        number = said.pop(0)
        return _counted(int(number), said, wish) if word in _COUNT_FOLLOWS else _timed(number, wish)
    if word in _FILLERS:
        return wish
    if word in _TOPICS:
        topics, said[:] = " ".join(said), []
        return replace(wish, topics=topics)
    if word in _EVENING:
        return replace(wish, evening=_evening(said))
    if (days := _days(word)) is not None:
        asked = days if wish.quiet is None else days | (DAYS_OF_WEEK - wish.quiet)
        return replace(wish, quiet=DAYS_OF_WEEK - asked)
    return _numbered(word, said, wish) if _NUMBER.fullmatch(word) else _timed(word, wish)


def _numbered(word: str, said: list[str], wish: Wish) -> Wish:
    """A number without minutes: of two the first is the hour, one alone may be either."""
    wish = wish.as_hour()
    if wish.at is not None or _is_count(said):
        return _counted(int(word), said, wish)
    if _UNCLEAR.fullmatch(word) and wish.count is None:
        return replace(wish, unclear=int(word))
    return _timed(word, wish)


def _timed(word: str, wish: Wish) -> Wish:
    """The wish with a time; a number that was unclear before it is one of questions."""
    at, wish = read_time(word), wish.as_count()
    if at is None or wish.at is not None:
        raise _NotUnderstoodError(word)
    return replace(wish, at=at)


def _is_count(said: list[str]) -> bool:
    return bool(said) and _QUESTIONS.fullmatch(said[0]) is not None


def _counted(count: int, said: list[str], wish: Wish) -> Wish:
    wish = wish.as_hour()
    if wish.count is not None or not 1 <= count <= MOST_QUESTIONS:
        raise _NotUnderstoodError(str(count))
    if _is_count(said):
        said.pop(0)
    return replace(wish, count=count)


def _evening(said: list[str]) -> time | Literal["off"]:
    while said and said[0] in _FILLERS:
        said.pop(0)
    if not said:
        raise _NotUnderstoodError
    word = said.pop(0)
    if word in OFF:
        return "off"
    at = read_time(word)
    if at is None:
        raise _NotUnderstoodError(word)
    return at


def _days(word: str) -> frozenset[int] | None:
    """The weekdays of `пн`, `среда`, `пн-пт`, `будни`."""
    if word in _GROUPS:
        return _GROUPS[word]
    first, is_range, last = word.replace("–", "-").partition("-")
    begin = _day(first)
    end = _day(last) if is_range else begin
    if begin is None or end is None:
        return None
    return frozenset((begin + n) % 7 for n in range((end - begin) % 7 + 1))


def _day(word: str) -> int | None:
    for number, names in enumerate(_DAYS):
        if any(word == name if len(name) == _SHORT else word.startswith(name) for name in names):
            return number
    return None
