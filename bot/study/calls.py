"""A query that is a command line as one types it into a terminal: `chmod 755 file.txt`, `cat notes.txt`.

>>> read_call("chmod 755 file.txt").words
('chmod', '755', 'file.txt')
>>> read_call("find files by name"), read_call("copy a file from /tmp to a container"), read_call("http 404")
(None, None, None)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.study.shell import strip_sudo
from bot.study.synonyms import STOP_WORDS
from bot.study.words import fold

LONGEST_NAME: Final = 4  # words
_LETTERS: Final = 256  # as far as a query is read
# What no word of a question has; numbers and 's it may have.
_ARGUMENT: Final = re.compile(r"""[/:@*$"<>|~]|\w=|[a-z_]\.\w|\w\.[a-z_]|^\.{1,2}$|(?:^|=)'""", re.IGNORECASE)
_PROMPT: Final = re.compile(r"^\s*[$#]\s+")


@dataclass(frozen=True, slots=True)
class Call:
    words: tuple[str, ...]  # as typed: -v and -V are two flags

    @property
    def openings(self) -> Iterator[str]:
        """What may be the command's name, folded, the longest first."""
        for length in range(min(LONGEST_NAME, len(self.words) - 1), 0, -1):
            yield fold(" ".join(self.words[:length]))

    @property
    def flags(self) -> Iterator[str]:
        return (word.partition("=")[0] for word in self.words if word.startswith("-"))


def read_call(query: str) -> Call | None:
    """The query as a command line; None where it has no argument, or speaks Russian."""
    line = query[:_LETTERS]
    words = tuple(strip_sudo(_PROMPT.sub("", line)).split())
    arguments = [word for word in words[1:] if not word.startswith("-")]
    takes_flags = len(arguments) < len(words) - 1 and not words[-1].startswith("-")
    is_phrase = any(len(word) > 1 and word in STOP_WORDS for word in arguments)
    has_argument = not is_phrase and any(map(_ARGUMENT.search, arguments))
    is_call = line.isascii() and (takes_flags or has_argument)
    return Call(words) if is_call else None
