"""Question -> the fields of a quiz poll, cut to what a poll can hold.

A poll shows plain text: what is marked as code, bold or a link keeps its words only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.render.inline import clean
from bot.render.plain import unmarked
from bot.render.runs import shortened, utf16_len

# All from core.telegram.org/bots/api#sendpoll, taken as UTF-16 units
QUESTION_LIMIT = 300
OPTION_LIMIT = 100
OPTIONS_LIMIT = 12
EXPLANATION_LIMIT = 200
EXPLANATION_LINES = 3  # at most 2 line feeds
DESCRIPTION_LIMIT = 1024
_FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Poll:
    """Fields of sendPoll by their names there; None: leave the field out."""

    question: str
    options: tuple[str, ...]
    correct_option_ids: tuple[int, ...]
    explanation: str | None
    description: str | None


def poll(
    stem: str, options: Sequence[str], rights: Iterable[int], explanation: str = "", code: str = ""
) -> Poll:
    """The poll for a question; `rights` are indexes of its options.

    Raises ValueError where a poll cannot ask the question: too few or too many options, no right one,
    two that look alike. An option that `fits_option` is never cut, so never alike by cutting.
    """
    shown = tuple(shortened(unmarked(option), OPTION_LIMIT) for option in options)
    correct = tuple(sorted(set(rights)))
    if not _FEWEST_OPTIONS <= len(shown) <= OPTIONS_LIMIT:
        raise ValueError(f"a poll has {_FEWEST_OPTIONS} to {OPTIONS_LIMIT} options, not {len(shown)}")
    if not correct or correct[0] < 0 or correct[-1] >= len(shown):
        raise ValueError(f"right options {correct} of {len(shown)}")
    if len(set(shown)) < len(shown) or not all(shown):
        raise ValueError(f"options that are empty or look alike: {shown}")
    return Poll(
        shortened(unmarked(stem), QUESTION_LIMIT),
        shown,
        correct,
        shortened(_few_lines(explanation), EXPLANATION_LIMIT) or None,
        _description(code) or None,
    )


def fits_option(text: str) -> bool:
    """Whether the text is shown whole as an option of a poll."""
    return 0 < utf16_len(unmarked(text)) <= OPTION_LIMIT


def _few_lines(text: str) -> str:
    """The text with its first line feeds kept as far as an explanation may have them."""
    lines = [line for line in map(unmarked, text.splitlines()) if line]
    kept = lines[: EXPLANATION_LINES - 1]
    return "\n".join((*kept, " ".join(lines[EXPLANATION_LINES - 1 :]))).strip()


def _description(code: str) -> str:
    """The code, or its first lines and "…"."""
    text = clean(code.expandtabs(4)).strip("\n").rstrip()
    if utf16_len(text) <= DESCRIPTION_LIMIT:
        return text
    lines: list[str] = []
    left = DESCRIPTION_LIMIT - len("\n…")
    for line in text.split("\n"):
        left -= utf16_len(line) + 1
        if left < 0:
            break
        lines.append(line)
    return "\n".join((*lines, "…")) if lines else shortened(text, DESCRIPTION_LIMIT)
