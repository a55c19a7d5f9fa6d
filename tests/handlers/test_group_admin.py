"""Who may change a group's settings, and how they are changed: by a command, by buttons, in the group's name."""

from bot.preview import Group, Person, Telegram
from bot.store import Store


async def test_only_administrators_set_it(group: Group, boris: Person, anna: Person, store: Store) -> None:
    assert await boris.send("/daily 10:00", to=group) == "", "no noise where nobody can be told alone"
    assert await boris.send("/quiz", to=group) == ""
    await group.set_bot_status("administrator")
    assert "только администраторы" in await boris.send("/settings", to=group)
    assert boris.last_in(group.chat).is_ephemeral
    assert (await store.groups.group(group.id)).daily_at is None
    await anna.send("/settings", to=group)
    settings = anna.last_in(group.chat)
    assert settings.is_ephemeral, "nobody else is bothered with settings"


async def test_who_is_made_an_administrator_may_at_once(
    group: Group, boris: Person, telegram: Telegram
) -> None:
    await group.set_bot_status("administrator")
    telegram.world.updates.allow(["message", "chat_member", "callback_query"])
    assert "только администраторы" in await boris.send("/daily 10:00", to=group)
    await group.set_status(boris, "administrator")
    assert "10:00" in await boris.send("/daily 10:00", to=group)
    await group.set_status(boris, "member")
    assert "только администраторы" in await boris.send("/daily off", to=group)


async def test_rights_are_asked_for_once_in_five_minutes(
    group: Group, anna: Person, telegram: Telegram
) -> None:
    await anna.send("/daily 10:00", to=group)
    await anna.send("/daily 11:00", to=group)
    assert sum(call.method == "getChatMember" for call in telegram.calls) == 1


async def test_an_administrator_in_the_group_s_name_may_and_is_answered_aloud(
    group: Group, anna: Person, boris: Person
) -> None:
    assert "11:00" in await anna.send("/daily 11:00", to=group, anonymous=True)
    assert "11:00" in boris.last_in(group.chat).text


async def test_nonsense_is_told_kindly(group: Group, anna: Person, store: Store) -> None:
    for words in ("25:99", "10:00 пн-пт", "вечером 20:00"):
        assert "В группе можно так" in await anna.send(f"/daily {words}", to=group)
    assert "Не нашёл темы" in await anna.send("/daily 10:00 темы астрономия", to=group)
    assert (await store.groups.group(group.id)).daily_at is None


async def test_settings_are_changed_by_buttons(group: Group, anna: Person, store: Store) -> None:
    await anna.send("/settings", to=group)
    await anna.tap("18:00", to=group)
    await anna.tap("Сколько", to=group)
    await anna.tap("3", to=group)
    await anna.tap("Темы", to=group)
    await anna.tap("Архитектура", to=group)
    await anna.tap("Часовой пояс", to=group)
    said = await anna.tap("Екатеринбург", to=group)
    assert "UTC+5" in said
    kept = await store.groups.group(group.id)
    assert (kept.daily_count, kept.zone) == (3, "Asia/Yekaterinburg")
    assert len(kept.topics) == 1
    assert kept.daily_at is not None
    assert f"{kept.daily_at:%H:%M}" == "18:00"
    assert "Москва" in await anna.send("/settings Москва", to=group)
    await anna.tap("Язык", to=group)
    assert (await store.groups.group(group.id)).language == "en"


async def test_a_member_s_press_on_settings_gets_a_word_only(
    group: Group, anna: Person, boris: Person, store: Store
) -> None:
    await anna.send("/settings", to=group, anonymous=True)
    shown = boris.last_in(group.chat)
    before = len(boris.messages_in(group.chat))
    assert await boris.tap("18:00", to=group, on=shown) == "Это могут только администраторы группы."
    assert len(boris.messages_in(group.chat)) == before
    assert (await store.groups.group(group.id)).daily_at is None
