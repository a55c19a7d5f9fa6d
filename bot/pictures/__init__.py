"""Pictures of the notes on disk: found inside the notes' folder, looked at, and made fit for Telegram."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2s, sha256
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from bot.content import Assets
from bot.pictures.image_size import image_size, is_svg
from bot.pictures.svg import DrawingError, drawn
from bot.study.faults import fault
from bot.study.notes import Fault, Picture

# core.telegram.org/bots/api#sendphoto
BYTES_LIMIT: Final = 10 * 1024 * 1024
SIDES_LIMIT: Final = 10_000  # pixels, width and height together
RATIO_LIMIT: Final = 20  # the longer side to the shorter
MEGABYTE: Final = 1024 * 1024


class PictureError(Exception):
    """A file that Telegram will not show: `code` and `args` are those of the fault in the notes."""

    def __init__(self, code: str, **variables: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.variables = variables


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's file as it was read."""

    path: Path
    data: bytes

    @property
    def digest(self) -> str:
        """What its `file_id` is kept by; the same for equal files."""
        return sha256(self.data).hexdigest()[:32]

    @property
    def is_drawing(self) -> bool:
        return is_svg(self.data)

    @property
    def name(self) -> str:
        return f"{self.path.stem}.png" if self.is_drawing else self.path.name

    def fit(self) -> bytes:
        """What to send to Telegram; a drawing is drawn now, which takes a moment.

        Raises:
            PictureError: the drawing cannot be drawn, or is too narrow to be shown.
        """
        if not self.is_drawing:
            return self.data
        try:
            png = drawn(self.data)
        except DrawingError as error:
            raise PictureError("picture-not-drawn", reason=str(error)) from error
        _check_size(png)
        return png


def read_photo(path: Path) -> Photo:
    """The picture's file, if Telegram takes it by its kind and size.

    Raises:
        PictureError: it does not, or the file cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > BYTES_LIMIT:
            raise PictureError("picture-too-heavy", size=-(-size // MEGABYTE), limit=BYTES_LIMIT // MEGABYTE)
        data = path.read_bytes()
    except OSError as error:
        raise PictureError("picture-not-read", reason=error.strerror or type(error).__name__) from error
    if not is_svg(data):
        _check_size(data)
    return Photo(path, data)


def _check_size(data: bytes) -> None:
    size = image_size(data)
    if size is None or not all(size):
        raise PictureError("picture-kind")
    if sum(size) > SIDES_LIMIT:
        raise PictureError("picture-too-large", width=size[0], height=size[1], limit=SIDES_LIMIT)
    if max(size) > RATIO_LIMIT * min(size):
        raise PictureError("picture-too-narrow", width=size[0], height=size[1], limit=RATIO_LIMIT)


def picture_key(path: str) -> str:
    """A short name of a picture in its section, for buttons and rich messages: [0-9a-f], 8 characters."""
    return blake2s(path.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Album:
    """The pictures of one edition of the notes."""

    assets: Assets | None = None  # None: there are no files beside the notes
    refused: set[Path] = field(
        default_factory=set
    )  # that Telegram did not take: reported once, not shown again

    def find(self, file: str, target: str) -> Path | None:
        """The picture that the note `file` shows as `target` (no %-escapes), if it can be shown."""
        path = self._find(file, target)
        return None if path is None or path in self.refused or self._trouble(path) else path

    def faults(self, pictures: Iterable[Picture]) -> Iterator[Fault]:
        """What is wrong with the pictures that are there; of drawings only that they are some."""
        for picture, path in self._present(pictures):
            if error := self._trouble(path):
                yield _fault(picture, error)

    def faults_of_drawings(self, pictures: Iterable[Picture]) -> Iterator[Fault]:
        """The drawings that cannot be drawn: they are drawn for it, a tenth of a second each."""
        drawn: dict[Path, PictureError | None] = {}
        for picture, path in self._present(pictures):
            if self._trouble(path) is None and path not in drawn:
                drawn[path] = _trouble_in_drawing(path)
            if error := drawn.get(path):
                yield _fault(picture, error)

    def _present(self, pictures: Iterable[Picture]) -> Iterator[tuple[Picture, Path]]:
        """Those with a file; `parse` reports the others as missing."""
        for picture in pictures:
            path = self._find(picture.file, unquote(re.split(r"[?#]", picture.target)[0]))
            if path is not None:
                yield picture, path

    def _find(self, file: str, target: str) -> Path | None:
        relative = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
        if self.assets is None or target.startswith("/") or relative.startswith("../"):
            return None
        found = self.assets.find(relative)
        return found if found is not None and found.is_file() else None

    def _trouble(self, path: Path) -> PictureError | None:
        if path not in self._looked_at:
            self._looked_at[path] = _trouble(path)
        return self._looked_at[path]

    @cached_property
    def _looked_at(self) -> dict[Path, PictureError | None]:
        return {}


def _fault(picture: Picture, error: PictureError) -> Fault:
    return fault(error.code, picture.file, picture.line, target=picture.target, **error.variables)


def _trouble(path: Path) -> PictureError | None:
    try:
        read_photo(path)
    except PictureError as error:
        return error
    return None


def _trouble_in_drawing(path: Path) -> PictureError | None:
    try:
        photo = read_photo(path)
        if photo.is_drawing:
            photo.fit()
    except PictureError as error:
        return error
    return None
