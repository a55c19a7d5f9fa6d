"""When two titles are the same title, and the anchors that code hosts make of them.

>>> title_key("**Docker** Desktop") == title_key("Docker desktop")
True
>>> sorted(match_keys("2. Образы (Images)"))
['2 образы', '2 образы images', 'образы', 'образы images']
"""

import re
import unicodedata
from functools import lru_cache

_UNSPOKEN = re.compile(r"[^\w\s#%&@/\\+=<>$^|]|_")  # C, C++ and C# must stay apart
_TRAILING_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]][\s\W]*$")
_LEADING_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*[.)]?\s+(?=\S)")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@lru_cache(maxsize=1 << 14)  # titles repeat: in the contents list, under many parents
def title_key(title: str) -> str:
    """What of a title counts for its identity: no case, no punctuation, no markup signs."""
    text = unicodedata.normalize("NFKC", title).casefold().replace("ё", "е")
    return " ".join(_UNSPOKEN.sub(" ", text).split()) or " ".join(text.split())


@lru_cache(maxsize=1 << 14)
def match_keys(title: str) -> frozenset[str]:
    """The keys a contents entry may call a heading by: without trailing parentheses, without a number."""
    forms = {title, _LEADING_NUMBER.sub("", title)}
    forms |= {_TRAILING_PARENTHESES.sub("", form) for form in forms}
    return frozenset(key for form in forms if (key := title_key(form)))


def slug(title: str) -> str:
    """The anchor of a heading, as GitHub makes it.

    >>> slug("SQL-запросы: `SELECT` и др.")
    'sql-запросы-select-и-др'
    """
    return _NOT_IN_SLUG.sub("", title.strip().lower()).replace(" ", "-")


class Anchors:
    """The anchors of one file: repeated titles get -1, -2 ... in order of appearance."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def add(self, title: str) -> str:
        name = base = slug(title)
        count = self._taken.get(base, 0)
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._taken[base] = count
        self._taken.setdefault(name, 0)
        return name


def loose_anchor(anchor: str) -> str:
    """What anchors of all code hosts have in common: hosts differ in hyphens and punctuation only."""
    return re.sub(r"[\W_]+", "", anchor.casefold())
