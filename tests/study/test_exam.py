"""Getting ready for an exam: the date, the recall aimed at, and what it takes a day."""

from datetime import date, timedelta
from random import Random

from bot.study.daily import pick
from bot.study.exam import MOST_QUESTIONS, Exam, Load, forecast, retention
from bot.study.pool import Pool
from bot.study.quiz import Kind, Question, Wording
from bot.study.review import CardState, retrievability, review
from tests.limited import ending

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def exam(days: int, begun: date = MONDAY) -> Exam:
    return Exam(begun + days * DAY, begun, count=0)


def question(name: str) -> Question:
    return Question(
        id=name, kind=Kind.WRITTEN, section="s", subject="s", fact=name, command=None,
        words=Wording({"stem": name}, rights=("a",), lures=("b", "c"), code=None, explanation="", file="notes.md", line=1),
    )  # fmt: skip


def names(count: int) -> list[str]:
    return [f"n{n:03}" for n in range(count)]


def test_the_recall_aimed_at_rises_to_the_day_and_ends_with_it() -> None:
    ahead = exam(60)
    aims = [retention(ahead, MONDAY + n * DAY) for n in range(61)]
    assert aims[0] == aims[30] == 0.9
    assert aims[-1] == 0.95
    assert aims == sorted(aims)
    assert retention(ahead, ahead.on + DAY) == 0.9
    assert retention(ahead, MONDAY - DAY) == 0.9
    assert ahead.is_ahead(ahead.on)
    assert not ahead.is_ahead(ahead.on + DAY)


def test_an_exam_tomorrow_aims_high_at_once() -> None:
    assert retention(exam(1), MONDAY) == retention(exam(1), MONDAY + DAY) == 0.95


def test_the_load_is_the_least_that_asks_everything() -> None:
    """Lived through with the daily set itself, by a learner who is luckier at first and less lucky later."""
    load = forecast({}, names(60), exam(20))
    assert load.covered == load.new == 60
    assert 3 < load.a_day < MOST_QUESTIONS
    assert lived(60, exam(20), load.a_day) >= 57
    assert lived(60, exam(20), load.a_day // 2) < 50


def lived(questions: int, ahead: Exam, cap: int) -> int:
    """How many of the questions were asked before the exam by sets of that size."""
    asked = [question(name) for name in names(questions)]
    states: dict[str, CardState] = {}
    day = ahead.begun
    while day < ahead.on:
        aim = retention(ahead, day)
        for name in pick(states, Pool(asked), cap=cap, on=day, rng=Random(1), retention=aim):
            right = Random(f"{name}{day}").random() < 0.85
            states[name] = review(states.get(name), right=right, on=day, card_key=name, desired_retention=aim)
        day += DAY
    return len(states)


def test_what_cannot_be_done_is_told() -> None:
    load = forecast({}, names(700), exam(19))
    assert load.a_day == MOST_QUESTIONS
    assert 100 < load.covered < load.new == 700


def test_quiet_days_make_the_others_fuller() -> None:
    without = forecast({}, names(60), exam(20))
    with_quiet = forecast({}, names(60), exam(20), quiet={0, 2, 4, 5, 6})
    assert with_quiet.a_day > without.a_day
    assert forecast({}, names(3), exam(1), quiet={MONDAY.weekday()}).a_day == 3, "the only day there is"


def test_what_is_known_well_costs_little_and_what_fades_costs_more() -> None:
    fresh = {
        name: CardState(
            stability=500, difficulty=5, due=MONDAY + 400 * DAY, last_review=MONDAY, reviews=5, lapses=0
        )
        for name in names(50)
    }
    assert forecast(fresh, names(50), exam(20)) == Load(a_day=1, known=50, new=0, covered=0)
    faded = {
        name: CardState(
            stability=20,
            difficulty=5,
            due=MONDAY + 100 * DAY,
            last_review=MONDAY - 20 * DAY,
            reviews=5,
            lapses=0,
        )
        for name in names(50)
    }
    assert forecast(faded, names(50), exam(20)).a_day > 2, "due later, but not well enough for an exam"


def test_other_topics_and_order_do_not_matter_and_it_is_the_same_every_time() -> None:
    states = {name: review(None, right=True, on=MONDAY - 3 * DAY, card_key=name) for name in ("x", "n001")}
    assert forecast(states, names(30), exam(10)) == forecast(states, names(30), exam(10))
    assert forecast(states, names(30), exam(10)).known == 1


def test_the_longest_forecast_ends() -> None:
    with ending("forecast"):
        assert forecast({}, names(1000), exam(365)).new == 1000


def test_a_set_before_an_exam_asks_for_what_is_remembered_less_well_than_it_wants() -> None:
    state = CardState(
        stability=10, difficulty=5, due=MONDAY + 5 * DAY, last_review=MONDAY - 5 * DAY, reviews=3, lapses=0
    )
    assert 0.93 < retrievability(state, MONDAY) < 0.95
    asked = Pool([question("q")])
    assert pick({"q": state}, asked, cap=3, on=MONDAY, rng=Random(1)) == ()
    assert pick({"q": state}, asked, cap=3, on=MONDAY, rng=Random(1), retention=0.93) == ()
    assert pick({"q": state}, asked, cap=3, on=MONDAY, rng=Random(1), retention=0.95) == ("q",)
