"""What people do, as far as their clients let them, and what the bot hears of it."""

import re
from dataclasses import dataclass

from bot.preview import limits, menu, shapes, topics
from bot.preview.detect import with_found
from bot.preview.entities import Formatted, put_in_order, utf16_length, utf16_slice
from bot.preview.errors import CannotAct
from bot.preview.rights import rights_of
from bot.preview.state import CallbackQuery, Chat, InlineQuery, Member, Message, Poll, PollCard, Text
from bot.preview.world import World

START = re.compile(r"/start(?:@\w+)?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Writing:
    """Where in a chat someone writes, and how."""

    thread_id: int | None = None
    reply_to: int | None = None
    ephemeral: bool | None = None  # None: as clients do; False: a client too old for that; True: insists
    as_group: bool = False  # an administrator in the group's name


PLAINLY = Writing()


def send_text(world: World, user_id: int, chat: Chat, text: str, writing: Writing = PLAINLY) -> list[Message]:
    """Write into a chat. A text over the limit goes out as several messages, as clients do."""
    check_may_write(world, user_id, chat, writing)
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
        content = Text(with_found(formatted))
        if is_ephemeral(world, user_id, chat, content, writing):
            sent.append(whisper(world, user_id, chat, content, writing))
        else:
            sent.append(speak(world, user_id, chat, content, writing))
    return sent


def is_ephemeral(world: World, user_id: int, chat: Chat, content: Text, writing: Writing) -> bool:
    """Whether the text is for the bot's eyes only: a command registered so, or an answer to what was."""
    is_command = menu.is_ephemeral_command(world, chat, user_id, content.formatted)
    could_be = writing.reply_to in chat.ephemeral or (is_command and not writing.as_group)
    if writing.ephemeral and not could_be:
        raise CannotAct("only registered commands and answers are sent ephemerally")
    return could_be and writing.ephemeral is not False


def speak(world: World, user_id: int, chat: Chat, content: Text, writing: Writing) -> Message:
    """Write for all; the bot hears what privacy mode lets through."""
    message = world.post(
        chat,
        user_id,
        content,
        thread_id=writing.thread_id,
        reply_to=writing.reply_to,
        is_anonymous=writing.as_group,
    )
    announce(world, message)
    return message


def whisper(world: World, user_id: int, chat: Chat, content: Text, writing: Writing) -> Message:
    """Write for the bot alone. Privacy mode hides nothing that is written to the bot itself."""
    if chat.bot.status in ("left", "kicked"):
        raise CannotAct("the bot is not in the group")
    message = world.post_ephemeral(
        chat, user_id, world.bot.id, content, thread_id=writing.thread_id, reply_to=writing.reply_to
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


def check_may_write(world: World, user_id: int, chat: Chat, writing: Writing = PLAINLY) -> None:
    check_is_there(world, user_id, chat)
    if chat.migrated_to:
        raise CannotAct("the group has become a supergroup")
    member = world.member(chat, user_id)
    if chat.type != "private" and "can_send_messages" not in rights_of(chat, member, is_bot=False):
        raise CannotAct(f"{world.users[user_id].first_name} may not write here")
    topics.check_person_may_write(world, user_id, chat, writing.thread_id)
    if writing.as_group:
        check_leads(world, user_id, chat)
    answered = chat.ephemeral.get(writing.reply_to or 0)
    if answered and answered.receiver_id != user_id:
        raise CannotAct("that message is shown to somebody else only")


def check_is_there(world: World, user_id: int, chat: Chat) -> None:
    """Only members see a chat, its buttons and its polls; nobody acts for an account that is deleted."""
    person = world.users[user_id]
    if person.is_deleted:
        raise CannotAct("a deleted account does nothing")
    if world.member(chat, user_id).status in ("left", "kicked"):
        raise CannotAct(f"{person.first_name} is not in the chat")


def check_leads(world: World, user_id: int, chat: Chat) -> None:
    if world.member(chat, user_id).status not in ("creator", "administrator"):
        raise CannotAct("only administrators act in the name of their group")


def announce(world: World, message: Message) -> None:
    """Let the bot hear of a person's message, if it may."""
    if hears(world, message):
        world.updates.put("message", shapes.message(world, message))


def hears(world: World, message: Message) -> bool:
    """Privacy mode; core.telegram.org/bots/features#privacy-mode."""
    chat = world.chats[message.chat_id]
    if chat.type == "private":
        return chat.bot.status == "member"
    sender = world.users.get(message.sender_id)
    if sender and sender.is_bot:
        return False  # bots do not hear each other
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
    check_is_there(world, user_id, chat)
    shown = chat.find(message_id)
    if shown and shown.is_ephemeral and shown.receiver_id != user_id:
        raise CannotAct("that message is shown to somebody else only")
    query = CallbackQuery(world.next_id("callback"), user_id, chat_id, message_id, data, world.now())
    world.callbacks[query.id] = query
    world.updates.put("callback_query", shapes.callback_query(world, query))
    return query


def vote(
    world: World, user_id: int, message: Message, places: tuple[int, ...], *, as_group: bool = False
) -> None:
    """Answer a poll by the options' places; none at all takes the answer back."""
    if not isinstance(message.content, PollCard):
        raise CannotAct(f"message {message.id} is no poll")
    chat = world.chats[message.chat_id]
    check_is_there(world, user_id, chat)
    if as_group:
        check_leads(world, user_id, chat)
    poll = world.polls[message.content.poll_id]
    world.close_due_polls()
    voter_id = chat.id if as_group else user_id
    check_vote(poll, voter_id, places)
    if places:
        poll.votes[voter_id] = tuple(sorted(set(places)))
    else:
        del poll.votes[voter_id]
    world.poll_changed(poll)
    if not poll.is_anonymous:
        world.updates.put("poll_answer", shapes.poll_answer(world, poll, voter_id))


def check_vote(poll: Poll, voter_id: int, places: tuple[int, ...]) -> None:
    if poll.is_closed:
        raise CannotAct("the poll is closed")
    if voter_id in poll.votes and not poll.allows_revoting:
        raise CannotAct("this poll takes one answer for good")
    if not places and voter_id not in poll.votes:
        raise CannotAct("there is no answer to take back")
    if not all(0 <= place < len(poll.options) for place in places):
        raise CannotAct(f"the poll has {len(poll.options)} options")
    if len(places) > 1 and not poll.allows_multiple_answers:
        raise CannotAct("this poll takes a single option")


def set_blocked(world: World, chat: Chat, *, is_blocked: bool) -> None:
    """Stop the bot in a private chat, or let it back."""
    old = Member(chat.bot.status)
    chat.bot = Member("kicked" if is_blocked else "member")
    change = shapes.member_updated(world, chat, chat.id, world.bot.id, (old, chat.bot))
    world.updates.put("my_chat_member", change)
    world.event("member", chat_id=chat.id)


def delete_account(world: World, user_id: int) -> None:
    world.users[user_id].is_deleted = True


def ask_inline(world: World, user_id: int, text: str) -> InlineQuery:
    """Type `@bot text` in some chat's input field."""
    query = InlineQuery(world.next_id("inline"), user_id, text, world.now())
    world.inline_queries[query.id] = query
    world.updates.put("inline_query", shapes.inline_query(world, query))
    return query


def choose_inline(
    world: World, query: InlineQuery, result_id: str, chat: Chat, thread_id: int | None = None
) -> Message:
    """Send one of the results into a chat, in the person's name."""
    check_may_write(world, query.user_id, chat, Writing(thread_id))
    for result in query.results or []:
        if result["id"] == result_id:
            content = Text(result["formatted"])
            message = world.post(
                chat,
                query.user_id,
                content,
                markup=result.get("reply_markup"),
                thread_id=thread_id,
                via_bot=True,
            )
            announce(world, message)
            return message
    raise CannotAct(f"there is no inline result {result_id!r}")
