"""One file of notes -> its sections, and all that stands in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import pyromark

from bot.study.contents import ContentsList, is_contents_title, read_contents
from bot.study.definitions import Term, read_terms
from bot.study.drafts import Draft
from bot.study.faults import fault
from bot.study.fence import Spot
from bot.study.markdown import OPTIONS, Node, Tally, blocks, plain
from bot.study.notes import Fault
from bot.study.source import Text
from bot.study.spots import SpotReader
from bot.study.titles import Anchors
from bot.study.written import Written, html, read_question

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HTML_ANCHOR = re.compile(r"""<\w+\s[^>]*?\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
_FENCE = re.compile(rb"`{3,}|~{3,}")
_FOLDER_PAGES = frozenset(("readme", "index", "_index"))


@dataclass(slots=True)
class Part:
    """A heading of the outermost level with what follows it; the first part may have no heading."""

    heading: Node | None
    start: int  # byte offset after the heading
    end: int = 0
    blocks: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture of the notes that leads to the notes' own files."""

    target: str
    is_picture: bool
    line: int


@dataclass(slots=True)
class NoteFile:
    """What one file holds. `root` is the file itself: its top headings are the root's children."""

    path: str
    root: Draft
    is_titled: bool = False  # by its front matter
    main: Draft | None = None  # the section that a link to the file leads to; set when the tree is grown
    tally: Tally = field(default_factory=Tally)
    anchors: dict[str, Draft | None] = field(default_factory=dict)  # None: not a section's heading
    contents: ContentsList | None = None
    spots: list[Spot] = field(default_factory=list)
    terms: list[tuple[Term, Draft, int]] = field(default_factory=list)
    questions: list[tuple[Written, Draft]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def parts_of(data: bytes) -> Iterator[Part]:
    """The text cut at its outermost headings, one part at a time: a part's blocks are dropped after use."""
    part = Part(None, 0)
    for block in blocks(data):
        if block.kind == "Heading":
            part.end = block.start
            yield part
            part = Part(block, block.end)
        else:
            part.blocks.append(block)
    part.end = len(data)
    yield part


def read_file(text: Text) -> NoteFile:
    return FileReader(text).read()


class FileReader:
    """Reads one file, part by part."""

    def __init__(self, text: Text) -> None:
        self.text = text
        root = Draft(text.title or _file_title(text.path), 0, text.path, 1)
        self.file = NoteFile(text.path, root, is_titled=bool(text.title))
        self.open = [self.file.root]  # the sections that a next heading may stand in, outermost first
        self.anchors = Anchors()
        self.footnotes: dict[str, tuple[Draft, Node]] = {}  # and the sections they stand in
        self.noted: list[tuple[Draft, str]] = []  # which section refers to which footnote
        self.link_definitions = _link_definitions(text.data)
        self.file.root.references = self.link_definitions

    def read(self) -> NoteFile:
        for part in parts_of(self.text.data):
            self._read_part(part)
        self._carry_footnotes()
        return self.file

    def _read_part(self, part: Part) -> None:
        title = plain(part.heading.children) if part.heading is not None else ""
        met = self._tally(part)
        if part.heading is None:
            self.file.root.add_text(self.text.cut(part.start, part.end))
        elif (
            self.file.contents is None
            and is_contents_title(title)
            and self._read_contents(part, part.heading)
        ):
            return
        elif question := read_question(part.heading, part.blocks, self.text):
            self._read_question(question, part, self._host(part.heading.number))
            part.heading = None
        else:
            self._open_section(part, part.heading, title)
        self._read_blocks(part, self.open[-1], met)

    def _tally(self, part: Part) -> list[Node]:
        met = self.file.tally.add(part.heading) if part.heading is not None else []
        for block in part.blocks:
            met.extend(self.file.tally.add(block))
        self._check_fences(met)
        self._note_references(met)
        return met

    def _open_section(self, part: Part, heading: Node, title: str) -> None:
        section = Draft(title or "…", heading.number, self.text.path, self.text.line(heading.start))
        section.body = self.text.cut(part.start, part.end)
        section.references = self.link_definitions
        self._host(section.level).add(section)
        self.open.append(section)
        self._add_anchor(title, section)

    def _host(self, level: int) -> Draft:
        """The section that a heading of a level stands in; deeper ones are over."""
        while self.open[-1].level >= level:
            self.open.pop()
        return self.open[-1]

    def _add_anchor(self, title: str, section: Draft | None) -> None:
        self.file.anchors[self.anchors.add(title)] = section

    def _read_contents(self, part: Part, heading: Node) -> bool:
        """Whether the part is a contents list; then what it says beside the list stays with its host."""
        is_first = all(draft.level < heading.number for draft in self.file.root.below())
        found = read_contents(part.blocks, self.text, is_first=is_first)
        if found is None:
            return False
        host = self._host(heading.number)
        found.host = None if host is self.file.root else host
        self.file.contents = found
        self._add_anchor(plain(heading.children), None)
        host.add_text(self.text.cut(part.start, found.start))
        host.add_text(self.text.cut(found.end, part.end))
        return True

    def _read_question(self, question: Written, part: Part, section: Draft) -> None:
        """Takes a question out of the section that it stands in by its level; what follows it is text of that."""
        section.has_questions = True
        section.add_text(self.text.cut(question.end, part.end))
        self.file.questions.append((question, section))
        self._add_anchor(question.stem, None)
        part.blocks = [block for block in part.blocks if block.start >= question.end]

    def _read_blocks(self, part: Part, section: Draft, met: list[Node]) -> None:
        """What the section's text holds: commands, definitions, references to footnotes."""
        spots = SpotReader(self.text).read(part.heading, part.blocks)
        for spot in spots:
            spot.section = section
        self.file.spots.extend(spots)
        for block in part.blocks:
            if block.kind == "FootnoteDefinition":
                self.footnotes[block.text] = section, block
            for term in read_terms(block):
                self.file.terms.append((term, section, self.text.line(term.start)))
        self.noted.extend((section, node.text) for node in met if node.kind == "FootnoteReference")

    def _check_fences(self, met: list[Node]) -> None:
        for node in met:
            if node.kind != "CodeBlock" or not node.number:
                continue
            line = self.text.line(node.start)
            if not node.text.strip():
                self.file.faults.append(fault("fence-without-language", self.text.path, line))
            if not _is_closed(node, self.text.data):
                self.file.faults.append(fault("fence-not-closed", self.text.path, line))

    def _note_references(self, met: list[Node]) -> None:
        for node in met:
            if node.kind in ("Link", "Image") and is_local(node.text):
                line = self.text.line(node.start)
                self.file.references.append(Reference(node.text, node.kind == "Image", line))
            elif node.kind in ("InlineHtml", "HtmlBlock"):
                self.file.anchors.update(dict.fromkeys(html_anchors(html(node))))

    def _carry_footnotes(self) -> None:
        """A section shows the footnotes it refers to, wherever in the file they stand."""
        carried: dict[Draft, list[str]] = {}
        for section, label in dict.fromkeys(self.noted):
            place, note = self.footnotes.get(label, (section, None))
            if note is not None and place is not section:
                carried.setdefault(section, []).append(self.text.cut(note.start, note.end))
        for section, notes in carried.items():
            section.add_text("\n\n".join(notes))


def _file_title(path: str) -> str:
    """A file without a title of its own is called by its name, a folder's page by its folder's."""
    pure = PurePosixPath(path)
    name = pure.parent.name if pure.stem.lower() in _FOLDER_PAGES and pure.parent.name else pure.stem
    return name.replace("_", " ").replace("-", " ").strip() or name


def is_folder_page(path: str) -> bool:
    return PurePosixPath(path).stem.lower() in _FOLDER_PAGES


def _link_definitions(data: bytes) -> Mapping[str, Mapping[str, str]]:
    """The file's reference definitions as markdown-it keeps them: {LABEL: {"href": ..., "title": ...}}."""
    if b"]:" not in data:
        return {}
    found = pyromark.reference_definitions(data.decode(), options=OPTIONS)
    return {
        " ".join(label.split()).lower().upper(): {"href": link["dest"], "title": link["title"] or ""}
        for label, link in found.items()
    }


def is_local(target: str) -> bool:
    """Whether an address leads to the notes' own files."""
    return bool(target) and not target.startswith("//") and not _SCHEME.match(target)


def html_anchors(text: str) -> Iterator[str]:
    yield from _HTML_ANCHOR.findall(text)


def _is_closed(fence: Node, data: bytes) -> bool:
    lines = data[fence.start : fence.end].rstrip().split(b"\n")
    opening = _FENCE.match(lines[0])
    closing = lines[-1].lstrip(b" \t>").rstrip()
    mark = opening.group() if opening else b"```"
    return len(lines) > 1 and len(closing) >= len(mark) and not closing.strip(mark[:1])
