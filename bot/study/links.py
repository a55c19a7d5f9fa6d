"""Where the links of notes lead: to a section, to a file beside the notes, or nowhere."""

import posixpath
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from bot.study.drafts import Draft
from bot.study.faults import fault
from bot.study.notefile import NoteFile, is_folder_page
from bot.study.notes import Fault
from bot.study.titles import loose_anchor

_SUFFIXES = ("", ".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads. `path` is None outside the notes' folder, `file` where no note is there."""

    path: str | None
    anchor: str
    file: NoteFile | None


class Places:
    """All places a link may lead to."""

    def __init__(self, files: Sequence[NoteFile]) -> None:
        self.files = {file.path: file for file in files}
        self.pages = {posixpath.dirname(file.path): file for file in files if is_folder_page(file.path)}
        self.folders = {folder for file in files for folder in _folders(file.path)}
        self.loose: dict[str, Mapping[str, Draft | None]] = {}

    def find(self, origin: str, target: str) -> Place:
        """The place that `target`, written in the file `origin`, leads to."""
        address, _, anchor = target.partition("#")
        path = _join(origin, unquote(address.partition("?")[0]))
        file = None if path is None else self._file(path)
        return Place(path, unquote(anchor), file)

    def section(self, place: Place) -> Draft | None:
        """The section at a place; a file's own section where the anchor names none."""
        if place.file is None:
            return None
        return self._anchored(place.file, place.anchor) if place.anchor else place.file.main

    def has_anchor(self, file: NoteFile, anchor: str) -> bool:
        return (
            anchor.lower() in ("", "top")
            or anchor in file.anchors
            or loose_anchor(anchor) in self._loose(file)
        )

    def _file(self, path: str) -> NoteFile | None:
        found = next((self.files[path + end] for end in _SUFFIXES if path + end in self.files), None)
        return found or self.pages.get(path)

    def _anchored(self, file: NoteFile, anchor: str) -> Draft | None:
        if anchor in file.anchors:
            return file.anchors[anchor]
        return self._loose(file).get(loose_anchor(anchor))

    def _loose(self, file: NoteFile) -> Mapping[str, Draft | None]:
        if file.path not in self.loose:
            pairs = reversed(file.anchors.items())  # the first of equal ones wins
            self.loose[file.path] = {loose_anchor(anchor): draft for anchor, draft in pairs}
        return self.loose[file.path]


def _join(origin: str, address: str) -> str | None:
    """The path an address means, None outside the folder. A leading / means the notes' folder."""
    if not address:
        return origin
    base = "" if address.startswith("/") else posixpath.dirname(origin)
    path = posixpath.normpath(posixpath.join(base, address.lstrip("/")))
    if path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path


def _folders(path: str) -> Iterator[str]:
    while path:
        path = posixpath.dirname(path)
        yield path


def sections_linked(places: Places) -> Iterator[tuple[tuple[str, str], Draft]]:
    """Each file and target, without %-escapes, that lead to a section of the notes."""
    for file in places.files.values():
        for reference in file.references:
            section = places.section(places.find(file.path, reference.target))
            if section is not None and not reference.is_picture:
                yield (file.path, unquote(reference.target)), section


def check_links(places: Places, assets: Container[str]) -> Iterator[Fault]:
    """The links and pictures that lead nowhere; `assets` holds the other files of the folder."""
    for file in places.files.values():
        for reference in file.references:
            place = places.find(file.path, reference.target)
            code = _trouble(places, place, assets, is_picture=reference.is_picture)
            if reference.is_picture and reference.target.startswith("/"):
                code = "missing-picture"  # pictures are looked for by relative paths only
            if code:
                yield fault(code, file.path, reference.line, target=reference.target)


def _trouble(places: Places, place: Place, assets: Container[str], *, is_picture: bool) -> str:
    if place.file is not None and not is_picture:
        return "" if places.has_anchor(place.file, place.anchor) else "broken-anchor"
    exists = place.path is not None and (place.path in assets or place.path in places.folders)
    if is_picture:
        return "" if exists else "missing-picture"
    return "" if exists else "broken-link"
