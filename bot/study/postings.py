"""Term -> the entries that hold it and how strongly: the inverted index, packed so that 6,000 pages take a few MB."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log
from typing import Final

from bot.study.terms import Strength, Term

_PLACE: Final = (
    "I"  # as `array` and `memoryview` call it: the entry's number, and in the low bits the strength
)
_PLACE_BYTES = array(_PLACE).itemsize
_STRENGTH_BITS = 8
_STRENGTH_MASK = (1 << _STRENGTH_BITS) - 1
FULL = float(_STRENGTH_MASK)
COMMONEST = 0.25  # rarity of a word that every entry has: it still says a little


class Postings(Collection[Term]):
    """All terms, and where each stands; entries are numbered in their order."""

    def __init__(self, entries: Iterable[Mapping[Term, Strength]]) -> None:
        found: dict[Term, array[int]] = {}
        number = -1
        for number, terms in enumerate(entries):
            for term, strength in terms.items():
                places = found.get(term)
                if places is None:
                    places = found[term] = array(_PLACE)
                places.append(number << _STRENGTH_BITS | strength)
        self._entries = number + 1
        self._places = {term: places.tobytes() for term, places in found.items()}  # half the size of arrays

    def __contains__(self, term: object) -> bool:
        return term in self._places

    def __iter__(self) -> Iterator[Term]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def rarity(self, terms: Iterable[Term]) -> float:
        """How much it says that an entry has one of the terms: 1 for the rarest, `COMMONEST` for what all have."""
        most = max((self.count(term) for term in terms if term in self._places), default=1)
        return max(COMMONEST, log(1 + self._entries / most) / log(1 + self._entries))

    def count(self, term: Term) -> int:
        return len(self._places.get(term, b"")) // _PLACE_BYTES

    def strongest(self, terms: Mapping[Term, float], floor: float) -> dict[int, float]:
        """Entry -> the best of the terms' worths there, each between `floor` and 1 of itself by its strength."""
        best: dict[int, float] = {}
        slope = (1 - floor) / FULL
        for term, worth in terms.items():
            base, step = worth * floor, worth * slope
            for place in memoryview(self._places.get(term, b"")).cast(_PLACE):
                number = place >> _STRENGTH_BITS
                share = base + step * (place & _STRENGTH_MASK)
                if share > best.get(number, 0.0):
                    best[number] = share
        return best
