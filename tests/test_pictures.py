"""Pictures on disk: where they may lie, what they may be, what the author is told."""

from pathlib import Path

import pytest

from bot.content import Assets
from bot.pictures import BYTES_LIMIT, Album, Photo, PictureError, picture_key, read_photo
from bot.pictures.image_size import image_size, is_svg
from bot.pictures.svg import DrawingError, alone, drawn
from bot.study.notes import Picture
from tests.preview.pictures import gif, jpeg, png, webp

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20"/></svg>'
# each entity is ten of the one before it
ENTITIES = "<!ENTITY e0 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY e{number} '{f'&e{number - 1};' * 10}'>" for number in range(1, 10)
)
WEBP_LOSSLESS = (
    b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + ((300 - 1) | (200 - 1) << 14).to_bytes(4, "little") + b"\0" * 9
)
WEBP_EXTENDED = (
    b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0"
    + (299).to_bytes(3, "little")
    + (199).to_bytes(3, "little")
    + b"\0"
)


@pytest.mark.parametrize(
    "data",
    [png(300, 200), jpeg(300, 200), gif(300, 200), webp(300, 200), WEBP_LOSSLESS, WEBP_EXTENDED],
    ids=["png", "jpeg", "gif", "webp", "webp-lossless", "webp-extended"],
)
def test_a_size_is_read_from_the_content(data: bytes) -> None:
    assert image_size(data) == (300, 200)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", png(9, 9)[:20], jpeg(9, 9)[:100], b"RIFF" + b"\0" * 40, b"x" * 100, SVG.encode()],
)
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert image_size(data) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SVG, True),
        (f'\ufeff<?xml version="1.0"?>\n<!-- by hand -->\n{SVG}', True),
        ("<html><body></body></html>", False),
        (f"text {SVG}", False),
    ],
)
def test_a_drawing_is_told_by_its_content(data: str, expected: bool) -> None:
    assert is_svg(data.encode()) is expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"text", "picture-kind"),
        (png(0, 5), "picture-kind"),
        (b"\x89PNG" + b"\0" * BYTES_LIMIT, "picture-too-heavy"),
        (gif(9000, 1001), "picture-too-large"),
        (gif(21, 1), "picture-too-narrow"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_telegram_would_refuse_is_refused_here(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(PictureError, match=code):
        read_photo(tmp_path / "a.png")


def test_what_telegram_takes_to_the_last_pixel_is_taken(tmp_path: Path) -> None:
    for size in ((9000, 1000), (20, 1), (500, 9500)):
        (tmp_path / "a.gif").write_bytes(gif(*size))
        assert read_photo(tmp_path / "a.gif").name == "a.gif"


def test_equal_files_have_one_digest(tmp_path: Path) -> None:
    one, same, other = Photo(tmp_path / "a", b"1"), Photo(tmp_path / "b", b"1"), Photo(tmp_path / "a", b"2")
    assert one.digest == same.digest != other.digest


def test_a_key_fits_a_button_and_a_rich_message() -> None:
    assert picture_key("a/б.png") == picture_key("a/б.png") != picture_key("a/в.png")
    assert len(picture_key("x" * 500)) == 8


@pytest.fixture
def album(tmp_path: Path) -> Album:
    root = tmp_path / "notes"
    (root / "a/pics").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png(9, 9))
    (root / "a/pics/ok.png").write_bytes(png(9, 9))
    (root / "a/pics/ok two.png").write_bytes(png(9, 9))
    (root / "a/pics/out.png").symlink_to(tmp_path / "outside.png")
    (root / "a/pics/loop.png").symlink_to(root / "a/pics/loop.png")
    (root / "a/pics/bad.svg").write_text("<svg><g></svg>")
    (root / "a/pics/text.png").write_text("text")
    return Album(Assets(root.resolve()))


@pytest.mark.parametrize(
    ("file", "target", "is_found"),
    [
        ("a/docker.md", "pics/ok.png", True),
        ("a/docker.md", "./pics/../pics/ok two.png", True),
        ("docker.md", "a/pics/ok.png", True),
        ("a/b/deep.md", "../pics/ok.png", True),
        ("a/docker.md", "pics/OK2.png", False),
        ("a/docker.md", "../../outside.png", False),
        ("a/docker.md", "../../notes/a/pics/ok.png", False),
        ("a/docker.md", "/a/pics/ok.png", False),
        ("a/docker.md", "pics/out.png", False),
        ("a/docker.md", "pics/loop.png", False),
        ("a/docker.md", "pics", False),
        ("a/docker.md", "pics/\0.png", False),
        ("a/docker.md", "pics/text.png", False),
    ],
)
def test_pictures_lie_inside_the_notes(album: Album, file: str, target: str, is_found: bool) -> None:
    assert (album.find(file, target) is not None) is is_found


def test_a_path_from_the_root_of_the_machine_is_none_of_the_notes(album: Album, tmp_path: Path) -> None:
    assert album.find("a/docker.md", str(tmp_path.resolve() / "notes/a/pics/ok.png")) is None


def test_faults_name_their_places(album: Album) -> None:
    pictures = [
        Picture("a/docker.md", 3, "pics/ok%20two.png?raw=1"),
        Picture("a/docker.md", 4, "pics/text.png"),
        Picture("a/docker.md", 5, "pics/none.png"),
        Picture("a/other.md", 6, "pics/text.png"),
        Picture("a/other.md", 7, "pics/bad.svg"),
    ]
    assert [(fault.file, fault.line, fault.code) for fault in album.faults(pictures)] == [
        ("a/docker.md", 4, "picture-kind"),
        ("a/other.md", 6, "picture-kind"),
    ]
    [fault] = album.faults_of_drawings(pictures)
    assert (fault.line, fault.code) == (7, "picture-not-drawn")
    assert "mismatched tag" in str(fault.args["reason"])


def test_a_drawing_becomes_a_large_picture() -> None:
    assert image_size(drawn(SVG.encode())) == (1600, 800)


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("", "no element found"),
        ("<svg><g></svg>", "mismatched tag"),
        ("<html/>", "does not have a root node"),
        (f"<!DOCTYPE svg [{ENTITIES}]>{SVG.replace('<rect', '<text>&e9;</text><rect')}", "amplification"),
    ],
    ids=["empty", "broken", "other", "entities"],
)
def test_a_drawing_that_cannot_be_drawn_says_why(svg: str, reason: str) -> None:
    with pytest.raises(DrawingError, match=reason):
        drawn(svg.encode())


def test_a_drawing_of_any_size_fits(tmp_path: Path) -> None:
    """At its own size this one would take 40 GB, which ends a process."""
    huge = SVG.replace("0 0 40 20", "0 0 100000 100000")
    assert image_size(drawn(huge.encode())) == (1600, 1600)


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pictures.svg.DRAW_SECONDS", 0.001)
    with pytest.raises(DrawingError, match="took over"):
        drawn(SVG.encode())


@pytest.mark.parametrize("family", ["", 'font-family="No Such Font"', 'font-family="serif"'])
def test_text_is_drawn_whatever_fonts_the_machine_has(family: str) -> None:
    text = SVG.replace("</svg>", f'<text x="2" y="18" {family}>Текст</text></svg>')
    assert drawn(text.encode()) != drawn(SVG.encode())


def with_image(address: str) -> bytes:
    namespace = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    image = f'<image xlink:href="{address}" width="40" height="20"/>'
    return SVG.replace("<svg", f"<svg {namespace}").replace("</svg>", f"{image}</svg>").encode()


def test_a_drawing_shows_no_files_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(40, 20))
    address = str(tmp_path / "secret.png")
    assert drawn(with_image(address)) == drawn(SVG.encode())
    assert address in with_image(address).decode()
    assert address not in alone(with_image(address))
    assert "data:image/png;base64,AAAA" in alone(with_image("data:image/png;base64,AAAA"))
