"""Whether a query is what a program said, copied whole: it is read about, it names no command to look up.

>>> is_message("bash: permission denied: ./run.sh"), is_message("KeyError"), is_message("show error logs")
(True, True, False)
"""

import re
from typing import Final

# How programs word what went wrong, and what no one asks for a command with.
_SAID: Final = re.compile(
    r"""
    \b(?:cannot|can't|can\ not|could\ not|couldn't|unable\ to|failed\ to|is\ not|was\ not|did\ not|does\ not)\b
    | \b(?:denied|refused|already|no\ such|not\ found|no\ module|traceback|timed\ out|out\ of\ memory)\b
    | \b(?:error|fatal|panic|exception|warning):
    | (?-i:[a-z](?:Error|Exception)\b)
    | (?-i:^[A-Z]{5,}\ [A-Z][a-z])  # as Redis puts it: WRONGTYPE Operation against a key
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The shell that passes it on: `bash: line 1: ...` is not about bash.
_SHELL: Final = re.compile(r"^\s*-?(?:/\S+/)?(?:ba|da|z)?sh:\s+(?:line\s+\d+:\s+|\d+:\s+)?")
_PATH: Final = re.compile(r"[\w:.~-]*/\S*")


def is_message(query: str) -> bool:
    return _SAID.search(query) is not None


def matter(message: str) -> str:
    """The message without the shell that says it, and without paths, which are the asker's own.

    >>> matter("bash: permission denied: ./run.sh")
    'permission denied: '
    """
    return _PATH.sub("", _SHELL.sub("", message))


def gist(message: str) -> str:
    """What a message comes to: its last part, where that is one by itself; else all of it.

    >>> gist("Bind for 0.0.0.0:80 failed: port is already allocated"), gist("KeyError: 'name'")
    ('port is already allocated', "KeyError: 'name'")
    """
    last = message.rpartition(": ")[2]
    return last if is_message(last) else message
