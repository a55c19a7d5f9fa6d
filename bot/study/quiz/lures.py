"""The wrong options of a question: near enough to tempt, and wrong beyond doubt."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias, assert_never

from bot.study.quiz.facts import Fact, Sort
from bot.study.quiz.wording import (
    OPTION_LIMIT,
    contains,
    content,
    fits,
    folded,
    is_named_in,
    likeness,
    says_the_same,
)

MOST_LURES: Final = 5  # six options, "I don't know" comes on top
FEWEST_LURES: Final = 2
LENGTH_FACTOR: Final = 3  # the longest option against the shortest
_MUCH_SHARED: Final = 3  # words in common
_MUCH_ALIKE: Final = 0.5  # of the words of both
_ENOUGH_LURES: Final = 4  # five options: from here on, alike lengths matter more than number

Side: TypeAlias = Callable[[Fact], str]  # what an option shows of a fact: its name or its meaning


def name_of(fact: Fact) -> str:
    return fact.name


def meaning_of(fact: Fact) -> str:
    return fact.meaning


def lures(fact: Fact, others: Iterable[Fact], side: Side, stem: str) -> tuple[str, ...]:
    """The lures for a question about the fact whose options show that side of facts; () if it cannot be asked.

    `others`: facts of the same sort and subject. A word that the stem shares with the right answer must be in a
    lure as well, else it gives the answer away.
    """
    right = side(fact)
    if not right or not fits(right, OPTION_LIMIT):
        return ()
    ranked = sorted((other for other in others if _may_lure(fact, other, side)), key=_rank(fact, side))
    chosen = _covering(content(stem) & content(right), ranked, right, side)
    if chosen is None or len(chosen) > MOST_LURES:
        return ()
    while len(chosen) < MOST_LURES and (more := next(_fitting(ranked, right, chosen, side), None)):
        chosen.append(more)
    if side is name_of:  # a name has no shorter form
        _add_closest(chosen, ranked, right, side)
    if len(chosen) < FEWEST_LURES:
        return ()
    return tuple(side(lure) for lure in sorted(chosen, key=ranked.index))


def _covering(telling: frozenset[str], ranked: list[Fact], right: str, side: Side) -> list[Fact] | None:
    """Lures that have among them all words which would tell the right option; None if there are none such."""
    chosen: list[Fact] = []
    for word in sorted(telling):
        if any(word in content(side(lure)) for lure in chosen):
            continue
        fitting = (lure for lure in _fitting(ranked, right, chosen, side) if word in content(side(lure)))
        if (lure := next(fitting, None)) is None:
            return None
        chosen.append(lure)
    return chosen


def _add_closest(chosen: list[Fact], ranked: list[Fact], right: str, side: Side) -> None:
    """Fills up to enough lures with those nearest in length, though out of the factor."""
    for lure in sorted(ranked, key=lambda lure: _factor(right, side(lure))):
        if len(chosen) < _ENOUGH_LURES and _is_distinct(lure, chosen, side):
            chosen.append(lure)


def _may_lure(fact: Fact, other: Fact, side: Side) -> bool:
    """Whether the other fact's option is of the same kind and surely wrong for this fact."""
    if other.key == fact.key or fact.names & other.names or says_the_same(fact.about, other.about):
        return False
    option = side(other)
    if not option or not fits(option, OPTION_LIMIT) or contains(option, side(fact)):
        return False
    match fact.sort:
        case Sort.EXAMPLE:  # what `docker top web` does, `docker top web aux` does too
            return not contains(fact.name, other.name)
        case Sort.TERM:
            return not _is_ruled_out(fact, other, side)
        case Sort.FLAG:
            return not _is_another_way(fact, other)
        case Sort.COMMAND:
            return side is meaning_of or _may_stand_beside(fact, other)
        case _:
            assert_never(fact.sort)


def _may_stand_beside(fact: Fact, other: Fact) -> bool:
    """Whether the other command's name may be an option: `docker image` may not for `docker rmi`, `docker image rm`."""
    is_alike = fact.place.form == other.place.form
    return is_alike and not any(contains(other.name, name) for name in fact.names)


def _is_ruled_out(fact: Fact, other: Fact, side: Side) -> bool:
    """Whether the lure names what is asked about: a container is no rule by which a container is started."""
    if side is meaning_of:
        return is_named_in(fact.name, other.meaning)
    return is_named_in(other.name, fact.stated)


def _is_another_way(fact: Fact, other: Fact) -> bool:
    """Whether two flags of one command do much the same, as `-v` and `--mount` do."""
    if fact.place.command is not other.place.command or len(fact.about & other.about) < _MUCH_SHARED:
        return False
    return likeness(fact.about, other.about) >= _MUCH_ALIKE


def _rank(fact: Fact, side: Side) -> Callable[[Fact], tuple[bool, int, int, float, str]]:
    """Nearest in the notes first, then closest in meaning, then in length.

    Flags are before that of one form: a long one among short ones catches the eye, right or wrong.
    """

    def rank(other: Fact) -> tuple[bool, int, int, float, str]:
        is_odd = side is name_of and fact.sort is Sort.FLAG and _is_long(fact) != _is_long(other)
        shared = len(fact.about & other.about)
        return is_odd, _distance(fact, other), -shared, _factor(side(fact), side(other)), side(other)

    return rank


def _is_long(flag: Fact) -> bool:
    return flag.name.startswith("--")


def _distance(fact: Fact, other: Fact) -> int:
    here, there = fact.place, other.place
    if fact.sort in (Sort.FLAG, Sort.EXAMPLE) and here.command is there.command:
        return 0
    if here.section == there.section:
        return 1
    if here.family != there.family:
        return 4
    return 2 if here.parent == there.parent else 3


def _fitting(ranked: Iterable[Fact], right: str, chosen: list[Fact], side: Side) -> Iterator[Fact]:
    """Those that say something new and keep the longest and the shortest option within the factor."""
    lengths = [len(right), *(len(side(lure)) for lure in chosen)]
    for lure in ranked:
        longest, shortest = max(*lengths, len(side(lure))), min(*lengths, len(side(lure)))
        if longest <= LENGTH_FACTOR * shortest and _is_distinct(lure, chosen, side):
            yield lure


def _is_distinct(fact: Fact, chosen: list[Fact], side: Side) -> bool:
    """Whether no chosen fact has the same option or the same meaning: two alike lures rule each other out."""
    option = folded(side(fact))
    return not any(folded(side(c)) == option or says_the_same(fact.about, c.about) for c in chosen)


def _factor(one: str, other: str) -> float:
    shorter, longer = sorted((len(one), len(other)))
    return longer / shorter
