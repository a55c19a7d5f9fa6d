"""Groups for tests and transcripts: who joins, who leads, what topics there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.preview import acts
from bot.preview.state import Member

if TYPE_CHECKING:
    from bot.preview.model import Telegram
    from bot.preview.person import Person
    from bot.preview.state import Chat, Status


@dataclass(slots=True)
class Group:
    """A group and its members' doings that are not messages."""

    telegram: Telegram
    chat: Chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def creator_id(self) -> int:
        return next(one for one, member in self.chat.members.items() if member.status == "creator")

    def seat(self, person: Person, status: Status) -> None:
        """Make someone a member without a word to the bot."""
        acts.set_member(self.telegram.world, self.chat, person.id, Member(status), by=person.id)

    async def join(self, person: Person) -> None:
        await self.set_status(person, "member")

    async def leave(self, person: Person) -> None:
        await self.set_status(person, "left")

    async def set_status(self, person: Person, status: Status, *, is_anonymous: bool = False) -> None:
        by = person.id if status in ("member", "left") else self.creator_id
        acts.set_member(self.telegram.world, self.chat, person.id, Member(status, is_anonymous), by=by)
        await self.telegram.settle()

    async def add_bot(self, *, as_admin: bool = False) -> None:
        acts.set_bot_status(self.telegram.world, self.chat, self.creator_id, "member")
        if as_admin:
            acts.set_bot_status(self.telegram.world, self.chat, self.creator_id, "administrator")
        await self.telegram.settle()

    async def set_bot_status(self, status: Status) -> None:
        acts.set_bot_status(self.telegram.world, self.chat, self.creator_id, status)
        await self.telegram.settle()

    async def remove_bot(self) -> None:
        await self.set_bot_status("kicked")

    async def open_topic(self, name: str) -> int:
        thread_id = acts.open_topic(self.telegram.world, self.chat, self.creator_id, name)
        await self.telegram.settle()
        return thread_id

    async def upgrade(self) -> Group:
        """Turn a basic group into a supergroup."""
        new = acts.upgrade_group(self.telegram.world, self.chat, self.creator_id)
        await self.telegram.settle()
        return Group(self.telegram, new)
