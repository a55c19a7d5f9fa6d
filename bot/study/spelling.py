"""The words that a misspelled or a heard word may stand for."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from bot.study.readings import heard, sound
from bot.study.wordlist import WordList
from bot.study.words import is_cyrillic

_NUMBER: Final = "I"  # as `array` calls it
_MOST = 12  # guesses for one word
_LONGEST = 32  # letters; no word is longer, and spelling noise would cost time
_TWO_EDITS_FROM = 6  # letters; a shorter word changed twice is another word
_ONE_EDIT_FROM = 4
_FEWEST_SOUNDS = 2
_LIKE_ENOUGH = 0.5  # of two words with the same consonants


class Spelling:
    """Words to choose from: `own` ones, of the notes, and `general` ones, which take one edit at most."""

    def __init__(self, own: Iterable[str], general: Iterable[str]) -> None:
        self._own = WordList(own)
        self._general = WordList(general)
        heard_words = sorted((_key(sound(word)), number) for number, word in enumerate(self._own))
        self._sounds = array(_NUMBER, (key for key, _ in heard_words))
        self._sounding = array(
            _NUMBER, (number for _, number in heard_words)
        )  # words, in the order of sounds

    def within(self, word: str, edits: int) -> list[str]:
        """The words closest to it, if they are so many edits from it; a short word is given fewer.

        They open with one of its first two letters: looking at all would take ten times as long and find little more.
        """
        if edits > _edits_allowed(word):
            return []
        sources = (self._own, self._general) if edits == 1 else (self._own,)
        lengths = range(len(word) - edits, len(word) + edits + 1)
        keys = [(length, letter) for length in lengths for letter in {*word[:2]}]
        choices = [choice for source in sources for key in keys for choice in source.group(*key)]
        choices = [choice for choice in choices if may_open(word, choice)]
        close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=_MOST)
        return [choice for choice, distance, _ in close if distance == close[0][1]]

    def heard_as(self, word: str) -> list[tuple[str, float]]:
        """The notes' words of the other alphabet that sound the same, with the likeness of their vowels."""
        key = sound(word)
        if not _FEWEST_SOUNDS <= len(key) <= _LONGEST:
            return []
        spoken = heard(word)
        alike = [
            (choice, Indel.normalized_similarity(spoken, heard(choice)))
            for choice in self._sounding_as(key)
            if is_cyrillic(choice) != is_cyrillic(word)
        ]
        return [(choice, likeness) for choice, likeness in alike if likeness >= _LIKE_ENOUGH]

    def _sounding_as(self, sounded: str) -> Iterator[str]:
        key = _key(sounded)
        for place in range(bisect_left(self._sounds, key), bisect_right(self._sounds, key)):
            yield self._own.at(self._sounding[place])


def may_open(word: str, choice: str) -> bool:
    """Whether a short Latin word is not another one by its first letter: wget is no misspelled GET."""
    is_short = len(word) < _TWO_EDITS_FROM and word.isascii()
    return not is_short or choice[0] == word[0] or choice[:2] == word[1::-1]


def _key(sounded: str) -> int:
    """A number for a sound: two sounds may share one, their words are compared by letters all the same."""
    return crc32(sounded.encode())


def _edits_allowed(word: str) -> int:
    if not _ONE_EDIT_FROM <= len(word) <= _LONGEST:
        return 0
    return 1 if len(word) < _TWO_EDITS_FROM else 2
