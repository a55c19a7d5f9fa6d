"""Small pictures made on the spot."""

import struct
import zlib


def gif(width: int, height: int) -> bytes:
    """The head of a picture, which is as far as anyone looks."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0" * 30


def webp(width: int, height: int) -> bytes:
    """The head of a lossy picture."""
    frame = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0" + frame


def jpeg(width: int, height: int) -> bytes:
    """The head of a picture with a profile before its size."""
    profile = b"\xff\xe1" + struct.pack(">H", 500) + b"x" * 498
    return b"\xff\xd8" + profile + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\0" * 9


def png(width: int, height: int) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
