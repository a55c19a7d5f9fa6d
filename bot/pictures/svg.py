"""A drawing in SVG -> PNG, in a process of its own: run as a program, this file reads one and writes the other.

Notes are other people's, and a drawing can ask for more memory than there is, which ends the process that draws it.
"""

import subprocess
import sys
from contextlib import suppress
from typing import Final
from xml.etree import ElementTree as ET

SIDE: Final = 1600  # pixels of the longer side: Telegram shows photos at 1280, clients zoom in
DRAW_SECONDS: Final = 5
MEMORY: Final = 1 << 30  # bytes that a drawing may take
_SHOWS_A_FILE: Final = ("image", "feImage")


class DrawingError(Exception):
    """The SVG cannot be drawn."""


def drawn(svg: bytes) -> bytes:
    """The drawing as PNG on white; takes tens of milliseconds, and seconds at worst.

    Files that the SVG refers to are left out: they may lie outside the notes.
    """
    try:
        result = subprocess.run(  # noqa: S603 -- this very file
            [sys.executable, "-I", __file__], input=svg, capture_output=True, timeout=DRAW_SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingError(f"took over {DRAW_SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()
        raise DrawingError(reason[-1] if reason else f"status {error.returncode}") from error
    return result.stdout


def main() -> None:
    """Draw standard input to standard output."""
    import fontpkg_pt_sans  # noqa: PLC0415 -- as below: and a container may have no fonts of its own
    import resvg_py  # noqa: PLC0415 -- the process that asks for drawings needs none of it

    _limit_memory()
    try:
        svg = alone(sys.stdin.buffer.read())
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=SIDE,
            height=SIDE,
            background="#ffffff",
            font_dirs=[str(fontpkg_pt_sans.ROOT / "files")],
            font_family=fontpkg_pt_sans.FAMILY,
            sans_serif_family=fontpkg_pt_sans.FAMILY,
            serif_family=fontpkg_pt_sans.FAMILY,  # of the last resort: text in a font that is not here goes to it
        )
    except (ValueError, ET.ParseError) as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(png)


def alone(svg: bytes) -> str:
    """The SVG without the files that it refers to; what it embeds stays.

    Raises:
        ET.ParseError: it is no XML.
    """
    root = ET.fromstring(svg)  # noqa: S314 -- in a process that may end; expat bounds entities
    for element in root.iter():
        if element.tag.rpartition("}")[2] in _SHOWS_A_FILE:
            for name, value in list(element.attrib.items()):
                if name.rpartition("}")[2] == "href" and not value.strip().startswith(("data:", "#")):
                    del element.attrib[name]
    return ET.tostring(root, encoding="unicode")


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # where a system has no such limit
        import resource  # noqa: PLC0415 -- POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
