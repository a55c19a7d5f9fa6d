from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.streak import MOST_FREEZES, Standing, Streak, account, finished, standing, unasked

FIRST = date(2028, 2, 25)  # four days before a 29 February
DAY = timedelta(days=1)


def lived(days: str) -> tuple[Streak, date, frozenset[date]]:
    """The streak after some dates, the date after them, and the excused dates.

    F: the set was finished, 2: cleared twice, ".": missed, x: not the learner's fault, X: the same, but finished.
    """
    excused = frozenset(FIRST + n * DAY for n, day in enumerate(days) if day in "xX")
    streak = Streak()
    for n, day in enumerate(days):
        for _ in range({"F": 1, "X": 1, "2": 2}.get(day, 0)):
            streak = finished(streak, FIRST + n * DAY, excused)
    return streak, FIRST + len(days) * DAY, excused


@pytest.mark.parametrize(
    ("days", "length", "freezes"),
    [
        ("", 0, 2),  # nothing begun, nothing lost
        ("F", 1, 2),
        ("FFFFFF", 6, 2),  # over 29 February
        (".F", 1, 2),  # what was before the first set does not count
        ("F.", 1, 1),  # a freeze pays at once
        ("F.F", 2, 1),
        ("F..F", 2, 0),
        ("F.F.F", 3, 0),
        ("F...", 0, 0),  # the third missed date ends it
        ("F...F", 1, 0),  # the next begins with what freezes are left
        ("F...FFFFFFF", 7, 1),
        ("F.F.F.F", 1, 0),
        ("FxF", 2, 2),  # our fault costs nothing
        ("FxxxxxxxxxxF", 2, 2),
        ("F.x.F", 2, 0),
        ("FXF", 3, 2),  # finished all the same: counted
        ("F.FFFFFF", 7, 2),  # seven kept give one more
        ("F..FFFFFF", 7, 1),
        ("FFFFFFF", 7, 2),  # two at most
        ("F..FFFFFFFFFFFFF", 14, 2),
        ("2222", 4, 2),  # clearing twice without need counts once
    ],
)
def test_how_a_streak_stands(days: str, length: int, freezes: int) -> None:
    streak, today, excused = lived(days)
    now = standing(streak, today, excused)
    assert (now.length, now.freezes) == (length, freezes)


@pytest.mark.parametrize(
    ("days", "length", "freezes"),
    [
        ("FFFF...2", 5, 0),  # on the date after the loss; freezes stay spent
        ("FFFF...F2", 6, 0),  # on the second date
        ("FFFF....2", 5, 0),
        ("FFFF...FF2", 3, 0),  # too late
        ("FFFF.....2", 1, 0),
        ("FFFF...F", 1, 0),  # once is not twice
        ("FFFF...x2", 5, 0),  # a date lost to us does not shorten the time to earn it back
        ("FFFF...xxx2", 5, 0),
        ("FFFFF...F2", 7, 1),  # the seventh date kept earns a freeze as ever
        ("FFFF...2..2", 6, 0),  # and once more
        ("FFFF...2...2", 1, 0),
    ],
)
def test_a_lost_streak_is_earned_back_by_clearing_the_set_twice_within_two_dates(
    days: str, length: int, freezes: int
) -> None:
    streak, today, excused = lived(days)
    assert (standing(streak, today, excused).length, standing(streak, today, excused).freezes) == (
        length,
        freezes,
    )


def test_the_learner_is_told_what_can_be_earned_back_and_until_when() -> None:
    streak, today, _ = lived("FFFF...")
    assert standing(streak, today) == Standing(
        length=0, freezes=0, is_done=False, lost=4, earn_back_until=today + DAY
    )
    once = finished(streak, today)
    assert standing(once, today) == Standing(
        length=1, freezes=0, is_done=True, lost=4, earn_back_until=today + DAY
    )
    assert standing(once, today + 2 * DAY) == Standing(
        length=0, freezes=0, is_done=False, lost=1, earn_back_until=today + 3 * DAY
    )


def test_today_is_done_from_the_moment_the_set_is_finished() -> None:
    streak, today, _ = lived("F")
    assert not standing(streak, today).is_done
    assert standing(finished(streak, today), today).is_done


def test_a_flight_west_over_the_date_line_takes_nothing_away() -> None:
    streak, today, _ = lived("FFF")
    yesterday_again = today - 2 * DAY
    assert finished(streak, yesterday_again) == streak
    assert standing(streak, yesterday_again).length == 3
    assert standing(streak, yesterday_again).is_done


def test_a_date_excused_afterwards_gives_the_streak_back() -> None:
    streak, today, _ = lived("FFFF...")
    assert standing(streak, today).length == 0
    assert standing(streak, today, {today - DAY}).length == 4


def test_a_day_that_we_failed_to_send_never_costs_anyone() -> None:
    """Any way to live ten days: with one missed date excused they end no worse."""
    for days in map("".join, product("F.", repeat=10)):
        streak, today, excused = lived(days)
        before = standing(streak, today, excused)
        for lost in (n for n, day in enumerate(days) if day == "."):
            streak, today, excused = lived(days[:lost] + "x" + days[lost + 1 :])
            after = standing(streak, today, excused)
            assert (after.length, after.freezes) >= (before.length, before.freezes), days


@given(days=st.text("F2.xX", max_size=40))
def test_finishing_today_adds_one_and_looking_changes_nothing(days: str) -> None:
    streak, today, excused = lived(days)
    before = standing(streak, today, excused)
    assert standing(streak, today, excused) == before
    after = standing(finished(streak, today, excused), today, excused)
    assert after.length == before.length + 1
    assert 0 <= before.freezes <= MOST_FREEZES
    assert 0 <= after.freezes <= MOST_FREEZES
    assert after.is_done


def test_what_finishing_changed_is_told() -> None:
    """F.F: one missed date, which a freeze paid for."""
    streak, today, excused = lived("F.")
    told = account(streak, today, today, excused)
    assert told.frozen == (today - DAY,)
    assert (told.standing.length, told.standing.freezes) == (2, 1)
    assert (told.has_earned_freeze, told.regained, told.standing.lost) == (False, 0, 0)


def test_a_freeze_earned_is_told_once() -> None:
    streak, today, _ = lived("F.FFFFF")
    told = account(streak, today, today)
    assert told.has_earned_freeze
    assert told.frozen == ()
    assert not account(told.streak, today + DAY, today + DAY).has_earned_freeze


def test_a_loss_is_told_with_what_can_be_done_and_then_that_it_was_done() -> None:
    streak, today, _ = lived("FFFF...")
    once = account(streak, today, today)
    assert once.frozen == (), "freezes that did not save it are no news"
    assert (once.standing.length, once.standing.lost, once.standing.earn_back_until) == (1, 4, today + DAY)
    twice = account(once.streak, today, today)
    assert (twice.regained, twice.standing.length, twice.standing.lost) == (4, 5, 0)
    thrice = account(twice.streak, today, today)
    assert (thrice.regained, thrice.standing.length) == (0, 5)


def test_a_set_of_an_earlier_date_changes_nothing_after_a_later_one() -> None:
    streak, today, _ = lived("FF")
    told = account(streak, today - 2 * DAY, today)
    assert told.streak == streak
    assert told.frozen == ()


@pytest.mark.parametrize(
    ("since", "asked", "free"),
    [
        (3, {2, 1}, set()),  # a set on each date since the last one finished
        (3, {2}, {1}),
        (3, set(), {2, 1}),
        (40, {2}, {*range(3, 40), 1}),  # away for long: nothing was asked
        (1, {1}, set()),
    ],
)
def test_a_date_without_a_set_costs_nothing(since: int, asked: set[int], free: set[int]) -> None:
    today = FIRST + 60 * DAY
    streak = Streak(length=5, last=today - since * DAY, freezes=0)
    excused = unasked(streak, {today - n * DAY for n in asked}, today)
    between = {today - n * DAY for n in range(1, since)}
    assert excused & between == {today - n * DAY for n in free}
    assert today not in excused
    assert standing(streak, today, excused).length == (0 if asked - {since} else 5)


def test_a_loss_of_last_week_can_be_earned_back_when_nothing_was_asked_since() -> None:
    streak, today, _ = lived("FFFF...")
    once = finished(streak, today)
    later = today + 5 * DAY  # four dates without a set: paused
    excused = unasked(once, {today - 3 * DAY, today - 2 * DAY, today - DAY, today}, later)
    assert finished(finished(once, later, excused), later, excused).length == 6


def test_who_never_finished_a_set_has_lost_nothing() -> None:
    assert standing(Streak(), FIRST, unasked(Streak(), set(), FIRST)) == Standing(0, 2, is_done=False)
