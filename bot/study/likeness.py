"""How much two texts are the same text, told from a few bytes kept of each.

>>> old = sketch("Контейнер это запускаемый экземпляр образа")
>>> likeness(old, sketch("Контейнер - это запускаемый экземпляр нашего образа"))
0.8333333333333334
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

SIZE = 24  # words kept: likeness is exact for texts of fewer different words, else within about 0.1
_WORD = re.compile(r"\w+")
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is remembered of a text."""

    exact: str  # the same for texts that differ in case and punctuation only; "" for no words at all
    words: frozenset[int]  # the smallest hashes of its words, at most SIZE
    count: int  # of its words

    def to_text(self) -> str:
        hashes = "".join(f"{word:0{_DIGITS}x}" for word in sorted(self.words))
        return f"{self.exact}.{self.count}.{hashes}"


EMPTY = Sketch("", frozenset(), 0)


def sketch(text: str) -> Sketch:
    words = _WORD.findall(text.casefold())
    if not words:
        return EMPTY
    exact = blake2b(" ".join(words).encode(), digest_size=8).hexdigest()
    hashes = {crc32(word.encode()) >> 8 for word in set(words)}
    return Sketch(exact, frozenset(nsmallest(SIZE, hashes)), len(words))


def from_text(text: str) -> Sketch:
    """The sketch that `to_text` wrote. Raises ValueError for anything else."""
    exact, count, hashes = text.split(".")
    words = (int(hashes[at : at + _DIGITS], 16) for at in range(0, len(hashes), _DIGITS))
    return Sketch(exact, frozenset(words), int(count))


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of words in common, from 0 to 1: the Jaccard index, estimated from the smallest hashes."""
    smallest = nsmallest(SIZE, one.words | other.words)
    common = one.words & other.words
    return sum(word in common for word in smallest) / len(smallest) if smallest else 0.0
