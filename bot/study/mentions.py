"""Where the words of a query stand as they were typed: for what the notes say in passing and describe nowhere.

The look-up doubts a Latin word that is part of no name, so that `git push` finds no command in notes on Docker. To
read about it is another matter: `WRONGTYPE`, `404` and `No space left on device` stand in the text of few sections.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.study.postings import Postings
from bot.study.terms import Term
from bot.study.vocabulary import Fit, Word
from bot.study.words import stem

RARE: Final = 0.4  # rarity of a word that is worth reading for: about one section of twenty may have it
MOST: Final = 0.6  # share of the query's weight that has to stand in one place
UNKNOWN: Final = 1.0  # weight of a word that stands nowhere
MOST_OF_MESSAGE: Final = (
    0.45  # the same for what a program said: half of its words are names of the asker's own
)
UNKNOWN_OF_MESSAGE: Final = 0.2
MEANING: Final = 0.6  # of a word of a message, against the word itself
FLOOR: Final = 0.4  # what a word is worth where it stands weakest


def mentioned(asked: Iterable[Word], postings: Postings, *, is_message: bool) -> dict[int, float]:
    """The numbers of the entries that hold most of the query, with how well in (0, 1].

    Its words count as typed; those of a message also by what they mean: notes explain it in a language of their own.
    """
    telling = [word for word in asked if not word.is_stop]
    if not any(_is_rare(word, postings) for word in telling):
        return {}
    unknown, most = (UNKNOWN_OF_MESSAGE, MOST_OF_MESSAGE) if is_message else (UNKNOWN, MOST)
    sought = [_meant(word) if is_message else dict.fromkeys(_sought(word), 1.0) for word in telling]
    weighed = [(terms, postings.rarity(terms) if terms else unknown) for terms in sought]
    total = sum(weight for _, weight in weighed)
    holds: dict[int, float] = {}
    score: dict[int, float] = {}
    for terms, weight in weighed:
        for number, strength in postings.strongest(terms, FLOOR).items():
            holds[number] = holds.get(number, 0.0) + weight / total
            score[number] = score.get(number, 0.0) + strength * weight / total
    return {number: score[number] for number, share in holds.items() if share >= most}


def _meant(word: Word) -> Mapping[Term, float]:
    """The terms of a known word; its meanings count less than the word."""
    if word.fit is not Fit.KNOWN:
        return {}
    return {term: worth * (MEANING if isinstance(term, int) else 1.0) for term, worth in word.terms.items()}


def as_typed(word: Word) -> tuple[Term, ...]:
    """The terms that are the word itself, not what it may mean."""
    return tuple(term for term in ("=" + word.text, stem(word.text)) if term in word.terms)


def _sought(word: Word) -> tuple[Term, ...]:
    """The word as typed; of a Russian word that stands nowhere its meanings, for slang: лямбда is lambda."""
    if (typed := as_typed(word)) or word.text.isascii() or word.fit is not Fit.KNOWN:
        return typed
    return tuple(term for term in word.terms if isinstance(term, int))


def _is_rare(word: Word, postings: Postings) -> bool:
    """Whether it is a word of the trade: Russian words that the notes know are looked up by meaning."""
    sought = _sought(word)
    is_of_trade = word.text.isascii() or not as_typed(word)
    return is_of_trade and bool(sought) and postings.rarity(sought) >= RARE
