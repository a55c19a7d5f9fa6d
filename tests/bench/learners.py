"""Half a year of simulated learners: is the promised recall true, and does our daily set earn its minutes?

    python -m tests.bench.learners

Each learner has a memory of their own, misses days, guesses and slips (`minds`); every schedule has the same
learners on the same days (`schedules`). Everything hangs on one seed, the time at the end aside.
"""

import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from statistics import mean, quantiles, stdev
from typing import Final

from bot.study.quiz import Question
from tests.bench.minds import RETENTION, Learner, Mind, born
from tests.bench.schedules import AtRandom, EasedSuperMemo, Konspekt, Leitner, Schedule, SuperMemo, notes

SEED: Final = 20261124
LEARNERS: Final = 200
DAYS: Final = 180
CARDS: Final = 300
BINS: Final = 10
HOLIDAY: Final = range(90, 120)
OURS: Final = "ours"
SCHEDULES: Final[Mapping[str, Callable[[Sequence[Question], Random], Schedule]]] = {
    OURS: Konspekt,
    "at random": AtRandom,
    "Leitner": Leitner,
    "SM-2": SuperMemo,
    "SM-2, eased": EasedSuperMemo,
}


@dataclass
class Life:
    """What became of one learner under one schedule."""

    cap: int
    answers: int = 0
    right: int = 0
    kept: float = 0.0  # days that cards spent above 0.9 of true recall, all cards together
    met: int = 0  # cards asked about at least once
    above: int = 0  # those of them above 0.9 at the end
    largest: int = 0  # set of one day
    promises: list[tuple[float, bool]] = field(
        default_factory=list
    )  # promised recall, and whether it came true
    due: dict[int, tuple[int, int]] = field(
        default_factory=dict
    )  # day -> cards due before the day's set, and after

    @property
    def worth(self) -> float:
        """Days of a card above 0.9 for one answer."""
        return self.kept / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Promises of about the same recall."""

    count: int
    promised: float  # mean
    measured: float  # share of right answers


@dataclass(frozen=True, slots=True)
class Return:
    """How one learner comes back from a holiday."""

    due: int  # cards due on the first day back
    days_to_clear: int | None  # until a set leaves nothing due; None: not within the run


def lives(
    schedule: str, learners: int = LEARNERS, days: int = DAYS, away: Collection[int] = ()
) -> list[Life]:
    """Every learner's life under the schedule of that name."""
    return [_live(born(number, days, SEED, away), schedule, days) for number in range(learners)]


def _live(learner: Learner, name: str, days: int) -> Life:
    schedule = SCHEDULES[name](notes(CARDS), Random(f"{SEED}:{learner.number}:{name}"))
    mind, life, last = Mind(learner, SEED), Life(learner.cap), dict[str, int]()
    for day in range(days):
        if day in learner.missed:
            continue
        due = schedule.due(day) if isinstance(schedule, Konspekt) else 0
        chosen = schedule.choose(day, learner.cap)
        life.largest = max(life.largest, len(chosen))
        for card in chosen:
            life.kept += _kept(mind, card, last, day)
            _ask(card, day, mind, schedule, life)
            last[card] = day
        if isinstance(schedule, Konspekt):
            life.due[day] = due, schedule.due(day)
    life.met = len(last)
    life.kept += sum(_kept(mind, card, last, days) for card in last)
    life.above = sum(mind.recall(card, days) > RETENTION for card in last)
    return life


def _kept(mind: Mind, card: str, last: Mapping[str, int], day: int) -> float:
    """For how many days the card was above 0.9 since it was asked last."""
    return min(mind.kept_until(card), day) - last[card] if card in last else 0.0


def _ask(card: str, day: int, mind: Mind, schedule: Schedule, life: Life) -> None:
    promised = schedule.predicted(card, day) if isinstance(schedule, Konspekt) else None
    is_right = mind.answer(card, day)
    schedule.learn(card, day, right=is_right)
    life.answers += 1
    life.right += is_right
    if promised is not None:
        life.promises.append((promised, is_right))


def bins(promises: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equal width over promised recall; those with no promise are left out."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for promised, is_right in promises:
        found[min(int(promised * BINS), BINS - 1)].append((promised, is_right))
    return [Bin(len(own), mean(p for p, _ in own), mean(r for _, r in own)) for own in found if own]


def calibration_error(found: Sequence[Bin]) -> float:
    """RMSE over bins, each weighted by its promises, as FSRS's own benchmark has it."""
    total = sum(one.count for one in found)
    return sqrt(sum(one.count * (one.promised - one.measured) ** 2 for one in found) / total)


def back(life: Life, holiday: range) -> Return:
    after = {day: due for day, due in life.due.items() if day >= holiday.stop}
    cleared = next((day for day, (_, left) in after.items() if not left), None)
    return Return(after[min(after)][0], None if cleared is None else cleared - holiday.stop + 1)


def run() -> str:
    """The whole report."""
    start = time.perf_counter()
    found = {name: lives(name) for name in SCHEDULES}
    holiday = lives(OURS, away=HOLIDAY)
    lines = [
        f"{LEARNERS} learners, {DAYS} days, {CARDS} questions, 3-10 of them a day, seed {SEED}",
        "",
        *_schedules(found),
        "",
        *_calibration(found[OURS]),
        "",
        *_holiday(holiday),
        "",
        f"{time.perf_counter() - start:.0f} s",
    ]
    return "\n".join(lines)


def _schedules(found: Mapping[str, Sequence[Life]]) -> Iterator[str]:
    yield "card-days above 0.9 of true recall for one answer; ours less theirs, learner by learner, +- standard error"
    yield f"{'schedule':12} {'answers':>8} {'right':>6} {'met':>5} {'above':>6} {'per 100':>8} {'card-days':>10} {'ours is better by':>18} {'cap':>6}"
    for name, own in found.items():
        answers = sum(life.answers for life in own)
        above = mean(life.above for life in own)
        gains = [ours.worth - life.worth for ours, life in zip(found[OURS], own, strict=True)]
        gain = "" if name == OURS else f"{mean(gains):.2f} +- {stdev(gains) / sqrt(len(gains)):.2f}"
        kept = "kept" if all(life.largest <= life.cap for life in own) else "BROKEN"
        yield (
            f"{name:12} {answers:8} {sum(life.right for life in own) / answers:6.3f}"
            f" {mean(life.met for life in own):5.0f} {above:6.1f} {100 * above * len(own) / answers:8.2f}"
            f" {sum(life.kept for life in own) / answers:10.2f} {gain:>18} {kept:>6}"
        )


def _calibration(own: Sequence[Life]) -> Iterator[str]:
    found = bins([promise for life in own for promise in life.promises])
    yield f"ours: promised recall against measured, RMSE over {BINS} bins {calibration_error(found):.3f}"
    alone = [calibration_error(bins(life.promises)) for life in own if life.promises]
    yield f"the same for each learner alone: first decile, median, last decile {_spread(alone, '.3f')}"
    yield f"{'answers':>8} {'promised':>9} {'measured':>9}"
    for one in found:
        yield f"{one.count:8} {one.promised:9.3f} {one.measured:9.3f}"


def _holiday(found: Sequence[Life]) -> Iterator[str]:
    returns = [back(life, HOLIDAY) for life in found]
    days = [r.days_to_clear for r in returns if r.days_to_clear is not None]
    asked = max(life.largest - life.cap for life in found)
    yield f"ours: {len(HOLIDAY)} days away, then back (first decile, median, last decile of learners)"
    yield f"due on return   {_spread([r.due for r in returns])} cards"
    yield f"days to clear   {_spread(days)}; {len(returns) - len(days)} of {len(returns)} not before the last day"
    yield f"most in a day   {'the cap' if asked <= 0 else f'{asked} above the cap'}"


def _spread(values: Sequence[float], form: str = "4.0f") -> str:
    tenths = quantiles(values, n=10)
    return " ".join(f"{tenth:{form}}" for tenth in (tenths[0], tenths[4], tenths[8]))


if __name__ == "__main__":
    sys.stdout.write(run() + "\n")
