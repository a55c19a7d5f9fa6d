"""What people do, as far as their clients let them, and what the bot hears of it."""

import re

from bot.preview import limits, menu, shapes
from bot.preview.detect import with_found
from bot.preview.entities import Formatted, put_in_order, utf16_length, utf16_slice
from bot.preview.errors import CannotAct
from bot.preview.state import CallbackQuery, Chat, InlineQuery, Member, Message, PollCard, Status, Text
from bot.preview.world import World

START = re.compile(r"/start(?:@\w+)?(?:\s|$)")


def send_text(  # noqa: PLR0913  who, where (chat, topic, reply) and what
    world: World,
    user_id: int,
    chat: Chat,
    text: str,
    *,
    thread_id: int | None = None,
    reply_to: int | None = None,
    ephemeral: bool | None = None,
) -> list[Message]:
    """Write into a chat. A text over the limit goes out as several messages, as clients do.

    Clients send ephemerally what the bot registered so, and answers to ephemeral messages; `ephemeral=False`
    is a client too old for that, `True` insists.
    """
    check_may_write(world, user_id, chat, thread_id)
    answered = chat.ephemeral.get(reply_to or 0)
    if answered and answered.receiver_id != user_id:
        raise CannotAct("that message is shown to somebody else only")
    if chat.type == "private" and chat.bot.status == "kicked":
        set_blocked(world, chat, is_blocked=False)
    sent = []
    for piece in pieces(text):
        formatted, _ = put_in_order(piece, ())
        if not formatted.text:
            raise CannotAct("an empty message cannot be sent")
        if chat.type == "private" and chat.bot.status == "left":
            if not START.match(formatted.text):
                raise CannotAct("a new chat with a bot shows nothing but the Start button")
            chat.bot.status = "member"
        formatted = with_found(formatted)
        is_meant = answered is not None or menu.is_ephemeral_command(world, chat, user_id, formatted)
        if ephemeral and not is_meant:
            raise CannotAct("only registered commands and answers are sent ephemerally")
        if is_meant and ephemeral is not False:
            message = whisper(world, user_id, chat, Text(formatted), thread_id, reply_to)
        else:
            message = world.post(chat, user_id, Text(formatted), thread_id=thread_id, reply_to=reply_to)
            announce(world, message)
        sent.append(message)
    return sent


def whisper(  # noqa: PLR0913, PLR0917  who, where (chat, topic, reply) and what
    world: World, user_id: int, chat: Chat, content: Text, thread_id: int | None, reply_to: int | None
) -> Message:
    """Write for the bot's eyes only. Privacy mode hides nothing that is written to the bot itself."""
    if chat.bot.status in ("left", "kicked"):
        raise CannotAct("the bot is not in the group")
    message = world.post_ephemeral(
        chat, user_id, world.bot.id, content, thread_id=thread_id, reply_to=reply_to
    )
    world.updates.put("message", shapes.message(world, message))
    return message


def pieces(text: str) -> list[str]:
    """At most 4,096 units each, no character torn."""
    rows = [""]
    for character in text:
        if utf16_length(rows[-1]) + utf16_length(character) > limits.MESSAGE_TEXT:
            rows.append("")
        rows[-1] += character
    return rows


def check_may_write(world: World, user_id: int, chat: Chat, thread_id: int | None) -> None:
    if world.users[user_id].is_deleted:
        raise CannotAct("a deleted account cannot write")
    if world.member(chat, user_id).status in ("left", "kicked"):
        raise CannotAct(f"{world.users[user_id].first_name} is not in the chat")
    if chat.migrated_to:
        raise CannotAct("the group has become a supergroup")
    if thread_id is not None and thread_id not in chat.topics:
        raise CannotAct(f"there is no topic {thread_id}")


def announce(world: World, message: Message) -> None:
    """Let the bot hear of a person's message, if it may."""
    if hears(world, message):
        world.updates.put("message", shapes.message(world, message))


def hears(world: World, message: Message) -> bool:
    """Privacy mode; core.telegram.org/bots/features#privacy-mode."""
    chat = world.chats[message.chat_id]
    if chat.type == "private":
        return chat.bot.status == "member"
    if chat.bot.status in ("left", "kicked"):
        return False
    if chat.bot.status == "administrator" or world.reads_all_group_messages:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    answers_bot = replied is not None and replied.sender_id == world.bot.id
    return answers_bot or message.via_bot or addresses_bot(world, message.formatted)


def addresses_bot(world: World, formatted: Formatted) -> bool:
    """A command to this bot or to any, or a mention of it."""
    for entity in formatted.entities:
        word = utf16_slice(formatted.text, entity.offset, entity.end).lower()
        name = f"@{world.bot.username.lower()}"
        if entity.type == "mention" and word == name:
            return True
        if entity.type == "bot_command" and ("@" not in word or word.endswith(name)):
            return True
    return False


def press(world: World, user_id: int, message: Message, data: str) -> CallbackQuery:
    """Press the button of a message that carries `data`."""
    if not any(button.get("callback_data") == data for row in message.buttons for button in row):
        raise CannotAct(f"message {message.id} has no button with data {data!r}")
    return press_old(world, user_id, message.chat_id, message.id, data)


def press_old(world: World, user_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
    """Press a button that may be gone by now: a client that lags behind shows it still."""
    chat = world.chats[chat_id]
    if world.member(chat, user_id).status in ("left", "kicked"):
        raise CannotAct("only members of the chat can press its buttons")
    shown = chat.find(message_id)
    if shown and shown.is_ephemeral and shown.receiver_id != user_id:
        raise CannotAct("that message is shown to somebody else only")
    query = CallbackQuery(world.next_id("callback"), user_id, chat_id, message_id, data, world.now())
    world.callbacks[query.id] = query
    world.updates.put("callback_query", shapes.callback_query(world, query))
    return query


def vote(world: World, user_id: int, message: Message, places: tuple[int, ...]) -> None:
    """Answer a poll by the options' places; none at all takes the answer back."""
    if not isinstance(message.content, PollCard):
        raise CannotAct(f"message {message.id} is no poll")
    if world.member(world.chats[message.chat_id], user_id).status in ("left", "kicked"):
        raise CannotAct("only members of the chat can answer its polls")
    poll = world.polls[message.content.poll_id]
    world.close_due_polls()
    if poll.is_closed:
        raise CannotAct("the poll is closed")
    if user_id in poll.votes and not poll.allows_revoting:
        raise CannotAct("this poll takes one answer for good")
    if not all(0 <= place < len(poll.options) for place in places):
        raise CannotAct(f"the poll has {len(poll.options)} options")
    if len(places) > 1 and not poll.allows_multiple_answers:
        raise CannotAct("this poll takes a single option")
    if places:
        poll.votes[user_id] = tuple(sorted(set(places)))
    elif poll.votes.pop(user_id, None) is None:
        raise CannotAct("there is no answer to take back")
    world.poll_changed(poll)
    if not poll.is_anonymous:
        world.updates.put("poll_answer", shapes.poll_answer(world, poll, user_id))


def set_blocked(world: World, chat: Chat, *, is_blocked: bool) -> None:
    """Stop the bot in a private chat, or let it back."""
    old = Member(chat.bot.status)
    chat.bot = Member("kicked" if is_blocked else "member")
    change = shapes.member_updated(world, chat, chat.id, world.bot.id, (old, chat.bot))
    world.updates.put("my_chat_member", change)
    world.event("member", chat_id=chat.id)


def delete_account(world: World, user_id: int) -> None:
    world.users[user_id].is_deleted = True


def set_bot_status(world: World, chat: Chat, by: int, status: Status) -> None:
    """Add the bot to a group, promote, restrict or remove it."""
    old, chat.bot = chat.bot, Member(status)
    change = shapes.member_updated(world, chat, by, world.bot.id, (old, chat.bot))
    bot = shapes.user(world.bot)
    was_in, is_in = old.status not in ("left", "kicked"), status not in ("left", "kicked")
    world.updates.put("my_chat_member", change)
    if is_in and not was_in:
        world.post_service(chat, by, new_chat_members=[bot], new_chat_member=bot, new_chat_participant=bot)
    elif was_in and not is_in:
        world.post_service(chat, by, left_chat_member=bot, left_chat_participant=bot)


def set_member(world: World, chat: Chat, user_id: int, new: Member, *, by: int) -> None:
    """A person joins, leaves, is promoted or thrown out."""
    old = world.member(chat, user_id)
    chat.members[user_id] = new
    if chat.bot.status in ("left", "kicked"):
        return
    person = shapes.user(world.users[user_id])
    was_in, is_in = old.status not in ("left", "kicked"), new.status not in ("left", "kicked")
    if chat.bot.status == "administrator":
        world.updates.put("chat_member", shapes.member_updated(world, chat, by, user_id, (old, new)))
    if is_in and not was_in:
        world.post_service(chat, by, new_chat_members=[person])
    elif was_in and not is_in:
        world.post_service(chat, by, left_chat_member=person)


def open_topic(world: World, chat: Chat, user_id: int, name: str) -> int:
    """Start a forum topic; its id is that of the line that announces it."""
    if not chat.is_forum:
        raise CannotAct("only forums have topics")
    thread_id = chat.last_message_id + 1
    chat.topics[thread_id] = name
    world.post_service(chat, user_id, thread_id, forum_topic_created={"name": name, "icon_color": 7322096})
    return thread_id


def upgrade_group(world: World, chat: Chat, by: int) -> Chat:
    """A basic group becomes a supergroup with a new id; the bot gets a service message on either side."""
    if chat.type != "group":
        raise CannotAct("only a basic group can become a supergroup")
    new = world.add_group(chat.title, is_supergroup=True)
    new.bot, new.members = chat.bot, dict(chat.members)
    world.post_service(chat, by, migrate_to_chat_id=new.id)
    chat.migrated_to = new.id
    world.post_service(new, by, migrate_from_chat_id=chat.id)
    return new


def ask_inline(world: World, user_id: int, text: str) -> InlineQuery:
    """Type `@bot text` in some chat's input field."""
    query = InlineQuery(world.next_id("inline"), user_id, text, world.now())
    world.inline_queries[query.id] = query
    world.updates.put("inline_query", shapes.inline_query(world, query))
    return query


def choose_inline(world: World, query: InlineQuery, result_id: str, chat: Chat) -> Message:
    """Send one of the results into a chat, in the person's name."""
    for result in query.results or []:
        if result["id"] == result_id:
            content = Text(result["formatted"])
            message = world.post(
                chat, query.user_id, content, markup=result.get("reply_markup"), via_bot=True
            )
            announce(world, message)
            return message
    raise CannotAct(f"there is no inline result {result_id!r}")
