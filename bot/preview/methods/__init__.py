"""The Bot API's methods over the model's memory; importing this package fills `registry.METHODS`."""

from bot.preview.methods import (
    chats,
    edits,
    ephemeral_edits,
    files,
    me,
    messages,
    polls,
    queries,
    receiving,
    rich,
)

__all__ = [
    "chats",
    "edits",
    "ephemeral_edits",
    "files",
    "me",
    "messages",
    "polls",
    "queries",
    "receiving",
    "rich",
]
