"""What tests of groups do again and again."""

from datetime import timedelta

from bot.app import App
from bot.preview import Group, Person, Seen, Telegram


def polls(person: Person, group: Group) -> list[Seen]:
    return [seen for seen in person.messages_in(group.chat) if seen.poll]


def right(seen: Seen) -> int:
    """The place of the right answer, or the first of several."""
    assert seen.poll is not None
    return seen.poll.correct[0]


def wrong(seen: Seen) -> int:
    """The place of the first lure."""
    assert seen.poll is not None
    return next(place for place in range(len(seen.poll.options)) if place not in seen.poll.correct)


async def pass_time(konspekt: App, telegram: Telegram, by: timedelta, steps: int = 1) -> None:
    """Let time go by in steps, with a round of the delivery after each."""
    for _ in range(steps):
        await telegram.advance(by / steps)
        await konspekt.delivery.round()
