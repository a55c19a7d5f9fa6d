"""Markdown -> the text a person reads, for look-up and snippets: marks go, words and code stay."""

import re

_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_LEAD = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_RULE = re.compile(r"^[ \t:|=-]{3,}$", re.MULTILINE)
_MARK = re.compile(r"\*+|~~|`+|(?<!\w)_+|(?<!_)_+(?!\w)|\|")


def plain(markdown: str) -> str:
    """The words of a Markdown text with single spaces between them."""
    text = _COMMENT.sub(" ", markdown)
    for pattern in (_FENCE, _RULE, _LEAD):
        text = pattern.sub(" ", text)
    text = _MARK.sub(_spaced, _LINK.sub(r"\1", text))
    return " ".join(text.split())


def _spaced(mark: re.Match[str]) -> str:
    return " " if "|" in mark[0] else ""
