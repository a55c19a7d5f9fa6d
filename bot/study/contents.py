"""The contents list: reading it, and finding the section that each entry means."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.study.drafts import Draft
from bot.study.markdown import Node, below, lead, plain
from bot.study.source import Text
from bot.study.titles import match_keys, title_key

_TITLES = frozenset(("оглавление", "содержание", "table of contents", "contents", "toc"))
MANY = 100  # sections of one title
_LISTS = ("List", "OrderedList")
_DESCRIPTION = re.compile(r"\s+[-–—]{1,2}\s+.*$|:\s.*$", re.DOTALL)


@dataclass(slots=True, eq=False)
class Entry:
    """One line of a contents list."""

    title: str
    target: str  # where its link leads, "" for plain text
    file: str
    line: int
    children: list["Entry"] = field(default_factory=list)
    parent: "Entry | None" = None
    section: Draft | None = None

    def walk(self) -> Iterator["Entry"]:
        """Itself and what is below it, in reading order."""
        pending = [self]
        while pending:
            entry = pending.pop()
            yield entry
            pending.extend(reversed(entry.children))

    def sections_above(self) -> Iterator[Draft]:
        above = self.parent
        while above is not None:
            if above.section is not None:
                yield above.section
            above = above.parent


@dataclass(slots=True)
class ContentsList:
    entries: list[Entry]
    start: int  # byte offsets of the list
    end: int
    host: Draft | None = None  # the section whose contents it lists; None: the file's

    def walk(self) -> Iterator[Entry]:
        for entry in self.entries:
            yield from entry.walk()


def is_contents_title(title: str) -> bool:
    return title_key(title) in _TITLES


def read_contents(body: Sequence[Node], text: Text, *, is_first: bool) -> ContentsList | None:
    """The contents list under a heading that is called so.

    Further down a file a heading "Contents" may be about anything: there its list must be of links.
    """
    lists = [block for block in body if block.kind in _LISTS]
    if not lists:
        return None
    entries = [entry for block in lists for entry in _entries(block, text)]
    links = sum(bool(entry.target) for entry in entries)
    if not is_first and links * 2 < len(entries):
        return None
    return ContentsList(entries, lists[0].start, lists[-1].end)


def _entries(block: Node, text: Text) -> Iterator[Entry]:
    for item in block.children:
        entry = _entry(item, text)
        children = [child for sub in below(item) if sub.kind in _LISTS for child in _entries(sub, text)]
        if entry is None:
            yield from children
            continue
        entry.children = children
        for child in children:
            child.parent = entry
        yield entry


def _entry(item: Node, text: Text) -> Entry | None:
    inlines = lead(item)
    link = _leading_link(inlines)
    title = plain(link.children) if link is not None else plain(inlines)
    if not title:
        return None
    return Entry(title, link.text if link is not None else "", text.path, text.line(item.start))


def _leading_link(inlines: Sequence[Node]) -> Node | None:
    first = inlines[0] if inlines else None
    while first is not None and first.kind in ("Strong", "Emphasis") and len(first.children) == 1:
        first = first.children[0]
    return first if first is not None and first.kind == "Link" else None


class Names:
    """The sections that no entry has yet, by what entries may call them and by what they stand in."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_key: dict[str, dict[Draft, None]] = {}
        self._by_parent: dict[tuple[Draft | None, str], dict[Draft, None]] = {}
        for draft in drafts:
            for key in draft.keys:
                self._by_key.setdefault(key, {})[draft] = None
                self._by_parent.setdefault((draft.parent, key), {})[draft] = None

    def take(self, draft: Draft) -> None:
        """Gives a section away."""
        for key in draft.keys:
            self._by_key.get(key, {}).pop(draft, None)
            self._by_parent.get((draft.parent, key), {}).pop(draft, None)

    def under(self, parent: Draft | None, title: str) -> list[Draft]:
        """The sections of a title right under a parent; the first ones, if there are many."""
        return [
            draft for key in _keys(title) for draft in islice(self._by_parent.get((parent, key), ()), MANY)
        ]

    def anywhere(self, title: str) -> list[Draft]:
        """All sections of a title, each once; none where too many have it to tell which is meant."""
        found = dict.fromkeys(
            draft for key in _keys(title) for draft in islice(self._by_key.get(key, ()), MANY)
        )
        return list(found) if len(found) < MANY else []


def _keys(title: str) -> frozenset[str]:
    """What an entry may mean: the whole of it, or what stands before its description."""
    return match_keys(title) | match_keys(_DESCRIPTION.sub("", title))


class Matcher:
    """Finds the sections that the entries of one contents list mean.

    A heading is given to one entry only. The nearer an entry's parent, the sooner its headings are
    given out, so that "PostgreSQL" deep in the list does not take the subject of that name.
    """

    def __init__(self, contents: ContentsList, top: Draft, names: Names, taken: set[Draft]) -> None:
        self.contents = contents
        self.top = top
        self.names = names
        self.taken = taken

    def match(self, resolve: Callable[[Entry], Draft | None]) -> None:
        """Sets the entries' sections; `resolve` gives what an entry's link leads to."""
        for entry in self.contents.walk():
            section = resolve(entry) if entry.target else None
            if section is not None and section not in self.taken:
                self._give(entry, section)
        for candidates in (self._children, self._descendants, self._anywhere):
            for entry in self.contents.walk():
                if entry.section is None:
                    self._seek(entry, candidates)

    def _seek(self, entry: Entry, candidates: Callable[[Entry], Iterable[Draft]]) -> None:
        section = self._first(entry, candidates(entry))
        if section is None:
            return
        self._give(entry, section)
        for child in entry.children:
            if child.section is None:
                self._seek(child, self._children)

    def _give(self, entry: Entry, section: Draft) -> None:
        entry.section = section
        self.taken.add(section)
        self.names.take(section)

    def _first(self, entry: Entry, candidates: Iterable[Draft]) -> Draft | None:
        """The exact title before one with parentheses or a number, the higher heading before the lower."""
        key = title_key(entry.title)
        return min(candidates, key=lambda draft: (draft.key != key, draft.level), default=None)

    def _children(self, entry: Entry) -> Iterable[Draft]:
        """The headings right under the parent's; for an outermost entry under the list's host, or at the top."""
        if entry.parent is not None:
            above = entry.parent.section
            return self.names.under(above, entry.title) if above is not None else ()
        host = self.contents.host
        return (host is not None and self.names.under(host, entry.title)) or self.names.under(
            self.top, entry.title
        )

    def _descendants(self, entry: Entry) -> Iterable[Draft]:
        scope = entry.parent.section if entry.parent is not None else self.contents.host
        if scope is None:
            return ()
        found = self.names.anywhere(entry.title)
        return [draft for draft in found if scope in draft.ancestors() and self._is_free(draft, entry)]

    def _anywhere(self, entry: Entry) -> Iterable[Draft]:
        """Only a heading that is alone of its name may be meant from afar."""
        same = self.names.anywhere(entry.title)
        return [draft for draft in same if self._is_free(draft, entry)] if len(same) == 1 else ()

    def _is_free(self, draft: Draft, entry: Entry) -> bool:
        """Whether no other entry has the heading in its own section."""
        owner = next((above for above in draft.ancestors() if above in self.taken), None)
        return owner is None or owner in entry.sections_above()
