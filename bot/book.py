"""The sections of an edition as pages, classic and rich, each rendered once for a language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from bot import render
from bot.pictures import Album, picture_key
from bot.study.notes import Library, Section, SectionId
from bot.texts import Texts

RENDERED: Final = 512  # sections kept as rendered, of each form: some 5 KB each
LONG: Final = 8_000  # characters of a section that take more than an instant to render


@dataclass(frozen=True, slots=True)
class Reader:
    """What a page depends on beside its section."""

    texts: Texts
    bot: str = ""  # its username, for links between sections; empty: links inside the notes are plain text


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a page shows."""

    key: str  # `pictures.picture_key`
    name: str  # what the author calls it, or its file
    path: Path


class Book:
    """The pages of one state of the notes."""

    def __init__(self, library: Library, album: Album) -> None:
        self._album = album
        self._classic = lru_cache(RENDERED)(partial(_classic, library))
        self._rich = lru_cache(RENDERED)(partial(_rich, library, album))
        self._refused: set[SectionId | None] = (
            set()
        )  # what Telegram does not take as rich messages; None: none at all

    def pages(self, section: Section, reader: Reader) -> tuple[render.Page, ...]:
        """The section's own text as classic messages; a long one that was not read before takes up to 2 s."""
        return self._classic(section.id, reader)

    def rich_pages(self, section: Section, reader: Reader) -> tuple[render.RichPage, ...]:
        """The section's own text as rich messages."""
        return self._rich(section.id, reader)

    def takes_rich(self, section: Section) -> bool:
        """Whether Telegram has not refused the section as a rich message yet."""
        return self._refused.isdisjoint((section.id, None))

    def refuse_rich(self, section: Section | None = None) -> None:
        """Remember, for as long as these notes are shown, what Telegram refused: a section, or rich messages as such."""
        self._refused.add(section.id if section is not None else None)

    def pictures(self, section: Section, images: tuple[render.Image, ...]) -> tuple[Shown, ...]:
        """Those of a page's pictures that can be shown."""
        found: dict[str, Shown] = {}
        for image in images:
            path = self._album.find(section.file, image.path)
            if path is not None:
                key = picture_key(image.path)
                found.setdefault(key, Shown(key, image.alt or path.name, path))
        return tuple(found.values())


def _header(section: Section, texts: Texts) -> render.Header:
    return render.Header(
        title=section.title,
        breadcrumb=" › ".join(section.path[:-1]),
        number=lambda number, count: texts.plain("section-page", page=number, pages=count),
        nothing=texts.plain("section-is-stub" if section.is_stub else "section-empty"),
        rest=texts.plain("section-rest"),
    )


def _classic(library: Library, section_id: SectionId, reader: Reader) -> tuple[render.Page, ...]:
    section = library.sections[section_id]
    return render.pages(section, _header(section, reader.texts), _link_target(library, section, reader.bot))


def _rich(
    library: Library, album: Album, section_id: SectionId, reader: Reader
) -> tuple[render.RichPage, ...]:
    section = library.sections[section_id]

    def picture_id(image: render.Image) -> str | None:
        return picture_key(image.path) if album.find(section.file, image.path) is not None else None

    target = _link_target(library, section, reader.bot)
    return render.rich_pages(section, _header(section, reader.texts), target, picture_id)


def _link_target(library: Library, section: Section, bot: str) -> Callable[[str], str | None]:
    """A link to another section opens it by `/start`."""

    def target(href: str) -> str | None:
        found = library.links.get((section.file, unquote(href)))
        return f"https://t.me/{bot}?start=s_{found}" if bot and found else None

    return target
