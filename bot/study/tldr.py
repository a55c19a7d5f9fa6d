"""tldr-pages -> notes: one page is one command with its section; a page that only points at another is an alias.

The format is tldr-pages' own (its CLIENT-SPECIFICATION.md, 2.3); the pages' licence is CC BY 4.0.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType
from typing import Protocol

from bot.study.notes import Command, Example, Library, Section, SectionId

SUBJECT = "tldr-pages"
_PLATFORMS = ("common", "linux", "osx", "windows")  # whose page of a name counts first; then by alphabet

_PATH = re.compile(r"(?:^|/)(?:pages(?:\.en)?/)?(?P<platform>[a-z]+)/[^/]+\.md$")
_TRANSLATION = re.compile(r"(?:^|/)pages\.(?!en/)[^/]+/")
_TITLE = re.compile(r"\A\s*# +(?P<name>\S.*?)\s*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^> *(?P<line>\S.*?)\s*$", re.MULTILINE)
_EXAMPLE = re.compile(r"^- +(?P<meaning>\S.*?):?[ \t]*\n\s*`(?P<code>.+)`[ \t]*$", re.MULTILINE)
_POINTER = re.compile(r"(?:More information|See also|Homepage|Tutorial)\b", re.IGNORECASE)
_REFERRAL = re.compile(r"tldr +(?:--platform +\S+ +)?(?P<name>[^-\s].*)$")

_OPTION = re.compile(r"\{\{\[(?P<short>[^|\]]*)\|(?P<long>[^\]]*)\]\}\}")
_PLACEHOLDER = re.compile(r"\{\{(?P<value>.*?)\}\}(?!\})")
_ESCAPES = (
    (r"\{\{", "\ue000", "{{"),
    (r"\}\}", "\ue001", "}}"),
)  # (as written, while placeholders go, as shown)
_MNEMONIC = re.compile(r"\[(\w+)\](?=\w)|(?<=\w)\[(\w+)\]")
_LINK = re.compile(r"\s*\(?<https?://[^>\s]*>\)?")


class File(Protocol):
    """A file of a folder: its path with / and its bytes."""

    @property
    def path(self) -> str: ...

    @property
    def data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    platform: str
    purpose: str
    examples: tuple[Example, ...]
    file: str

    @property
    def original(self) -> str | None:
        """The name of the page that this one refers to, if it says nothing itself."""
        referral = _REFERRAL.match(self.examples[0].code) if len(self.examples) == 1 else None
        return referral["name"] if referral and self.name != "tldr" else None

    @property
    def section(self) -> SectionId:
        return "t-" + _digest(self.name, 9)


def parse_tldr(files: Iterable[File]) -> Library:
    """The English pages as a library: a subject, and for each page a section with its command, by name.

    Where platforms share a name, the page of `common` counts, then that of `linux`; files of other shapes are left out.
    """
    pages = _by_name(files)
    aliases: dict[str, list[str]] = {}
    for name in pages:
        aliases.setdefault(_original(name, pages), []).append(name)
    kept = [pages[name] for name in sorted(aliases)]
    subject = Section(
        "tldr", SUBJECT, (SUBJECT,), None, tuple(page.section for page in kept), "", "", 1, False, _NONE
    )
    commands = [_command(page, tuple(sorted(set(aliases[page.name]) - {page.name}))) for page in kept]
    return Library(
        sections=MappingProxyType({subject.id: subject} | {page.section: _section(page) for page in kept}),
        commands=MappingProxyType({command.id: command for command in commands}),
        definitions=(),
        questions=MappingProxyType({}),
        outlines=(),
        faults=(),
    )


def shown(code: str) -> str:
    """An example as a client shows it: placeholders without braces, options long, escaped braces as braces."""
    for written, kept, _ in _ESCAPES:
        code = code.replace(written, kept)
    code = _PLACEHOLDER.sub(r"\g<value>", _OPTION.sub(r"\g<long>", code))
    for _, kept, seen in _ESCAPES:
        code = code.replace(kept, seen)
    return code


def _by_name(files: Iterable[File]) -> dict[str, _Page]:
    pages: dict[str, _Page] = {}
    for file in files:
        page = _page(file)
        if page is not None and (page.name not in pages or _rank(page) < _rank(pages[page.name])):
            pages[page.name] = page
    return pages


def _rank(page: _Page) -> tuple[bool, int, str]:
    """Less is better: a page that says something itself, then its platform."""
    place = _PLATFORMS.index(page.platform) if page.platform in _PLATFORMS else len(_PLATFORMS)
    return page.original is not None, place, page.platform


def _page(file: File) -> _Page | None:
    path = _PATH.search(file.path)
    text = file.data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    title = _TITLE.match(text)
    if path is None or title is None or _TRANSLATION.search(file.path):
        return None
    examples = tuple(
        Example(shown(example["code"]), _plain(example["meaning"])) for example in _EXAMPLE.finditer(text)
    )
    return _Page(title["name"], path["platform"], _purpose(text), examples, file.path) if examples else None


def _purpose(text: str) -> str:
    lines = (match["line"] for match in _DESCRIPTION.finditer(text))
    return " ".join(_plain(line) for line in lines if not _POINTER.match(line))


def _plain(text: str) -> str:
    """The text without marks: e[x]tract -> extract, `gzip` -> gzip, no addresses."""
    return _LINK.sub("", _MNEMONIC.sub(r"\1\2", text)).replace("`", "")


def _original(name: str, pages: Mapping[str, _Page]) -> str:
    """The page at the end of the referrals; the name itself where they end nowhere."""
    seen = {name}
    found = name
    while (following := pages[found].original) is not None and following in pages and following not in seen:
        seen.add(following)
        found = following
    return found


def _command(page: _Page, aliases: tuple[str, ...]) -> Command:
    return Command(
        command_id(page.name),
        page.name,
        page.purpose,
        (),
        (),
        page.examples,
        aliases,
        page.section,
        page.file,
        1,
    )


def _section(page: _Page) -> Section:
    body = "\n\n".join(
        [page.purpose, *(f"- {e.meaning}:\n\n  ```bash\n  {e.code}\n  ```" for e in page.examples)]
    )
    return Section(
        page.section, page.name, (SUBJECT, page.name), "tldr", (), body, page.file, 1, False, _NONE
    )


_NONE: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def command_id(name):
    s = name.replace("_", "__").replace(" ", "_")
    return s if len(s) <= 40 and re.fullmatch(r"[\w-]+", s, re.A) else "_" + _digest(name, 5)


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()
