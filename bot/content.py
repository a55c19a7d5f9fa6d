"""The notes on disk -> source files. The only place that reads them; `study/` knows no disk."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.study.source import SourceFile

NOTE_SUFFIXES = frozenset((".md", ".txt"))


class ContentError(Exception):
    """The notes cannot be read at all; the message names the path and says why."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files and folders beside the notes: `path in assets` asks whether one is there.

    Asked for by need, not listed: one file of notes may lie in a home folder.
    """

    root: Path  # resolved

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.find(path) is not None

    def find(self, path: str) -> Path | None:
        """The file or folder at a relative path; None where there is none, or where it leads out of the root."""
        try:
            found = (self.root / path).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):  # missing, a NUL in the name, a loop of links
            return None
        return found if found.is_relative_to(self.root) else None


@dataclass(frozen=True, slots=True)
class AskedAssets(Assets):
    """Assets that note down what was asked of them: while the answers are the same, so is what was made of them."""

    answers: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, path: object) -> bool:
        is_there = self.find(path) is not None if isinstance(path, str) else False
        if isinstance(path, str):
            self.answers[path] = is_there
        return is_there


@dataclass(frozen=True, slots=True)
class Content:
    """What `parse` takes."""

    path: Path  # as it was given
    files: tuple[SourceFile, ...]
    assets: Assets


def read_content(path: Path) -> Content:
    """The notes in a folder (nested ones too) or in one file, sorted by path.

    Symbolic links are followed only to what lies in the folder itself; hidden files and folders are no notes.
    Raises `ContentError` if the path is missing, a file cannot be read, or no notes are there.
    """
    try:
        root = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise ContentError(f"{path}: {_reason(error)}") from error
    if root.is_file():
        return Content(path, (SourceFile(root.name, _read(root)),), Assets(root.parent))
    names = sorted(_names(root))
    if not names:
        raise ContentError(f"{path}: no {' or '.join(sorted(NOTE_SUFFIXES))} files")
    return Content(path, tuple(SourceFile(name, _read(root / name)) for name in names), Assets(root))


def read_pages(folder: Path) -> tuple[SourceFile, ...]:
    """The English pages of a clone of tldr-pages, or of its `pages` folder, sorted by path.

    Raises `ContentError` if the folder is missing or a file cannot be read.
    """
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise ContentError(f"{folder}: {_reason(error)}") from error
    if (root / "pages").is_dir():  # beside it stand translations, ten times as much
        root /= "pages"
    return tuple(SourceFile(name, _read(root / name)) for name in sorted(_names(root)))


def _names(root: Path) -> Iterator[str]:
    """Relative paths of the notes. A picture's folder may hold notes as well; a folder outside may not."""
    for folder, folders, files in os.walk(root, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(folder, name)
            if file.suffix.lower() in NOTE_SUFFIXES and not name.startswith(".") and _is_inside(file, root):
                yield file.relative_to(root).as_posix()


def _is_inside(file: Path, root: Path) -> bool:
    return not file.is_symlink() or (file.exists() and file.resolve().is_relative_to(root))


def _refuse(error: OSError) -> None:
    raise ContentError(f"{error.filename}: {_reason(error)}") from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ContentError(f"{file}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
