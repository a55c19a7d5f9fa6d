"""Sending rich messages, and the photos that stand in them."""

import re

from bot.preview import limits, rich
from bot.preview.errors import Json, bad_request, not_modelled
from bot.preview.methods.files import take_file
from bot.preview.methods.messages import send
from bot.preview.methods.registry import SENDING_EPHEMERAL, method
from bot.preview.params import Params
from bot.preview.state import File, Rich
from bot.preview.world import World

MEDIA_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # api#inputrichmessagemedia


@method("sendRichMessage", *SENDING_EPHEMERAL, "rich_message")
def send_rich_message(world: World, params: Params) -> Json:
    return send(world, params, read(world, params))


def read(world: World, params: Params) -> Rich:
    """The rich message of a call."""
    raw = params.mapping("rich_message") or {}
    return rich.read(raw, media(world, params, raw.get("media") or []))


def media(world: World, params: Params, given: list[Json]) -> dict[str, File]:
    """The photos of a rich message, by the ids under which its HTML names them."""
    if len(given) > limits.RICH_MEDIA:
        raise bad_request("RICH_MESSAGE_MEDIA_TOO_MUCH")
    files: dict[str, File] = {}
    for one in given:
        name, source = one.get("id", ""), one.get("media", {})
        if not MEDIA_ID.fullmatch(name) or name in files:
            raise bad_request("RICH_MESSAGE_MEDIA_ID_INVALID")
        if source.get("type") != "photo":
            raise not_modelled(f"media of type {source.get('type')} in rich messages")
        files[name] = take_file(world, params, source.get("media", ""), "photo")
    return files
