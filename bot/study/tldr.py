"""tldr-pages -> notes: one page is one command with its section; a page that only points at another is an alias.

The format is tldr-pages' own (its CLIENT-SPECIFICATION.md, 2.3); the pages' licence is CC BY 4.0.

>>> shown("tar {{[-x|--extract]}} {{path/to/file.tar}}")
'tar --extract path/to/file.tar'
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType

from bot.study.ids import command_id, digest
from bot.study.notes import Command, Example, Library, Section, SectionId
from bot.study.source import SourceFile

SUBJECT = "tldr-pages"
LICENCE = "CC BY 4.0"
_SUBJECT_ID = "tldr"
_PLATFORMS = ("common", "linux", "osx", "windows")  # whose page of a name counts first; then by alphabet
_NO_REFERENCES: Mapping[str, Mapping[str, str]] = MappingProxyType({})

_LINES = ("# ", "> ", "- ", "`")  # what every line of a page opens with
_TRANSLATION = re.compile(r"(?:^|/)pages\.(?!en/)[^/]+/")
_TITLE = re.compile(r"\A\s*# +(?P<name>\S.*?)\s*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^> *(?P<line>\S.*?)\s*$", re.MULTILINE)
_EXAMPLE = re.compile(r"^- +(?P<meaning>\S.*?):?[ \t]*\n\s*`(?P<code>.+)`[ \t]*$", re.MULTILINE)
_POINTER = re.compile(r"(?:More information|See also|Homepage|Tutorial)\b", re.IGNORECASE)
_REFERRAL = re.compile(r"tldr +(?:--platform +\S+ +)?(?P<name>[^-\s].*)$")

_OPTION = re.compile(r"\{\{\[(?P<short>[^|\]]*)\|(?P<long>[^\]]*)\]\}\}")
_PLACEHOLDER = re.compile(r"\{\{(?P<value>.*?)\}\}(?!\})")
# As written, while placeholders go, and as shown.
_ESCAPES = ((r"\{\{", "\ue000", "{{"), (r"\}\}", "\ue001", "}}"))
_MNEMONIC = re.compile(r"\[(\w+)\](?=\w)|(?<=\w)\[(\w+)\]")
_LINK = re.compile(r"\s*(?:\(<https?://[^>\s]*>\)|<https?://[^>\s]*>)")


@dataclass(frozen=True)
class _Page:
    name: str
    platform: str
    purpose: str
    examples: tuple[Example, ...]
    file: str

    @cached_property
    def original(self) -> str | None:
        """The name of the page that this one refers to, if it says nothing itself."""
        referral = _REFERRAL.match(self.examples[0].code) if len(self.examples) == 1 else None
        return referral["name"] if referral and self.name != "tldr" else None

    @cached_property
    def section(self) -> SectionId:
        return "t-" + digest(SUBJECT, self.name)

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Less is better: a page that says something itself, then its platform."""
        place = _PLATFORMS.index(self.platform) if self.platform in _PLATFORMS else len(_PLATFORMS)
        return self.original is not None, place, self.platform


def parse_tldr(files: Iterable[SourceFile]) -> Library:
    """The English pages as a library: a subject, and for each page a section with its command, by name.

    Where platforms share a name, the page of `common` counts, then that of `linux`. Files that are no pages are left out.
    """
    pages: dict[str, _Page] = {}
    for page in filter(None, map(_page, files)):
        if page.name not in pages or page.rank < pages[page.name].rank:
            pages[page.name] = page
    aliases: dict[str, list[str]] = {}
    for name in sorted(pages):
        aliases.setdefault(_original(name, pages), []).append(name)
    kept = [pages[name] for name in sorted(aliases)]
    sections = [_section(page) for page in kept]
    commands = [
        _command(page, [alias for alias in aliases[page.name] if alias != page.name]) for page in kept
    ]
    subject = _subject(tuple(section.id for section in sections))
    return Library(
        sections=MappingProxyType({section.id: section for section in (subject, *sections)}),
        commands=MappingProxyType({command.id: command for command in commands}),
        definitions=(),
        questions=MappingProxyType({}),
        outlines=(),
        faults=(),
    )


def is_page(file: SourceFile) -> bool:
    """Whether the file is a page of tldr-pages: a title, a quoted description, examples each of one line of code."""
    return _page(file) is not None


def shown(code: str) -> str:
    """An example as a client shows it: placeholders without braces, options long, escaped braces as braces."""
    for written, kept, _ in _ESCAPES:
        code = code.replace(written, kept)
    code = _PLACEHOLDER.sub(r"\g<value>", _OPTION.sub(r"\g<long>", code))
    for _, kept, seen in _ESCAPES:
        code = code.replace(kept, seen)
    return code


def _page(file: SourceFile) -> _Page | None:
    text = file.data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    lines = (line for line in text.splitlines() if line.strip())
    title = _TITLE.match(text)
    if title is None or _TRANSLATION.search(file.path) or not all(line.startswith(_LINES) for line in lines):
        return None
    described = [match["line"] for match in _DESCRIPTION.finditer(text)]
    found = _EXAMPLE.finditer(text)
    examples = tuple(Example(shown(example["code"]), _plain(example["meaning"])) for example in found)
    if not described or not examples:
        return None
    purpose = " ".join(_plain(line) for line in described if not _POINTER.match(line))
    return _Page(title["name"], PurePosixPath(file.path).parent.name, purpose, examples, file.path)


def _plain(text: str) -> str:
    """The text without marks: e[x]tract -> extract, `gzip` -> gzip, no addresses."""
    return _LINK.sub("", _MNEMONIC.sub(r"\1\2", text)).replace("`", "")


def _original(name: str, pages: Mapping[str, _Page]) -> str:
    """The page at the end of the referrals; the name itself where they lead out of the pages or around."""
    found, seen = name, {name}
    while (following := pages[found].original) is not None:
        if following not in pages or following in seen:
            return name
        found = following
        seen.add(found)
    return found


def _subject(children: tuple[SectionId, ...]) -> Section:
    return Section(
        id=_SUBJECT_ID,
        title=SUBJECT,
        path=(SUBJECT,),
        parent=None,
        children=children,
        text=LICENCE,
        file="",
        line=1,
        is_stub=False,
        references=_NO_REFERENCES,
    )


def _section(page: _Page) -> Section:
    examples = (f"- {example.meaning}:\n\n  ```bash\n  {example.code}\n  ```" for example in page.examples)
    return Section(
        id=page.section,
        title=page.name,
        path=(SUBJECT, page.name),
        parent=_SUBJECT_ID,
        children=(),
        text="\n\n".join((page.purpose, *examples)),
        file=page.file,
        line=1,
        is_stub=False,
        references=_NO_REFERENCES,
    )


def _command(page: _Page, aliases: Iterable[str]) -> Command:
    return Command(
        id=command_id(page.name),
        name=page.name,
        purpose=page.purpose,
        synopsis=(),
        flags=(),
        examples=page.examples,
        aliases=tuple(aliases),
        section=page.section,
        file=page.file,
        line=1,
    )
