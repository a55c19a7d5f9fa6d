"""The fences of the notes, gathered by section, and what a check says of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

SHELLS = frozenset(("bash", "sh", "shell", "console"))
CHECKED = frozenset(("sql run", "redis run", "python run", "yaml compose", "dockerfile", "json es", "psql"))
RAN = "fences"  # user properties of a test: they come back from the workers of xdist
SKIPPED = "fences skipped"


@dataclass(frozen=True, slots=True)
class Fence:
    file: str  # relative to the folder of the notes
    line: int  # of its first line of code, from 1
    kind: str  # the first two words of its info string: "sql run"; every shell is "bash"
    code: str


@dataclass(frozen=True, slots=True)
class Block:
    """The fences of one kind in one section, in order: they are checked together."""

    title: str
    line: int  # of the section's heading
    fences: tuple[Fence, ...]

    @property
    def file(self) -> str:
        return self.fences[0].file

    @property
    def kind(self) -> str:
        return self.fences[0].kind

    def at_its_lines(self) -> str:
        """The code of all fences, each line at the number that it has in the notes."""
        lines: list[str] = []
        for fence in self.fences:
            lines.extend([""] * (fence.line - 1 - len(lines)))
            lines.extend(fence.code.splitlines())
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Wrong:
    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of one block came to: `ran` fences, and what was skipped, by its reason."""

    ran: int
    wrongs: tuple[Wrong, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=Counter)


def skipped(block: Block, reason: str) -> Verdict:
    return Verdict(ran=0, skipped={reason: len(block.fences)})


def blocks_of(root: Path) -> Iterator[Block]:
    """Every block of the folder that has a check, in reading order."""
    for path in sorted(root.rglob("*.md")):
        yield from _blocks(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def _blocks(file: str, text: str) -> Iterator[Block]:
    title, line = file, 1
    found: dict[tuple[int, str], list[Fence]] = {}
    titles: dict[int, str] = {line: title}
    tokens = MarkdownIt("commonmark").parse(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following and not following.content.endswith("?"):
            title, line = following.content, _line(token)
            titles[line] = title
        elif token.type == "fence" and (kind := _kind(token.info)):
            fence = Fence(file, _line(token) + 1, kind, token.content)
            found.setdefault((line, kind), []).append(fence)
    for (place, _), fences in found.items():
        yield Block(titles[place], place, tuple(fences))


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _kind(info: str) -> str:
    """How a fence is checked, "" where it is not: `sql` alone is shown, `sql run` is run."""
    words = info.split()
    if words and words[0] in SHELLS:
        return "bash"
    kind = " ".join(words[:2])
    return kind if kind in CHECKED else ""
