"""What comes into a group from channels: the posts of the linked one, and members who write as theirs."""

from bot.preview import acts
from bot.preview.detect import with_found
from bot.preview.entities import put_in_order
from bot.preview.errors import CannotAct
from bot.preview.state import Chat, Message, Text
from bot.preview.world import World


def post(world: World, channel: Chat, text: str) -> Message:
    """A post in the channel itself, where the bot is not."""
    if channel.type != "channel":
        raise CannotAct("only channels have posts")
    return world.post(channel, channel.id, read(text))


def forward(world: World, group: Chat, original: Message) -> Message:
    """Telegram brings a post of the linked channel into its discussion group."""
    message = world.post(group, original.chat_id, original.content, forwarded_post=original.id)
    acts.announce(world, message)
    return message


def write_as(world: World, user_id: int, channel: Chat, group: Chat, text: str) -> Message:
    """A member writes into a group in the name of a channel."""
    acts.check_may_write(world, user_id, group)
    message = world.post(group, channel.id, read(text))
    acts.announce(world, message)
    return message


def read(text: str) -> Text:
    formatted, _ = put_in_order(text, ())
    return Text(with_found(formatted))
