"""Weeks of answers on the learner's own dates."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.history import Week, last_weeks, monday, predicted, retention, week_of
from bot.study.review import planned, retrievability, review

TODAY = date(2026, 11, 26)  # a Thursday


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_week_is_seven_days_from_monday(day: date) -> None:
    first = monday(week_of(day))
    assert first.weekday() == 0
    assert 0 <= (day - first).days < 7
    assert week_of(first - timedelta(days=1)) == week_of(first) - 1


def test_the_last_weeks_end_with_this_one_and_have_no_gaps() -> None:
    this, before = Week(answers=(1, 0, 0, 0, 0, 0, 0)), Week(answers=(0, 2, 0, 0, 0, 0, 0))
    kept = {week_of(TODAY): this, week_of(TODAY) - 2: before, week_of(TODAY) - 40: Week(reviews=9)}
    assert last_weeks(kept, TODAY, 4) == (Week(), before, Week(), this)


def test_retention_is_weighed_by_reviews() -> None:
    weeks = [Week(reviews=9, right=9, predicted=8.1), Week(), Week(reviews=1, right=0, predicted=0.5)]
    found = retention(weeks)
    assert found is not None
    assert astuple(found) == (10, pytest.approx(0.86), pytest.approx(0.9))
    assert retention([Week(answers=(3,) * 7)]) is None


def test_only_a_card_of_an_earlier_date_puts_memory_to_the_test() -> None:
    card = review(None, right=True, on=TODAY, card_key="a")
    assert predicted(None, TODAY) is None
    assert predicted(planned(TODAY - timedelta(days=9)), TODAY) is None, "asked for, never answered"
    assert predicted(card, TODAY) is None, "a second answer on the same date"
    assert predicted(card, TODAY - timedelta(days=1)) is None, "the zone moved west"
    later = TODAY + timedelta(days=5)
    assert predicted(card, later) == retrievability(card, later)
