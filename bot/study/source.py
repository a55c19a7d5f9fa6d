"""A file as it lies on disk -> UTF-8 text that the reader of Markdown can take.

>>> text, faults = decode(SourceFile("a.md", "# Тема".encode("cp1251")))
>>> text is None, faults[0].code, faults[0].args["offset"]
(True, 'encoding', 2)
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass

from bot.study.faults import fault
from bot.study.notes import Fault

_BOM = b"\xef\xbb\xbf"
_FRONT_MATTER = re.compile(rb"---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(rb"---[ \t]*\n[A-Za-z_][\w-]*:")
_FRONT_TITLE = re.compile(
    r"^title[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<title>.*?)(?P=quote)[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: str  # relative to the notes' folder, with /
    data: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says. Front matter is blanked out, so that offsets and lines stay the file's own."""

    path: str
    data: bytes  # UTF-8, line ends are \n, no byte order mark
    title: str  # from the front matter, else ""
    newlines: "array[int]"

    def line(self, offset: int) -> int:
        """The line, from 1, that a byte stands in."""
        return bisect_left(self.newlines, offset) + 1

    def cut(self, start: int, end: int) -> str:
        """The text between two offsets without blank lines around it."""
        return self.data[start:end].decode(errors="ignore").strip("\n").rstrip()


def decode(source: SourceFile) -> tuple[Text | None, tuple[Fault, ...]]:
    """The file's text, or None where it is not UTF-8; and what is wrong with it."""
    try:
        source.data.decode()
        offset = source.data.find(b"\0")  # legal UTF-8, yet only UTF-16 and binary files have it
    except UnicodeDecodeError as error:
        offset = error.start
    if offset >= 0:
        line = source.data.count(b"\n", 0, offset) + 1
        return None, (fault("encoding", source.path, line, offset=offset),)
    data = source.data.removeprefix(_BOM)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data, title, faults = _without_front_matter(source.path, data)
    newlines = array("I", (found.start() for found in re.finditer(rb"\n", data)))
    return Text(source.path, data, title, newlines), faults


def _without_front_matter(path: str, data: bytes) -> tuple[bytes, str, tuple[Fault, ...]]:
    front = _FRONT_MATTER.match(data)
    if front is None:
        broken = _FRONT_KEY.match(data) is not None
        return data, "", (fault("front-matter-broken", path, 1),) if broken else ()
    blank = re.sub(rb"[^\n]", b" ", front.group())
    title = _FRONT_TITLE.search((front.group(1) or b"").decode())
    return blank + data[front.end() :], title["title"].strip() if title else "", ()
