"""A group with its leader and a member, beside the house of all tests."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.menu import introduce
from bot.preview import Group, Person, Telegram


@pytest.fixture
async def anna(konspekt: App, telegram: Telegram) -> Person:
    """The creator of the group, who has started the bot."""
    await introduce(konspekt.bot, konspekt.languages, konspekt.admins)
    anna = telegram.person("Аня")
    await anna.start()
    return anna


@pytest.fixture
def boris(telegram: Telegram) -> Person:
    """A member who never started the bot."""
    return telegram.person("Борис")


@pytest.fixture
async def group(anna: Person, boris: Person, telegram: Telegram) -> Group:
    group = telegram.group("Учёба", anna, boris)
    await group.add_bot()
    await telegram.advance(timedelta(seconds=5))  # the group may hear the next message
    return group
