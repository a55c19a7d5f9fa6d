"""The prose of the notes, word by word, and what hunspell's Russian dictionary does not know of it."""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.content.fences import Wrong
from tests.content.manuals import path_of

WORDS = Path(__file__).with_name("words.txt")
DICTIONARY = "ru_RU"
_RUSSIAN = re.compile(r"(?<![\w-])[а-яё]{2,}(?:-[а-яё]+)*(?![\w-])", re.IGNORECASE)


def lacking() -> str:
    """What the machine lacks to check the spelling, "" where it lacks nothing."""
    if path_of("hunspell") is None:
        return "no hunspell"
    return (
        "" if not strange_of(["слово"]) else f"no dictionary {DICTIONARY} of hunspell (Debian: hunspell-ru)"
    )


def strange_of(words: Iterable[str]) -> frozenset[str]:
    """The words that neither hunspell's dictionary nor the project's list has; all, where there is no dictionary."""
    program = path_of("hunspell") or "hunspell"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as own:
        own.write("\n".join(terms()) + "\n")
        own.flush()
        done = subprocess.run(
            [program, "-d", DICTIONARY, "-i", "utf-8", "-p", own.name, "-l"],
            input="\n".join(words).encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )
    return frozenset(done.stdout.decode().split()) if not done.returncode else frozenset(words)


def terms() -> list[str]:
    """Words of the field that the dictionary lacks; `word/like` takes the endings of `like`."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def misspelt(root: Path) -> list[Wrong]:
    """Russian words outside code that nobody knows; of a word with hyphens, each part."""
    words = [
        (path.relative_to(root).as_posix(), line, word)
        for path in sorted(root.rglob("*.md"))
        for line, word in _words(path.read_text(encoding="utf-8"))
    ]
    strange = strange_of(sorted({part for _, _, word in words for part in word.split("-")}))
    return [
        Wrong(file, line, word)
        for file, line, word in words
        if any(part in strange for part in word.split("-"))
    ]


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Words of text alone: neither code nor addresses, nor words with Latin letters or digits in them."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline" and token.map:
            yield from _inline_words(token, token.map[0] + 1)


def _inline_words(token: Token, line: int) -> Iterator[tuple[int, str]]:
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "text":
            yield from ((line, found[0]) for found in _RUSSIAN.finditer(child.content))
