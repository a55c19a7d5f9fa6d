"""As much of a section's text as is shown in the chat: the file has the rest."""

from itertools import islice
from re import escape, finditer
from typing import Final

# What a page costs grows with each of these; no text that a person wrote for reading comes near them.
# tests/render/test_beginning.py holds any page under 2 s
CHARACTERS: Final = 64_000
LINES: Final = 10_000
BRACKETS: Final = 8_000  # markdown-it looks for the end of each


def beginning(markdown: str) -> str:
    """The whole text, or its beginning up to a paragraph's or a line's end."""
    end = min(CHARACTERS, _place_of(LINES, "\n", markdown), _place_of(BRACKETS, "[", markdown))
    if end >= len(markdown):
        return markdown
    for gap in ("\n\n", "\n"):
        if (found := markdown.rfind(gap, end // 2, end)) >= 0:
            return markdown[:found]
    return markdown[:end]


def _place_of(number: int, sign: str, text: str) -> int:
    """Where the sign of that number stands; the text's end where there are not so many."""
    if text.count(sign) <= number:
        return len(text)
    return next(islice(finditer(escape(sign), text), number, None)).start()
