"""The simulation in small, and that its two sides agree where they must: `python -m tests.bench.learners` is the whole."""

from dataclasses import replace
from datetime import timedelta
from math import sqrt
from statistics import mean

import pytest

from bot.study.review import CardState, retrievability, review
from tests.bench import learners
from tests.bench.learners import OURS, SCHEDULES, Life, back, bins, calibration_error, lives
from tests.bench.minds import WEIGHTS, again, born, first, recall
from tests.bench.schedules import FIRST_DAY

FEW, DAYS = 10, 60
HOLIDAY = range(20, 35)


@pytest.fixture(scope="module")
def found() -> dict[str, list[Life]]:
    return {name: lives(name, FEW, DAYS) for name in SCHEDULES}


def worth(own: list[Life]) -> float:
    return mean(life.worth for life in own)


def test_the_promised_recall_comes_true(found: dict[str, list[Life]]) -> None:
    promises = [promise for life in found[OURS] for promise in life.promises]
    assert len(promises) > 1000
    assert calibration_error(bins(promises)) < 0.10


def test_our_set_keeps_more_in_mind_than_chance_and_boxes(found: dict[str, list[Life]]) -> None:
    """SM-2 comes too near to be told from ours by ten learners."""
    assert worth(found[OURS]) > 1.2 * worth(found["at random"])
    assert worth(found[OURS]) > worth(found["Leitner"])


def test_no_day_passes_the_cap(found: dict[str, list[Life]]) -> None:
    assert all(0 < life.largest <= life.cap for own in found.values() for life in own)


def test_a_holiday_is_caught_up_with_under_the_cap() -> None:
    for life in lives(OURS, FEW, DAYS, away=HOLIDAY):
        assert life.largest <= life.cap
        assert not set(HOLIDAY) & set(life.due)
        first_day = min(day for day in life.due if day >= HOLIDAY.stop)
        due, left = life.due[first_day]
        assert due - left == life.cap < due, "more than a day's set had come due, and only a set was asked"
        days = back(life, HOLIDAY).days_to_clear
        assert days is None or due / life.cap <= days


def test_one_seed_gives_one_life() -> None:
    assert lives(OURS, 2, DAYS) == lives(OURS, 2, DAYS)
    assert lives("Leitner", 1, DAYS) != lives("SM-2", 1, DAYS)


def test_learners_differ_from_us_and_from_each_other() -> None:
    one, other = (born(number, DAYS, learners.SEED) for number in (1, 2))
    assert len({one.weights, other.weights, WEIGHTS}) == 3
    assert one.missed != other.missed
    assert born(1, DAYS, learners.SEED, away=HOLIDAY) == replace(one, missed=one.missed.union(HOLIDAY))


def test_empty_promises_are_found_out() -> None:
    """Half of what was promised as certain comes true, and all of what was promised as halves."""
    table = bins([(1.0, True), (1.0, False), (0.5, True), (0.55, True)])
    assert [(one.count, one.promised, one.measured) for one in table] == [(2, 0.525, 1), (2, 1.0, 0.5)]
    assert calibration_error(table) == pytest.approx(sqrt((2 * 0.475**2 + 2 * 0.5**2) / 4))


@pytest.mark.parametrize(
    "answers",
    [
        [(0, True), (2, True), (13, True), (60, True)],
        [(0, False), (1, True), (2, False), (9, True), (40, False), (41, True)],
    ],
)
def test_with_our_weights_a_mind_is_what_we_take_it_for(answers: list[tuple[int, bool]]) -> None:
    """The memory written out in `minds` against fsrs behind `review`."""
    state: CardState | None = None
    trace = None
    for day, right in answers:
        on = FIRST_DAY + timedelta(days=day)
        if state is not None and trace is not None:
            assert recall(WEIGHTS, trace, day) == pytest.approx(retrievability(state, on))
        state = review(state, right=right, on=on, card_key="q")
        trace = (
            again(WEIGHTS, trace, day, is_known=right)
            if trace is not None
            else first(WEIGHTS, day, is_known=right)
        )
        assert (trace.stability, trace.difficulty) == pytest.approx((state.stability, state.difficulty))
