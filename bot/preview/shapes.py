"""The model's memory in the Bot API's JSON (api#available-types)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, assert_never

from bot.preview import limits
from bot.preview.entities import Formatted
from bot.preview.rights import ADMIN_RIGHTS, MEMBER_RIGHTS
from bot.preview.state import Document, Photo, PollCard, Rich, Service, Text

if TYPE_CHECKING:
    from bot.preview.errors import Json
    from bot.preview.state import CallbackQuery, Chat, File, InlineQuery, Member, Message, Poll, User
    from bot.preview.world import World

ACTION_SECONDS = 5  # api#sendchataction
CALLBACK_LIFETIME = timedelta(seconds=limits.CALLBACK_ANSWER_SECONDS)
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_BOT: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
SERVICE_NOTIFICATIONS: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def filled(body: dict[str, Any]) -> Json:
    """The fields that have something to say: the Bot API leaves empty optional ones out."""
    return {name: value for name, value in body.items() if value not in (None, "", False)}


def user(one: User) -> Json:
    first_name = "" if one.is_deleted else one.first_name
    body = filled({"username": one.username, "language_code": one.language_code})
    return {"id": one.id, "is_bot": one.is_bot, "first_name": first_name, **body}


def chat(world: World, one: Chat) -> Json:
    if one.type == "private":
        person = world.users[one.id]
        return {
            "id": one.id,
            "type": "private",
            **filled({"first_name": person.first_name, "username": person.username}),
        }
    return {"id": one.id, "type": one.type, "title": one.title, **filled({"is_forum": one.is_forum})}


def chat_member(world: World, user_id: int, member: Member) -> Json:
    person = {"user": user(world.users[user_id]), "status": member.status}
    match member.status:
        case "creator":
            return person | {"is_anonymous": member.is_anonymous}
        case "administrator":
            given = ADMIN_RIGHTS if member.rights is None else member.rights
            rights = {right: right in given or right == "can_manage_chat" for right in ADMIN_RIGHTS}
            return person | {"can_be_edited": False, "is_anonymous": member.is_anonymous} | rights
        case "restricted":
            rights = {right: right in (member.rights or ()) for right in MEMBER_RIGHTS}
            return person | {"is_member": True, "until_date": 0} | rights
        case "kicked":
            return person | {"until_date": 0}
        case "member" | "left":
            return person
        case never:
            assert_never(never)


def member_updated(world: World, where: Chat, by: int, whom: int, change: tuple[Member, Member]) -> Json:
    """`change` is what the member was and became."""
    old, new = change
    return {
        "chat": chat(world, where),
        "from": user(world.users[by]),
        "date": int(world.now().timestamp()),
        "old_chat_member": chat_member(world, whom, old),
        "new_chat_member": chat_member(world, whom, new),
    }


def message(world: World, one: Message, *, with_reply: bool = True) -> Json:
    where = world.chats[one.chat_id]
    body: Json = {"message_id": one.id, "date": int(one.date.timestamp()), "chat": chat(world, where)}
    if one.receiver_id is not None:
        body |= {"message_id": 0, "ephemeral_message_id": one.id}
        body["receiver_user"] = user(world.users[one.receiver_id])
    body |= sender(world, one) | thread(where, one)
    if one.edited:
        body["edit_date"] = int(one.edited.timestamp())
    if one.via_bot:
        body["via_bot"] = user(world.bot)
    replied = where.messages.get(one.reply_to) if one.reply_to else None
    if replied and with_reply:
        body["reply_to_message"] = message(world, replied, with_reply=False)
    if one.markup:
        body["reply_markup"] = one.markup
    return body | content(world, one)


def sender(world: World, one: Message) -> Json:
    """Who wrote it; chats that write have stand-ins in `from`: td: Client.cpp, where it sets sender_user_id."""
    if one.is_anonymous:
        return {"from": ANONYMOUS_ADMIN, "sender_chat": chat(world, world.chats[one.chat_id])}
    if one.sender_id in world.users:
        return {"from": user(world.users[one.sender_id])}
    channel = chat(world, world.chats[one.sender_id])
    if one.forwarded_post is None:
        return {"from": CHANNEL_BOT, "sender_chat": channel}
    origin = {"type": "channel", "date": int(one.date.timestamp()), "chat": channel}
    return {
        "from": SERVICE_NOTIFICATIONS,
        "sender_chat": channel,
        "is_automatic_forward": True,
        "forward_origin": origin | {"message_id": one.forwarded_post},
    }


def thread(where: Chat, one: Message) -> Json:
    """The forum topic; in other supergroups replies have a thread too, which is no topic."""
    if one.thread_id is not None:
        return {"message_thread_id": one.thread_id, "is_topic_message": True}
    if where.type != "supergroup" or where.is_forum or one.reply_to not in where.messages:
        return {}
    root = one
    while root.reply_to in where.messages:
        root = where.messages[root.reply_to]
    return {"message_thread_id": root.id}


def content(world: World, one: Message) -> Json:
    match one.content:
        case Text(formatted):
            return formatted.to_json()
        case Photo(kept, caption, has_spoiler):
            body = {"photo": photo_sizes(kept), **filled({"has_media_spoiler": has_spoiler})}
            return body | caption_fields(caption)
        case Document(kept, caption):
            return {"document": document(kept)} | caption_fields(caption)
        case PollCard(poll_id, description):
            return {"poll": poll(world.polls[poll_id], description)}
        case Rich(blocks, is_rtl):
            return {"rich_message": {"blocks": list(blocks), **filled({"is_rtl": is_rtl})}}
        case Service(fields):
            return fields
        case never:
            assert_never(never)


def caption_fields(caption: Formatted) -> Json:
    return caption.to_json("caption", "caption_entities") if caption.text else {}


def photo_sizes(kept: File) -> list[Json]:
    return [file(kept) | {"width": kept.width, "height": kept.height}]


def document(kept: File) -> Json:
    return file(kept) | filled({"file_name": kept.name, "mime_type": kept.mime})


def file(kept: File) -> Json:
    return {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": len(kept.data)}


def poll(one: Poll, description: Formatted | None = None) -> Json:
    """As the bot that sent it sees it: the right answers are there."""
    counts = [sum(place in vote for vote in one.votes.values()) for place in range(len(one.options))]
    options = zip(one.persistent_ids, one.options, counts, strict=True)
    body: Json = {
        "id": one.id,
        **one.question.to_json("question", "question_entities"),
        "options": [
            {"persistent_id": key, **text.to_json("text", "text_entities"), "voter_count": count}
            for key, text, count in options
        ],
        "total_voter_count": len(one.votes),
        "is_closed": one.is_closed,
        "is_anonymous": one.is_anonymous,
        "type": one.kind,
        "allows_multiple_answers": one.allows_multiple_answers,
        "allows_revoting": one.allows_revoting,
        "members_only": False,
    }
    if one.kind == "quiz":
        body["correct_option_ids"] = list(one.correct)
        if len(one.correct) == 1:
            body["correct_option_id"] = one.correct[0]
        if one.explanation.text:
            body |= {"explanation_entities": []} | one.explanation.to_json(
                "explanation", "explanation_entities"
            )
    if one.open_period and one.close_at:
        body |= {"open_period": one.open_period, "close_date": int(one.close_at.timestamp())}
    if description and description.text:
        body |= description.to_json("description", "description_entities")
    return body


def poll_answer(world: World, one: Poll, voter_id: int) -> Json:
    """A chat's vote, of an anonymous administrator, has a stand-in in `user`: api#pollanswer."""
    places = one.votes.get(voter_id, ())
    if voter_id in world.users:
        voter = {"user": user(world.users[voter_id])}
    else:
        voter = {"voter_chat": chat(world, world.chats[voter_id]), "user": CHANNEL_BOT}
    return {
        "poll_id": one.id,
        **voter,
        "option_ids": list(places),
        "option_persistent_ids": [one.persistent_ids[place] for place in places],
    }


def callback_query(world: World, query: CallbackQuery) -> Json:
    where = world.chats[query.chat_id]
    pressed = where.find(query.message_id)
    inaccessible = {"chat": chat(world, where), "message_id": query.message_id, "date": 0}
    return {
        "id": query.id,
        "from": user(world.users[query.user_id]),
        "message": message(world, pressed) if pressed else inaccessible,
        "chat_instance": str(where.id * 31),
        "data": query.data,
    }


def inline_query(world: World, query: InlineQuery) -> Json:
    sender = user(world.users[query.user_id])
    return {"id": query.id, "from": sender, "query": query.query, "offset": "", "chat_type": "sender"}
