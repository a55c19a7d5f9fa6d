"""The author's texts as a poll can show them, and what two texts have in common."""

import re
from functools import lru_cache
from typing import Final

from bot.study.words import fold, is_cyrillic, stem, words

STEM_LIMIT: Final = 300  # UTF-16 units of a poll's question, core.telegram.org/bots/api#sendpoll
OPTION_LIMIT: Final = 100  # of one option, the same page
_UNIT: Final = 2  # bytes of a UTF-16 unit, and units of the longest character

# Marks that are left where a line of a fence is taken as text. Underscores stay: `__init__` is a name.
_MARKED: Final = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)|!?\[(?P<link>[^\]]*)\]\([^)]*\)|\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*"
)
# A bracket ends a clause only where the sentence ends with it: "файла (!) из каталога" goes on.
_CLAUSE_END: Final = re.compile(r";|\. | \([^()]*\)(?=$|[;.])")
_NEXT_DEFINITION: Final = re.compile(r",? (?:а|и|while|and) [^,;:.()—]{1,40} — ")
_SHORTEST_CLAUSE: Final = 2  # content words: less says nothing

_JOINED: Final = re.compile(r"\w[^\w\s-]+\w")
_AROUND: Final = ".,;:!?()\"'«»“”„"

_CACHED: Final = 1 << 14  # texts: each is compared with some hundred others while questions are made

_SAME: Final = 0.7  # of the words of both; four of five words in common are 0.67

# Words that a text may share with any other without saying what it is about.
_EMPTY: Final = frozenset(
    words(
        "без более был быть вам вас весь все всех где для его ему если есть еще или как когда кто лишь между мы над нас "
        "него нее нет них при про свой себя так там тем тех тот уже чем что чтобы эта эти это этот "
        "a all an and any are as at by for from has how in into is it its not of on or that the this to when which with"
    )
)
_SHORTEST_WORD: Final = 3  # letters of a Cyrillic word; a Latin one may be a name of one (-n, w)

_QUOTES: Final = frozenset("\"'«“„")
_LEANS_ON_ANOTHER: Final = re.compile(
    r"^(и|а|но|или|and|but|or|also) |"
    r"\bсм\.|\bсмотри(те)?\b|\b(описан|указан|показан|пример|команд)\w* (выше|ниже)\b|\b(выше|ниже)(описан|указан)|"
    r"\bпредыдущ\w+ (команд|пример|флаг)|\bв (данном|этом) случае\b|^то же( самое)?,? что\b|\bаналогичн|"
    r"\bsee (above|below|also)\b|\b(the )?same as\b|\bas above\b"
)


def plain(text: str) -> str:
    """The text on one line, without Markdown's marks.

    >>> plain("фильтрация по условию (`id`, `name`)")
    'фильтрация по условию (id, name)'
    """
    return " ".join(_MARKED.sub(lambda m: m["code"] or m["link"] or m["strong"] or "", text).split())


def option(text: str) -> str:
    """The plain text in the one form of all options: no full stop, a Russian one from a capital letter.

    >>> option("«убийство» контейнера.")
    '«Убийство» контейнера'
    """
    text = plain(text).rstrip(";,: ")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    at = 1 if text[:1] in _QUOTES else 0
    first = text[at : at + 1]
    return text[:at] + first.upper() + text[at + 1 :] if is_cyrillic(fold(first)) else text


def short(text: str) -> str | None:
    """The text as an option if a poll holds it, else its longest opening clause that fits; None without either."""
    whole = option(text)
    if fits(whole, OPTION_LIMIT):
        return whole or None
    clauses = (whole[: end.start()].rstrip(" ,:") for end in _CLAUSE_END.finditer(whole))
    good = [c for c in clauses if fits(c, OPTION_LIMIT) and len(content(c)) >= _SHORTEST_CLAUSE]
    return max(good, key=len, default=None)


def one_definition(meaning: str) -> str:
    """The meaning without another term's that the sentence goes on with.

    >>> one_definition("локальный каталог, а URL — удалённый репозиторий")
    'локальный каталог'
    """
    return _NEXT_DEFINITION.split(meaning, maxsplit=1)[0]


def fits(text: str, limit: int) -> bool:
    """Whether the text has at most that many UTF-16 units."""
    if len(text) * _UNIT <= limit:  # a character has two units at most
        return True
    return len(text.encode("utf-16-le")) <= limit * _UNIT


@lru_cache(maxsize=_CACHED)
def content(text: str) -> frozenset[str]:
    """The stems of the words that say what the text is about."""
    return frozenset(stem(word) for word in words(text) if _says_something(word))


def contains(one: str, other: str) -> bool:
    """Whether either text is within the other: letter by letter, or word by word in any order.

    Latin words that signs join are one, since in code their order is the point: `main..dev` is not `dev..main`.
    """
    first, left = _letters_and_words(one)
    second, right = _letters_and_words(other)
    if first in second or second in first:
        return True
    return (left <= right or right <= left) if left and right else False


def folded(text: str) -> str:
    """The text as `words.fold` gives it."""
    return _letters_and_words(text)[0]


@lru_cache(maxsize=_CACHED)
def _letters_and_words(text: str) -> tuple[str, frozenset[str]]:
    folded = fold(text)
    return folded, frozenset(word for part in folded.split() for word in _units(part.strip(_AROUND)))


def _units(part: str) -> list[str]:
    return [part] if _JOINED.search(part) and not is_cyrillic(part) else words(part)


def is_named_in(term: str, text: str) -> bool:
    """Whether the text speaks of the term, in whatever forms of its words."""
    named = content(term)
    return bool(named) and named <= content(text)


def says_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, given by `content`, are too close for one to be wrong where the other is right."""
    return one <= other or other <= one or likeness(one, other) >= _SAME


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words in common, 0-1."""
    return len(one & other) / len(one | other)


def opens_well(text: str) -> bool:
    """Whether the text begins as a sentence does, not with a path, a placeholder or a flag."""
    return text[:1].isalnum() or text[:1] in _QUOTES


def leans_on_another(text: str) -> bool:
    """Whether the text sends the reader to something that a question does not show."""
    return _LEANS_ON_ANOTHER.search(fold(text)) is not None


def _says_something(word: str) -> bool:
    return word not in _EMPTY and (len(word) >= _SHORTEST_WORD or not is_cyrillic(word))
