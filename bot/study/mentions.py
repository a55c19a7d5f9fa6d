"""Where the words of a query stand as they were typed: for what the notes say in passing and describe nowhere.

The look-up doubts a Latin word that is part of no name, so that `git push` finds no command in notes on Docker. To
read about it is another matter: `WRONGTYPE`, `404` and `No space left on device` stand in the text of few sections.
"""

from collections.abc import Iterable
from typing import Final

from bot.study.postings import Postings
from bot.study.terms import Term
from bot.study.vocabulary import Word
from bot.study.words import stem

RARE: Final = 0.4  # rarity of a word that is worth reading for: about one section of twenty may have it
MOST: Final = 0.6  # share of the query's weight that has to stand in one place
UNKNOWN: Final = 1.0  # weight of a word that stands nowhere
FLOOR: Final = 0.4  # what a word is worth where it stands weakest


def mentioned(asked: Iterable[Word], postings: Postings) -> dict[int, float]:
    """The numbers of the entries that hold most of the query as typed, with how well in (0, 1]."""
    telling = [word for word in asked if not word.is_stop]
    typed = [(word, _as_typed(word)) for word in telling]
    weighed = [(terms, postings.rarity(terms)) for _, terms in typed if terms]
    if not any(_is_rare(word, terms, postings) for word, terms in typed):
        return {}
    total = sum(weight for _, weight in weighed) + UNKNOWN * (len(telling) - len(weighed))
    holds: dict[int, float] = {}
    score: dict[int, float] = {}
    for terms, weight in weighed:
        for number, strength in postings.strongest(dict.fromkeys(terms, 1.0), FLOOR).items():
            holds[number] = holds.get(number, 0.0) + weight / total
            score[number] = score.get(number, 0.0) + strength * weight / total
    return {number: score[number] for number, share in holds.items() if share >= MOST}


def _as_typed(word: Word) -> tuple[Term, ...]:
    """The terms that are the word itself, not what it may mean."""
    return tuple(term for term in ("=" + word.text, stem(word.text)) if term in word.terms)


def _is_rare(word: Word, terms: tuple[Term, ...], postings: Postings) -> bool:
    """Whether it is a word of the trade: Russian words that the notes know are looked up by meaning."""
    return word.text.isascii() and bool(terms) and postings.rarity(terms) >= RARE
