"""What people make up: buttons of others, links with anything in them, markup in names and queries."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.app import App
from bot.keyboards.taps import MyVerdict
from bot.menu import ADMIN_COMMANDS
from bot.preview import Group, Person, Telegram, acts
from bot.store import Store
from tests.fuzz.asked import PEOPLE, Known, fit, kinds
from tests.fuzz.scene import Scene
from tests.handlers.group import pass_time, polls

FORGED = 10  # buttons of each kind, each in every chat
PRESSER = {"id": PEOPLE[2], "is_bot": False, "first_name": "Б"}  # a member of the groups who leads none
MARKUP = "<b>x</b> & <script>y</script> &amp; </code>"


# buttons


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.close()


async def of_others(store: Store) -> dict[bytes, Any]:
    """All that is kept of the other people and of the groups' own settings, and what only the host may change."""
    kept = {}
    for key in await store._redis.keys("*"):
        name = key.decode()
        is_others = any(f"{{{one}}}" in name for one in PEOPLE[:2])
        if is_others or name.startswith(("group:", "grun:", "gopen:", "misses", "known", "reloads")):
            kept[key] = await store._redis.dump(key)
    return kept


def test_forged_buttons_get_a_kind_answer_and_change_nothing_of_others(scene: Scene) -> None:
    """Every kind of button with any values, pressed by one member in the private chat and in three groups."""
    before = scene.runner.run(of_others(scene.store))
    assert len(before) > 5
    assert b"misses" in before
    scene.delivers = False
    known, unanswered, numbers = Known(scene.ids), [], count(1)

    def press(data: str) -> None:
        for place in (4, 1, 2, 3):  # the private chat and the groups
            number = f"{next(numbers)}"
            query = {"id": number, "from": PRESSER, "chat_instance": "1", "data": data, "place": place}
            scene.feed("callback_query", query, 7.0)
            if scene.telegram.world.callbacks[number].answer is None:
                unanswered.append(data)

    chance = settings(
        max_examples=FORGED, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for kind in kinds():
        seed(1)(chance(given(known.tap(kind).map(fit))(press)))()
    assert next(numbers) > 10 * len(list(kinds()))
    assert unanswered == []
    assert scene.runner.run(of_others(scene.store)) == before
    assert not any(refusal.startswith("answerCallbackQuery") for refusal in scene.refused)


async def test_somebody_else_s_poll_changes_nothing_of_theirs(
    learner: Person, konspekt: App, telegram: Telegram, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """A poll can be forwarded, and whoever votes there is told to the bot."""
    await learner.send("/quiz")
    poll = learner.last_poll().poll
    assert poll is not None
    assert telegram.deliver is not None
    before = {key: await store._redis.dump(key) for key in await store._redis.keys("*")}
    other = {"id": learner.id + 100, "is_bot": False, "first_name": "Б"}
    vote = {"poll_id": poll.id, "user": other, "option_ids": [0], "option_persistent_ids": ["0"]}
    await telegram.deliver({"update_id": 1, "poll_answer": vote})
    after = {key: await store._redis.dump(key) for key in await store._redis.keys("*")}
    assert {key: after[key] for key in before} == before
    assert caplog.records == []
    assert konspekt.bot.token == telegram.token


async def asked(group: Group, anna: Person, konspekt: App, telegram: Telegram) -> None:
    """A question for all of the group."""
    await anna.send("/quiz 1 30s", to=group)
    await pass_time(konspekt, telegram, timedelta(seconds=15), steps=3)


async def test_a_question_of_another_group_is_no_verdict_here(
    group: Group, anna: Person, konspekt: App, telegram: Telegram
) -> None:
    await asked(group, anna, konspekt, telegram)
    shown = polls(anna, group)[-1]
    assert shown.poll is not None
    await anna.answer(0, to=group)
    assert "Сначала ответьте" not in await anna.press(shown, MyVerdict().pack())
    other = telegram.group("Другая", anna)
    await other.add_bot()
    query = acts.press_old(telegram.world, anna.id, group.id, shown.message.id, MyVerdict().pack())
    update = telegram.world.updates.take()
    assert update is not None
    update["callback_query"]["message"]["chat"] = {"id": other.id, "type": "supergroup", "title": "Другая"}
    assert telegram.deliver is not None
    await telegram.deliver(update)
    assert query.answer is not None
    assert "Сначала ответьте" in query.answer.text


# links


@pytest.mark.parametrize(
    "payload",
    [
        "s_", "c_", "_", "s", "x", "s_nothing", "c_nothing", "s_../../etc/passwd", "c_<b>", "daily_", "Daily", "s_🐳", "a" * 64,
        "s_" + "a" * 4000, "s_ c_", "null", "0", "%00", "{ $name }",
    ],
)  # fmt: skip
async def test_links_with_anything_get_the_contents(
    learner: Person, payload: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert "которого в конспектах больше нет" in await learner.start(payload)
    assert caplog.records == []
    assert learner.last.buttons, "the contents to choose from"


# markup


@pytest.mark.parametrize(
    "words",
    [
        "/find {}",
        "/cmd {}",
        "{}",
        "/daily {}",
        "/settings {}",
        "/quiz {}",
        "/exam {}",
        "/exam 12.12 {}",
        "/daily 9:00 темы {}",
    ],
)
async def test_what_is_said_back_is_said_as_it_was_written(learner: Person, words: str) -> None:
    heard = await learner.send(words.format("<b>x</b> & яяя"))
    if "яяя" in heard or "<" in heard:
        assert "<b>x</b>" in heard, "a mark that was obeyed is gone from the text"


async def test_a_name_of_markup_is_a_name(konspekt: App, telegram: Telegram) -> None:
    person = telegram.person(MARKUP)
    assert MARKUP in await person.start()
    assert konspekt.bot.token == telegram.token


async def test_markup_in_a_group_is_text(
    group: Group, anna: Person, boris: Person, konspekt: App, telegram: Telegram
) -> None:
    assert "<b>x</b>" in await boris.send("/find <b>x</b> яяя", to=group)
    await asked(group, anna, konspekt, telegram)
    await anna.answer(0, to=group)
    assert "<b>x" in await anna.send("/top <b>x", to=group)
    await telegram.advance(timedelta(seconds=10))
    assert "<i>y" in await anna.send("/settings <i>y", to=group)


# the host's own


@pytest.mark.parametrize("command", ADMIN_COMMANDS)
async def test_to_others_the_host_s_commands_do_not_exist(
    learner: Person, group: Group, boris: Person, command: str
) -> None:
    unknown = await learner.send("/nothing_of_the_kind")
    assert await learner.send(f"/{command}") == unknown
    assert await learner.send(f"/{command}@konspekt_bot x") == unknown
    assert await boris.send(f"/{command}", to=group) == ""
