"""Changing messages in place."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bot.preview import limits, shapes
from bot.preview.entities import Formatted, utf16_length
from bot.preview.errors import Json, bad_request
from bot.preview.methods import rich, targets
from bot.preview.methods.files import checked_caption, take_file
from bot.preview.methods.keyboards import keyboard
from bot.preview.methods.messages import checked_text
from bot.preview.methods.registry import CAPTION, TEXT, method
from bot.preview.params import Params
from bot.preview.state import Content, Document, Message, Photo, Rich, Text
from bot.preview.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
WHICH = ("chat_id", "message_id", "reply_markup")
Find: TypeAlias = Callable[[World, Params], Message]  # the message to change, once the rest is good


def change(world: World, message: Message, content: Content, markup: Json | None) -> Json:
    """Put the new content and keyboard in; an edit without a keyboard takes the old one away."""
    if (message.content, message.markup) == (content, markup):
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    world.touch(message)
    return shapes.message(world, message)


def change_text(world: World, params: Params, find: Find) -> Json:
    raw = params.mapping("rich_message")
    content = rich.read(world, params) if raw else Text(checked_text(world, params))
    message = find(world, params)
    if not isinstance(message.content, Text | Rich):
        raise bad_request("there is no text in the message to edit")
    return change(world, message, content, keyboard(params))


def change_caption(world: World, params: Params, find: Find) -> Json:
    caption = checked_caption(world, params)
    message = find(world, params)
    if not isinstance(message.content, Photo | Document):
        raise bad_request("there is no caption in the message to edit")
    return change(world, message, replace(message.content, caption=caption), keyboard(params))


def change_markup(world: World, params: Params, find: Find) -> Json:
    message = find(world, params)
    return change(world, message, message.content, keyboard(params))


def change_media(world: World, params: Params, find: Find) -> Json:
    media = params.mapping("media") or {}
    kind = media.get("type")
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: type isn't supported by the model of Telegram")
    file = take_file(world, params, media.get("media", ""), kind)
    raw_entities = media.get("caption_entities") or []
    caption = params.format(media.get("caption", ""), media.get("parse_mode", ""), raw_entities)
    check_length(caption)
    message = find(world, params)
    if not isinstance(message.content, Photo | Document | Text):
        raise bad_request("message media can't be edited")
    content = Photo(file, caption) if kind == "photo" else Document(file, caption)
    return change(world, message, content, keyboard(params))


def check_length(caption: Formatted) -> None:
    if utf16_length(caption.text) > limits.CAPTION:
        raise bad_request("message caption is too long")


@method("editMessageText", *WHICH, *TEXT, "rich_message")
def edit_message_text(world: World, params: Params) -> Json:
    return change_text(world, params, targets.own_message)


@method("editMessageCaption", *WHICH, *CAPTION)
def edit_message_caption(world: World, params: Params) -> Json:
    return change_caption(world, params, targets.own_message)


@method("editMessageReplyMarkup", *WHICH)
def edit_message_reply_markup(world: World, params: Params) -> Json:
    return change_markup(world, params, targets.own_message)


@method("editMessageMedia", *WHICH, "media")
def edit_message_media(world: World, params: Params) -> Json:
    return change_media(world, params, targets.own_message)
