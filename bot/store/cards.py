"""Where a person's cards lie in Redis. The key stands in the table of `bot.store`, as all do.

A small hash is one string of bytes to the server, 26 bytes a card; beyond 512 fields
(`hash-max-listpack-entries`) it becomes a table of pointers, 57 bytes a card and more. So the cards of one person
are spread over buckets by their questions' ids: 3,000 cards, as many as a thick book of notes gives, fit.
Beyond that all still works and takes more room (tests/store/test_cards.py measures it).
"""

from typing import Final

from bot.study.notes import QuestionId

BUCKETS: Final = 8


def key(chat: int, question: QuestionId) -> str:
    """The hash that holds the card of this question; `READ_MOMENT` in `scripts.py` counts the same way."""
    return _key(chat, sum(question.encode()) % BUCKETS)


def keys(chat: int) -> tuple[str, ...]:
    """All hashes that hold cards of the person, some of which may not exist."""
    return tuple(_key(chat, bucket) for bucket in range(BUCKETS))


def _key(chat: int, bucket: int) -> str:
    return f"cards:{{{chat}}}:{bucket}"
