"""Entries by how well they answer a query.

Three things are blended: how much of the query an entry accounts for (rare words weigh more, strong places count
more), how much of the entry's name the query covers, and how much of its purpose. The weights were chosen on the
tuning halves of tests/cases/search and of tldr-pages: docs/decisions/0007-search.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.study.closeness import Closeness
from bot.study.entries import Entry, FlagTarget, SectionTarget, Thing
from bot.study.names import Names
from bot.study.postings import Postings
from bot.study.query import Query
from bot.study.synonyms import WEAK_WORDS
from bot.study.terms import Term
from bot.study.vocabulary import Fit, Word
from bot.study.words import stem

LEASTS = (
    0.55,
    0.3,
)  # share of a query's weight that an answer accounts for: what is sought first, and at all
FLOOR = 0.4  # what a word is worth where it stands weakest
COVER_POWER = 1.8  # accounting for the query counts more than being close to it
BY_NAME = 0.2  # of the score, for how much of the entry's name the query covers
BY_GIST = 0.15  # the same for its purpose or title
BY_BEST = 0.25  # the same for the better of the two
SECTION_WORTH = 0.8  # a command before a section of the same fit; the other way round where it is asked why
FLAG_WORTH = 0.7  # a command before its flags, unless a flag is asked for
WEAK_WEIGHT = 0.3  # of a verb that any task may open with
ODD_WEIGHT = 0.35  # of an unknown adjective, adverb or verb: the thing asked about is a noun
ODD_FLAG = 0.2  # of an unknown flag
WHOLE = 0.9  # share of a name that names the entry

_CANDIDATES = 60
_ODD = re.compile(
    r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|ему|ую|о|ly|ски|[аеиоуыя]ть|ти|чь|ться|тись|ние|ния|нию|нием)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    number: int  # of the entry
    covered: float  # share of the query's weight that it accounts for
    score: float
    is_exact: bool
    is_named: bool  # the query has its name, or almost


class Ranking:
    def __init__(self, found: Sequence[Entry], postings: Postings) -> None:
        self._things = tuple(entry.thing for entry in found)
        self._postings = postings
        self._closeness = Closeness(found, postings)
        self._names = Names([thing.called for thing in self._things])

    @property
    def things(self) -> Sequence[Thing]:
        """What can be found, by number."""
        return self._things

    @property
    def names(self) -> Names:
        return self._names

    def meant(self, words: Sequence[Word]) -> Mapping[str, float]:
        """Every word of the notes that the words of a query may stand for, and how well."""
        terms: dict[Term, float] = {}
        for word in words:
            for term, worth in word.terms.items():
                terms[term] = max(terms.get(term, 0.0), worth)
        return self._closeness.meant(terms)

    def ranked(self, query: Query) -> list[Found]:
        """The entries that may answer, best first."""
        exact = self._names.exact(query.text)
        doubted = any(word.fit is not Fit.KNOWN for word in query.words)
        close = self._names.begun(query.name)
        if doubted and query.name:
            close |= self._names.close(query.name)
        named = close | dict.fromkeys(exact, 1.0)
        cover = self._closeness.to(self.meant(query.words))
        found = []
        for number, covered in self._candidates(query, named):
            by_name = max(cover.of_name(number), close.get(number, 0.0))
            score = _score(covered, by_name, cover.of_gist(number)) * self._kind_worth(number, query)
            is_exact = number in exact
            found.append(Found(number, covered, 1.0 if is_exact else score, is_exact, by_name >= WHOLE))
        return sorted(found, key=self._order)

    def _candidates(self, query: Query, named: Mapping[int, float]) -> list[tuple[int, float]]:
        """The entries that account for most of the query, with the share."""
        weighed = [
            (self._postings.strongest(word.terms, FLOOR), weight) for word, weight in self._weighed(query)
        ]
        for least in LEASTS:
            covered = _covered(weighed, least)
            for number, share in named.items():
                covered[number] = max(covered.get(number, 0.0), share)
            if found := [pair for pair in covered.items() if pair[1] >= least]:
                # what is called so comes first among equals: a common word may cover more entries than are looked at
                return nlargest(_CANDIDATES, found, key=lambda pair: (pair[1], pair[0] in named))
        return []

    def _kind_worth(self, number: int, query: Query) -> float:
        target = self._things[number].target
        worth = SECTION_WORTH if isinstance(target, SectionTarget) != query.asks_why else 1.0
        return worth * FLAG_WORTH if isinstance(target, FlagTarget) != query.asks_flag else worth

    def _order(self, found: Found) -> tuple[float, int, int]:
        """The best score, then the shorter name, then the order of the notes."""
        names = self._things[found.number].called
        return -found.score, len(names[0]) if names else 0, found.number

    def _weighed(self, query: Query) -> list[tuple[Word, float]]:
        """The words that count, each with its weight, the heaviest first."""
        telling = [word for word in query.words if not word.is_stop] or query.words
        weighed = [(word, self._weight(word)) for word in telling]
        weighed += [
            (flag, self._postings.rarity(flag.terms) if flag.terms else ODD_FLAG) for flag in query.flags
        ]
        return sorted(weighed, key=lambda pair: -pair[1])

    def _weight(self, word: Word) -> float:
        literal = [term for term in word.terms if isinstance(term, str)]
        weight = self._postings.rarity(literal or word.terms) if word.terms else 1.0
        if not word.terms and _ODD.search(word.text):
            weight *= ODD_WEIGHT
        return weight * WEAK_WEIGHT if stem(word.text) in WEAK_WORDS else weight


def _score(covered: float, by_name: float, by_gist: float) -> float:
    base = 1 - BY_NAME - BY_GIST - BY_BEST
    close = base + BY_NAME * by_name + BY_GIST * by_gist + BY_BEST * max(by_name, by_gist)
    return float(covered**COVER_POWER * close)


def _covered(weighed: Sequence[tuple[Mapping[int, float], float]], least: float) -> dict[int, float]:
    """Entry -> the share of the query's weight that it accounts for; a word is how well each entry has it, and a weight.

    The heaviest words come first; once the rest together weigh less than `least`, they let no entry in.
    """
    left = total = sum(weight for _, weight in weighed)
    covered: dict[int, float] = {}
    for strongest, weight in weighed:
        share = weight / total
        for number in strongest if left >= least * total else strongest.keys() & covered.keys():
            covered[number] = covered.get(number, 0.0) + strongest[number] * share
        left -= weight
    return covered
