"""Sending, deleting, pinning."""

from datetime import timedelta

from bot.preview import limits, shapes
from bot.preview.detect import with_found
from bot.preview.entities import Formatted, utf16_length
from bot.preview.errors import Json, bad_request
from bot.preview.methods import ephemeral_sending, targets
from bot.preview.methods.keyboards import keyboard
from bot.preview.methods.registry import SENDING_EPHEMERAL, TEXT, method
from bot.preview.params import Params
from bot.preview.rights import bot_may, check_bot_may_send
from bot.preview.state import Content, Message, Text
from bot.preview.world import World

ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
     "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"},
)  # fmt: skip


def send(world: World, params: Params, content: Content) -> Json:
    """Post the bot's message where the call says, after all else has been checked."""
    if "ephemeral_message_parameters" in params:
        return ephemeral_sending.send(world, params, content)
    chat = targets.chat_to_write(world, params)
    check_bot_may_send(chat, content)
    message = world.post(
        chat,
        world.bot.id,
        content,
        markup=keyboard(params),
        thread_id=targets.thread(chat, params),
        reply_to=targets.reply_to(chat, params),
        is_silent=params.flag("disable_notification"),
    )
    return shapes.message(world, message)


def checked_text(world: World, params: Params) -> Formatted:
    """The text of a message, within the limits."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    if len(params.text("text").encode()) > limits.RAW_TEXT_BYTES:
        raise bad_request("text is too long")
    formatted = params.formatted("text")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > limits.MESSAGE_TEXT:
        raise bad_request("message is too long")
    return checked(world, params, formatted)


def checked(world: World, params: Params, formatted: Formatted) -> Formatted:
    """Run the tests' own checks over a text that passed ours, and add what the server finds in it."""
    raw = [entity.to_json() for entity in formatted.entities]
    found = (check(formatted.text, raw) for check in world.checks)
    world.complain(params.method, [complaint for complaint in found if complaint])
    return with_found(formatted)


@method("sendMessage", *SENDING_EPHEMERAL, *TEXT)
def send_message(world: World, params: Params) -> Json:
    return send(world, params, Text(checked_text(world, params)))


@method("sendChatAction", "chat_id", "message_thread_id", "action")
def send_chat_action(world: World, params: Params) -> bool:
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = targets.chat_to_write(world, params)
    targets.thread(chat, params)
    chat.actions.append((world.now(), params.text("action")))
    world.event("action", chat_id=chat.id, action=params.text("action"))
    return True


def deletable(world: World, message: Message) -> bool:
    """api#deletemessage: within 48 hours; others' messages in private chats, or in groups as admin."""
    if world.now() - message.date > timedelta(hours=limits.DELETE_HOURS):
        return False
    chat = world.chats[message.chat_id]
    own = message.sender_id == world.bot.id
    return own or bot_may(chat, "can_delete_messages")


@method("deleteMessage", "chat_id", "message_id")
def delete_message(world: World, params: Params) -> bool:
    message = targets.message(world, params, "message to delete")
    if not deletable(world, message):
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


@method("deleteMessages", "chat_id", "message_ids")
def delete_messages(world: World, params: Params) -> bool:
    """Those that are there and may be deleted; the rest is passed over."""
    chat = targets.chat_to_write(world, params)
    ids = params.items("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > limits.DELETE_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message and deletable(world, message):
            world.delete(message)
    return True


@method("pinChatMessage", "chat_id", "message_id", "disable_notification")
def pin_chat_message(world: World, params: Params) -> bool:
    message = targets.message(world, params, "message to pin")
    chat = world.chats[message.chat_id]
    check_pin_rights(world, params)
    chat.pinned = [one for one in chat.pinned if one != message.id] + [message.id]
    pinned = shapes.message(world, message, with_reply=False)
    world.post_service(chat, world.bot.id, message.thread_id, pinned_message=pinned)
    return True


@method("unpinChatMessage", "chat_id", "message_id")
def unpin_chat_message(world: World, params: Params) -> bool:
    chat = targets.chat_to_write(world, params)
    check_pin_rights(world, params)
    message_id = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


@method("unpinAllChatMessages", "chat_id")
def unpin_all_chat_messages(world: World, params: Params) -> bool:
    chat = targets.chat_to_write(world, params)
    check_pin_rights(world, params)
    chat.pinned.clear()
    return True


def check_pin_rights(world: World, params: Params) -> None:
    chat = targets.chat_to_write(world, params)
    if not bot_may(chat, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
