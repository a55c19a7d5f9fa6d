"""Flags of a command: whether its help names them, and which of them take a value."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tests.content.manuals import help_of

_SIGNAL = re.compile(r"-(?:\d+|[A-Z][A-Z0-9]*)")
_ALWAYS = frozenset(("--help", "--version", "--", "-"))


def flag_fault(words: tuple[str, ...], word: str) -> Iterator[str]:
    name = word.partition("=")[0]
    is_known = name in _ALWAYS or _SIGNAL.fullmatch(name) or knows(words, name) or knows(words[:1], name)
    if not is_known and (name.startswith("--") or not _is_cluster(words, name)):
        yield f"{' '.join(words)} has no flag {name}"


def _is_cluster(words: tuple[str, ...], name: str) -> bool:
    """`-it` is two flags, `-n100` one with its value."""
    for letter in name[1:]:
        flag = f"-{letter}"
        if not letter.isalpha():
            return name[1] != letter  # a value, if a flag stands before it
        if not knows(words, flag) and not knows(words[:1], flag):
            return False
        if _takes_value(words, flag):
            return True
    return True


def takes_next(words: tuple[str, ...], word: str) -> bool:
    if word.startswith("--"):
        return "=" not in word and _takes_value(words, word)
    return _takes_value(words, word) or (
        _is_cluster(words, word)
        and not any(_takes_value(words, f"-{letter}") for letter in word[1:-1])
        and _takes_value(words, f"-{word[-1]}")
    )


@lru_cache(maxsize=4096)
def knows(words: tuple[str, ...], name: str) -> bool:
    """Whether the help names the flag; Git's help writes `--[no-]edit` for two."""
    said = help_of(words)
    if _has_word(said, name):
        return True
    if name.startswith("--"):
        bare = name.removeprefix("--no-").removeprefix("--")
        return f"--[no-]{bare}" in said or (
            name.startswith("--no-") and words[0] == "git" and _has_word(said, f"--{bare}")
        )
    return False


def _has_word(said: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said))


def shorts_of(command: tuple[str, ...], long: str) -> set[str]:
    """The short flags that stand in one line of the help with a long one, before its meaning."""
    heads = (
        re.split(r"\s{3,}|\t", line.strip())[0]
        for line in help_of(command).splitlines()
        if line.lstrip()[:1] == "-"
    )
    return {
        flag for head in heads if _has_word(head, long) for flag in re.findall(r"(?<![\w-])-\w(?!\w)", head)
    }


@lru_cache(maxsize=4096)
def _takes_value(words: tuple[str, ...], name: str) -> bool:
    """Whether the line of the help that opens with the flag shows a value after it."""
    pattern = rf"^\s*(?:-[\w-]+,? )*{re.escape(name)}(?:,? -[\w-]+)*(?:=| ?\[=?|[ ])[<\[A-Za-z\"{{]"
    return bool(re.search(pattern, help_of(words), re.MULTILINE))
