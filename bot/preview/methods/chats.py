"""What the bot may ask of a chat."""

from bot.preview import shapes
from bot.preview.errors import Json, bad_request
from bot.preview.methods import targets
from bot.preview.methods.registry import method
from bot.preview.params import Params
from bot.preview.rights import MEMBER_RIGHTS
from bot.preview.state import Member
from bot.preview.world import World

NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
    False,
)


@method("getChat", "chat_id")
def get_chat(world: World, params: Params) -> Json:
    chat = targets.chat_to_read(world, params)
    body = shapes.chat(world, chat)
    body |= {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}
    if chat.type != "private":
        body["permissions"] = {right: right not in chat.forbidden for right in MEMBER_RIGHTS}
    body |= shapes.filled({"has_hidden_members": chat.hides_members})
    if chat.pinned:
        pinned = chat.messages[chat.pinned[-1]]
        body["pinned_message"] = shapes.message(world, pinned, with_reply=False)
    return body


@method("getChatMember", "chat_id", "user_id")
def get_chat_member(world: World, params: Params) -> Json:
    chat = targets.chat_to_read(world, params)
    user_id = params.integer("user_id")
    if user_id not in world.users:
        raise bad_request("invalid user_id specified" if not user_id else "user not found")
    if chat.hides_members and user_id != world.bot.id and chat.bot.status != "administrator":
        raise bad_request("CHAT_ADMIN_REQUIRED")  # seen by bots: github.com/teloxide/teloxide, issue 1349
    return shapes.chat_member(world, user_id, world.member(chat, user_id))


@method("getChatAdministrators", "chat_id")
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    chat = targets.chat_to_read(world, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    everyone = {**chat.members, world.bot.id: chat.bot}
    admins = {
        one: member for one, member in everyone.items() if member.status in ("creator", "administrator")
    }
    return [shapes.chat_member(world, user_id, member) for user_id, member in admins.items()]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(world: World, params: Params) -> int:
    chat = targets.chat_to_read(world, params)
    present = [one for one in (*chat.members.values(), chat.bot) if one.status not in ("left", "kicked")]
    return len(present)


@method("leaveChat", "chat_id")
def leave_chat(world: World, params: Params) -> bool:
    chat = targets.chat_to_read(world, params)
    if chat.type == "private":
        raise bad_request("chat is not a group, supergroup or channel")
    old, chat.bot = chat.bot, Member("left")
    bot_id = world.bot.id
    world.updates.put("my_chat_member", shapes.member_updated(world, chat, bot_id, bot_id, (old, chat.bot)))
    return True
