"""Messages that one member of a group sees: when the bot may send them.

api#ephemeral-messages-and-commands has the rules. Of the refusals it has no words: MESSAGE_NOT_COMMAND is what
bots report, the others are what Telegram says where the same things are wrong elsewhere.
"""

from datetime import datetime, timedelta

from bot.preview import limits, shapes
from bot.preview.errors import QUERY_TOO_OLD, Json, bad_request, forbidden
from bot.preview.methods import targets
from bot.preview.methods.keyboards import keyboard
from bot.preview.params import Params
from bot.preview.rights import check_bot_may_send
from bot.preview.state import Chat, Content, Message
from bot.preview.world import World

LIFETIME = timedelta(seconds=limits.EPHEMERAL_SECONDS)


def send(world: World, params: Params, content: Content) -> Json:
    """Post what `ephemeral_message_parameters` ask for, after all else has been checked."""
    chat = targets.chat_to_write(world, params)
    if chat.type not in ("group", "supergroup"):
        raise bad_request("ephemeral messages can be sent only in groups and supergroups")
    given = params.mapping("ephemeral_message_parameters") or {}
    receiver_id = read_receiver(world, chat, given)
    pressed = read_pressed(world, chat, given, receiver_id)
    reply_to = read_reply(world, chat, params, receiver_id)
    is_answer = pressed is not None or reply_to in chat.ephemeral
    if not is_answer and chat.bot.status != "administrator":
        raise bad_request("MESSAGE_NOT_COMMAND")
    check_bot_may_send(chat, content)
    message = world.post_ephemeral(
        chat,
        world.bot.id,
        receiver_id,
        content,
        markup=keyboard(params),
        thread_id=targets.thread(chat, params),
        reply_to=reply_to,
        instead_of=read_replaced(given, pressed),
    )
    return shapes.message(world, message)


def is_recent(world: World, at: datetime) -> bool:
    return world.now() - at <= LIFETIME


def read_receiver(world: World, chat: Chat, given: Json) -> int:
    """A person in the group; bots get no ephemeral messages."""
    receiver_id = given.get("receiver_user_id")
    person = world.users.get(receiver_id) if isinstance(receiver_id, int) else None
    if person is None or person.is_bot:
        raise bad_request("USER_ID_INVALID")
    if world.member(chat, person.id).status in ("left", "kicked"):
        raise bad_request("USER_NOT_PARTICIPANT")
    if person.is_deleted:
        raise forbidden("user is deactivated")
    return person.id


def read_pressed(world: World, chat: Chat, given: Json, receiver_id: int) -> Message | None:
    """The message whose button the receiver pressed a moment ago; whether the press was answered does not matter."""
    query_id = given.get("callback_query_id")
    if query_id is None:
        return None
    query = world.callbacks.get(str(query_id))
    if query is None or (query.user_id, query.chat_id) != (receiver_id, chat.id):
        raise bad_request(QUERY_TOO_OLD)
    pressed = chat.find(query.message_id)
    if pressed is None or not is_recent(world, query.at):
        raise bad_request(QUERY_TOO_OLD)
    return pressed


def read_reply(world: World, chat: Chat, params: Params, receiver_id: int) -> int | None:
    """The message to answer: one of the receiver's own ephemeral ones, while it is new, or a public one.

    api#replyparameters: allow_sending_without_reply does not count here, and chat_id is not allowed.
    """
    wanted = params.mapping("reply_parameters")
    if wanted is None:
        return None
    if "ephemeral_message_id" not in wanted:
        return targets.reply_to(chat, params, is_needed=True)
    answered = chat.ephemeral.get(wanted["ephemeral_message_id"])
    is_theirs = answered is not None and answered.sender_id == receiver_id
    if answered is None or not is_theirs or "chat_id" in wanted or not is_recent(world, answered.date):
        raise bad_request("message to be replied not found")
    return answered.id


def read_replaced(given: Json, pressed: Message | None) -> Message | None:
    """The public message that the receiver sees no more; api#ephemeralmessageparameters."""
    if not given.get("replace_callback_query_message"):
        return None
    if pressed is None or pressed.is_ephemeral:
        raise bad_request("MESSAGE_ID_INVALID")
    return pressed
