"""Width and height out of a picture's first bytes: what kind it is, its content says and not its name."""

import struct
from collections.abc import Callable
from typing import Final, TypeAlias

Size: TypeAlias = tuple[int, int]  # width, height, in pixels

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_GIFS: Final = (b"GIF87a", b"GIF89a")
_JPEG: Final = b"\xff\xd8\xff"
_MARK: Final = 0xFF  # begins each part of a JPEG
_HEAD: Final = 30  # bytes: as much as any of the kinds needs, but for JPEG
# JPEG's start-of-frame markers hold the size: SOF0-SOF15 without DHT, JPG and DAC
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
_SVG_WITHIN: Final = 8192  # bytes before <svg: a declaration, a DOCTYPE, comments


def image_size(data: bytes) -> Size | None:
    """The size of a PNG, JPEG, GIF or WebP; None for anything else, and where the size cannot be found."""
    return next((found for read in _READERS if (found := read(data))), None) if len(data) >= _HEAD else None


def is_svg(data: bytes) -> bool:
    """Whether it may be a drawing in SVG; that it can be drawn only drawing it shows."""
    start = data[:_SVG_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and b"<svg" in start


def _png(data: bytes) -> Size | None:
    return struct.unpack_from(">II", data, 16) if data.startswith(_PNG) else None


def _gif(data: bytes) -> Size | None:
    return struct.unpack_from("<HH", data, 6) if data.startswith(_GIFS) else None


def _webp(data: bytes) -> Size | None:
    """The three forms of developers.google.com/speed/webp/docs/riff_container."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case _:
            return None


def _jpeg(data: bytes) -> Size | None:
    """From the first frame; what stands before it (EXIF, colour profiles) is stepped over."""
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == _MARK:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if marker == _MARK:  # filling
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


_READERS: Final[tuple[Callable[[bytes], Size | None], ...]] = (_png, _gif, _webp, _jpeg)
