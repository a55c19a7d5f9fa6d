"""Which queries that found nothing are worth counting for the author.

>>> missed("  Как  настроить NGINX? ")
'как настроить nginx?'
>>> missed("мой телефон 89261234567") is None
True
"""

import re
from typing import Final

from bot.study.words import fold

LETTERS: Final = 64
WORDS: Final = 8  # more is a message to somebody, not a query

# What tells who asked, or where they keep something: addresses, links, numbers of telephones, cards and documents.
_PERSONAL: Final = re.compile(r"@|://|\d(?:[\s().-]{0,2}\d){4}")
_LETTER: Final = re.compile(r"[^\W\d_]")


def missed(query: str) -> str | None:
    """The query in the form it is counted under; None for noise and for what may be personal."""
    text = fold(query[: 2 * LETTERS])
    is_query = len(text) <= LETTERS and len(text.split()) <= WORDS
    if not is_query or _PERSONAL.search(text) or len(_LETTER.findall(text)) <= 1:
        return None
    return text if text.isprintable() else None
