"""Photos and documents: sent once as bytes, then by their id."""

import struct

from bot.preview import limits, shapes
from bot.preview.entities import Formatted, utf16_length
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.methods.messages import checked, send
from bot.preview.methods.registry import CAPTION, SENDING_EPHEMERAL, method
from bot.preview.params import Params
from bot.preview.state import Document, File, Photo
from bot.preview.world import World

PNG = b"\x89PNG\r\n\x1a\n"
PNG_HEADER = 24  # bytes up to the end of width and height
JPEG = b"\xff\xd8"
MARKER = 0xFF
# Start-of-frame markers carry the size: SOF0-SOF15 without DHT, JPG and DAC
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def take_file(world: World, params: Params, reference: str, kind: str) -> File:
    """The file that a call brings along or names by an earlier `file_id`."""
    key = reference.removeprefix("attach://") if reference.startswith("attach://") else kind
    if upload := params.files.get(key):
        size = photo_size(upload.data) if kind == "photo" else (0, 0)
        if kind == "document" and len(upload.data) > limits.DOCUMENT_BYTES:
            raise bad_request("file is too big")
        return world.add_file(upload.name, upload.mime, upload.data, size)
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise not_modelled("files by URL")
    file = world.files.get(reference)
    if file is None or bool(file.width) != (kind == "photo"):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def photo_size(data: bytes) -> tuple[int, int]:
    """Width and height of a picture that Telegram would take as a photo."""
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > limits.PHOTO_BYTES:
        raise bad_request("file is too big")
    width, height = png_size(data) or jpeg_size(data) or gif_size(data) or webp_size(data) or (0, 0)
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    longer, shorter = max(width, height), min(width, height)
    if width + height > limits.PHOTO_SIDES or longer > limits.PHOTO_RATIO * shorter:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(PNG) or len(data) < PNG_HEADER:
        return None
    width, height = struct.unpack(">II", data[16:PNG_HEADER])
    return width, height


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(JPEG):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == MARKER:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def gif_size(data: bytes) -> tuple[int, int] | None:
    """The first picture of a GIF becomes the photo; the documentation names no kinds of photos at all."""
    if not data.startswith((b"GIF87a", b"GIF89a")) or len(data) < 10:  # noqa: PLR2004 -- where the size ends
        return None
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Of the lossy form, which pictures are kept in; core.telegram.org/bots/api names no kinds of photos."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8 " or len(data) < 30:  # noqa: PLR2004 -- as above
        return None
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def checked_caption(world: World, params: Params) -> Formatted:
    raw_entities = params.items("caption_entities")
    caption = params.format(params.text("caption"), params.text("parse_mode"), raw_entities)
    if utf16_length(caption.text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    return checked(world, params, caption)


@method("sendPhoto", *SENDING_EPHEMERAL, *CAPTION, "photo", "has_spoiler")
def send_photo(world: World, params: Params) -> Json:
    caption = checked_caption(world, params)
    file = take_file(world, params, params.text("photo"), "photo")
    return send(world, params, Photo(file, caption, params.flag("has_spoiler")))


@method("sendDocument", *SENDING_EPHEMERAL, *CAPTION, "document", "disable_content_type_detection")
def send_document(world: World, params: Params) -> Json:
    caption = checked_caption(world, params)
    file = take_file(world, params, params.text("document"), "document")
    return send(world, params, Document(file, caption))


@method("getFile", "file_id")
def get_file(world: World, params: Params) -> Json:
    file = world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return shapes.file(file) | {"file_path": file.path}
