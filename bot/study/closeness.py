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


class _Lines:
    """Some lines for each entry, as numbers of words one after another: tuples of them would take ten times as much."""

    def __init__(self) -> None:
        self._words = array(_NUMBER)
        self._lines = array(_NUMBER, [0])  # where each line ends among the words
        self._entries = array(_NUMBER, [0])  # where each entry's lines end among the lines

    def add(self, lines: Iterable[Iterable[int]]) -> None:
        for line in lines:
            self._words.extend(line)
            self._lines.append(len(self._words))
        self._entries.append(len(self._lines) - 1)

    def of(self, entry: int) -> Iterator[Sequence[int]]:
        for line in range(self._entries[entry], self._entries[entry + 1]):
            yield self._words[self._lines[line] : self._lines[line + 1]]


class Closeness:
    def __init__(self, found: Iterable[Entry], postings: Postings) -> None:
        self._words = postings.words
        weights = map(_weight, postings.words, postings.rarities())
        self._weights = array("d", weights)  # by the number of the word
        self._names, self._gists, self._examples = _Lines(), _Lines(), _Lines()
        numbers = {word: number for number, word in enumerate(postings.words)}
        for entry in found:
            self._names.add([numbers["=" + word] for word in name] for name in entry.names)
            self._gists.add([numbers[word] for word in line] for line in entry.gists)
            self._examples.add([numbers[word] for word in line] for line in entry.examples)
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

    def of_name(self, number: int, meant: Mapping[str, float]) -> float:
        """The share of the entry's name, of the best one if it has several."""
        return max((self._name_share(line, meant) for line in self._names.of(number)), default=0.0)

    def of_gist(self, number: int, meant: Mapping[str, float]) -> float:
        """The share of what the entry is for, or of one of its examples."""
        purposes = max((self._share(line, meant) for line in self._gists.of(number)), default=0.0)
        examples = max((self._share(line, meant) for line in self._examples.of(number)), default=0.0)
        return max(purposes, examples * EXAMPLE_SHARE)

    def _share(self, line: Sequence[int], meant: Mapping[str, float]) -> float:
        words, weights, whole, covered = self._words, self._weights, 0.0, 0.0
        for number in line:
            weight = weights[number]
            whole += weight
            worth = meant.get(words[number])
            if worth is not None:
                covered += weight * worth
        return covered / (whole or 1.0)

    def _name_share(self, line: Sequence[int], meant: Mapping[str, float]) -> float:
        whole = covered = 0.0
        for number in line:
            word, weight = self._words[number], self._weights[number]
            whole += weight
            by_meaning = meant.get(stem(word[1:]), 0.0) * NAME_BY_MEANING
            covered += weight * max(meant.get(word, 0.0), by_meaning)
        return covered / (whole or 1.0)


def _weight(word: str, rarity: float) -> float:
    if word in _STOP_STEMS:
        return 0.0
    return rarity * (WEAK_WEIGHT if word in WEAK_WORDS else 1.0)
