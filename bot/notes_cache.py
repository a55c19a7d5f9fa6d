"""What reading the notes gave, kept on disk: a start on notes that have not changed takes a tenth of the time.

What is kept is used only if this very program wrote it from these very files: the name of all that went in stands before
it, with a checksum. And it is only data: nothing but the values of `bot.study` can come out of it, whoever wrote it.
Anything that does not fit is left aside, and the notes are read as if there were no cache.
"""

import logging
import mmap
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bot import study
from bot.content import Assets, Content
from bot.garbage import collector_paused
from bot.study.notes import Library, QuestionId
from bot.study.quiz import Question
from bot.study.search import Index

log = logging.getLogger(__name__)

NAME: Final = "notes.cache"
LEFT_SECONDS: Final = 600  # a file that is still being written is younger
_COMING: Final = "notes.cache.coming"
_MARK: Final = b"konspekt notes 2\n"  # the number is that of this layout: mark, two keys, checksum, pickle
_DIGEST_BYTES: Final = 32
_HEAD: Final = len(_MARK) + 3 * _DIGEST_BYTES
_READERS: Final = ("pyromark", "PyStemmer", "rapidfuzz")  # packages that decide what the notes become
_FOREIGN: Final = frozenset(
    {
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("collections", "ChainMap"),
        (__name__, "Made"),
        (__name__, "_frozen"),
    }
)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of the notes."""

    library: Library
    index: Index
    questions: Mapping[QuestionId, Question]
    beside: Mapping[str, bool]  # paths that the notes name, and whether a file or folder was there


@dataclass(frozen=True, slots=True)
class NotesCache:
    """One file, for the notes of one moment."""

    folder: Path
    name: str = NAME

    @property
    def coming(self) -> "NotesCache":
        """Where what may follow is kept until it is known to be wanted."""
        return replace(self, name=f"{_COMING}.{os.getpid()}")  # bots may share the folder

    def is_writable(self) -> bool:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK)

    def take(self, coming: "NotesCache") -> None:
        """Let what is kept there stand in the place of what is kept here; it is gone from there."""
        with suppress(OSError):  # another bot with the same folder took it, or it was never there
            (coming.folder / coming.name).replace(self.folder / self.name)

    def clear(self) -> None:
        """Keep nothing."""
        with suppress(OSError):
            (self.folder / self.name).unlink()

    def _sweep(self) -> None:
        """Take away what writers and takers that were killed left behind."""
        for left in self.folder.glob(f"{NAME}.*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                    left.unlink()

    def load(self, content: Content, ids: bytes) -> Made | None:
        """What was made of this content when the ids of earlier editions were these."""
        return self.find(self.key(content, ids), content.assets)

    def key(self, content: Content, ids: bytes) -> bytes:
        """The name of all that decides what the notes become."""
        return _key(content, ids)

    def find(self, key: bytes, assets: Assets) -> Made | None:
        """What is kept by that name, while the files beside the notes are as they were."""
        try:
            with (self.folder / self.name).open("rb") as file:
                found = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # none was kept, or it is empty
            return None
        with found:
            kept = _read(found, key)
        is_so = kept is not None and all((path in assets) == was for path, was in kept.beside.items())
        return kept if is_so else None

    def save(self, content: Content, ids: bytes, made: Made, *, is_first: bool) -> bool:
        """Keep it in the place of what was kept before; where that cannot be written, nothing is kept: False.

        `ids`: with those of this edition. `is_first`: it was made where none were known, and would be so again.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with tempfile.NamedTemporaryFile(
                dir=self.folder, prefix=f"{self.name}.", suffix=".part", delete=False
            ) as file:
                try:
                    _write(file, _key(content, ids) + _key(content, b"" if is_first else ids), made)
                    Path(file.name).replace(self.folder / self.name)
                except BaseException:
                    Path(file.name).unlink()
                    raise
        except OSError as error:
            log.info("the notes are read anew at each start, nothing can be kept: %s", error)
            return False
        return True


def _read(found: mmap.mmap, key: bytes) -> Made | None:
    first = len(_MARK)
    second, checksum = first + _DIGEST_BYTES, first + 2 * _DIGEST_BYTES
    if found[:first] != _MARK or key not in {found[first:second], found[second:checksum]}:
        return None
    with memoryview(found) as view, view[_HEAD:] as body:
        if found[checksum:_HEAD] != _digest(found[first:checksum], body):
            log.warning("what was kept of the notes is damaged, they are read anew")
            return None
    found.seek(_HEAD)
    try:
        with collector_paused():
            made = _Reader(found).load()
    except Exception as error:  # noqa: BLE001 -- whatever a pickle may raise, the notes themselves are there
        log.warning("what was kept of the notes cannot be used: %s", type(error).__name__)
        return None
    return made if isinstance(made, Made) else None


def _write(file: Any, keys: bytes, made: Made) -> None:  # noqa: ANN401 -- tempfile's own kind of file
    file.write(bytes(_HEAD))
    _Writer(file, pickle.HIGHEST_PROTOCOL).dump(made)
    file.flush()
    with mmap.mmap(file.fileno(), 0) as written:
        with memoryview(written) as view, view[_HEAD:] as body:
            checksum = _digest(keys, body)
        written[:_HEAD] = _MARK + keys + checksum


def _frozen(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)


class _Writer(pickle.Pickler):
    dispatch_table = {MappingProxyType: lambda proxy: (_frozen, (dict(proxy),))}  # noqa: RUF012 -- pickle's own way


class _Reader(pickle.Unpickler):
    """Makes nothing but values: a pickle may name any function of the machine, this one is not given it."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 -- as in pickle
        if (module, name) in _FOREIGN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(f"{study.__name__}.") else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the notes")


def _key(content: Content, ids: bytes) -> bytes:
    """The name of all that decides what the notes become."""
    digest = blake2b(_program(), digest_size=_DIGEST_BYTES)
    digest.update(_digest(ids))
    for source in content.files:
        digest.update(_digest(source.path.encode()))
        digest.update(_digest(source.data))
    return digest.digest()


@cache
def _program() -> bytes:
    """The name of the program that reads notes: its own text, and what it stands on."""
    parts = [sys.version, *(f"{name} {version(name)}" for name in _READERS)]
    files = [
        Path(__file__),
        Path(__file__).with_name("making.py"),
        *sorted(Path(study.__path__[0]).rglob("*.py")),
    ]
    texts = [file.read_bytes() for file in files]
    return _digest(b"\0".join([*(part.encode() for part in parts), *texts]))


def _digest(*parts: bytes | memoryview) -> bytes:
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        digest.update(part)
    return digest.digest()
