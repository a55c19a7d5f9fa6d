"""How much of an entry a query covers: of its name, and of the line that says what it is for.

The index says which entries have the words of a query; this says for which entry those words are the whole matter.
`docker ps` and `docker compose ps` both have the words "docker ps", only one of them has no others.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.study.entries import Entry
from bot.study.postings import Postings
from bot.study.synonyms import STOP_WORDS, WEAK_WORDS, thesaurus
from bot.study.terms import Term
from bot.study.words import stem

WEAK_WEIGHT = 0.3  # of a word that any task may open with
EXAMPLE_SHARE = 0.8  # an example covered whole, against a purpose covered whole
NAME_BY_MEANING = 0.9  # a word of a name covered by what it means (stop, остановить)
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))
_NUMBER: Final = "I"  # as `array` calls it


class Lines:
    """Some lines for each entry, as numbers of words one after another: tuples of them would take ten times as much."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._weights = weights
        self._words = array(_NUMBER)
        self._ends = array(_NUMBER, [0])  # of each line among the words
        self._wholes = array("d")  # the weight of all words of each line together
        self._entries = array(_NUMBER, [0])  # where each entry's lines end among the lines

    def add(self, lines: Iterable[Sequence[int]]) -> None:
        for line in lines:
            self._words.extend(line)
            self._ends.append(len(self._words))
            self._wholes.append(sum(self._weights[word] for word in line) or 1.0)
        self._entries.append(len(self._wholes))

    def of(self, entry: int) -> Iterator[tuple[Sequence[int], float]]:
        """The entry's lines, each with the weight of all its words."""
        for line in range(self._entries[entry], self._entries[entry + 1]):
            yield self._words[self._ends[line] : self._ends[line + 1]], self._wholes[line]


class Closeness:
    def __init__(self, found: Iterable[Entry], postings: Postings) -> None:
        self._postings = postings
        weights = map(_weight, postings.words, postings.rarities())
        self._weights = array("d", weights)  # by the number of the word
        self.names, self.gists, self.examples = (Lines(self._weights) for _ in range(3))
        numbers = {word: number for number, word in enumerate(postings.words)}
        for entry in found:
            self.names.add([numbers["=" + word] for word in name] for name in entry.names)
            self.gists.add([numbers[word] for word in line] for line in entry.gists)
            self.examples.add([numbers[word] for word in line] for line in entry.examples)
        self._meaning: dict[int, list[str]] = {}
        for term in postings.words:
            for meaning in thesaurus().get(term, ()):
                self._meaning.setdefault(meaning, []).append(term)

    def meant(self, terms: Mapping[Term, float]) -> dict[str, float]:
        """Every word of the notes that the terms of a query cover, and how well."""
        covered = {term: worth for term, worth in terms.items() if isinstance(term, str)}
        for meaning, worth in terms.items():
            if isinstance(meaning, int):
                for word in self._meaning.get(meaning, ()):
                    covered[word] = max(covered.get(word, 0.0), worth)
        return covered

    def to(self, meant: Mapping[str, float]) -> "Cover":
        """How much of each entry the words cover that a query means."""
        weighed: dict[int, float] = {}
        for word, worth in meant.items():
            number = self._postings.number(word)
            if number is not None:
                weighed[number] = self._weights[number] * worth
        return Cover(self, meant, weighed)

    def weight_in_name(self, number: int, meant: Mapping[str, float]) -> float:
        """What the query covers of a word of a name, said as written or by its meaning."""
        word = self._postings.words[number]
        by_meaning = meant.get(stem(word[1:]), 0.0) * NAME_BY_MEANING
        return self._weights[number] * max(meant.get(word, 0.0), by_meaning)


class Cover:
    """What one query covers; each word of it is weighed once."""

    def __init__(self, closeness: Closeness, meant: Mapping[str, float], weighed: dict[int, float]) -> None:
        self._closeness = closeness
        self._meant = meant
        self._weighed = weighed
        self._in_names: dict[int, float] = {}

    def of_name(self, number: int) -> float:
        """The share of the entry's name, of the best one if it has several."""
        best = 0.0
        for line, whole in self._closeness.names.of(number):
            covered = 0.0
            for word in line:
                weight = self._in_names.get(word)
                if weight is None:
                    weight = self._in_names[word] = self._closeness.weight_in_name(word, self._meant)
                covered += weight
            best = max(best, covered / whole)
        return best

    def of_gist(self, number: int) -> float:
        """The share of what the entry is for, or of one of its examples."""
        purposes = self._share(self._closeness.gists, number)
        return max(purposes, self._share(self._closeness.examples, number) * EXAMPLE_SHARE)

    def _share(self, lines: Lines, number: int) -> float:
        weighed, best = self._weighed, 0.0
        for line, whole in lines.of(number):
            covered = 0.0
            for word in line:
                if word in weighed:
                    covered += weighed[word]
            best = max(best, covered / whole)
        return best


def _weight(word: str, rarity: float) -> float:
    if word in _STOP_STEMS:
        return 0.0
    return rarity * (WEAK_WEIGHT if word in WEAK_WORDS else 1.0)
