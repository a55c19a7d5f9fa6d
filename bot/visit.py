"""What surrounds one update: who it came from, the notes and the language they see, and the moment."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.edition import Edition
from bot.person import Person
from bot.photos import Photos
from bot.study.places import offset_text, title
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Visit:
    """Read once for an update, so that all of its handler works with one state of everything."""

    person: Person
    edition: Edition
    texts: Texts
    now: datetime  # aware, UTC
    default_zone: str
    languages: tuple[str, ...]  # that the bot speaks
    photos: Photos
    bot_name: str  # the bot's username; empty while Telegram has not told it

    @property
    def chat(self) -> int:
        """The person's private chat."""
        return self.person.id

    @property
    def zone_name(self) -> str:
        return self.person.zone or self.default_zone

    @property
    def zone_title(self) -> str:
        """`Москва, UTC+3`."""
        city, offset = title(self.zone_name, self.texts.language), offset_text(self.zone_name, self.now)
        return city if city == offset else f"{city}, {offset}"

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(self.person.timezone(self.default_zone))

    @property
    def today(self) -> date:
        return self.local_now.date()
