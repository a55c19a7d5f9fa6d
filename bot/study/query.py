"""What a person typed -> the words to look for, and the flags that were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.study.synonyms import DIFFERENCE_WORDS, FLAG_WORDS, JOINING_WORDS, MAYBE_FLAG_WORDS, WHY_WORDS
from bot.study.vocabulary import Vocabulary, Word
from bot.study.words import fold

_LETTERS = 256  # a longer query is a pasted text: its beginning says what it is about
_CHUNKS = 16


@dataclass(frozen=True, slots=True)
class Query:
    text: str  # folded
    name: str  # folded, without flags and without the word "flag"
    words: tuple[Word, ...]
    flags: tuple[Word, ...]
    asks_flag: bool
    asks_why: bool  # what a thing is for, or how two differ: not how to do something


def read_query(query: str, vocabulary: Vocabulary) -> Query:
    """The query cut at spaces and read with the vocabulary of the notes."""
    text = fold(query[:_LETTERS])
    chunks = text.split()[:_CHUNKS]
    written = query[:_LETTERS].split()[:_CHUNKS]
    cased = written if len(written) == len(chunks) else chunks  # -v and -V are two flags
    found = [vocabulary.flag(chunk) for chunk in cased]
    flag_words = FLAG_WORDS | MAYBE_FLAG_WORDS if any(found) else FLAG_WORDS
    asks_flag = len(chunks) > 1 and any(chunk in flag_words for chunk in chunks)
    flags: list[Word] = []
    named: list[str] = []
    for chunk, as_written, dashed in zip(chunks, cased, found, strict=True):
        is_bare = dashed is None and asks_flag and len(chunk) == 1
        flag = vocabulary.bare_flag(as_written) if is_bare else dashed
        if flag is not None:
            flags.append(flag)
        elif not (asks_flag and chunk in flag_words):
            named.append(chunk)
    empty = _asking(named)
    read = (replace(word, is_stop=True) if word.text in empty else word for word in vocabulary.read(named))
    return Query(text, " ".join(named), tuple(read), tuple(flags), asks_flag or bool(flags), bool(empty))


def _asking(chunks: Sequence[str]) -> frozenset[str]:
    """The words that only ask why, or how two things differ: they name nothing that is sought."""
    are_two = not JOINING_WORDS.isdisjoint(chunks)
    return (WHY_WORDS | DIFFERENCE_WORDS if are_two else WHY_WORDS).intersection(chunks)
