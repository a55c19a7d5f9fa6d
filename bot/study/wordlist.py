"""Many words in little memory: those of one length and first letter stand in one string, sorted.

>>> known = WordList(["ps", "port", "pull", "push"])
>>> known.group(4, "p"), "pull" in known, "pu" in known
(['port', 'pull', 'push'], True, False)
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate


class WordList(Collection[str]):
    def __init__(self, words: Iterable[str]) -> None:
        grouped: dict[tuple[int, str], list[str]] = {}
        for word in sorted(set(words)):
            grouped.setdefault((len(word), word[:1]), []).append(word)
        self._groups = {key: "".join(group) for key, group in grouped.items()}
        self._keys = list(grouped)
        self._starts = list(accumulate(map(len, grouped.values()), initial=0))

    def group(self, length: int, letter: str) -> list[str]:
        """The words of that length which open with the letter, sorted."""
        joined = self._groups.get((length, letter), "")
        return [joined[place : place + length] for place in range(0, len(joined), length)]

    def at(self, number: int) -> str:
        """The word that iteration comes to after so many others."""
        group = bisect_right(self._starts, number) - 1
        length, _ = key = self._keys[group]
        place = (number - self._starts[group]) * length
        return self._groups[key][place : place + length]

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not word:
            return False
        length = len(word)
        joined = self._groups.get((length, word[0]), "")
        places = range(0, len(joined), length)
        number = bisect_left(places, word, key=lambda place: joined[place : place + length])
        return number < len(places) and joined.startswith(word, places[number])

    def __iter__(self) -> Iterator[str]:
        for length, letter in self._keys:
            yield from self.group(length, letter)

    def __len__(self) -> int:
        return self._starts[-1]
