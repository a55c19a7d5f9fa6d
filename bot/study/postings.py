"""Term -> the entries that hold it and how strongly: the inverted index, packed so that 6,000 pages take a few MB."""

from array import array
from collections.abc import Iterable, Mapping
from math import log

from bot.study.terms import Strength, Term

_STRENGTH_BITS = 8
_STRENGTH_MASK = (1 << _STRENGTH_BITS) - 1
FULL = float(_STRENGTH_MASK)
COMMONEST = 0.25  # rarity of a word that every entry has: it still says a little


class Postings:
    """Entries are numbered in the order they are added."""

    def __init__(self) -> None:
        self._places: dict[Term, array[int]] = {}
        self._entries = 0

    def add(self, number: int, terms: Mapping[Term, Strength]) -> None:
        self._entries = number + 1
        for term, strength in terms.items():
            places = self._places.get(term)
            if places is None:
                places = self._places[term] = array("I")
            places.append(number << _STRENGTH_BITS | strength)

    def terms(self) -> Iterable[Term]:
        return self._places.keys()

    def rarity(self, terms: Iterable[Term]) -> float:
        """How much it says that an entry has one of the terms: 1 for the rarest, `COMMONEST` for what all have."""
        most = max((len(self._places[term]) for term in terms if term in self._places), default=1)
        return max(COMMONEST, log(1 + self._entries / most) / log(1 + self._entries))

    def count(self, term: Term) -> int:
        return len(self._places.get(term, ()))

    def strongest(self, terms: Mapping[Term, float], floor: float) -> dict[int, float]:
        """Entry -> the best of the terms' worths there, each between `floor` and 1 of itself by its strength."""
        best: dict[int, float] = {}
        slope = (1 - floor) / FULL
        for term, worth in terms.items():
            base, step = worth * floor, worth * slope
            for place in self._places.get(term, ()):
                number = place >> _STRENGTH_BITS
                share = base + step * (place & _STRENGTH_MASK)
                if share > best.get(number, 0.0):
                    best[number] = share
        return best
