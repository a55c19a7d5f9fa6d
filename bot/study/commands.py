"""Which of the spots are commands, what they are called, and what all spots of one command say together."""

import re
from collections.abc import Sequence

from bot.study.drafts import Draft
from bot.study.faults import fault
from bot.study.fence import Form, Spot
from bot.study.notes import Example, Fault, Flag
from bot.study.shell import (
    has_placeholder,
    is_instruction,
    is_meta,
    is_noun,
    is_placeholder,
    looks_called,
    strip_sudo,
    takes_subcommands,
    words_of,
)

_EXPLICIT = frozenset((Form.HEADING, Form.ITEM, Form.TABLE))
_GROUP_CALL = re.compile(r"^(?P<tool>\S+) (?P<group>[a-z][a-z-]*) \[?<?(?:SUB)?COMMAND\b")
_FLAG_OR_PATH = re.compile(r"^(?:-|\.|/|[\w.-]*/)")
_CAPITALIZED = re.compile(r"[A-Z][a-z]")  # `HTTPS Everywhere` is a name, `SET key` is an instruction


class CommandDraft:
    """One command, put together from its spots; the first spot wins where they differ."""

    def __init__(self, name: str, spot: Spot) -> None:
        self.name = name
        self.spot = spot  # the one that describes it best
        self.purpose = ""
        self.synopsis: dict[str, None] = {}
        self.flags: dict[str, Flag] = {}  # by their first name
        self.examples: dict[str, Example] = {}  # by their code
        self.aliases: dict[str, None] = {}
        self.take(spot)

    def take(self, spot: Spot) -> None:
        """Adds what a spot says that was not said before."""
        self.purpose = self.purpose or spot.purpose
        self.synopsis |= dict.fromkeys(spot.synopsis)
        self.aliases |= dict.fromkeys(name for name in spot.aliases if name != self.name)
        for flag in spot.flags:
            if flag.names:
                self.flags.setdefault(flag.names[0], flag)
        for example in spot.examples:
            self.show(example)

    def show(self, example: Example) -> None:
        known = self.examples.setdefault(example.code, example)
        if not known.meaning:
            self.examples[example.code] = example

    def settle(self) -> None:
        """Where no synopsis was given, the command as written is one, if it shows arguments."""
        if not self.synopsis and self.spot.code != self.name:
            self.synopsis[self.spot.code] = None
        for line in self.synopsis:
            self.examples.pop(line, None)


class Vocabulary:
    """What the notes as a whole tell about the words of command lines."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.tools: set[str] = set()  # programs and instructions that stand first in a line of a fence
        self.subcommands: set[tuple[str, str]] = set()
        self.groups: set[tuple[str, str]] = set()
        thirds: dict[tuple[str, str], set[str]] = {}
        for spot in spots:
            self._learn(spot, thirds)
        self.groups.update(pair for pair, words in thirds.items() if len(words) > 1)
        self.parents = {tool for tool, _ in self.subcommands}

    def _learn(self, spot: Spot, thirds: dict[tuple[str, str], set[str]]) -> None:
        words = spot.words
        if not words:
            return
        if spot.form not in _EXPLICIT and looks_called(spot.code) and _is_telling(spot):
            self.tools.add(words[0])
        calls = [*spot.synopsis, *(example.code for example in spot.examples)]
        if spot.form in _EXPLICIT and any(words_of(call)[:1] == words[:1] for call in calls):
            self.tools.add(words[0])
        for line in (spot.code, *spot.synopsis):
            self._learn_line(line)
        if (
            spot.form in _EXPLICIT
            and len(words) > 1
            and (takes_subcommands(words[0]) or not is_noun(words[1]))
        ):
            self.subcommands.add((words[0], words[1]))
            if len(words) > 2 and not is_noun(words[2]):  # noqa: PLR2004 - program, group, subcommand
                thirds.setdefault((words[0], words[1]), set()).add(words[2])
                if spot.form is Form.HEADING:
                    self.groups.add((words[0], words[1]))

    def _learn_line(self, line: str) -> None:
        if found := _GROUP_CALL.match(strip_sudo(line)):
            self.groups.add((found["tool"], found["group"]))
            self.subcommands.add((found["tool"], found["group"]))
        words, all_words = words_of(line), strip_sudo(line).split()
        if len(words) == 2 and len(all_words) > 2 and not is_instruction(words[0]):  # noqa: PLR2004 - as above
            is_named = takes_subcommands(words[0]) or not is_noun(words[1])
            if is_named and (is_placeholder(all_words[2]) or _FLAG_OR_PATH.match(all_words[2])):
                self.subcommands.add((words[0], words[1]))

    def name(self, words: tuple[str, ...]) -> str:
        """The command's name in a call of it: `git checkout main` is a call of `git checkout`."""
        if not words or is_meta(words[0]):
            return "".join(words)
        if is_instruction(words[0]):
            return " ".join(words[:3])
        size = 1
        if len(words) > 1 and (takes_subcommands(words[0]) or words[0] in self.parents):
            size = 2
            if len(words) > 2 and words[:2] in self.groups and not is_noun(words[2]):  # noqa: PLR2004
                size = 3
        return " ".join(words[:size])

    def is_command(self, spot: Spot) -> bool:
        """Whether a spot describes a command, by what it looks like and by what the notes use."""
        words = spot.words
        if not words or not spot.code.isascii():
            return False
        if spot.form in _EXPLICIT:
            return self._is_named(spot, words)
        if spot.form is Form.INSTRUCTION:
            return True
        if is_instruction(words[0]):
            return has_placeholder(spot.code) or spot.lang == "redis"
        is_sure = spot.lang != "" or has_placeholder(spot.code) or takes_subcommands(words[0])
        return looks_called(spot.code) and (is_sure or words[0] in self.parents)

    def _is_named(self, spot: Spot, words: tuple[str, ...]) -> bool:
        first = words[0]
        if is_meta(first) or spot.is_said:
            return True
        if first in self.tools:
            return True
        calls = (*spot.synopsis, *(example.code for example in spot.examples))
        if any(words_of(call)[:1] == (first,) for call in calls) or spot.flags:
            return True
        rest = strip_sudo(spot.code).split()[1:]
        if is_instruction(first):
            return bool(rest) and not any(_CAPITALIZED.match(word) for word in rest)
        is_about = bool(rest) and spot.section is not None and first in _title_words(spot.section)
        is_call = any(word[0] in "-+/." for word in rest) or has_placeholder(spot.code)
        return bool(rest) and (is_about or is_call or takes_subcommands(first))


def _is_telling(spot: Spot) -> bool:
    """Whether a line of a fence is a command line for sure: a fence without a language may hold anything."""
    return spot.lang != "" or (spot.form is not Form.LINE and has_placeholder(spot.code))


def _title_words(section: Draft) -> set[str]:
    return {word for draft in (section, *section.ancestors()) for word in draft.key.split()}


def gather(spots: Sequence[Spot]) -> tuple[list[CommandDraft], list[Fault]]:
    """The commands of all notes in reading order, and those described twice."""
    vocabulary = Vocabulary(spots)
    commands: dict[str, CommandDraft] = {}
    faults: list[Fault] = []
    accepted = [spot for spot in spots if vocabulary.is_command(spot)]
    ranked = sorted(accepted, key=_rank)
    for spot in ranked:
        _place(spot, vocabulary.name(spot.words), commands, faults)
    for command in commands.values():
        command.settle()
    order = {id(spot): number for number, spot in enumerate(accepted)}
    return sorted(commands.values(), key=lambda command: order[id(command.spot)]), faults


def _rank(spot: Spot) -> int:
    """Descriptions are taken first, then ways to call, then examples; each in reading order."""
    if spot.form is Form.LINE:
        return 2
    return 0 if _describes(spot) else 1


def _describes(spot: Spot) -> bool:
    """Whether the spot is about the command as such, not about one way to call it."""
    if spot.form in (Form.HEADING, Form.INSTRUCTION):
        return True
    is_bare = len(spot.words) == len(strip_sudo(spot.code).split())
    return (spot.form in _EXPLICIT and is_bare) or (spot.form is not Form.LINE and has_placeholder(spot.code))


def _place(spot: Spot, name: str, commands: dict[str, CommandDraft], faults: list[Fault]) -> None:
    known = commands.get(name)
    if known is None:
        if spot.form is not Form.LINE:
            commands[name] = CommandDraft(name, spot)
    elif _describes(spot):
        faults.append(_described_twice(name, known.spot, spot))
        known.take(spot)
        if _weight(spot) > _weight(known.spot):
            known.spot = spot
    elif spot.purpose:
        known.show(Example(spot.code, spot.purpose))


def _described_twice(name: str, first: Spot, second: Spot) -> Fault:
    file = second.section.file if second.section else ""
    other = first.section.file if first.section else ""
    return fault("command-described-twice", file, second.line, command=name, other=f"{other}:{first.line}")


def _weight(spot: Spot) -> int:
    return len(spot.synopsis) + len(spot.flags) + len(spot.examples)
