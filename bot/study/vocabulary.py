"""The words of a query -> the terms of the index that they may stand for, however they were typed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.study.postings import Postings
from bot.study.readings import alike, in_cyrillic, in_latin, other_layout
from bot.study.spelling import Spelling
from bot.study.synonyms import STOP_WORDS, thesaurus
from bot.study.terms import Term
from bot.study.wordlist import WordList
from bot.study.words import WORD, is_cyrillic, stem

# What a guess is worth against the word itself.
SYNONYM = 0.8
OPENING = 0.85
LONGER = 0.9  # a known word that may yet be the beginning of a name
EDITED = {1: 0.8, 2: 0.6}
HEARD = 0.8
FLAG_IN_A_BUNCH = 0.9  # -i and -t in -it

_FLAG = re.compile(r"--?[^\W_][\w-]*$")
_SHORT = 4  # letters; a word so short may be begun or misspelled alike
_MOST_BEGUN = 12
_FEWEST_LATIN = 4  # letters that are worth reading as Russian in Latin letters


class Fit(IntEnum):
    """How sure it is that a word was meant as it was read."""

    UNKNOWN = 0
    GUESSED = 1  # misspelled or heard
    BEGUN = 2  # the beginning of a word of the notes
    KNOWN = 3  # a word of the notes or of the thesaurus


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: the terms it may stand for, each with the share of its worth in (0, 1]."""

    text: str
    terms: Mapping[Term, float]
    fit: Fit
    is_stop: bool = False  # names nothing in a query


class Vocabulary:
    """All terms of an index, ready to be looked up by spelling, by beginning and by sound."""

    def __init__(self, terms: Postings, written: Iterable[str]) -> None:
        self._terms = terms
        self._sorted = terms.words
        names = (text[1:] for text in terms.words if text[0] == "=")
        self._written = WordList({*written, *names})
        stems = (text for text in terms.words if text[0] not in "=-")
        general = (word for word in thesaurus() if word not in self._terms and self._of_stem(word))
        self._spelling = Spelling({*self._written, *stems}, general)

    def read(self, chunks: Sequence[str]) -> list[Word]:
        """The words of a folded query cut at spaces. A chunk that is a name stays whole, others are cut at marks."""
        found: list[Word] = []
        for number, chunk in enumerate(chunks):
            is_last = number == len(chunks) - 1
            known = self._known(chunk)
            if known and is_last:
                known[-1] = self._maybe_begun(known[-1])
            found += known or self._reread(chunk) or self._guess(chunk, ends_a_name=is_last and number > 0)
        return found

    def flag(self, chunk: str) -> Word | None:
        """The chunk as a flag: as it is, in the other case or layout, several in one (-it), or begun (--vol)."""
        if not _FLAG.match(chunk):
            return None
        forms = ((chunk, 1.0), (chunk.lower(), 0.9), (other_layout(chunk), 0.9), (chunk.swapcase(), 0.7))
        terms: dict[Term, float] = {}
        for form, worth in forms:
            if form in self._terms:
                terms.setdefault(form, worth)
        if not terms and chunk.startswith("--"):
            terms = dict.fromkeys(self._beginning(chunk.lower()), OPENING)
        elif not terms:
            terms = {"-" + letter: FLAG_IN_A_BUNCH for letter in chunk[1:] if "-" + letter in self._terms}
        return Word(chunk, terms, Fit.KNOWN if terms else Fit.UNKNOWN)

    def bare_flag(self, letter: str) -> Word | None:
        """The letter as a flag without its dash, if the notes have it."""
        flag = self.flag("-" + letter)
        return flag if flag is not None and "-" + letter in flag.terms else None

    def _known(self, chunk: str) -> list[Word]:
        """The chunk as known words, one or several; empty if any of them is not known."""
        if "=" + chunk in self._terms:
            return [Word(chunk, self._of_word(chunk), Fit.KNOWN, is_stop=chunk in STOP_WORDS)]
        found: list[Word] = []
        for part in WORD.findall(chunk):
            terms = self._named_in_latin(part) | self._of_word(part)
            if not terms and part not in STOP_WORDS and stem(part) not in thesaurus():
                return []
            found.append(Word(part, terms, Fit.KNOWN, is_stop=part in STOP_WORDS))
        return found

    def _maybe_begun(self, word: Word) -> Word:
        """A known last word that is no name itself may yet be the beginning of one: docker in(spect)."""
        if "=" + word.text in self._terms or len(word.text) == 1:
            return word
        longer: dict[Term, float] = dict.fromkeys(self._beginning("=" + word.text), LONGER)
        return Word(word.text, longer | dict(word.terms), word.fit, is_stop=word.is_stop and not longer)

    def _reread(self, chunk: str) -> list[Word]:
        """The chunk in the other layout, with letters of one alphabet, or in the other alphabet, if that is known."""
        readings = (self._known(reading) for reading in _readings(chunk) if self._may_mean(chunk, reading))
        found = [words for words in readings if any(word.terms for word in words)]
        if not found or any(len(words) > 1 for words in found):
            return found[0] if found else []
        terms = _best((words[0].terms, 1.0) for words in found)
        return [Word(chunk, self._misspelled(chunk, 1) | terms, Fit.KNOWN)]

    def _may_mean(self, chunk: str, reading: str) -> bool:
        """Whether a short Latin word may be that one: wget is цпуе in the other layout, no case of цпу in any note."""
        is_short = len(chunk) <= _SHORT and chunk.isascii()
        return not is_short or reading in self._written or stem(reading) == reading

    def _guess(self, chunk: str, *, ends_a_name: bool) -> list[Word]:
        """The chunk as one guessed name, else its parts, each by the surest guess."""
        parts = WORD.findall(chunk)
        if len(parts) > 1:
            whole = self._guessed(chunk, ends_a_name=ends_a_name)
            if whole.terms:
                return [whole]
        known = ((self._known(part), part) for part in parts)
        return [word[0] if word else self._guessed(part, ends_a_name=ends_a_name) for word, part in known]

    def _guessed(self, word: str, *, ends_a_name: bool) -> Word:
        if begun := self._begun(word, ends_a_name=ends_a_name):
            misspelled = self._misspelled(word, 1) if len(word) <= _SHORT else {}
            return Word(word, misspelled | begun, Fit.BEGUN)
        for guess in self._guesses(word):
            if guess:
                return Word(word, guess, Fit.GUESSED)
        return Word(word, {}, Fit.UNKNOWN)

    def _guesses(self, word: str) -> Iterator[dict[Term, float]]:
        """What the word may have been, the likeliest first."""
        yield self._misspelled(stem(word), 1) | self._misspelled(word, 1) | self._heard(word)
        is_program = (
            len(word) <= _SHORT and word.isascii()
        )  # wget is цпуе in the other layout, and no misspelled цпу
        readings = [] if is_program else list(_readings(word))
        for reading in readings:
            yield self._misspelled(reading, 1)
        yield self._misspelled(word, 2)
        for reading in readings:
            yield self._misspelled(reading, 2)

    def _begun(self, word: str, *, ends_a_name: bool) -> dict[Term, float]:
        """Names and words that the word begins; a short one only begins the last word of a name."""
        begun: dict[Term, float] = {}
        if ends_a_name or len(word) >= _SHORT - 1:
            begun = dict.fromkeys(self._beginning("=" + word), OPENING)
        if len(word) >= _SHORT:
            begun |= dict.fromkeys(self._beginning(word), OPENING)
        return begun

    def _beginning(self, start: str) -> Iterator[str]:
        place = bisect_left(self._sorted, start)
        for term in self._sorted[place : place + _MOST_BEGUN]:
            if not term.startswith(start):
                return
            yield term

    def _misspelled(self, word: str, edits: int) -> dict[Term, float]:
        return _best(
            (self._of_choice(choice), EDITED[edits]) for choice in self._spelling.within(word, edits)
        )

    def _heard(self, word: str) -> dict[Term, float]:
        alike_words = self._spelling.heard_as(word)
        return _best(
            (self._of_choice(choice), HEARD * (1 + likeness) / 2) for choice, likeness in alike_words
        )

    def _of_choice(self, choice: str) -> dict[Term, float]:
        return self._of_word(choice) if choice in self._written else self._of_stem(choice)

    def _of_word(self, word: str) -> dict[Term, float]:
        """The terms that a word stands for as it is written."""
        terms = self._of_stem(stem(word))
        if "=" + word in self._terms:
            terms["=" + word] = 1.0
        return terms

    def _named_in_latin(self, word: str) -> dict[Term, float]:
        """The name that a Russian word of no note spells in Latin letters: сет is SET, though its stem is сеть."""
        spelled = "=" + in_latin(word) if is_cyrillic(word) and word not in self._written else ""
        return {spelled: 1.0} if spelled in self._terms else {}

    def _of_stem(self, found: str) -> dict[Term, float]:
        terms: dict[Term, float] = {
            meaning: SYNONYM for meaning in thesaurus().get(found, ()) if meaning in self._terms
        }
        if found in self._terms:
            terms[found] = 1.0
        return terms


def _best(guesses: Iterable[tuple[Mapping[Term, float], float]]) -> dict[Term, float]:
    """The terms of all guesses, each with its best worth."""
    best: dict[Term, float] = {}
    for terms, share in guesses:
        for term, worth in terms.items():
            best[term] = max(best.get(term, 0.0), worth * share)
    return best


def _readings(chunk: str) -> Iterator[str]:
    yield other_layout(chunk)
    yield from alike(chunk)
    if is_cyrillic(chunk):
        yield in_latin(chunk)
    elif len(chunk) >= _FEWEST_LATIN:
        yield in_cyrillic(chunk)
