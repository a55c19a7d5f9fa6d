"""What a note's Markdown says, as a tree: classic pages and rich ones are both made of it."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.render.runs import Runs


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the notes. Pictures elsewhere on the net are links, not images."""

    path: str  # as written, relative to the note's folder, %-escapes decoded
    alt: str


@dataclass(frozen=True, slots=True)
class Phrase:
    runs: Runs = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Table:
    """A table; all rows are as long as the longest."""

    head: tuple[Phrase, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    aligns: tuple[str, ...]  # "left", "center", "right" or "", one for each column


@dataclass(frozen=True, slots=True)
class Item:
    body: "Nodes"
    is_done: bool | None = None  # None: not a task


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[Item, ...]
    start: int | None  # None: bullets
    is_loose: bool  # its author left empty lines between the items


@dataclass(frozen=True, slots=True)
class Quote:
    body: "Nodes"


@dataclass(frozen=True, slots=True)
class Details:
    """HTML's <details>: a summary, and what it unfolds."""

    summary: Phrase
    body: "Nodes"


@dataclass(frozen=True, slots=True)
class Footnote:
    label: str
    body: "Nodes"


Node: TypeAlias = Paragraph | Heading | Code | Rule | Table | List | Quote | Details | Footnote
Nodes: TypeAlias = tuple[Node, ...]
