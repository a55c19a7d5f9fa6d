"""A group's questions: the choice, the outcome, the tables, the score; values one can check by eye."""

from datetime import date, timedelta

import pytest

from bot.study.group import (
    Outcome,
    Row,
    RunWish,
    Score,
    Vote,
    around,
    choose,
    mean_recall,
    outcome,
    rested,
    scores,
    table,
    understand_run,
)
from bot.study.review import CardState, planned, retrievability, review

TODAY = date(2026, 11, 23)
LONG_AGO = TODAY - timedelta(days=40)


def known(*, days: int, right: bool = True) -> CardState:
    """A card that was answered once, so many days ago."""
    return review(None, right=right, on=TODAY - timedelta(days=days), card_key="k")


def yes(after: int = 0) -> Vote:
    return Vote((0,), is_right=True, after=after)


def no(lure: int, after: int = 0) -> Vote:
    return Vote((lure,), is_right=False, after=after)


# the choice


def test_what_is_forgotten_most_comes_by_turns_with_a_new_one() -> None:
    recall = {"a": 0.8, "b": 0.5, "c": 0.95}
    asked = dict.fromkeys("abc", LONG_AGO)
    assert choose(["a", "b", "c", "new"], recall, asked, is_new_wanted=False) == "b"
    assert choose(["a", "b", "c", "new"], recall, asked, is_new_wanted=True) == "new"
    assert choose(["a", "b", "c"], recall, asked, is_new_wanted=True) == "b"


def test_while_all_is_remembered_the_next_new_one_comes() -> None:
    asked = {"a": LONG_AGO}
    assert choose(["a", "new", "newer"], {"a": 0.95}, asked, is_new_wanted=False) == "new"


def test_at_the_end_of_the_notes_the_worst_known_comes_again() -> None:
    asked = dict.fromkeys("ab", LONG_AGO)
    assert choose(["a", "b"], {"a": 0.99, "b": 0.95}, asked, is_new_wanted=False) == "b"


def test_what_nobody_answered_comes_again_before_what_is_known() -> None:
    asked = {"a": LONG_AGO, "b": TODAY, "c": LONG_AGO}
    assert choose(["a", "b", "c"], {"a": 0.99}, asked, is_new_wanted=True) == "c"


def test_nothing_to_ask() -> None:
    assert rested([], {}, TODAY) == []
    assert choose([], {}, {}, is_new_wanted=True) is None


@pytest.mark.parametrize(("others", "days"), [(0, 3), (7, 4), (20, 10), (500, 14)])
def test_a_question_rests_the_longer_the_more_there_are(others: int, days: int) -> None:
    asked = {f"other {number}": LONG_AGO for number in range(others)}
    asked["a"] = TODAY - timedelta(days=days)
    assert "a" not in rested([*asked, "new"], asked, TODAY)
    assert "a" in rested([*asked, "new"], asked, TODAY + timedelta(days=1))


def test_where_all_was_asked_lately_it_is_the_longest_ago() -> None:
    asked = {"a": TODAY, "b": TODAY - timedelta(days=2), "c": TODAY - timedelta(days=1)}
    assert rested(["a", "b", "c"], asked, TODAY) == ["b"]


def test_the_mean_is_of_those_who_answered() -> None:
    good, bad = known(days=1), known(days=20, right=False)
    mean = (retrievability(good, TODAY) + retrievability(bad, TODAY)) / 2
    assert mean_recall([good, bad, planned(TODAY)], TODAY) == pytest.approx(mean)
    assert mean_recall([planned(TODAY)], TODAY) is None


# the outcome


def test_the_outcome_of_nothing() -> None:
    assert outcome({}, (0,), 4) == Outcome(0, 0)
    assert Outcome(0, 0).share == 0


def test_who_was_right_first_and_not_who_was_first() -> None:
    votes = {1: no(1, after=5), 2: yes(after=900), 3: yes(after=700)}
    found = outcome(votes, (0,), 4)
    assert (found.votes, found.right, found.share, found.first) == (3, 2, 67, 3)


@pytest.mark.parametrize(
    ("votes", "confused"),
    [
        ([yes(), yes(), yes(), no(2), no(2)], (0, 2)),
        ([yes(), yes(), no(2), no(2)], None),  # four votes say nothing
        ([yes()] * 7 + [no(2)] * 3, None),  # 30 % is not over 30 %
        ([yes()] * 6 + [no(2)] * 4, (0, 2)),
        ([yes(), yes(), no(3), no(3), no(3)], None),  # "I don't know" is no lure
        ([no(1), no(1), no(2), no(2), no(2)], (0, 2)),
    ],
)
def test_what_is_confused(votes: list[Vote], confused: tuple[int, int] | None) -> None:
    assert outcome(dict(enumerate(votes)), (0,), 4).confused == confused


def test_a_lure_among_several_right_ones_is_confused_with_the_first() -> None:
    votes = [Vote((0, 1), is_right=False, after=0)] * 3 + [Vote((0, 2), is_right=True, after=0)] * 3
    assert outcome(dict(enumerate(votes)), (0, 2), 4).confused == (0, 1)


# tables


def test_a_table_shows_those_who_agreed_with_equal_places_for_equal_points() -> None:
    points = {1: 5, 2: 7, 3: 5, 4: 9}
    assert table(points, {1, 2, 3}) == (Row(1, 2, 7), Row(2, 1, 5), Row(2, 3, 5))


def test_one_s_own_row_stands_between_its_neighbours() -> None:
    points = dict(zip(range(1, 7), [60, 50, 40, 30, 20, 10], strict=True))
    assert [row.member for row in around(points, {1, 2, 3, 5, 6}, 4)] == [3, 4, 5]
    assert [row.member for row in around(points, {1}, 6)] == [1, 6]
    assert around(points, {1, 2}, 99) == ()


# the score


def test_speed_and_streak_bring_points() -> None:
    rounds = [{1: yes(0), 2: yes(10_000)}, {1: yes(0), 2: no(1)}, {1: yes(0), 2: yes(0)}]
    assert scores(rounds, seconds=10) == (Score(1, 100 + 110 + 120, 3), Score(2, 50 + 100, 2))


def test_a_question_without_an_answer_ends_the_streak() -> None:
    rounds = [{1: yes(0)}, {}, {1: yes(0)}]
    assert scores(rounds, seconds=10) == (Score(1, 200, 2),)


def test_a_streak_does_not_grow_for_ever() -> None:
    rounds = [{1: yes(0)}] * 8
    assert scores(rounds, seconds=10)[0].points == 8 * 100 + 10 + 20 + 30 + 40 + 50 * 3


def test_who_only_erred_is_in_the_table() -> None:
    assert scores([{1: no(1)}], seconds=10) == (Score(1, 0, 0),)


def test_an_answer_that_came_late_still_brings_half() -> None:
    assert scores([{1: yes(99_000)}], seconds=10) == (Score(1, 50, 1),)


# what is asked for


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("", RunWish()),
        ("10 30s", RunWish()),
        ("5 1м", RunWish(5, 60)),
        ("20с 3", RunWish(3, 20)),
        ("docker", RunWish(topic="docker")),
        ("5 docker 2 сеть", RunWish(5, topic="docker 2 сеть")),
        ("docker 5", RunWish(5, topic="docker")),
        ("docker 5 1m", RunWish(5, 60, "docker")),
        ("30s docker сеть 5", RunWish(5, 30, "docker сеть")),
        ("5 http 2", RunWish(5, topic="http 2")),
        ("1000 1s", None),
        ("5 1000s", None),
        ("docker 1000", None),
        ("0", None),
        ("31", None),
        ("5 9s", None),
        ("5 6m", None),
        ("²", RunWish(topic="²")),
    ],
)
def test_what_an_admin_writes(words: str, wish: RunWish | None) -> None:
    assert understand_run(words) == wish
