"""What the bot knows of one person: settings and progress that are not cards."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.study.streak import Streak

DAILY_COUNT = 3  # questions a day for who never said otherwise
DAILY_COUNT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Person:
    """A person in their private chat, whose chat id is their user id."""

    id: int
    language: str | None = None  # chosen in /settings; None: as their Telegram speaks
    zone: str | None = None  # IANA name; None: DEFAULT_TIMEZONE
    daily_at: time | None = None  # local; None: not subscribed
    daily_count: int = DAILY_COUNT
    section: str | None = None  # where they stopped reading
    auto_cards: bool = True  # what they look up twice within a week becomes a card
    rich: bool = False  # pages as rich messages: they saw the table of the sample
    answers: int = 0
    right_answers: int = 0
    streak: Streak = field(default_factory=Streak)

    def timezone(self, default: str) -> tzinfo:
        return zone(self.zone or default)

    def today(self, now: datetime, default_zone: str) -> date:
        """Their local date at `now` (aware)."""
        return now.astimezone(self.timezone(default_zone)).date()


def zone(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for a name that this machine's tables no longer hold."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
