from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.daily import cut_short, evening_of, local_date, may_catch_up, moment_of, next_due, pick
from bot.study.pool import Pool
from bot.study.quiz import Kind, Question, Wording
from bot.study.review import CardState, retrievability, review

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
MOSCOW, BERLIN, NEW_YORK = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
TOKYO, NUUK, APIA = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Nuuk"), ZoneInfo("Pacific/Apia")
LORD_HOWE, CAIRO = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Africa/Cairo")
ZONES = (MOSCOW, BERLIN, NEW_YORK, TOKYO, NUUK, LORD_HOWE, CAIRO, ZoneInfo("America/Santiago"), UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "now", "due"),
    [
        # plain days
        (MOSCOW, "09:00", "2026-03-02 05:59", "2026-03-02 06:00"),
        (MOSCOW, "09:00", "2026-03-02 06:00", "2026-03-03 06:00"),  # now itself is not next
        (MOSCOW, "00:00", "2026-03-02 20:30", "2026-03-02 21:00"),
        (MOSCOW, "09:00", "2028-02-28 12:00", "2028-02-29 06:00"),  # leap year
        (MOSCOW, "09:00", "2028-02-29 12:00", "2028-03-01 06:00"),
        (MOSCOW, "09:00", "2027-02-28 12:00", "2027-03-01 06:00"),
        (MOSCOW, "09:00", "2026-12-31 12:00", "2027-01-01 06:00"),
        # Berlin, 29 March 2026: 02:00 -> 03:00
        (
            BERLIN,
            "08:00",
            "2026-03-28 08:00",
            "2026-03-29 06:00",
        ),  # 22 hours after the last one, 08:00 by the clock
        (BERLIN, "01:59", "2026-03-28 08:00", "2026-03-29 00:59"),
        (BERLIN, "02:00", "2026-03-28 08:00", "2026-03-29 01:00"),  # the first moment after the gap, 03:00
        (BERLIN, "02:30", "2026-03-28 08:00", "2026-03-29 01:00"),
        (BERLIN, "03:00", "2026-03-28 08:00", "2026-03-29 01:00"),
        (BERLIN, "02:30", "2026-03-29 01:00", "2026-03-30 00:30"),
        # Berlin, 25 October 2026: 03:00 -> 02:00
        (BERLIN, "02:30", "2026-10-24 12:00", "2026-10-25 00:30"),  # the first 02:30
        (BERLIN, "02:30", "2026-10-25 00:30", "2026-10-26 01:30"),  # not the second
        (BERLIN, "02:30", "2026-10-25 01:15", "2026-10-26 01:30"),
        (BERLIN, "08:00", "2026-10-24 12:00", "2026-10-25 07:00"),
        # half an hour of summer time; a gap at midnight; a gap that ends a date
        (LORD_HOWE, "02:15", "2026-10-03 00:00", "2026-10-03 15:30"),
        (CAIRO, "00:30", "2026-04-23 12:00", "2026-04-23 22:00"),
        (NUUK, "23:30", "2026-03-28 12:00", "2026-03-29 00:59"),
        (NUUK, "23:30", "2026-03-29 00:59", "2026-03-30 00:30"),
        # Samoa had no 30 December 2011
        (APIA, "09:00", "2011-12-29 20:00", "2011-12-30 19:00"),
    ],
)
def test_when_the_next_set_is_due(zone: ZoneInfo, at: str, now: str, due: str) -> None:
    assert next_due(utc(now), time.fromisoformat(at), zone) == utc(due)


@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    start=st.integers(0, 3 * 365 * 24 * 60).map(
        lambda minutes: utc("2024-01-01") + timedelta(minutes=minutes)
    ),
)
def test_each_date_has_exactly_one_set_and_on_that_date(zone: ZoneInfo, at: time, start: datetime) -> None:
    now, dates = start, []
    for _ in range(7):
        due = next_due(now, at, zone)
        assert due > now
        dates.append(local_date(due, zone))
        now = due
    assert dates == [dates[0] + n * DAY for n in range(7)]
    assert dates[0] - local_date(start, zone) in (timedelta(0), DAY)


def test_every_day_of_transition_has_one_set_at_any_minute() -> None:
    for zone, day in ((BERLIN, date(2026, 3, 29)), (BERLIN, date(2026, 10, 25)), (NUUK, date(2026, 3, 28))):
        moments = [moment_of(day, time(minute // 60, minute % 60), zone) for minute in range(24 * 60)]
        found = [moment for moment in moments if moment is not None]
        assert len(found) == 24 * 60
        assert all(local_date(moment, zone) == day for moment in found)
        assert found == sorted(found)


def test_a_date_that_a_zone_skipped_has_no_moment() -> None:
    assert moment_of(date(2011, 12, 30), time(9), APIA) is None


def test_quiet_weekdays_are_passed_over() -> None:
    friday_evening = utc("2026-03-06 18:00")
    assert next_due(friday_evening, time(9), MOSCOW, quiet={5, 6}) == utc("2026-03-09 06:00")
    with pytest.raises(ValueError, match="every weekday"):
        next_due(friday_evening, time(9), MOSCOW, quiet=range(7))


@pytest.mark.parametrize(
    ("zone", "at", "now", "served", "due"),
    [
        # moved east: 09:00 has passed here, today's set is owed at once
        (TOKYO, "09:00", "2026-03-02 05:00", "2026-03-01", "2026-03-02 05:00"),
        # but not late in the evening
        (TOKYO, "09:00", "2026-03-02 13:00", "2026-03-01", "2026-03-03 00:00"),
        # moved west over midnight: the 2nd had its set in Tokyo, it is not sent again
        (NEW_YORK, "09:00", "2026-03-01 23:00", "2026-03-02", "2026-03-03 14:00"),
        # a later time the same day: today was served
        (MOSCOW, "20:00", "2026-03-02 10:00", "2026-03-02", "2026-03-03 17:00"),
        # an own time after 22:00 is kept
        (MOSCOW, "23:00", "2026-03-02 10:00", "2026-03-01", "2026-03-02 20:00"),
        # a new subscription waits for its time
        (MOSCOW, "09:00", "2026-03-02 10:00", None, "2026-03-03 06:00"),
    ],
)
def test_no_date_is_served_twice_or_forgotten(
    zone: ZoneInfo, at: str, now: str, served: str | None, due: str
) -> None:
    last = date.fromisoformat(served) if served else None
    assert next_due(utc(now), time.fromisoformat(at), zone, served=last) == utc(due)


@pytest.mark.parametrize(
    ("due", "now", "may"),
    [
        ("2026-03-02 06:00", "2026-03-02 18:59", True),
        ("2026-03-02 06:00", "2026-03-02 19:00", False),  # 22:00 in Moscow
        ("2026-03-01 06:00", "2026-03-02 06:00", False),
    ],
)
def test_a_late_set_is_sent_on_the_same_date_before_ten_in_the_evening(due: str, now: str, may: bool) -> None:
    assert may_catch_up(utc(due), utc(now), MOSCOW) is may


@pytest.mark.parametrize(
    ("zone", "day", "at", "sent", "reminded"),
    [
        (MOSCOW, "2026-03-02", "20:00", "2026-03-02 06:00", "2026-03-02 17:00"),
        (MOSCOW, "2026-03-02", "20:00", "2026-03-02 17:00", None),  # the set came when the evening did
        (MOSCOW, "2026-03-02", "20:00", "2026-03-02 18:00", None),
        (MOSCOW, "2028-02-29", "20:00", "2028-02-29 06:00", "2028-02-29 17:00"),
        (BERLIN, "2026-03-29", "20:00", "2026-03-29 06:00", "2026-03-29 18:00"),  # on summer time already
        (NUUK, "2026-03-28", "23:30", "2026-03-28 12:00", "2026-03-29 00:59"),  # 23:00 jumps into tomorrow
        (APIA, "2011-12-30", "20:00", "2011-12-29 20:00", None),  # no such evening
    ],
)
def test_when_the_evening_of_a_set_is(
    zone: ZoneInfo, day: str, at: str, sent: str, reminded: str | None
) -> None:
    found = evening_of(date.fromisoformat(day), time.fromisoformat(at), zone, utc(sent))
    assert found == (utc(reminded) if reminded else None)


def test_a_change_of_zone_excuses_the_dates_it_ends_early() -> None:
    late_evening = utc("2026-03-02 20:30")  # 23:30 in Moscow, 05:30 of the 3rd in Tokyo
    assert cut_short(late_evening, MOSCOW, TOKYO) == {MONDAY}
    assert cut_short(late_evening, TOKYO, MOSCOW) == frozenset()
    assert cut_short(utc("2026-03-02 12:00"), MOSCOW, TOKYO) == frozenset()


# the set


def question(
    name: str, *, subject: str = "docker", command: str | None = None, fact: str | None = None
) -> Question:
    return Question(
        id=name,
        kind=Kind.WRITTEN,
        section=subject,
        subject=subject,
        fact=fact or name,
        command=command,
        words=Wording(
            stem_args=MappingProxyType({"stem": name}),
            rights=("right",),
            lures=("first lure", "second lure"),
            code=None,
            explanation="",
            file="notes.md",
            line=1,
        ),
    )


def card(*, days_ago: int, stability: float, due: date = MONDAY) -> CardState:
    return CardState(stability, 5.0, due, MONDAY - days_ago * DAY, 3, 0)


def picked(
    states: Mapping[str, CardState], candidates: list[Question], *, cap: int = 3, seed: int = 1
) -> tuple[str, ...]:
    return pick(states, Pool(candidates), cap=cap, on=MONDAY, rng=Random(seed))


def test_what_is_nearest_to_oblivion_comes_first() -> None:
    candidates = [question(name) for name in "abcd"]
    states = {
        "a": card(days_ago=10, stability=20),
        "b": card(days_ago=10, stability=2),
        "c": card(days_ago=10, stability=5),
        "d": card(days_ago=1, stability=0.1, due=MONDAY + DAY),  # all but forgotten, yet not due
    }
    assert picked(states, candidates) == ("b", "c", "a")


def test_new_ones_fill_up_in_contents_order() -> None:
    candidates = [question(name) for name in "abcd"]
    assert picked({"c": card(days_ago=10, stability=2)}, candidates) == ("c", "a", "b")
    assert picked({}, candidates, cap=10) == ("a", "b", "c", "d")


def test_new_ones_are_mixed_across_the_chosen_subjects() -> None:
    candidates = [
        question(f"{subject}{n}", subject=subject) for subject in ("git", "sql", "linux") for n in range(9)
    ]
    for seed in range(10):
        chosen = picked({}, candidates, cap=6, seed=seed)
        assert set(chosen[:3]) == {"git0", "sql0", "linux0"}
        assert set(chosen[3:]) == {"git1", "sql1", "linux1"}
    assert len({picked({}, candidates, cap=1, seed=seed) for seed in range(10)}) == 3


def test_the_two_directions_of_a_fact_wait_for_different_days() -> None:
    candidates = [
        question("there", fact="ps"),
        question("back", fact="ps"),
        question("other"),
        question("third"),
    ]
    assert picked({}, candidates) == ("there", "other", "third")
    due = {"there": card(days_ago=9, stability=2), "back": card(days_ago=9, stability=3)}
    assert picked(due, candidates) == ("there", "other", "third")
    assert picked(due, candidates[:2]) == ("there", "back")  # unavoidable


def test_one_set_asks_about_several_commands_while_it_can() -> None:
    flags = [question(f"run{n}", command="docker_run") for n in range(5)]
    candidates = [*flags, question("ps", command="docker_ps"), question("rm", command="docker_rm")]
    assert picked({}, candidates) == ("run0", "ps", "rm")
    assert picked({}, candidates, cap=4) == ("run0", "run1", "ps", "rm")
    due = {flag.id: card(days_ago=9, stability=2 + n) for n, flag in enumerate(flags)}
    assert picked(due, candidates) == ("run0", "run1", "run2")  # what is due goes before what is new


@given(
    cap=st.integers(1, 10),
    seen=st.dictionaries(st.integers(0, 19), st.tuples(st.integers(0, 99), st.integers(-5, 30)), max_size=20),
    seed=st.integers(0, 99),
)
def test_a_set_has_as_many_as_the_cap_allows_and_there_are(
    cap: int, seen: dict[int, tuple[int, int]], seed: int
) -> None:
    candidates = [
        question(f"q{n}", subject="ab"[n % 2], command=f"c{n // 4}", fact=f"f{n // 2}") for n in range(20)
    ]
    states = {
        f"q{n}": card(days_ago=ago, stability=4, due=MONDAY + due * DAY) for n, (ago, due) in seen.items()
    }
    waiting = {q.id for q in candidates if q.id not in states or states[q.id].due <= MONDAY}
    chosen = picked(states, candidates, cap=cap, seed=seed)
    assert len(chosen) == min(cap, len(waiting))
    assert len(set(chosen)) == len(chosen)
    assert waiting.issuperset(chosen)
    recalls = [retrievability(states[name], MONDAY) for name in chosen if name in states]
    assert recalls == sorted(recalls)


def test_a_month_away_is_worked_off_in_sets_of_the_usual_size() -> None:
    candidates = [question(f"q{n:03}", command=f"c{n // 4}", fact=f"f{n // 2}") for n in range(200)]
    states: dict[str, CardState] = {}
    sizes: Counter[int] = Counter()
    for day in range(150):
        if 60 <= day < 90:
            continue
        on = MONDAY + day * DAY
        chosen = pick(states, Pool(candidates), cap=5, on=on, rng=Random(day))
        sizes[len(chosen)] += 1
        for name in chosen:
            right = Random(f"{name} {day}").random() < 0.85
            states[name] = review(states.get(name), right=right, on=on, card_key=name)
        if day == 90:
            backlog = sum(state.due <= on for state in states.values())
    left = sum(state.due <= MONDAY + 149 * DAY for state in states.values())
    assert sizes == {5: 120}
    assert backlog > 15
    assert left < backlog
