"""Where a call goes: the chat, the topic, the message it names, and whether the bot may act there."""

from bot.preview import topics
from bot.preview.errors import ApiError, bad_request, forbidden
from bot.preview.params import Params
from bot.preview.rights import bot_may
from bot.preview.state import Chat, Message
from bot.preview.world import World


def chat(world: World, params: Params) -> Chat:
    """The chat that `chat_id` names, whether the bot may write there or not."""
    raw = params.values.get("chat_id", "")
    if raw == "":
        raise bad_request("chat_id is empty")
    try:
        found = world.chats.get(int(raw))
    except (TypeError, ValueError):
        found = None
    if found is None:
        raise bad_request("chat not found")
    return found


def chat_to_read(world: World, params: Params) -> Chat:
    """The chat, if the bot is in it."""
    found = chat(world, params)
    if found.migrated_to:
        raise upgraded(found.migrated_to)
    if found.type != "private" and found.bot.status in ("left", "kicked"):
        raise outside(found)
    return found


def chat_to_write(world: World, params: Params) -> Chat:
    """The chat, if the bot is in it and nobody keeps it out; its rights there are another matter."""
    found = chat_to_read(world, params)
    if found.type != "private":
        return found
    if world.users[found.id].is_deleted:
        raise forbidden("user is deactivated")
    if found.bot.status == "kicked":
        raise forbidden("bot was blocked by the user")
    if found.bot.status == "left":
        raise forbidden("bot can't initiate conversation with a user")
    return found


def upgraded(new_id: int) -> ApiError:
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, migrate_to_chat_id=new_id)


def outside(found: Chat) -> ApiError:
    verb = "was kicked from" if found.bot.status == "kicked" else "is not a member of"
    return forbidden(f"bot {verb} the {found.type} chat")


def thread(found: Chat, params: Params) -> int | None:
    """The forum topic; General has no id."""
    thread_id = params.integer("message_thread_id") or None
    if thread_id and not found.is_forum and found.type != "private":
        params.mended.append("message_thread_id is passed over: the group has no topics")  # td: Client.cpp
        return None
    if thread_id and thread_id not in found.topics:
        raise bad_request("message thread not found")
    if found.is_forum and topics.find(found, thread_id).is_closed and not bot_may(found, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def reply_to(found: Chat, params: Params, *, is_needed: bool = False) -> int | None:
    """The message to answer, None where the bot named none or does without, unless it `is_needed`.

    An ephemeral message is answered by ephemeral ones only: api#replyparameters.
    """
    wanted = params.mapping("reply_parameters")
    if wanted is None:
        return None
    if int(wanted.get("chat_id") or found.id) != found.id or "message_id" not in wanted:
        raise bad_request("message to be replied not found")
    if wanted["message_id"] in found.messages:
        return int(wanted["message_id"])
    if wanted.get("allow_sending_without_reply") and not is_needed:
        return None
    raise bad_request("message to be replied not found")


def message(world: World, params: Params, purpose: str) -> Message:
    """The message that the call names; `purpose` is Telegram's word for it ("message to edit")."""
    found = chat_to_write(world, params)
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    one = found.messages.get(params.integer("message_id"))
    if one is None:
        raise bad_request(f"{purpose} not found")
    return one


def own_message(world: World, params: Params, purpose: str = "message to edit") -> Message:
    """The same, if the bot sent it."""
    one = message(world, params, purpose)
    if one.sender_id != world.bot.id:
        raise bad_request("message can't be edited")
    return one
