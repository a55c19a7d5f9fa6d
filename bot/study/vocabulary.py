"""The words of a query -> the terms of the index that they may stand for, however they were typed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import Indel, OSA

from bot.study.entries import Term
from bot.study.readings import alike, in_cyrillic, heard, in_latin, other_layout, sound
from bot.study.synonyms import STOP_WORDS, thesaurus
from bot.study.words import WORD, is_cyrillic, stem

_FLAG = re.compile(r"--?[^\W_][\w-]*$")
_LONGEST = 32  # letters; no word is longer, and spelling noise would cost time
_MOST = 12  # guesses kept for one word

SYNONYM = 0.8
OPENING = 0.85
EDITED = {1: 0.8, 2: 0.6}
HEARD = 0.8


class Fit(IntEnum):
    """How sure it is that a word was meant as it was read."""

    UNKNOWN = 0
    HEARD = 1  # sounds like a word of the notes
    SPELLED = 2  # is one or two edits from one
    OPENING = 3  # is the beginning of one
    KNOWN = 4  # is a word of the notes or of the thesaurus


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: the terms it may stand for, each with the share of its worth in (0, 1]."""

    text: str
    terms: Mapping[Term, float]
    fit: Fit

    @property
    def is_stop(self) -> bool:
        return self.text in STOP_WORDS


class Vocabulary:
    """All terms of an index, ready to be looked up by spelling, by beginning and by sound."""

    def __init__(self, terms: Iterable[Term], spelled: Iterable[str]) -> None:
        self._terms = frozenset(terms)
        texts = [term for term in self._terms if isinstance(term, str)]
        self._sorted = sorted(texts)
        named = {text[1:] for text in texts if text[0] == "="}
        stems = {text for text in texts if text[0] not in "=-"} | {
            word for word in thesaurus() if self._stem_terms(word)
        }
        written = named | set(spelled)
        self._choices: dict[str, dict[Term, float]] = {}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(stems | written):
            self._choices[word] = self._stands_for(word) if word in written else self._stem_terms(word)
            self._by_length.setdefault(len(word), []).append(word)
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(written):
            self._by_sound.setdefault(sound(word), []).append(word)

    def read(self, chunks: list[str]) -> list[Word]:
        """The words of a folded query cut at spaces. A chunk that is a name stays whole, others are cut at marks."""
        found: list[Word] = []
        for number, chunk in enumerate(chunks):
            is_last = 0 < number == len(chunks) - 1
            known = self._known(chunk)
            if known and is_last:
                known[-1] = self._maybe_begun(known[-1])
            found += known or self._reread(chunk) or self._guess(chunk, is_last=is_last)
        return found

    def _maybe_begun(self, word: Word) -> Word:
        """A known last word may yet be the beginning of a longer name."""
        if "=" + word.text in self._terms:
            return word
        longer = dict.fromkeys(self._beginning("=" + word.text), OPENING * 0.8)
        return Word(word.text, longer | dict(word.terms), word.fit) if longer else word

    def flag(self, chunk: str) -> Word | None:
        """The chunk as a flag of the notes: as it is, in the other case, several letters in one (-it), or begun (--vol)."""
        if not _FLAG.match(chunk):
            return None
        forms = {chunk: 1.0, chunk.swapcase(): 0.7, chunk.lower(): 0.9, other_layout(chunk): 0.9}
        terms: dict[Term, float] = {form: worth for form, worth in forms.items() if form in self._terms}
        if not terms and chunk.startswith("--"):
            terms = dict.fromkeys(self._beginning(chunk.lower()), OPENING)
        elif not terms:
            terms = {"-" + letter: 0.9 for letter in chunk[1:] if "-" + letter in self._terms}
        return Word(chunk, terms, Fit.KNOWN if terms else Fit.UNKNOWN)

    def bare_flag(self, letter: str) -> Word | None:
        """The letter as a flag without its dash, if the notes have it."""
        flag = self.flag("-" + letter)
        return flag if flag is not None and flag.terms else None

    def _known(self, chunk: str) -> list[Word]:
        """The chunk as known words, one or several; empty if any of them is not known."""
        if "=" + chunk in self._terms:
            return [Word(chunk, self._stands_for(chunk), Fit.KNOWN)]
        found: list[Word] = []
        for part in WORD.findall(chunk):
            terms = self._stands_for(part)
            if not terms and part not in STOP_WORDS and stem(part) not in thesaurus():
                return []
            found.append(Word(part, terms, Fit.KNOWN))
        return found

    def _stands_for(self, word: str) -> dict[Term, float]:
        """The terms that a word stands for as it is written."""
        terms = self._stem_terms(stem(word))
        return terms | {"=" + word: 1.0} if "=" + word in self._terms else terms

    def _stem_terms(self, found: str) -> dict[Term, float]:
        terms: dict[Term, float] = dict.fromkeys(thesaurus().get(found, ()), SYNONYM)
        terms[found] = 1.0
        return {term: worth for term, worth in terms.items() if term in self._terms}

    def _reread(self, chunk: str) -> list[Word]:
        """The chunk in the other layout, with letters of one alphabet, or in the other alphabet, if that is known."""
        for reading in _readings(chunk):
            if (found := self._known(reading)) and any(word.terms for word in found):
                return found
        return []

    def _guess(self, chunk: str, *, is_last: bool) -> list[Word]:
        """The words of a chunk, each by the surest guess."""
        parts = WORD.findall(chunk)
        if len(parts) > 1:
            whole = self._guessed(chunk, is_last=is_last)
            if whole.fit is not Fit.UNKNOWN:
                return [whole]
        return [self._guessed(part, is_last=is_last) for part in parts]

    def _guessed(self, word: str, *, is_last: bool) -> Word:
        if known := self._known(word):
            return known[0]
        if len(word) > _LONGEST:
            return Word(word, {}, Fit.UNKNOWN)
        if opening := self._opening(word, is_last=is_last):
            return Word(word, opening, Fit.OPENING)
        readings = (word, *_readings(word))
        for reading in (*readings, stem(word)):
            if spelled := self._spelled(reading, 1):
                return Word(word, spelled, Fit.SPELLED)
        if heard := self._heard(word):
            return Word(word, heard, Fit.HEARD)
        for reading in readings:
            if spelled := self._spelled(reading, 2):
                return Word(word, spelled, Fit.SPELLED)
        return Word(word, {}, Fit.UNKNOWN)

    def _opening(self, word: str, *, is_last: bool) -> dict[Term, float]:
        """Names and words that the word begins; a short one only begins the last word of a name."""
        found: dict[Term, float] = {}
        if is_last or len(word) > 2:
            found = dict.fromkeys(self._beginning("=" + word), OPENING)
        if len(word) > 3:
            found |= dict.fromkeys(self._beginning(word), OPENING)
        return found

    def _beginning(self, start: str) -> Iterator[str]:
        place = bisect_left(self._sorted, start)
        for term in self._sorted[place : place + _MOST]:
            if not term.startswith(start):
                return
            yield term

    def _spelled(self, word: str, edits: int) -> dict[Term, float]:
        """Terms of the words within an edit or two, the closest only."""
        if edits > _edits(word):
            return {}
        lengths = range(len(word) - edits, len(word) + edits + 1)
        choices = [choice for length in lengths for choice in self._by_length.get(length, ())]
        close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=_MOST)
        if not close:
            return {}
        least = min(distance for _, distance, _ in close)
        terms: dict[Term, float] = {}
        for choice, distance, _ in close:
            if distance == least:
                for term, worth in self._choices[choice].items():
                    terms[term] = max(terms.get(term, 0.0), worth * EDITED[distance])
        return terms

    def _heard(self, word: str) -> dict[Term, float]:
        """Terms of the words that sound the same, by how close their letters are."""
        terms: dict[Term, float] = {}
        spoken = heard(word)
        if len(sound(word)) < 2:
            return terms
        for choice in self._by_sound.get(sound(word), ()):
            likeness = Indel.normalized_similarity(spoken, heard(choice))
            if likeness >= 0.5 and is_cyrillic(choice) != is_cyrillic(word):
                for term, worth in self._choices[choice].items():
                    terms[term] = max(terms.get(term, 0.0), worth * HEARD * (0.5 + likeness / 2))
        return terms


def _readings(chunk: str) -> Iterator[str]:
    yield other_layout(chunk)
    yield from alike(chunk)
    if is_cyrillic(chunk):
        yield in_latin(chunk)
    elif len(chunk) > 3:
        yield in_cyrillic(chunk)


def _edits(word: str) -> int:
    """How many edits a word may be from what was meant; a short word changed is another word."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2
