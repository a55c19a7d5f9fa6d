"""Commands and flags of the notes against what the tools of this machine say of themselves."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.study.shell import takes_subcommands, words_of
from tests.content.fences import Block, Fence, Verdict, Wrong
from tests.content.flags import flag_fault, knows, shorts_of, takes_next
from tests.content.lines import Call, Flags, read
from tests.content.manuals import help_of, lacking

_TOOL = re.compile(r"[a-z][\w.+-]*")
_WORD = re.compile(r"[a-z][a-z-]+")
_MODULE = re.compile(r"python3? -m [\w.]+")
_TITLE = re.compile(r"`([^`]+)`")
# Programs that start the rest of their line: it is a command of its own, after so many operands.
_STARTERS = {
    **dict.fromkeys(("env", "ionice", "nice", "nohup", "strace", "sudo", "watch", "xargs"), 0),
    "timeout": 1,
}
# Programs whose first operand ends their flags: the rest is meant for something else.
_CARRIERS = frozenset(
    (
        *(("docker", name) for name in ("create", "exec", "run", "top")),
        *((name,) for name in ("bash", "python", "python3", "sh", "ssh")),
        *(("celery", "multi"), ("git", "bisect"), ("uv", "run")),
    )
)
_GROUPS = frozenset(  # subcommands that have subcommands
    (
        *(("docker", name) for name in ("compose", "config", "container", "context", "image", "network")),
        *(("docker", name) for name in ("plugin", "system", "volume")),
        *(("uv", name) for name in ("pip", "python", "tool")),
    )
)
_MORE_WITH_SUBCOMMANDS = frozenset(("fastapi", "pre-commit", "rabbitmqctl", "ruff"))


def check(block: Block) -> Verdict:
    """Flag lines and calls of programs that the machine has; of the others, which it lacks."""
    wrongs: list[Wrong] = []
    lacks: Counter[str] = Counter()
    for fence in block.fences:
        missing, found = _check_fence(fence, block.title)
        wrongs.extend(found)
        if missing:
            lacks[missing] += 1
    return Verdict(len(block.fences) - lacks.total(), tuple(wrongs), lacks)


def _check_fence(fence: Fence, title: str) -> tuple[str, list[Wrong]]:
    """What the machine lacks for the command that the fence describes, and what is wrong in the fence."""
    reading = read(fence)
    described = _described(title, reading.synopses)
    complaints: list[tuple[int, str]] = []
    missing = lacking(described) if described else _lacking_of_all(reading.calls)
    if described and not missing:
        complaints.extend((reading.synopses[0][0], text) for text in _subcommand_faults(described))
        complaints.extend(_flag_faults(described, reading.flags))
    for call in reading.calls:
        complaints.extend((call.line, text) for text in _call_faults(call.arguments))
    return missing, [Wrong(fence.file, line, text) for line, text in dict.fromkeys(complaints)]


def _lacking_of_all(calls: Sequence[Call]) -> str:
    """What the machine lacks where it can check no call at all, "" where it can check one."""
    reasons = [
        lacking(call.arguments[:1]) if _TOOL.fullmatch(call.arguments[0]) else "no tool" for call in calls
    ]
    return "" if "" in reasons else next(iter(reasons), "no command in it")


def _described(title: str, synopses: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The command of a heading such as `` `docker ps` - ... ``, where the fence has its synopsis."""
    if not synopses:
        return ()
    named = _TITLE.match(title)
    line = named[1] if named else synopses[0][1]
    if found := _MODULE.match(line):
        return tuple(found[0].split())
    return words_of(line)


def _has_subcommands(tool: str) -> bool:
    return takes_subcommands(tool) or tool in _MORE_WITH_SUBCOMMANDS


def _subcommand_faults(words: tuple[str, ...]) -> Iterator[str]:
    """A subcommand is one that the help of the words before it names."""
    if _has_subcommands(words[0]):
        for count in range(1, len(words)):
            if not re.search(rf"(?<![\w-]){re.escape(words[count])}(?![\w-])", help_of(words[:count])):
                yield f"{' '.join(words[:count])} has no command {words[count]}"


def _flag_faults(command: tuple[str, ...], flags: Sequence[Flags]) -> Iterator[tuple[int, str]]:
    for line in flags:
        for name in line.names:
            if not knows(command, name):
                yield line.line, f"{' '.join(command)} has no flag {name}"
        for short, long in pairwise(line.names):
            others = shorts_of(command, long)
            if others and short not in others and not short.startswith("--"):
                yield line.line, f"{long} of {' '.join(command)} is {', '.join(sorted(others))}, not {short}"


def _call_faults(arguments: Sequence[str]) -> Iterator[str]:
    """Flags of one call, and of the call that it starts."""
    if not arguments or not _TOOL.fullmatch(arguments[0]):
        return
    tool, rest = arguments[0], list(arguments[1:])
    if lacking((tool,)):
        yield from _call_faults(_started(tool, rest))
        return
    words: tuple[str, ...] = (tool,)
    if _MODULE.fullmatch(" ".join(arguments[:3])):
        words, rest = tuple(arguments[:3]), rest[2:]
    words, faults = _with_subcommands(words, rest)
    yield from faults
    operands = 0
    while rest and not faults and not lacking(words):
        word = rest.pop(0)
        if _is_flag(word):
            yield from flag_fault(words, word)
            if rest and takes_next(words, word):
                rest.pop(0)
            if word == "--" or (words in _CARRIERS and word in {"-m", "-c"}):
                return
        elif operands == _STARTERS.get(tool):
            yield from _call_faults([word, *rest])
            return
        elif words in _CARRIERS:
            return
        else:
            operands += 1


def _started(tool: str, rest: Sequence[str]) -> Sequence[str]:
    """What a starter that the machine lacks starts, where no flags of its own, of which none knows, stand before."""
    skipped = _STARTERS.get(tool, len(rest))
    return () if any(_is_flag(word) for word in rest[: skipped + 1]) else rest[skipped:]


def _is_flag(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _with_subcommands(words: tuple[str, ...], rest: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The command with its subcommands, which leave `rest`, and what is wrong up to there.

    Flags of the program itself may stand between: `git -C app status`.
    """
    faults: list[str] = []
    at = 0
    while at < len(rest) and not faults and not lacking(words):
        if _is_flag(rest[at]):
            at += 1 + takes_next(words, rest[at])
        elif _goes_deeper(words, rest[at]):
            words = (*words, rest.pop(at))
            faults = [] if lacking(words) else list(_subcommand_faults(words))
        else:
            break
    return words, faults


def _goes_deeper(words: tuple[str, ...], word: str) -> bool:
    """Whether a word is a subcommand: one level, and a second below groups such as `docker image`."""
    program = words[2:] if words[1:2] == ("-m",) else words
    if not _has_subcommands(program[0]) or not _WORD.fullmatch(word):
        return False
    return len(program) == 1 or words in _GROUPS
