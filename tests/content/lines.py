"""The lines of a shell fence: synopses, flag lines, and the calls of programs in all the others."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from bot.study.shell import has_prompt, strip_prompt
from tests.content.fences import Fence

SYNOPSIS = re.compile(r"^#\s*(?:сигнатура|синтаксис|synopsis|usage)\b", re.IGNORECASE)
_FLAGS = re.compile(r"^#\s*(?:флаги|параметры|flags|options)\b", re.IGNORECASE)
_FLAG_LINE = re.compile(r"^(?P<names>-\S.*?)\s+[-–—]\s")
_HEREDOC = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
_COMMENT = re.compile(r"\s+#\s.*$")
_PUNCTUATION = re.compile(r"^[<>&|();]+$")
_ASSIGNMENT = re.compile(r"^\w+\+?=")
_KEYWORDS = frozenset(("if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec"))
_BLOCKS = frozenset(("for", "case", "function", "in", "done", "fi", "esac", "}", "[", "[["))


@dataclass(frozen=True, slots=True)
class Call:
    """One program with its arguments, at a line of the notes."""

    line: int
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flags:
    """The names of one flag line."""

    line: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    synopses: tuple[tuple[int, str], ...]
    flags: tuple[Flags, ...]
    calls: tuple[Call, ...]


def read(fence: Fence) -> Reading:
    """What the fence holds; a session shows its commands after `$ `, all else in it is output."""
    synopses: list[tuple[int, str]] = []
    flags: list[Flags] = []
    rest: list[tuple[int, str]] = []
    lines = fence.code.splitlines()
    is_session = any(map(has_prompt, lines))
    under = ""
    for number, line in enumerate(lines, fence.line):
        if line.startswith("#"):
            under = "synopsis" if SYNOPSIS.match(line) else "flags" if _FLAGS.match(line) else ""
        elif not line.strip() or (is_session and not has_prompt(line)):
            continue
        elif under == "synopsis":
            synopses.append((number, line))
        elif under == "flags" and (found := _FLAG_LINE.match(line)):
            flags.append(Flags(number, tuple(name.split()[0] for name in found["names"].split(","))))
        else:
            rest.append((number, strip_prompt(line) if is_session else line))
    return Reading(tuple(synopses), tuple(flags), tuple(_calls(rest)))


def _calls(lines: list[tuple[int, str]]) -> Iterator[Call]:
    """Lines that go on (a backslash, an open quote) are one; what a here-document holds is no command."""
    waiting, started, until = "", 0, ""
    for number, line in lines:
        if until:
            until = "" if line.strip() == until else until
            continue
        if not waiting:
            started = number
        text = f"{waiting}\n{line}" if waiting else line
        if text.endswith("\\"):
            waiting = f"{text[:-1]} "
            continue
        try:
            words = _words(text)
        except ValueError:  # a quotation goes on in the next line
            waiting = text
            continue
        waiting = ""
        until = found[2] if (found := _HEREDOC.search(text)) else ""
        for arguments in _commands(words):
            yield Call(started, arguments)


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(_COMMENT.sub("", text), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""  # a # inside a word is no comment
    return list(lexer)


def _commands(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Words cut into commands at pipes and the like; the file after a redirection is no argument."""
    command: list[str] = []
    is_file = False
    for word in words:
        if is_file:
            is_file = False
        elif not _PUNCTUATION.match(word):
            command.append(word)
        elif word[0] in "<>" and "(" not in word:
            is_file = True
        else:
            yield from _stripped(command)
            command = []
    yield from _stripped(command)


def _stripped(command: list[str]) -> Iterator[tuple[str, ...]]:
    """The command without keywords and assignments before it."""
    start = 0
    while start < len(command) and (command[start] in _KEYWORDS or _ASSIGNMENT.match(command[start])):
        start += 1
    if start < len(command) and command[start] not in _BLOCKS:
        yield tuple(command[start:])
