"""Dates as people write them."""

from datetime import date

import pytest

from bot.study.dates import Said, read_date

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("12.12", date(2026, 12, 12)),
        ("1.2", date(2027, 2, 1)),
        ("24.11", date(2026, 11, 24)),
        ("23.11", date(2027, 11, 23)),  # today is over for an exam
        ("22.11", date(2027, 11, 22)),
        ("12.12.2027", date(2027, 12, 12)),
        ("12.12.27", date(2027, 12, 12)),
        ("2026-12-12", date(2026, 12, 12)),
        ("29.02", date(2028, 2, 29)),  # the next that there is
        ("29.02.2028", date(2028, 2, 29)),
        ("1.1.2020", date(2020, 1, 1)),
        ("2026-11-23", MONDAY),
        ("сегодня", MONDAY),
        ("завтра", date(2026, 11, 24)),
        ("послезавтра", date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 24)),
        ("20 декабря", date(2026, 12, 20)),
        ("20-го дек.", date(2026, 12, 20)),
        ("20 мая", date(2027, 5, 20)),
        ("20 мар", date(2027, 3, 20)),
        ("20 december", date(2026, 12, 20)),
        ("dec 20th", date(2026, 12, 20)),
        ("29 февраля", date(2028, 2, 29)),
        ("20 декабря 2027 года", date(2027, 12, 20)),
        ("к 20 декабря", date(2026, 12, 20)),
        ("29.02.2027", None),
        ("31.04", None),
        ("12.13", None),
        ("0.0", None),
        ("12.12.999", None),
        ("١٢.١٢", None),
        ("31 апреля", None),
        ("20 марсиан", None),
        ("20 де", None),
        ("20 20", None),
        ("20", None),
        ("декабря", None),
        ("к", None),
        ("", None),
    ],
)
def test_a_date_is_read(words: str, on: date | None) -> None:
    assert read_date(words.split(), MONDAY) == (None if on is None else Said(on))


@pytest.mark.parametrize(
    "day", ["20.12", "2026-12-20", "20 декабря", "december 20 2026", "20 декабря 2026 г."]
)
def test_what_follows_the_date_is_left(day: str) -> None:
    said = read_date([*day.split(), "docker", "git"], MONDAY)
    assert said == Said(date(2026, 12, 20), ("docker", "git"))
