"""The names of what can be found: said exactly, said almost, and the nearest ones when nothing was found."""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.study.readings import alike, in_latin, other_layout
from bot.study.spelling import may_open
from bot.study.words import compact, fold, words

_EDITS = 2  # of a whole name
_LONG_WORD = 6  # letters; a shorter word of a name takes one edit
_SHORT_NAME = 3  # letters; a shorter query of one word is no misspelled name
_MOST_CLOSE = 12
_EDIT_COST = 1.2  # letters
_SHORTEST = 4  # letters that one edit is counted against at least
_ALIAS = 0.05  # a name begun is rather the name than an alias
_BEGUN = 0.8  # of a name that is hardly begun
_OTHER_OPENING = 0.05  # typing errors seldom fall on the first letter
_NEAR_ENOUGH = 55.0  # of 100: a name less alike is no help


class Names:
    """Folded names -> the numbers of the entries called so."""

    def __init__(self, called: Sequence[Sequence[str]]) -> None:
        self._called = called
        numbers: dict[str, list[int]] = {}
        by_letters: dict[str, list[int]] = {}
        for number, names in enumerate(called):
            for name in names:
                numbers.setdefault(name, []).append(number)
                by_letters.setdefault(compact(name), []).append(number)
        by_letters.pop("", None)  # names of marks alone: [, !!
        self._numbers = {name: tuple(found) for name, found in numbers.items()}
        self._by_letters = {letters: tuple(found) for letters, found in by_letters.items()}
        self._all = sorted(self._numbers)

    def exact(self, text: str) -> frozenset[int]:
        """The entries called so; else those whose letters are the same: docker-compose, dockercompose."""
        readings = (self._exact(reading) for reading in (text, fold(other_layout(text)), *alike(text)))
        return next(filter(None, readings), frozenset())

    def _exact(self, text: str) -> frozenset[int]:
        spoken = " ".join(words(text))
        same_letters = self._by_letters.get(compact(text))
        return frozenset(self._numbers.get(text) or self._numbers.get(spoken) or same_letters or ())

    def called(self, name: str) -> Sequence[int]:
        """The entries of exactly that folded name."""
        return self._numbers.get(name, ())

    def begun(self, text: str) -> dict[int, float]:
        """The entries whose names open with the text, with how much of the name it is."""
        place = bisect_left(self._all, text)
        names = self._all[place : place + _MOST_CLOSE] if len(text) >= _SHORT_NAME else []
        begun: dict[int, float] = {}
        for name in names:
            if name.startswith(text):
                share = _BEGUN + (1 - _BEGUN) * len(text) / len(name)
                for number in self._numbers[name]:
                    own = share if name == self._called[number][0] else share - _ALIAS
                    begun[number] = max(begun.get(number, 0.0), own)
        return begun

    def close(self, text: str) -> dict[int, float]:
        """The entries whose whole name is within two edits, with how close it is in (0, 1)."""
        closeness: dict[int, float] = {}
        found = process.extract(text, self._all, scorer=OSA.distance, score_cutoff=_EDITS, limit=_MOST_CLOSE)
        for name, edits, _ in found:
            if _is_misspelling(text.split(), name.split()):
                close = 1 - edits * _EDIT_COST / max(len(name), _SHORTEST)
                close -= 0 if name[0] == text[0] else _OTHER_OPENING
                for number in self._numbers[name]:
                    closeness[number] = max(closeness.get(number, 0.0), close)
        return closeness

    def near(self, query: str) -> list[int]:
        """The entries whose names are most like the query in any layout or alphabet, best first."""
        text = fold(query)
        best: dict[int, float] = {}
        for reading in dict.fromkeys((text, fold(other_layout(text)), in_latin(text))):
            for name, score, _ in process.extract(reading, self._all, scorer=fuzz.ratio, limit=_MOST_CLOSE):
                for number in self._numbers[name] if score >= _NEAR_ENOUGH else ():
                    best[number] = max(best.get(number, 0.0), score)
        return sorted(best, key=lambda number: -best[number])


def _is_misspelling(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Whether no word is changed beyond knowing: `docker sp` is docker ps, `docker login` is not docker logs."""
    if len(typed) != len(name):
        return False
    if len(typed) == 1 and not _SHORT_NAME <= len(typed[0]) <= len(name[0]) + (len(typed[0]) > _SHORT_NAME):
        return False
    if len(typed) == 1 and not may_open(typed[0], name[0]):
        return False
    return all(_is_near(*pair) for pair in zip(typed, name, strict=True))


def _is_near(typed: str, meant: str) -> bool:
    return typed == meant or OSA.distance(typed, meant) <= (1 if len(meant) < _LONG_WORD else _EDITS)
