"""Dates as people write them: `12.12`, `2026-12-12`, `20 декабря`, `december 20`, `завтра`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)
_YEARS_AHEAD: Final = 8  # the longest way to the next 29 February
_CENTURY: Final = 2000
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.((?:20)?\d{2}))?", re.ASCII)
_ISO: Final = re.compile(r"(20\d{2})-(\d{2})-(\d{2})", re.ASCII)
_NUMBER: Final = re.compile(r"([0-9]{1,2})(?:-?(?:го|е|му|th|st|nd|rd))?")
_YEAR: Final = re.compile(r"20\d{2}", re.ASCII)
_YEAR_FOLLOWS: Final = frozenset({"г", "г.", "год", "года", "году"})
_BEFORE: Final = frozenset({"на", "к", "до", "в", "on", "by", "until"})
_AWAY: Final = {"сегодня": 0, "today": 0, "завтра": 1, "tomorrow": 1, "послезавтра": 2}
_SHORTEST: Final = 3  # letters that are enough of a month's name
_MONTHS: Final = tuple(
    names.split()
    for names in (
        "январь января january", "февраль февраля february", "март марта march", "апрель апреля april",
        "май мая may", "июнь июня june", "июль июля july", "август августа august",
        "сентябрь сентября september", "октябрь октября october", "ноябрь ноября november",
        "декабрь декабря december",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A date, and what was said after it."""

    on: date
    rest: tuple[str, ...] = ()


def read_date(words: Sequence[str], today: date) -> Said | None:
    """The date that the folded words begin with, past or ahead; one without a year is the next after today.

    >>> read_date(["20", "декабря", "docker"], date(2026, 11, 23))
    Said(on=datetime.date(2026, 12, 20), rest=('docker',))
    """
    said = tuple(words)
    if said and said[0] in _BEFORE:
        said = said[1:]
    if not said:
        return None
    if said[0] in _AWAY:
        return Said(today + _AWAY[said[0]] * _DAY, said[1:])
    if found := _ISO.fullmatch(said[0]):
        return _said(int(found[1]), int(found[2]), int(found[3]), said[1:], today)
    if found := _DOTTED.fullmatch(said[0]):
        year = None if found[3] is None else _CENTURY + int(found[3]) % 100
        return _said(year, int(found[2]), int(found[1]), said[1:], today)
    return _in_words(said, today)


def _in_words(said: tuple[str, ...], today: date) -> Said | None:
    """`20 декабря`, `december 20`, with a year after it or without."""
    pair, rest = said[:2], said[2:]
    numbers = [found for word in pair if (found := _NUMBER.fullmatch(word))]
    months = [month for word in pair if (month := _month(word))]
    if len(numbers) != 1 or len(months) != 1:
        return None
    year = int(rest[0]) if rest and _YEAR.fullmatch(rest[0]) else None
    if year is not None:
        rest = rest[2:] if rest[1:] and rest[1] in _YEAR_FOLLOWS else rest[1:]
    return _said(year, months[0], int(numbers[0][1]), rest, today)


def _month(word: str) -> int:
    """The number of the month that the word names or begins; 0: none."""
    word = word.removesuffix(".")
    if len(word) < _SHORTEST:
        return 0
    fits = (number for number, names in enumerate(_MONTHS, 1) if any(n.startswith(word) for n in names))
    return next(fits, 0)


def _said(year: int | None, month: int, day: int, rest: tuple[str, ...], today: date) -> Said | None:
    if year is not None:
        on = _date(year, month, day)
        return None if on is None else Said(on, rest)
    years = (_date(today.year + n, month, day) for n in range(_YEARS_AHEAD + 1))
    return next((Said(on, rest) for on in years if on is not None and on > today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
