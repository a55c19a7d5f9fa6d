"""Markdown -> the text a person reads, for look-up and snippets: marks go, words and code stay."""

import re

# What opens a line, in one pattern: it is asked at every line of all notes. The fence of code, a rule, else the marks.
_OPENING = re.compile(
    r"\n(?:[ \t]*(?:`{3,}|~{3,}).*$|[ \t:|=-]{3,}$|"
    r"[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ xX]\][ \t]+)?)",
    re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_UNDERSCORES = re.compile(r"(?<!\w)_+|(?<!_)_+(?!\w)")  # marks, not those of a name like net_admin
_OTHER_MARKS = (("~~", ""), ("*", ""), ("`", ""), ("|", " "))


def plain(markdown: str) -> str:
    """The words of a Markdown text with single spaces between them."""
    return " ".join(without_marks(markdown).split())


def without_marks(markdown: str) -> str:
    """The same with all spaces and line ends left in: for those who cut it into words anyway."""
    text = _COMMENT.sub(" ", markdown)
    text = _OPENING.sub("\n ", "\n" + text)  # found by the line end: `^` would be tried at every letter
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    for mark, instead in _OTHER_MARKS:
        text = text.replace(mark, instead)
    return text
