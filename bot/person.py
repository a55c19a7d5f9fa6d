"""What the bot knows of one person: settings and progress that are not cards."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.study.exam import Exam
from bot.study.notes import SectionId
from bot.study.streak import Streak

DAILY_COUNT = 3  # questions a day for who never said otherwise


@dataclass(frozen=True, slots=True)
class Person:
    """A person in their private chat, whose chat id is their user id."""

    id: int
    language: str | None = None  # chosen in /settings; None: as their Telegram speaks
    zone: str | None = None  # IANA name; None: DEFAULT_TIMEZONE
    zone_asked: int = 0  # Unix seconds: until then what they write is where they live
    daily_at: time | None = None  # local; None: not subscribed
    daily_count: int = DAILY_COUNT
    topics: tuple[SectionId, ...] = ()  # of the daily set; none: all
    quiet: frozenset[int] = frozenset()  # weekdays without a set, Monday is 0
    evening_at: time | None = None  # local; None: no reminder of a set that waits
    exam: Exam | None = None  # that they get ready for, or did
    exam_offered: Exam | None = None  # the last one whose load they were shown
    section: str | None = None  # where they stopped reading
    auto_cards: bool = True  # what they look up twice within a week becomes a card
    rich: bool = False  # pages as rich messages: they saw the table of the sample
    answers: int = 0
    right_answers: int = 0
    streak: Streak = field(default_factory=Streak)

    def timezone(self, default: str) -> tzinfo:
        return zone(self.zone or default)

    def exam_on(self, day: date) -> Exam | None:
        """The exam that is ahead on that date."""
        return self.exam if self.exam is not None and self.exam.is_ahead(day) else None

    def today(self, now: datetime, default_zone: str) -> date:
        """Their local date at `now` (aware)."""
        return now.astimezone(self.timezone(default_zone)).date()


def zone(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for a name that this machine's tables no longer hold."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
