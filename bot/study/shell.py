"""Command lines: which word is the program, which are its subcommand, what is a placeholder.

>>> words_of("sudo docker rm [OPTIONS] CONTAINER")
('docker', 'rm')
>>> words_of("FROM <image>[:<tag>] [AS <name>]"), words_of("CREATE INDEX name ON table")
(('FROM',), ('CREATE', 'INDEX'))
"""

import re
from functools import lru_cache

_TOOL = re.compile(r"[a-z][a-z0-9_+-]*(?:\.[a-z0-9]+)?$")
_SUBCOMMAND = re.compile(r"[a-z][a-z_-]*[a-z0-9]$")
_INSTRUCTION = re.compile(r"[A-Z][A-Z_]+$")
_META = re.compile(r"\\[A-Za-z?!][A-Za-z+]*$")  # \dt of psql
_PROMPT = re.compile(r"^(?:\$|>|❯|[\w.-]+[=-][#>])\s+(?=\S)")
_SUDO = re.compile(r"^sudo\s+(?:-\w+\s+)*")
_KEYWORDS = frozenset(
    """if then else elif fi for while until do done case esac function return local exit echo import from
    def class const let var print select with try except public private package use end begin""".split()  # noqa: SIM905 - words read better as text
)
# Words that stand for a thing of the reader's, where a synopsis was written in lower case.
_NOUNS = frozenset(
    """file files filename dir directory folder path url name branch commit remote package pattern host
    hostname user username key value container image service source src dest destination target message
    port pid id command args text string table database db column object var variable program process
    word number n main master develop dev origin upstream feature nginx redis postgres ubuntu alpine node
    python hello-world""".split()  # noqa: SIM905 - words read better as text
)
_SQL = frozenset(("NOT", "NULL", "KEY", "PRIMARY", "UNIQUE", "DEFAULT", "REFERENCES", "AND", "OR"))
# Programs whose first word after the name is a subcommand even where the notes show it once.
_SUBCOMMAND_TOOLS = frozenset(
    """apt apt-get brew cargo conda dnf docker docker-compose gh git go helm ip kubectl minikube nats nmcli
    npm npx pip pip3 pipx pnpm podman poetry rustup snap svn systemctl terraform uv vagrant yarn yum
    alembic celery""".split()  # noqa: SIM905 - words read better as text
)


def strip_prompt(line: str) -> str:
    return _PROMPT.sub("", line.strip())


def has_prompt(line: str) -> bool:
    return line.startswith("$ ")


def strip_sudo(line: str) -> str:
    return _SUDO.sub("", line)


def is_instruction(word: str) -> bool:
    return bool(_INSTRUCTION.match(word))


def is_meta(word: str) -> bool:
    return bool(_META.match(word))


def is_tool(word: str) -> bool:
    return bool(_TOOL.match(word)) and word not in _KEYWORDS


def takes_subcommands(tool: str) -> bool:
    return tool in _SUBCOMMAND_TOOLS


def is_noun(word: str) -> bool:
    return word in _NOUNS


@lru_cache(maxsize=1 << 14)  # the same few lines are asked about over and over
def words_of(line: str) -> tuple[str, ...]:
    """The leading words of a command line that may be its name; empty where it is no command line.

    A lower-case program may be followed by lower-case subcommands, an instruction in capitals by more
    capitals; the first flag, placeholder, path or number ends the name.
    """
    words = strip_sudo(line.strip()).split()
    if not words:
        return ()
    first = words[0]
    if is_meta(first):
        return (first,)
    if is_instruction(first):
        return (first, *_leading(words[1:], _INSTRUCTION))
    if is_tool(first):
        return (first, *_leading(words[1:], _SUBCOMMAND))
    return ()


def _leading(words: list[str], pattern: re.Pattern[str]) -> list[str]:
    taken: list[str] = []
    for word in words:
        if not pattern.match(word):
            break
        taken.append(word)
    return taken


def looks_called(line: str) -> bool:
    """Whether a line reads as a command line and not as code of some other language."""
    words = strip_sudo(line.strip()).split()
    if not words or (len(words) > 1 and words[1][:1] in "=:(+*{"):
        return False
    return bool(words_of(line)) and not line.rstrip().endswith(("{", ":", ";", "}", ","))


def has_placeholder(line: str) -> bool:
    """Whether a line shows how to call a command rather than one call of it.

    >>> has_placeholder("docker start CONTAINER"), has_placeholder("docker start postgres")
    (True, False)
    """
    words = strip_sudo(line).split()
    if words and is_instruction(words[0]):
        return "<" in line or "[" in line
    return any(is_placeholder(word) for word in words[1:])


def is_placeholder(word: str) -> bool:
    return word not in _SQL and bool(re.match(r"[A-Z][A-Z_|-]+(?:\.\.\.)?$|[\[<{][\w\[<-].*|.*\.\.\.$", word))
