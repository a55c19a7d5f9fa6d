"""Personal answers in a group: for one person's eyes, else an alert, else one public way out, else silence."""

from datetime import timedelta

import pytest

from bot.preview import Group, Person, Telegram
from bot.store import Store


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/cmd docker ps", "docker ps [OPTIONS]"),
        ("/cmd", "Какая команда нужна"),
        ("/find демон", "Демон"),
        ("/find", "Что найти"),
        ("/topics", "Выберите тему"),
        ("/Topics", "Выберите тему"),
        ("/FIND", "Что найти"),
        ("/cmd зюзюблик", "Ничего не нашлось"),
    ],
)
async def test_look_ups_are_for_who_asked(
    group: Group, anna: Person, boris: Person, command: str, expected: str
) -> None:
    before = len(anna.messages_in(group.chat))
    assert expected in await boris.send(command, to=group)
    assert boris.last_in(group.chat).is_ephemeral
    assert len(anna.messages_in(group.chat)) == before


async def test_one_turns_pages_of_one_s_own_message(group: Group, anna: Person, boris: Person) -> None:
    await boris.send("/topics", to=group)
    count = len(boris.messages_in(group.chat))
    assert "Docker" in await boris.tap("Docker", to=group)
    assert "Архитектура" in await boris.tap("Архитектура", to=group)
    assert len(boris.messages_in(group.chat)) == count


async def test_private_buttons_lead_into_the_private_chat(
    group: Group, boris: Person, telegram: Telegram
) -> None:
    await boris.send("/topics", to=group)
    await boris.tap("Docker", to=group)
    buttons = [button for row in boris.last_in(group.chat).message.buttons for button in row]
    (quiz,) = (button for button in buttons if "Вопросы" in button["text"])
    assert quiz["url"].startswith(f"https://t.me/{telegram.bot_username}?start=s_")


async def test_an_old_client_gets_one_public_way_out(group: Group, anna: Person, boris: Person) -> None:
    before = len(anna.messages_in(group.chat))
    assert "личном чате" in await boris.send("/cmd docker ps", to=group, ephemeral=False)
    way_out = anna.last_in(group.chat)
    assert not way_out.is_ephemeral
    assert way_out.message.buttons[0][0]["url"].endswith("?start=c_docker_ps")
    assert len(anna.messages_in(group.chat)) == before + 1


async def test_then_silence(group: Group, anna: Person, boris: Person, telegram: Telegram) -> None:
    before = len(anna.messages_in(group.chat))
    group.forbid("can_send_messages")
    assert await anna.send("/cmd docker ps", to=group, ephemeral=False) == ""
    assert len(anna.messages_in(group.chat)) == before


async def test_an_administrator_may_whisper_to_an_old_client(
    group: Group, anna: Person, boris: Person
) -> None:
    await group.set_bot_status("administrator")
    assert "docker ps [OPTIONS]" in await boris.send("/cmd docker ps", to=group, ephemeral=False)
    assert boris.last_in(group.chat).is_ephemeral


async def test_what_one_asks_to_be_asked_about_is_one_s_own(
    group: Group, boris: Person, store: Store
) -> None:
    await boris.send("/cmd docker ps", to=group)
    assert "Добавил" in await boris.tap("Спросить меня", to=group)
    assert any("отменить" in label for row in boris.last_in(group.chat).buttons for label in row)
    assert await store.cards(boris.id)


async def test_in_a_topic_it_stays_there(anna: Person, boris: Person, telegram: Telegram) -> None:
    forum = telegram.group("Форум", anna, boris, is_forum=True)
    await forum.add_bot()
    topic = await forum.open_topic("Сети")
    await boris.send("/cmd docker ps", to=forum, topic=topic)
    assert boris.last_in(forum.chat).message.thread_id == topic
    await telegram.advance(timedelta(seconds=5))
    await boris.send("/cmd docker ps", to=forum, topic=topic, ephemeral=False)
    assert boris.last_in(forum.chat).message.thread_id == topic


async def test_a_press_that_waited_too_long_is_no_fault(
    group: Group, boris: Person, telegram: Telegram
) -> None:
    await boris.send("/topics", to=group)
    telegram.faults.refuse(
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        method="answerCallbackQuery",
    )
    assert "Docker" in await boris.tap("Docker", to=group)


async def test_an_administrator_in_the_group_s_name_is_pointed_out_the_way(
    group: Group, anna: Person, store: Store
) -> None:
    assert "личном чате" in await anna.send("/cmd docker ps", to=group, anonymous=True)


async def test_too_many_whispers_are_waited_for_a_little(
    group: Group, boris: Person, telegram: Telegram
) -> None:
    telegram.faults.too_many_requests(1, method="sendMessage")
    assert "docker ps [OPTIONS]" in await boris.send("/cmd docker ps", to=group)
    telegram.faults.too_many_requests(30, method="sendMessage")
    assert await boris.send("/cmd docker ps", to=group) == ""
