"""Term -> the entries that hold it and how strongly: the inverted index, packed so that 6,000 pages take a few MB."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from math import log
from typing import Final, TypeVar

from bot.study.terms import Strength, Term

Kind = TypeVar("Kind", str, int)  # of terms

_PLACE: Final = "I"  # as `array` calls it: the entry's number, and in the low bits the strength
_STRENGTH_BITS = 8
_STRENGTH_MASK = (1 << _STRENGTH_BITS) - 1
FULL = float(_STRENGTH_MASK)
COMMONEST = 0.25  # rarity of a word that every entry has: it still says a little


class Postings(Collection[Term]):
    """All terms, and where each stands; entries are numbered in their order.

    Terms are numbered too: words by the alphabet, then meanings. One list of words and two arrays take a third of
    what a dictionary of them would.
    """

    def __init__(self, entries: Iterable[Mapping[Term, Strength]]) -> None:
        found: defaultdict[Term, array[int]] = defaultdict(partial(array, _PLACE))
        number = -1
        for number, terms in enumerate(entries):
            entry = number << _STRENGTH_BITS
            for term, strength in terms.items():
                found[term].append(entry | strength)
        self._entries = number + 1
        self._words = sorted(term for term in found if isinstance(term, str))
        self._meanings = sorted(term for term in found if isinstance(term, int))
        ordered = [found[term] for term in self]
        self._ends = array(_PLACE, accumulate(map(len, ordered), initial=0))
        self._places = array(_PLACE, b"".join(ordered))

    @property
    def words(self) -> Sequence[str]:
        """The terms that are words, sorted: the numbers of terms are their places here."""
        return self._words

    def number(self, term: Term) -> int | None:
        """The number of the term, None if no entry has it."""
        if isinstance(term, str):
            return _place(self._words, term)
        place = _place(self._meanings, term)
        return None if place is None else len(self._words) + place

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str | int) and self.number(term) is not None

    def __iter__(self) -> Iterator[Term]:
        yield from self._words
        yield from self._meanings

    def __len__(self) -> int:
        return len(self._words) + len(self._meanings)

    def rarity(self, terms: Iterable[Term]) -> float:
        """How much it says that an entry has one of the terms: 1 for the rarest, `COMMONEST` for what all have."""
        return self._rarity(max(map(self.count, terms), default=0) or 1)

    def rarities(self) -> Iterator[float]:
        """The same of each word alone, in the order of their numbers."""
        known: dict[int, float] = {}
        for number in range(len(self._words)):
            count = self._ends[number + 1] - self._ends[number]
            if count not in known:
                known[count] = self._rarity(count)
            yield known[count]

    def _rarity(self, count: int) -> float:
        return max(COMMONEST, log(1 + self._entries / count) / log(1 + self._entries))

    def count(self, term: Term) -> int:
        number = self.number(term)
        return 0 if number is None else self._ends[number + 1] - self._ends[number]

    def strongest(self, terms: Mapping[Term, float], floor: float) -> dict[int, float]:
        """Entry -> the best of the terms' worths there, each between `floor` and 1 of itself by its strength."""
        best: dict[int, float] = {}
        slope = (1 - floor) / FULL
        for term, worth in terms.items():
            base, step = worth * floor, worth * slope
            for place in self._places_of(term):
                number = place >> _STRENGTH_BITS
                share = base + step * (place & _STRENGTH_MASK)
                if share > best.get(number, 0.0):
                    best[number] = share
        return best

    def _places_of(self, term: Term) -> Sequence[int]:
        number = self.number(term)
        return () if number is None else self._places[self._ends[number] : self._ends[number + 1]]


def _place(ordered: Sequence[Kind], sought: Kind) -> int | None:
    place = bisect_left(ordered, sought)
    return place if place < len(ordered) and ordered[place] == sought else None
