"""What the index is keyed by, and how strongly a word stands in an entry.

Four kinds of terms live side by side: `=ps` is a word of a name as written, `-v` a flag, `удал` a stem of the text,
and a number a meaning of the thesaurus.
"""

from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from bot.study.synonyms import thesaurus
from bot.study.words import WORD, fold, long_words, stem

Term: TypeAlias = str | int
Strength: TypeAlias = int  # 1-255: how much a word in this place says about the entry

NAME = 255
TITLE = 240
PURPOSE = 230
NAME_AS_TEXT = 204  # "image" of docker images: the stem, not the name itself
DETAIL = 160  # what a flag or an example means
PARENT = 120  # the titles above; of a flag, what its command is for
BODY = 90  # one mention in the text
BODY_AGAIN = 20  # each further one
BODY_MOST = 140
CODE = 60


class Terms(dict[Term, Strength]):
    """The terms of one entry, each with its strongest place."""

    def __init__(self) -> None:
        super().__init__()
        self.written: set[str] = set()  # the words as written, to correct misspelled ones by

    def copy(self) -> "Terms":
        other = Terms()
        other.update(self)
        other.written = self.written.copy()
        return other

    def put(self, term: Term, strength: Strength) -> None:
        if self.get(term, 0) < strength:
            self[term] = strength

    def put_text(self, text: str, strength: Strength) -> tuple[str, ...]:
        """Adds the words of a text; gives their stems, in order."""
        found, terms, stems = _read(text)
        self.written.update(found)
        for term in terms:
            if self.get(term, 0) < strength:  # as put does, without the call: most of an index is built here
                self[term] = strength
        return stems

    def put_name(self, name: str, strength: Strength = NAME) -> tuple[str, ...]:
        """Adds a name by its words and their parts, and as text; gives its words as written."""
        tokens = tuple(fold(name).split())
        for token in tokens:
            for part in (token, *WORD.findall(token)):
                self.put("=" + part, strength)
        self.put_text(name, NAME_AS_TEXT)
        return tokens

    def put_body(self, text: str) -> None:
        """Adds a running text, where a word counts more when it is repeated."""
        times = Counter(long_words(text))
        found = dict.fromkeys(chain.from_iterable(map(_terms_of, times)), BODY)
        for word, count in times.items():
            if count > 1:
                strength = min(BODY + BODY_AGAIN * (count - 1), BODY_MOST)
                for term in _terms_of(word):
                    found[term] = max(found[term], strength)
        for term, strength in self.items():
            if found.get(term, 0) < strength:
                found[term] = strength
        self.update(found)


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[str, ...], tuple[Term, ...], tuple[str, ...]]:
    """The words of a text, their terms, their stems. Titles come again with each section below, commands with each flag."""
    found = tuple(long_words(text))
    readings = [_terms_of(word) for word in found]
    return found, tuple(dict.fromkeys(chain.from_iterable(readings))), tuple([terms[0] for terms in readings])


@lru_cache(maxsize=1 << 16)
def _terms_of(word: str) -> tuple[str, *tuple[Term, ...]]:
    """The stem of a folded word, and its meanings."""
    found = stem(word)
    return found, *thesaurus().get(found, ())
