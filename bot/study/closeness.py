"""How much of an entry a query covers: of its name, and of the line that says what it is for.

The index says which entries have the words of a query; this says for which entry those words are the whole matter.
`docker ps` and `docker compose ps` both have the words "docker ps", only one of them has no others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.study.entries import Entry, Line
from bot.study.postings import Postings
from bot.study.synonyms import STOP_WORDS, WEAK_WORDS, thesaurus
from bot.study.terms import Term
from bot.study.words import stem

WEAK_WEIGHT = 0.3  # of a word that any task may open with
EXAMPLE_SHARE = 0.8  # an example covered whole, against a purpose covered whole
NAME_BY_MEANING = 0.9  # a word of a name covered by what it means (stop, остановить)
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))


@dataclass(frozen=True, slots=True)
class _Line:
    """Words, and the weight of all of them together."""

    words: tuple[str, ...]
    weight: float


class Closeness:
    def __init__(self, found: Sequence[Entry], postings: Postings) -> None:
        self._weights = {term: _weight(term, postings) for term in postings if isinstance(term, str)}
        names = {entry.names for entry in found}  # a command and its flags have the same
        lines = {called: tuple([self._line(name, "=") for name in called]) for called in names}
        self._names = [lines[entry.names] for entry in found]
        self._gists = [tuple(map(self._line, entry.gists)) for entry in found]
        self._examples = [tuple(map(self._line, entry.examples)) for entry in found]
        self._meaning: dict[int, list[str]] = {}
        for term in self._weights:
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
        return max((self._name_share(line, meant) for line in self._names[number]), default=0.0)

    def of_gist(self, number: int, meant: Mapping[str, float]) -> float:
        """The share of what the entry is for, or of one of its examples."""
        purposes = max((self._share(line, meant) for line in self._gists[number]), default=0.0)
        examples = max((self._share(line, meant) for line in self._examples[number]), default=0.0)
        return max(purposes, examples * EXAMPLE_SHARE)

    def _line(self, words: Line, mark: str = "") -> _Line:
        marked = tuple([mark + word for word in words]) if mark else words
        return _Line(marked, sum(self._weights[word] for word in marked) or 1.0)

    def _share(self, line: _Line, meant: Mapping[str, float]) -> float:
        return sum(self._weights[word] * meant[word] for word in line.words if word in meant) / line.weight

    def _name_share(self, line: _Line, meant: Mapping[str, float]) -> float:
        covered = 0.0
        for word in line.words:
            by_meaning = meant.get(stem(word[1:]), 0.0) * NAME_BY_MEANING
            covered += self._weights[word] * max(meant.get(word, 0.0), by_meaning)
        return covered / line.weight


def _weight(term: str, postings: Postings) -> float:
    if term in _STOP_STEMS:
        return 0.0
    return postings.rarity((term,)) * (WEAK_WEIGHT if term in WEAK_WORDS else 1.0)
