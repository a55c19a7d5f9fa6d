"""The model's memory in a file: what goes in comes out, and nothing else does."""

import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.preview import TOKEN, Kept, Person, Telegram, empty, invite, views
from tests.preview.pictures import png


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "telegram.state")


def seen(telegram: Telegram) -> object:
    world = telegram.world
    people = views.people(world)
    chats = [world.chats[row["id"]] for one in people for row in views.chats(world, one["id"])]
    return people, [views.messages(world, one["id"], chat) for one in people for chat in chats], world.now()


async def test_everything_people_see_survives(telegram: Telegram, bot: Bot, kept: Kept) -> None:
    invite(telegram)
    anna = next(iter(telegram.people.values()))
    telegram.patience = timedelta()
    await anna.start()
    await bot.send_message(anna.id, "<b>docker ps</b>", parse_mode="HTML")
    await bot.send_photo(anna.id, BufferedInputFile(png(4, 3), "x.png"), caption="карта")
    quiz = {"question": "?", "options": ["да", "нет"], "type": "quiz", "correct_option_ids": [0]}
    await telegram.call(TOKEN, "sendPoll", {"chat_id": anna.id, "is_anonymous": False, **quiz})
    await anna.answer("нет")
    telegram.clock.advance(timedelta(hours=7))
    kept.save(telegram)

    again = Telegram(now=telegram.now)
    assert kept.load(again)
    assert seen(again) == seen(telegram)
    assert [again.people[one].user for one in telegram.people] == [
        person.user for person in telegram.people.values()
    ]
    assert again.world.updates.waiting == telegram.world.updates.waiting
    assert again.world.next_id("poll") == telegram.world.next_id("poll"), "no id is given twice"


def test_nothing_kept_is_a_fresh_start(telegram: Telegram, kept: Kept) -> None:
    assert not kept.load(telegram)


@pytest.mark.parametrize("data", [b"", b"torn", pickle.dumps(({}, {}))])
def test_a_file_that_does_not_fit_is_left_aside(telegram: Telegram, kept: Kept, data: bytes) -> None:
    kept.path.write_bytes(data)
    assert not kept.load(telegram)
    assert not telegram.people


class Trap:
    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.sprung,)


def test_no_function_is_called_by_what_a_file_holds(telegram: Telegram, kept: Kept, tmp_path: Path) -> None:
    kept.path.write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    assert not kept.load(telegram)
    assert not (tmp_path / "sprung").exists()


async def test_emptied_it_is_as_on_the_first_day(telegram: Telegram, anna: Person) -> None:
    fresh = Telegram(now=telegram.now)
    invite(fresh)
    events: list[object] = []
    telegram.world.watchers.append(events.append)
    telegram.faults.switch("slow", is_on=True)
    telegram.clock.advance(timedelta(days=3))
    assert anna.id in telegram.people
    empty(telegram)
    invite(telegram)
    assert seen(telegram) == seen(fresh)
    assert telegram.faults.switched_on == []
    assert events, "who watches still hears"
