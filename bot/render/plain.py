"""Plain text out of marked text."""

import re

from bot.render.inline import clean
from bot.render.markdown import inline_phrase
from bot.render.runs import Kind, Run, Runs, Style, text_of

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRONG = re.compile(r"(?<![*\w])(\*{1,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![*\w])")


def plain(markdown: str) -> str:
    """What a line of inline Markdown says, without its marks."""
    return text_of(inline_phrase(markdown).runs)


def unmarked(text: str) -> str:
    """A text of unsure origin on one line, without marks of code, emphasis by asterisks, and links.

    Purposes and meanings come from Markdown and from comments in code alike, so only marks that cannot
    be meant as text go: `__init__`, `2**3**4` and `*.py` stay.
    """
    return text_of(with_code(text))


def with_code(text: str) -> Runs:
    """The same text with its code marked as code."""
    text = " ".join(clean(text).split())
    runs: list[Run] = []
    at = 0
    for found in _CODE.finditer(text):
        runs.append(Run(_without_marks(text[at : found.start()])))
        runs.append(Run(found[2].strip(), (Style(Kind.CODE),)))
        at = found.end()
    runs.append(Run(_without_marks(text[at:])))
    return tuple(run for run in runs if run.text)


def _without_marks(text: str) -> str:
    return _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
