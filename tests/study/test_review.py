import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from bot.study.review import (
    CardState,
    UnknownVersionError,
    is_due,
    pack,
    planned,
    retrievability,
    review,
    unpack,
)

CASES = Path(__file__).parents[1] / "cases" / "review"
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def answered(*answers: tuple[date, bool], card_key: str = "anna:q1") -> CardState:
    state = None
    for on, right in answers:
        state = review(state, right=right, on=on, card_key=card_key)
    assert state is not None
    return state


def test_first_answers_come_back_soon_and_a_wrong_one_sooner() -> None:
    assert answered((MONDAY, True)).due == MONDAY + 2 * DAY
    assert answered((MONDAY, False)).due == MONDAY + DAY


def test_each_right_answer_on_the_due_date_makes_the_next_interval_longer() -> None:
    state = answered((MONDAY, True))
    for _ in range(6):
        following = review(state, right=True, on=state.due, card_key="anna:q1")
        assert following.due - following.last_review > state.due - state.last_review
        state = following


def test_a_wrong_answer_is_counted_and_brings_the_card_back_within_days() -> None:
    known = answered((MONDAY, True), (MONDAY + 2 * DAY, True), (MONDAY + 12 * DAY, True))
    forgotten = review(known, right=False, on=known.due, card_key="anna:q1")
    assert (forgotten.reviews, forgotten.lapses) == (4, 1)
    assert DAY <= forgotten.due - known.due <= 7 * DAY


def test_a_wrong_first_answer_is_no_lapse() -> None:
    assert answered((MONDAY, False)).lapses == 0


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_a_card_answered_twice_on_one_date_is_due_on_a_later_one(first: bool, second: bool) -> None:
    state = answered((MONDAY, first), (MONDAY, second))
    assert MONDAY < state.due <= MONDAY + 2 * DAY
    assert state.reviews == 2


def test_drilling_a_card_all_day_long_does_not_send_it_away_for_weeks() -> None:
    state = answered(*[(MONDAY, True)] * 20)
    assert state.due <= MONDAY + 3 * DAY


def test_a_date_before_the_last_review_counts_as_that_date() -> None:
    """The learner flew west over the date line between two answers."""
    assert answered((MONDAY, True), (MONDAY - DAY, True)) == answered((MONDAY, True), (MONDAY, True))


def test_the_prediction_is_certain_on_the_day_and_nine_in_ten_after_the_stability() -> None:
    state = answered((MONDAY, True), (MONDAY + 2 * DAY, True))
    assert retrievability(state, state.last_review) == 1
    assert retrievability(state, state.last_review + round(state.stability) * DAY) == pytest.approx(
        0.9, abs=0.01
    )


def test_the_prediction_falls_from_date_to_date() -> None:
    state = answered((MONDAY, True))
    predicted = [retrievability(state, MONDAY + n * DAY) for n in range(60)]
    assert predicted == sorted(predicted, reverse=True)
    assert len(set(predicted)) == 60


def test_memory_is_what_fsrs_itself_computes_with_default_parameters() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    days = [(0, True), (2, True), (9, False), (9, True), (10, True), (40, True)]
    for day, right in days:
        noon = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=day)
        card, _ = scheduler.review_card(card, Rating.Good if right else Rating.Again, noon)
    state = answered(*((MONDAY + day * DAY, right) for day, right in days))
    assert (state.stability, state.difficulty) == (card.stability, card.difficulty)


def test_a_higher_wish_for_retention_brings_the_card_back_earlier() -> None:
    state = answered((MONDAY, True), (MONDAY + 2 * DAY, True), (MONDAY + 12 * DAY, True))
    easy, strict = (
        review(state, right=True, on=state.due, card_key="anna:q1", desired_retention=wish)
        for wish in (0.8, 0.97)
    )
    assert strict.due < easy.due
    assert strict.stability == easy.stability


def test_cards_learnt_together_do_not_fall_due_together() -> None:
    days = [(MONDAY, True), (MONDAY + 2 * DAY, True), (MONDAY + 12 * DAY, True)]
    dues = {answered(*days, card_key=f"anna:q{n}").due for n in range(50)}
    middle = MONDAY + 12 * DAY + timedelta(days=round(answered(*days).stability))
    assert len(dues) >= 5
    assert all(abs(due - middle) <= 5 * DAY for due in dues)


def test_the_process_wide_chance_is_left_alone() -> None:
    days = [(MONDAY, True), (MONDAY + 2 * DAY, True), (MONDAY + 12 * DAY, True)]
    random.seed(1)
    before = random.getstate()
    state = answered(*days)
    assert random.getstate() == before
    random.seed(2)
    assert answered(*days) == state


def test_a_card_is_due_from_its_date_on() -> None:
    state = answered((MONDAY, True))
    assert [is_due(state, MONDAY + n * DAY) for n in range(5)] == [False, False, True, True, True]


@given(
    answers=st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=30),
    card_key=st.text(max_size=8),
)
def test_any_history_is_due_later_and_survives_packing(
    answers: list[tuple[int, bool]], card_key: str
) -> None:
    on, state = MONDAY, None
    for days, right in answers:
        on += days * DAY
        state = review(state, right=right, on=on, card_key=card_key)
        assert on < state.due <= on + 3650 * DAY
        assert 0 < retrievability(state, state.due) < 1
    assert state is not None
    packed = pack(state)
    assert len(packed) <= 24
    kept = unpack(packed)
    assert (kept.due, kept.last_review, kept.reviews, kept.lapses) == (
        state.due,
        state.last_review,
        state.reviews,
        state.lapses,
    )
    assert kept.stability == pytest.approx(state.stability, rel=1e-6)
    assert kept.difficulty == pytest.approx(state.difficulty, abs=1e-4)
    assert pack(kept) == packed


@pytest.mark.parametrize(
    "case", json.loads((CASES / "packed.json").read_text()), ids=lambda case: case["what"]
)
def test_what_any_version_packed_is_still_read(case: dict[str, str | int | float]) -> None:
    state = unpack(bytes.fromhex(str(case["packed"])))
    assert state.stability == pytest.approx(case["stability"], abs=1e-4)
    assert state.difficulty == pytest.approx(case["difficulty"], abs=1e-4)
    assert (state.due.isoformat(), state.last_review.isoformat()) == (case["due"], case["last_review"])
    assert (state.reviews, state.lapses) == (case["reviews"], case["lapses"])


@pytest.mark.parametrize("packed", [b"", b"\x02" + bytes(13), b"\x01" + bytes(12), b'{"stability": 2}'])
def test_what_no_version_packed_is_refused(packed: bytes) -> None:
    with pytest.raises(UnknownVersionError):
        unpack(packed)


def test_a_planned_card_is_due_and_its_first_answer_is_a_first_answer() -> None:
    wish = planned(MONDAY)
    assert is_due(wish, MONDAY)
    assert retrievability(wish, MONDAY) == 0.0
    assert unpack(pack(wish)) == wish
    for right in (True, False):
        first = review(None, right=right, on=MONDAY + DAY, card_key="anna:q1")
        assert review(wish, right=right, on=MONDAY + DAY, card_key="anna:q1") == first
