"""The contents list: reading it, and finding the section that each entry means."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.study.drafts import Draft
from bot.study.markdown import Node, below, lead, plain
from bot.study.source import Text
from bot.study.titles import match_keys, title_key

_TITLES = frozenset(("оглавление", "содержание", "table of contents", "contents", "toc"))
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


class Matcher:
    """Finds the sections that the entries of one contents list mean.

    A heading is given to one entry only. The nearer an entry's parent, the sooner its headings are
    given out, so that "PostgreSQL" deep in the list does not take the subject of that name.
    """

    def __init__(self, contents: ContentsList, roots: Sequence[Draft], taken: set[Draft]) -> None:
        self.contents = contents
        self.roots = roots
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
        section = _named(entry.title, candidates(entry), self.taken)
        if section is None:
            return
        self._give(entry, section)
        for child in entry.children:
            if child.section is None:
                self._seek(child, self._children)

    def _give(self, entry: Entry, section: Draft) -> None:
        entry.section = section
        self.taken.add(section)

    def _children(self, entry: Entry) -> Iterable[Draft]:
        if entry.parent is None:
            host = self.contents.host
            return [*(host.children if host is not None else ()), *self.roots]
        return entry.parent.section.children if entry.parent.section is not None else ()

    def _descendants(self, entry: Entry) -> Iterable[Draft]:
        scope = entry.parent.section if entry.parent is not None else self.contents.host
        return self._free_below(scope, entry) if scope is not None else ()

    def _anywhere(self, entry: Entry) -> Iterable[Draft]:
        """Only a heading that is alone of its name may be meant from afar."""
        found = [draft for root in self.roots for draft in (root, *root.below())]
        keys = match_keys(entry.title)
        same = [draft for draft in found if draft not in self.taken and draft.keys & keys]
        free = [draft for draft in same if self._is_free(draft, entry)]
        return free if len(same) == 1 else ()

    def _free_below(self, scope: Draft, entry: Entry) -> list[Draft]:
        found = [draft for draft in scope.below() if self._is_free(draft, entry)]
        return sorted(found, key=lambda draft: draft.level)

    def _is_free(self, draft: Draft, entry: Entry) -> bool:
        """Whether no other entry has the heading in its own section."""
        owner = next((above for above in draft.ancestors() if above in self.taken), None)
        return owner is None or owner in set(entry.sections_above())


def _named(title: str, candidates: Iterable[Draft], taken: set[Draft]) -> Draft | None:
    """The first free section of that title; the exact title before one with parentheses or a number."""
    key, keys = title_key(title), match_keys(title) | {title_key(_DESCRIPTION.sub("", title))}
    free = [draft for draft in candidates if draft not in taken and draft.keys & keys]
    return next((draft for draft in free if draft.key == key), free[0] if free else None)
