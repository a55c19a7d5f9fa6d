"""Changing and deleting the bot's ephemeral messages, which other methods do not find."""

from bot.preview.errors import bad_request
from bot.preview.methods import edits, targets
from bot.preview.methods.registry import CAPTION, TEXT, method
from bot.preview.params import Params
from bot.preview.state import Message
from bot.preview.world import World

WHICH = ("chat_id", "receiver_user_id", "ephemeral_message_id")


def own_message(world: World, params: Params, purpose: str = "message to edit") -> Message:
    """The message that the call names, if the bot sent it to the receiver that the call names."""
    chat = targets.chat_to_write(world, params)
    message = chat.ephemeral.get(params.integer("ephemeral_message_id"))
    receiver_id = params.integer("receiver_user_id")
    if message is None or (message.sender_id, message.receiver_id) != (world.bot.id, receiver_id):
        raise bad_request(f"{purpose} not found")
    return message


@method("editEphemeralMessageText", *WHICH, *TEXT, "reply_markup", "rich_message")
def edit_ephemeral_message_text(world: World, params: Params) -> bool:
    edits.change_text(world, params, own_message)
    return True


@method("editEphemeralMessageCaption", *WHICH, *CAPTION, "reply_markup")
def edit_ephemeral_message_caption(world: World, params: Params) -> bool:
    edits.change_caption(world, params, own_message)
    return True


@method("editEphemeralMessageMedia", *WHICH, "media", "reply_markup")
def edit_ephemeral_message_media(world: World, params: Params) -> bool:
    edits.change_media(world, params, own_message)
    return True


@method("editEphemeralMessageReplyMarkup", *WHICH, "reply_markup")
def edit_ephemeral_message_reply_markup(world: World, params: Params) -> bool:
    edits.change_markup(world, params, own_message)
    return True


@method("deleteEphemeralMessage", *WHICH)
def delete_ephemeral_message(world: World, params: Params) -> bool:
    world.delete(own_message(world, params, "message to delete"))
    return True
