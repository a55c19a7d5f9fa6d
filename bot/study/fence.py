"""What the lines of a fence say about commands: synopsis, flags, examples, comment-and-command pairs.

The marks may be Russian or English (`# сигнатура` = `# synopsis`); the lines may describe the command
that stands above the fence, or commands of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.study.drafts import Draft
from bot.study.notes import Example, Flag
from bot.study.shell import has_placeholder, has_prompt, is_meta, strip_prompt, words_of

# The first words of info strings whose lines are commands; "" where there is none.
SHELLS = frozenset(
    """bash sh shell zsh fish console terminal shell-session shellsession dockerfile docker redis psql cmd bat
    powershell ps1""".split()  # noqa: SIM905 - words read better as text
) | {""}
_SIGNATURE = re.compile(
    r"^(?:сигнатура|синтаксис|использование|synopsis|usage|syntax|signature)\b", re.IGNORECASE
)
_FLAGS = re.compile(
    r"^(?:\w+ ){0,2}\(?(?:флаги|опции|параметры|ключи|настройки|flags|options)\b", re.IGNORECASE
)
_EXAMPLE = re.compile(r"^(?:например|примеры?|for example|examples?|e\.g\.)(?P<rest>\b.*)$", re.IGNORECASE)
_OR = re.compile(r"^(?:или|либо|or)\b", re.IGNORECASE)
_FLAG_LINE = re.compile(
    r"^(?P<names>-{1,2}[\w?#@][\w-]*(?:[ =][^\s,-]\S*)?(?:\s*[,|/]\s*-{1,2}[\w?][\w-]*(?:[ =][^\s,-]\S*)?)*)"
    r"(?:\s+[-–—]{1,2}\s+|\s*:\s+|\s{2,})(?P<meaning>\S.*)$"
)
_FLAG_NAME = re.compile(r"(?<![\w-])-{1,2}[\w?#@][\w-]*")
_HEADER = re.compile(
    r"^`?(?P<name>[A-Z][A-Z_]+|[a-z][\w+.-]*(?: [a-z][\w-]*){0,2})`?\s+[-–—]{1,2}\s+(?P<purpose>\S.*)$"
)
_INLINE_COMMENT = re.compile(r"\s+#\s+(?P<comment>\S.*)$")
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}|[^\W\d_]{6,}")  # "1)", "or" and "User" do not
_COMMENT_MARKS = {"sql": ("--",), "psql": ("--", "#"), "lua": ("--",)}


class Form(Enum):
    """How a command was described: the earlier, the surer that it is one."""

    HEADING = auto()
    ITEM = auto()
    INSTRUCTION = auto()  # `# WORKDIR - purpose` over its lines in a fence
    TABLE = auto()
    PAIR = auto()  # a comment over a line in a fence
    LINE = auto()  # a line in a fence: an example, if the command is known from elsewhere


@dataclass(slots=True, eq=False)
class Spot:
    """One place that describes a command, as far as one file can tell."""

    form: Form
    code: str  # the command as written there
    purpose: str
    line: int
    lang: str = ""
    is_said: bool = False  # the head of its table calls it a command
    synopsis: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    section: Draft | None = None  # set when the section is finished

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.code)

    def speaks_of(self, line: str) -> bool:
        """Whether a command line calls this command."""
        mine = self.words
        return bool(mine) and words_of(line)[: len(mine)] == mine


class Mode(Enum):
    FREE = auto()
    SYNOPSIS = auto()
    FLAGS = auto()
    EXAMPLE = auto()


@dataclass(slots=True)
class Run:
    """Comment lines and the lines under them."""

    comments: list[str] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)  # (number in the fence from 0, line)
    is_after_blank: bool = False


def runs_of(code: str, lang: str) -> Iterator[Run]:
    """The fence cut into runs. In a console session only the lines after a prompt are commands."""
    marks = _COMMENT_MARKS.get(lang, ("#",))
    is_session = any(has_prompt(line) for line in code.split("\n"))
    run, blank = Run(), False
    for number, line in enumerate(code.split("\n")):
        stripped = line.strip()
        comment = _comment(stripped, marks)
        if not stripped or comment == "" or (comment is not None and run.lines):
            if run.comments or run.lines:
                yield run
                blank = False
            blank = blank or not stripped or comment == ""
            run = Run(is_after_blank=blank)
        if comment:
            run.comments.append(comment)
        elif stripped and comment is None and (not is_session or has_prompt(stripped)):
            _add_line(run, number, strip_prompt(stripped))
    if run.comments or run.lines:
        yield run


def _comment(line: str, marks: tuple[str, ...]) -> str | None:
    """The text of a comment line, "" for a ruler such as ###, None for a line that is none."""
    for mark in marks:
        if line.startswith(mark) and not line.startswith("#!"):
            return line.strip(mark[0] + " \t").strip()
    return None


def _add_line(run: Run, number: int, line: str) -> None:
    if run.lines and run.lines[-1][1].endswith("\\"):
        first, text = run.lines[-1]
        run.lines[-1] = (first, f"{text}\n{line}")
    else:
        run.lines.append((number, line))


class FenceReader:
    """Reads one fence; `outer` is the command that the text above the fence speaks of, if any."""

    def __init__(self, lang: str, line: int, outer: Spot | None, caption: str) -> None:
        self.lang = lang
        self.line = line  # of the first line in it
        self.outer = outer
        self.current = outer
        self.caption = caption
        self.mode = Mode.FREE
        self.spots: list[Spot] = []

    def read(self, code: str) -> list[Spot]:
        """The commands of the fence's own; what it says of `outer` is added to that."""
        for run in runs_of(code, self.lang):
            if run.is_after_blank:
                self.mode = Mode.FREE
                self.current = self.outer or self.current
            self._read_run(run)
        return self.spots

    def _read_run(self, run: Run) -> None:
        comments, lines = run.comments, run.lines
        header = _header(comments, lines)
        if header is not None:
            self._open(Form.INSTRUCTION, lines[0], header)
            self.mode = Mode.SYNOPSIS
        elif not comments:
            self._read_free(lines)
            return
        elif _SIGNATURE.match(comments[-1]):
            self.mode = Mode.SYNOPSIS
            if lines and (self.current is None or not self.current.speaks_of(lines[0][1])):
                self._open(Form.PAIR, lines[0], "")
        elif _FLAGS.match(comments[-1]):
            self.mode = Mode.FLAGS
        elif found := _EXAMPLE.match(comments[0]):
            self.mode = Mode.EXAMPLE
            self._read_examples(lines, _meaning(comments, found["rest"]))
            return
        elif not _OR.match(comments[0]) or self.mode is Mode.FREE:
            self._read_pair(run)
            return
        self._read_lines(lines)

    def _open(self, form: Form, line: tuple[int, str], purpose: str) -> None:
        self.current = Spot(form, _without_comment(line[1])[0], purpose, self.line + line[0], self.lang)
        self.spots.append(self.current)

    def _read_lines(self, lines: list[tuple[int, str]]) -> None:
        """Lines under a mark: flags where they look like flags, else what the mark says."""
        rest = [line for line in lines if not self._add_flag(line[1])]
        if self.current is None or not rest:
            return
        if self.mode is Mode.SYNOPSIS:
            self.current.synopsis.extend(_without_comment(line)[0] for _, line in rest)
        elif self.mode is Mode.EXAMPLE:
            self._read_examples(rest, "")

    def _add_flag(self, line: str) -> bool:
        found = _FLAG_LINE.match(line)
        if found is None or self.current is None:
            return False
        self.current.flags.append(make_flag(found["names"], found["meaning"]))
        return True

    def _read_examples(self, lines: list[tuple[int, str]], meaning: str) -> None:
        codes = []
        for _, line in lines:
            if not self._add_flag(line) and not self._add_flag_example(line, meaning):
                codes.append(line)
        if self.current is None or not codes or not self._is_about_current(codes[0]):
            return
        if all(self.current.speaks_of(code) for code in codes):
            self.current.examples.extend(_example(code, meaning) for code in codes)
        else:
            self.current.examples.append(Example("\n".join(codes), meaning))

    def _is_about_current(self, line: str) -> bool:
        """An instruction's example in the next paragraph of the fence may be about another one."""
        current = self.current
        return current is None or current.form is not Form.INSTRUCTION or current.speaks_of(line)

    def _add_flag_example(self, line: str, meaning: str) -> bool:
        """`-p 3000:3000` right under the flag `-p`."""
        if self.current is None or not self.current.flags or not line.startswith("-"):
            return False
        flag = self.current.flags[-1]
        if re.split(r"[\s=]", line, maxsplit=1)[0] not in flag.names:
            return False
        self.current.flags[-1] = Flag(flag.names, flag.meaning, (*flag.examples, Example(line, meaning)))
        return True

    def _read_free(self, lines: list[tuple[int, str]]) -> None:
        meaning = self.caption if len(lines) == 1 else ""  # what is said of several is true of none
        for line in lines:
            if self.mode is Mode.EXAMPLE:
                self._read_examples([line], "")
            elif not self._add_flag(line[1]):
                self._add_free(line, meaning)

    def _add_free(self, line: tuple[int, str], meaning: str) -> None:
        code = line[1]
        if self.current is not None and self.current.speaks_of(code):
            if has_placeholder(code) and not self.current.examples:
                self.current.synopsis.append(_without_comment(code)[0])
            else:
                self.current.examples.append(_example(code, meaning))
        elif self.lang in SHELLS and words_of(code) and not is_meta(code.split()[0]):
            self.spots.append(Spot(Form.LINE, code, meaning, self.line + line[0], self.lang))

    def _read_pair(self, run: Run) -> None:
        """`# остановка контейнера` over `docker stop CONTAINER`."""
        if not run.lines:
            return
        meaning = " ".join(run.comments).rstrip(": ")
        first = run.lines[0][1]
        self.mode = Mode.FREE
        if not has_placeholder(first) and any(
            words_of(line)[:1] != words_of(first)[:1] for _, line in run.lines
        ):
            return  # a recipe of several commands describes none of them
        if self.current is not None and self.current.speaks_of(first):
            self._read_examples(run.lines, meaning)
        elif self._is_command(first):
            self._open(Form.PAIR if self._may_describe(first, meaning) else Form.LINE, run.lines[0], meaning)
            self._read_lines(run.lines[1:])
            self._keep_calls(run.lines)
        else:
            self._read_lines(run.lines)

    def _is_command(self, line: str) -> bool:
        words = words_of(line)
        return self.lang in SHELLS and bool(words) and (self.outer is None or not is_meta(words[0]))

    def _may_describe(self, line: str, meaning: str) -> bool:
        """Inside another command's description only a synopsis describes a command of its own."""
        return bool(_SAYS_SOMETHING.search(meaning)) and (self.outer is None or has_placeholder(line))

    def _keep_calls(self, lines: list[tuple[int, str]]) -> None:
        current = self.current
        if current is not None:
            calls = [_without_comment(line)[0] for _, line in lines if current.speaks_of(line)]
            current.synopsis.extend(calls)
            if current.form is Form.LINE:
                self.current = self.outer


def _header(comments: list[str], lines: list[tuple[int, str]]) -> str | None:
    """The purpose, where comments hold `NAME - purpose` and the line under them calls NAME."""
    for number, comment in enumerate(comments if lines else ()):
        found = _HEADER.match(comment)
        if found and f"{lines[0][1]} ".startswith(f"{found['name']} ") and words_of(lines[0][1]):
            return " ".join([found["purpose"], *comments[number + 1 :]])
    return None


def _meaning(comments: list[str], rest: str) -> str:
    """What an example shows: after a colon without the word "example", else the comment as it stands.

    "# например" and "# пример" alone say nothing.
    """
    if not rest.strip(" .:"):
        return " ".join(comments[1:])
    if rest.lstrip().startswith(":"):
        return " ".join([rest.lstrip(" :"), *comments[1:]]).strip()
    return " ".join(comments)


def _without_comment(line: str) -> tuple[str, str]:
    found = _INLINE_COMMENT.search(line)
    return (line[: found.start()], found["comment"]) if found and "\n" not in line else (line, "")


def _example(line: str, meaning: str) -> Example:
    code, comment = _without_comment(line)
    return Example(code, meaning or comment)


def make_flag(names: str, meaning: str) -> Flag:
    """A flag from its written names: `-v, --volume LIST` is ("-v", "--volume")."""
    return Flag(tuple(_FLAG_NAME.findall(names)), meaning.strip().rstrip(".;,"))
