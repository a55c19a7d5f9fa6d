"""Look-up: a query as people type it -> the commands, flags and sections it may mean, best first.

One engine for /cmd, /find, plain text, inline mode and the command line. An `Index` is built once for a library and
only read after that, from any thread.

>>> index = Index.build(library)  # doctest: +SKIP
>>> [index.name(hit.target) for hit in index.find("как удалить образ")]  # doctest: +SKIP
['docker rmi', 'docker image prune']
"""

import re
from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from typing import assert_never

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.study.entries import CommandTarget, Entry, FlagTarget, SectionTarget, Target, Term, entries
from bot.study.notes import Library, SectionId
from bot.study.postings import Postings
from bot.study.query import Query, read_query
from bot.study.synonyms import STOP_WORDS, WEAK_WORDS, thesaurus
from bot.study.vocabulary import Fit, Vocabulary, Word
from bot.study.words import WORD, compact, fold, stem, words

# Chosen on the tuning half of tests/cases/search (docs/decisions/0004-search.md).
ENOUGH = 0.5  # share of a query's weight that an answer accounts for
ENOUGH_TO_READ = 0.3  # the same for /find, which offers text to read rather than an answer
FLOOR = 0.4  # what a word is worth where it stands weakest
BY_NAME = 0.25  # of the score, for how much of the entry's name the query covers
BY_GIST = 0.3  # the same for its purpose or title
SECTION_WORTH = 0.9  # a command before a section of the same fit
FLAG_WORTH = 0.75  # a command before its flags, unless a flag is asked for
WEAK_WEIGHT = 0.3  # of a verb that any task may open with
ODD_WEIGHT = 0.5  # of an unknown adjective or adverb
ODD_FLAG = 0.2  # of an unknown flag
EXAMPLE = 0.8
NAME_EDIT = 1.2  # letters that one edit of a whole name costs
_CANDIDATES = 60
_NEAR_ENOUGH = 55  # of 100: a name less alike is no help
_QUALITY = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|ему|ую|о|ly)$")
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))


class Kind(StrEnum):
    EXACT = "exact"  # the query is the name
    NAME = "name"  # the query has the whole name in it, or most of its letters
    TEXT = "text"  # the query says what it is about


@dataclass(frozen=True, slots=True)
class Hit:
    target: Target
    score: float  # 1 for the name itself, less for all else
    kind: Kind


class Index:
    def __init__(
        self, library: Library, under: Library | None, found: Sequence[Entry], postings: Postings, spelled
    ) -> None:
        self._library = library
        sources = [library] if under is None else [library, under]
        self._commands = ChainMap(*(dict(source.commands) for source in sources))
        self._sections = ChainMap(*(dict(source.sections) for source in sources))
        self._entries = found
        self._postings = postings
        self._vocabulary = Vocabulary(postings.terms(), spelled)
        self._named: dict[str, list[int]] = {}
        self._by_letters: dict[str, list[int]] = {}
        for number, entry in enumerate(found):
            for name in self._own_names(entry):
                self._named.setdefault(name, []).append(number)
                self._by_letters.setdefault(compact(name), []).append(number)
        self._by_letters.pop("", None)
        self._names = list(self._named)

    @classmethod
    def build(cls, library: Library, under: Library | None = None) -> "Index":
        """The index of the notes, with a second source under them for the commands they do not describe."""
        found: list[Entry] = []
        postings = Postings()
        spelled: set[str] = set()
        for entry, terms in entries(library, under):
            postings.add(len(found), terms)
            spelled |= terms.spelled
            found.append(entry)
        return cls(library, under, found, postings, spelled)

    def find(self, query: str, limit: int = 5, scope: SectionId | None = None) -> tuple[Hit, ...]:
        """Commands, flags and sections that the query may mean, best first; empty when nothing fits."""
        asked = read_query(query, self._vocabulary)
        found = [r for r in self._ranked(asked, scope) if r[1] >= ENOUGH]
        self.debug = (
            [
                (round(s, 3), round(c, 3), self.name(h.target), round(n, 2), round(g, 2))
                for s, c, h, n, g in found[:8]
            ],
            asked,
            self._weighed(asked),
        )
        return tuple(hit for _, _, hit, _, _ in found[:limit])

    def name(self, target: Target) -> str:
        """What to call it: docker ps, docker run -v, Docker / Тома."""
        match target:
            case CommandTarget(id=command):
                return self._commands[command].name
            case FlagTarget(command=command, flag=flag):
                return f"{self._commands[command].name} {flag}"
            case SectionTarget(id=section):
                return " / ".join(self._sections[section].path)
            case _:
                assert_never(target)

    def _own_names(self, entry: Entry) -> list[str]:
        match entry.target:
            case CommandTarget():
                return [" ".join(name) for name in entry.names]
            case SectionTarget(id=section):
                title = self._sections[section].title
                return list(dict.fromkeys([fold(title), " ".join(words(title))]))
            case FlagTarget():
                return []
            case _:
                assert_never(entry.target)

    def _weighed(self, asked: Query) -> list[tuple[Word, float]]:
        """The words that count, each with its weight, the heaviest first."""
        meant = [word for word in asked.words if not word.is_stop] or list(asked.words)
        weighed = [(word, self._weight(word)) for word in meant]
        weighed += [
            (flag, self._postings.rarity(flag.terms) if flag.terms else ODD_FLAG) for flag in asked.flags
        ]
        return sorted(weighed, key=lambda pair: -pair[1])

    def _weight(self, word: Word) -> float:
        weight = self._postings.rarity(word.terms) if word.terms else 1.0
        if word.fit is Fit.UNKNOWN and _QUALITY.search(word.text):
            weight *= ODD_WEIGHT
        return weight * WEAK_WEIGHT if stem(word.text) in WEAK_WORDS else weight

    def _ranked(self, asked: Query, scope):
        weighed = self._weighed(asked)
        total = sum(w for _, w in weighed) or 1.0
        acc: dict[int, float] = {}
        for word, weight in weighed:
            share = weight / total
            for number, s in self._postings.strongest(word.terms, FLOOR).items():
                acc[number] = acc.get(number, 0.0) + s * share
        if any(word.fit is not Fit.KNOWN for word in asked.words):
            for name, edits in self._close_names(asked.name):
                for number in self._named[name]:
                    acc[number] = max(acc.get(number, 0.0), 1 - edits * NAME_EDIT / max(len(name), 4))
        terms: dict[Term, float] = {}
        for word in asked.words:
            for term, worth in word.terms.items():
                terms[term] = max(terms.get(term, 0.0), worth)
        exact = set(
            self._named.get(asked.text)
            or self._named.get(" ".join(words(asked.text)))
            or self._by_letters.get(compact(asked.text), ())
        )
        for number in exact:
            acc[number] = 1.0
        scored = []
        for number, covered in nlargest(_CANDIDATES, acc.items(), key=lambda pair: pair[1]):
            entry = self._entries[number]
            n, g = self._covered_name(entry, terms), self._covered_gist(entry, terms)
            s = covered * (1 - BY_NAME - BY_GIST + BY_NAME * n + BY_GIST * g)
            if isinstance(entry.target, FlagTarget) != asked.asks_flag:
                s *= FLAG_WORTH
            if isinstance(entry.target, SectionTarget):
                s *= SECTION_WORTH
            kind = Kind.NAME if n > 0.9 else Kind.TEXT
            if number in exact:
                s, kind = 1.0, Kind.EXACT
            scored.append((s, covered, Hit(entry.target, s, kind), n, g))
        scored.sort(key=lambda x: (-x[0], len(self.name(x[2].target))))
        return scored

    def _close_names(self, name: str) -> Iterator[tuple[str, int]]:
        """Names within two edits of the query, where no word is changed beyond knowing."""
        asked = name.split()
        for close, edits, _ in process.extract(
            name, self._names, scorer=OSA.distance, score_cutoff=2, limit=12
        ):
            meant = close.split()
            if len(asked) == len(meant) and (len(asked) > 1 or len(name) > 3):
                if all(
                    a == b or OSA.distance(a, b) <= (1 if len(b) < 6 else 2)
                    for a, b in zip(asked, meant, strict=True)
                ):
                    yield close, int(edits)

    def _covered_name(self, entry: Entry, terms) -> float:
        best = 0.0
        for name in entry.names:
            total = got = 0.0
            for token in name:
                weight = self._postings.rarity(("=" + token,))
                total += weight
                got += weight * max(terms.get("=" + token, 0.0), 0.9 * _meant(stem(token), terms))
            best = max(best, got / total)
        return best

    def _covered_gist(self, entry: Entry, terms) -> float:
        best = 0.0
        for share, gist in [(1.0, g) for g in entry.gists] + [(EXAMPLE, g) for g in entry.examples]:
            total = got = 0.0
            for found in gist:
                if found in _STOP_STEMS:
                    continue
                weight = self._postings.rarity((found,)) * (WEAK_WEIGHT if found in WEAK_WORDS else 1)
                total += weight
                got += weight * _meant(found, terms)
            if total:
                best = max(best, share * got / total)
        return best


def _meant(found, terms):
    return max(
        terms.get(found, 0.0), max((terms.get(m, 0.0) for m in thesaurus().get(found, ())), default=0.0)
    )
