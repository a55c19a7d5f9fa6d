"""The piece of a text that answers a query best, with the places of its words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.study.words import WORD, fold

LENGTH = 180  # characters, about three lines on a phone
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    marks: tuple[tuple[int, int], ...]  # start and end of each word that was asked for, in code points


def cut_snippet(text: str, worth: Callable[[str], float], length: int = LENGTH) -> Snippet:
    """A piece of plain text of about `length` characters, where words of the most worth stand together."""
    asked = [
        (word.start(), word.end(), fold(word[0])) for word in WORD.finditer(text) if worth(fold(word[0])) > 0
    ]
    start = _best_start(asked, worth, length)
    end = len(text)
    if start:
        start = text.rfind(" ", 0, start) + 1
    if end - start > length:
        end = max(text.rfind(" ", start, start + length), start)
        end = end if end > start else start + length
    shown = text[start:end].rstrip()
    lead = _CUT if start else ""
    marks = tuple(
        (word_start - start + len(lead), word_end - start + len(lead))
        for word_start, word_end, _ in asked
        if start <= word_start and word_end <= start + len(shown)
    )
    return Snippet(lead + shown + (_CUT if end < len(text) else ""), marks)


def _best_start(asked: list[tuple[int, int, str]], worth: Callable[[str], float], length: int) -> int:
    """Where a window opens that holds the most worth of different words; a little before the first of them."""
    best, opens_at = 0.0, 0
    held: Counter[str] = Counter()  # the words in the window
    reach = 0  # the first of those asked for that is not in it
    for number, (start, _, word) in enumerate(asked):
        reach = max(reach, number)
        while reach < len(asked) and asked[reach][1] <= start + length:
            held[asked[reach][2]] += 1
            reach += 1
        found = sum(map(worth, held))
        if found > best:
            best, opens_at = found, start
        if reach > number:  # else the word itself is longer than the window
            held[word] -= 1
            held += Counter()  # drops what is there no more
    return max(0, opens_at - length // 4)
