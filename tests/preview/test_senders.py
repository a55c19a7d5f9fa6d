from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.types import Message, MessageOriginChannel, PollAnswer

from bot.preview import CannotAct, Group, Person, Telegram, views

Call = Callable[..., Awaitable[Any]]
GROUP_ANONYMOUS_BOT, CHANNEL_BOT, SERVICE_NOTIFICATIONS = 1087968824, 136817688, 777000


@pytest.fixture
def heard(dispatcher: Dispatcher) -> list[Message]:
    """The messages that the bot hears."""
    heard: list[Message] = []

    @dispatcher.message(F.text)
    async def hear(message: Message) -> None:
        heard.append(message)

    return heard


def author(message: Message) -> tuple[int, int | None]:
    assert message.from_user
    return message.from_user.id, message.sender_chat.id if message.sender_chat else None


async def test_an_admin_may_write_as_the_group(group: Group, heard: list[Message], anna: Person) -> None:
    await anna.send("/daily 09:00", to=group, anonymous=True)
    await anna.send("/daily 09:00", to=group)
    assert [author(one) for one in heard] == [(GROUP_ANONYMOUS_BOT, group.id), (anna.id, None)]


async def test_members_may_not(group: Group, boris: Person) -> None:
    with pytest.raises(CannotAct, match="only administrators"):
        await boris.send("/daily 09:00", to=group, anonymous=True)


async def test_posts_of_the_linked_channel(telegram: Telegram, group: Group, heard: list[Message]) -> None:
    channel = telegram.world.add_channel("Новости")
    await group.channel_post(channel, "docker 30 вышел")
    assert heard == []  # privacy mode
    await group.channel_post(channel, "/cmd docker ps")
    (post,) = heard
    assert author(post) == (SERVICE_NOTIFICATIONS, channel.id)
    assert post.is_automatic_forward
    assert isinstance(post.forward_origin, MessageOriginChannel)
    assert (post.forward_origin.chat.type, post.forward_origin.message_id) == ("channel", 2)
    await group.set_bot_status("administrator")
    await group.channel_post(channel, "docker 31 вышел")
    assert heard[-1].text == "docker 31 вышел"


async def test_a_member_writes_as_a_channel(
    telegram: Telegram, group: Group, heard: list[Message], boris: Person
) -> None:
    channel = telegram.world.add_channel("Борис и докер")
    await boris.write_as(channel, "/top", to=group)
    (message,) = heard
    assert author(message) == (CHANNEL_BOT, channel.id)
    assert not message.is_automatic_forward
    assert views.messages(telegram.world, boris.id, group.chat)[-1]["sender"] == "Борис и докер"


async def test_bots_do_not_hear_each_other(telegram: Telegram, group: Group, heard: list[Message]) -> None:
    await group.set_bot_status("administrator")
    other = telegram.person("Роза", is_bot=True)
    await group.join(other)
    await other.send("/top@konspekt_bot", to=group)
    assert heard == []


async def test_new_bots_are_told_as_members(
    telegram: Telegram, bot: Bot, group: Group, dispatcher: Dispatcher
) -> None:
    joined: list[bool] = []

    @dispatcher.message(F.new_chat_members)
    async def hear(message: Message) -> None:
        joined.extend(one.is_bot for one in message.new_chat_members or ())

    rose = telegram.person("Роза", is_bot=True)
    await group.join(rose)
    assert joined == [True]
    assert (await bot.get_chat_member(group.id, rose.id)).user.is_bot


async def test_answers_of_many(telegram: Telegram, bot: Bot, group: Group, dispatcher: Dispatcher) -> None:
    answers: list[tuple[str, int]] = []

    @dispatcher.poll_answer()
    async def hear(answer: PollAnswer) -> None:
        assert answer.user
        answers.append((answer.poll_id, answer.user.id))

    people = group.fill(50)
    sent = await bot.send_poll(group.id, "?", ["да", "нет"], is_anonymous=False)
    for number, person in enumerate(people):
        await person.answer(number % 2, to=group)
    assert sent.poll
    assert answers == [(sent.poll.id, person.id) for person in people]
    stopped = await bot.stop_poll(group.id, sent.message_id)
    assert stopped.total_voter_count == 50
    assert [option.voter_count for option in stopped.options] == [25, 25]


async def test_an_answer_comes_again_as_the_same_update(
    telegram: Telegram, bot: Bot, group: Group, boris: Person
) -> None:
    updates: list[Any] = []

    async def deliver(update: dict[str, Any]) -> None:
        updates.append((update["update_id"], update.get("poll_answer")))

    await bot.send_poll(group.id, "?", ["да", "нет"], is_anonymous=False)
    telegram.deliver = deliver
    await boris.answer("да", to=group)
    await telegram.repeat("poll_answer", times=2)
    answers = [one for one in updates if one[1]]
    assert len(answers) == 3
    assert answers[0] == answers[1] == answers[2]


async def test_an_anonymous_admin_answers_as_the_group(
    bot: Bot, group: Group, anna: Person, boris: Person, dispatcher: Dispatcher
) -> None:
    """`user` is a stand-in then: taking it for a person would put all channels and groups on one score."""
    answers: list[PollAnswer] = []

    @dispatcher.poll_answer()
    async def hear(answer: PollAnswer) -> None:
        answers.append(answer)

    await bot.send_poll(group.id, "?", ["да", "нет"], is_anonymous=False)
    await anna.answer("да", to=group, anonymous=True)
    await anna.answer("нет", to=group)
    as_group, as_anna = answers
    assert as_group.voter_chat
    assert as_group.user
    assert as_anna.user
    assert (as_group.voter_chat.id, as_group.user.id) == (group.id, CHANNEL_BOT)
    assert (as_anna.voter_chat, as_anna.user.id) == (None, anna.id)
    with pytest.raises(CannotAct, match="only administrators"):
        await boris.answer("да", to=group, anonymous=True)
