"""Groups for tests and transcripts: who joins, who leads, what topics there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.preview import channels, members, topics
from bot.preview.state import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    # People

    def seat(self, person: Person, status: Status) -> None:
        """Make someone a member without a word to the bot."""
        self.chat.members[person.id] = Member(status)

    def fill(self, count: int) -> list[Person]:
        """So many new members, without a word to the bot."""
        people = [self.telegram.person(f"№ {number}") for number in range(1, count + 1)]
        for person in people:
            self.seat(person, "member")
        return people

    async def join(self, person: Person) -> None:
        await self.set_status(person, "member")

    async def leave(self, person: Person) -> None:
        await self.set_status(person, "left")

    async def set_status(
        self,
        person: Person,
        status: Status,
        *,
        is_anonymous: bool = False,
        rights: Iterable[str] | None = None,
    ) -> None:
        """Promote, restrict or throw out; people join and leave by themselves."""
        by = person.id if status in ("member", "left") else self.creator_id
        new = Member(status, is_anonymous, None if rights is None else frozenset(rights))
        members.set_member(self.telegram.world, self.chat, person.id, new, by=by)
        await self.telegram.settle()

    def forbid(self, *rights: str) -> None:
        """Take rights such as "can_send_polls" from all members; without any, give all of them back."""
        self.chat.forbidden = frozenset(rights)

    def hide_members(self) -> None:
        """As big supergroups do: only administrators may ask for single members, bots as well."""
        self.chat.hides_members = True

    # The bot

    async def add_bot(self, *, as_admin: bool = False) -> None:
        self._set_bot("member")
        if as_admin:
            self._set_bot("administrator")
        await self.telegram.settle()

    async def set_bot_status(self, status: Status, *, rights: Iterable[str] | None = None) -> None:
        """`rights` of an administrator are all, and of a restricted bot none, unless told."""
        self._set_bot(status, rights)
        await self.telegram.settle()

    async def remove_bot(self) -> None:
        await self.set_bot_status("kicked")

    def _set_bot(self, status: Status, rights: Iterable[str] | None = None) -> None:
        new = Member(status, rights=None if rights is None else frozenset(rights))
        members.set_bot(self.telegram.world, self.chat, self.creator_id, new)

    # The group itself

    async def rename(self, title: str) -> None:
        members.rename(self.telegram.world, self.chat, self.creator_id, title)
        await self.telegram.settle()

    async def upgrade(self, *, is_new_side_first: bool = False) -> Group:
        """Turn a basic group into a supergroup; which of the two service messages comes first is chance."""
        new = members.upgrade(
            self.telegram.world, self.chat, self.creator_id, is_new_side_first=is_new_side_first
        )
        await self.telegram.settle()
        return Group(self.telegram, new)

    async def open_topic(self, name: str) -> int:
        thread_id = topics.open_topic(self.telegram.world, self.chat, self.creator_id, name)
        await self.telegram.settle()
        return thread_id

    async def close_topic(self, thread_id: int | None) -> None:
        """None is General."""
        topics.set_closed(self.telegram.world, self.chat, self.creator_id, thread_id, is_closed=True)
        await self.telegram.settle()

    async def reopen_topic(self, thread_id: int | None) -> None:
        topics.set_closed(self.telegram.world, self.chat, self.creator_id, thread_id, is_closed=False)
        await self.telegram.settle()

    def delete_topic(self, thread_id: int) -> None:
        topics.delete_topic(self.telegram.world, self.chat, thread_id)

    async def channel_post(self, channel: Chat, text: str) -> None:
        """A post of the linked channel comes into the group."""
        world = self.telegram.world
        channels.forward(world, self.chat, channels.post(world, channel, text))
        await self.telegram.settle()
