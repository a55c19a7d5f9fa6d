"""Groups: how the bot comes and goes, and that it says nothing there that nobody asked for."""

import pytest

from bot.app import App
from bot.keyboards.taps import OpenMenu, Place
from bot.preview import Group, Person, Telegram
from bot.store import Store


async def test_a_group_is_greeted_once(group: Group, anna: Person) -> None:
    """Who has the bot back knows it, but not that the question of the day is off now."""
    (greeting,) = anna.messages_in(group.chat)
    assert "вопрос дня" in greeting.text
    assert greeting.buttons == [["Открыть личный чат"]]
    await group.remove_bot()
    await group.add_bot()
    (_, back) = anna.messages_in(group.chat)
    assert "Вопрос дня выключен; чтобы включить: /daily 10:00." in back.text


async def test_an_administrator_from_the_start_is_greeted_once_too(konspekt: App, telegram: Telegram) -> None:
    anna = telegram.person("Аня", language_code="en")
    group = telegram.group("Study", anna)
    await group.add_bot(as_admin=True)
    (greeting,) = anna.messages_in(group.chat)
    assert "Hello" in greeting.text


async def test_talk_is_not_answered(group: Group, anna: Person, telegram: Telegram) -> None:
    await group.set_bot_status("administrator")  # now the bot hears all of it
    assert await anna.send("docker ps", to=group) == ""
    assert await anna.send("/unknown", to=group) == ""
    assert await anna.send("/export", to=group) == ""
    assert await anna.send("/reload", to=group) == ""
    channel = telegram.world.add_channel("Новости")
    await group.channel_post(channel, "/daily 10:00")
    assert await anna.write_as(channel, "/daily 10:00", to=group) == ""
    assert len(anna.messages_in(group.chat)) == 1, "the greeting"


async def test_help_is_for_who_asked(group: Group, anna: Person, boris: Person) -> None:
    before = len(anna.messages_in(group.chat))
    assert "/cmd" in await boris.send("/help", to=group)
    assert boris.last_in(group.chat).is_ephemeral
    assert len(anna.messages_in(group.chat)) == before


async def test_start_is_no_second_greeting(group: Group, anna: Person, boris: Person) -> None:
    before = len(anna.messages_in(group.chat))
    assert await boris.send("/start", to=group, ephemeral=False) == ""
    assert await anna.send("/start", to=group, anonymous=True) == ""
    assert len(anna.messages_in(group.chat)) == before
    await group.set_bot_status("administrator")
    assert "/cmd" in await boris.send("/start", to=group, ephemeral=False)
    assert boris.last_in(group.chat).is_ephemeral


async def test_start_greets_a_group_whose_arrival_was_not_heard(
    group: Group, anna: Person, boris: Person, store: Store
) -> None:
    await store.groups.moves._redis.delete(f"group:{{{group.id}}}")
    assert "вопрос дня" in await boris.send("/start", to=group, ephemeral=False)
    assert not boris.last_in(group.chat).is_ephemeral


async def test_leaving_ends_the_questions_and_coming_back_keeps_the_settings(
    group: Group, anna: Person, store: Store
) -> None:
    await anna.send("/daily 10:00 2", to=group)
    await group.remove_bot()
    kept = await store.groups.group(group.id)
    assert kept.daily_at is None
    assert await store.dues.subscribers(0) == (0, 0)
    await group.add_bot()
    assert (await store.groups.group(group.id)).daily_count == 2


async def test_a_new_title_is_known(group: Group, store: Store) -> None:
    await group.rename("Сети")
    assert (await store.groups.group(group.id)).title == "Сети"


async def test_a_private_button_pressed_in_a_group_says_so(group: Group, boris: Person) -> None:
    (greeting, *_) = boris.messages_in(group.chat)
    said = await boris.press(greeting, OpenMenu(to=Place.SETTINGS).pack())
    assert "личном чате" in said


@pytest.mark.parametrize("is_new_side_first", [False, True])
async def test_all_follows_into_the_supergroup(
    konspekt: App, telegram: Telegram, store: Store, is_new_side_first: bool
) -> None:
    anna = telegram.person("Аня")
    group = telegram.group("Учёба", anna, is_supergroup=False)
    await group.add_bot()
    await anna.send("/daily 10:00 2", to=group)
    old = await store.groups.group(group.id)
    new = await group.upgrade(is_new_side_first=is_new_side_first)
    moved = await store.groups.group(new.id)
    assert (moved.daily_at, moved.daily_count, moved.is_greeted) == (old.daily_at, 2, True)
    assert (await store.groups.group(group.id)).daily_at is None
    (claim,) = await store.dues.claim(2**31, 2**31, 10)
    assert claim.chat == new.id
    assert anna.messages_in(new.chat) == [], "a group that became a supergroup is not greeted again"
