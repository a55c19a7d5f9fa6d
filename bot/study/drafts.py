"""Sections while they are being read: no ids yet, places in the tree not settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.study.titles import match_keys, title_key


@dataclass(slots=True, eq=False)
class Draft:
    """A heading, a file or a folder without one, or an entry of the contents list that has none."""

    title: str
    level: int  # of the heading; 0 for what has none
    file: str
    line: int
    body: str = ""
    is_stub: bool = False
    has_questions: bool = False
    parent: "Draft | None" = None
    children: list["Draft"] = field(default_factory=list)
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    key: str = ""  # what of the title counts
    keys: frozenset[str] = frozenset()  # what contents entries may call it

    def __post_init__(self) -> None:
        self.key = title_key(self.title)
        self.keys = match_keys(self.title)

    def add(self, child: "Draft") -> None:
        child.parent = self
        self.children.append(child)

    def add_text(self, text: str, *, before: bool = False) -> None:
        if text.strip():
            pieces = (text, self.body) if before else (self.body, text)
            self.body = "\n\n".join(filter(None, pieces))

    def ancestors(self) -> Iterator["Draft"]:
        """From the parent up."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def below(self) -> Iterator["Draft"]:
        """All descendants, in reading order."""
        pending = list(reversed(self.children))
        while pending:
            draft = pending.pop()
            yield draft
            pending.extend(reversed(draft.children))
