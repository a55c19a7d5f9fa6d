"""What the buttons under a card do, and what looking a command up twice does."""

from datetime import timedelta

import pytest

from bot.edition import Edition
from bot.keyboards.taps import AskMe, OpenSimilar
from bot.preview import Person, Telegram
from bot.store import Store
from bot.study.review import is_due
from tests.conftest import MONDAY

ASK = "Спросить меня об этом"


def labels(person: Person) -> list[str]:
    return [label for row in person.last.buttons for label in row]


async def about(store: Store, learner: Person, edition: Edition, command: str) -> set[str]:
    """The person's cards on a command."""
    cards = await store.cards(learner.id)
    return {card for card in cards if edition.questions[card].command == command}


async def test_similar_commands_are_a_tap_away_and_so_is_the_way_back(learner: Person) -> None:
    await learner.send("/cmd docker ps")
    assert "Похоже на docker ps" in await learner.tap("Похожие")
    assert "⬅️ docker ps" in labels(learner)
    assert "docker logs" in str(labels(learner))
    await learner.tap("docker logs")
    assert "docker logs" in learner.last.text
    assert len(learner.messages) == 2, "all in one message"


async def test_asking_makes_cards_that_are_due_today_and_come_in_the_next_quiz(
    learner: Person, store: Store, edition: Edition
) -> None:
    await learner.send("/cmd docker exec")
    assert "Добавил 3 вопроса" in await learner.tap(ASK)
    cards = await store.cards(learner.id)
    assert len(cards) == 3
    assert all(is_due(card, MONDAY.date()) and card.reviews == 0 for card in cards.values())
    facts = {edition.questions[card].fact for card in cards}
    assert "command docker_exec" in facts
    assert len(facts) == 3, "each of another fact"
    await learner.send("/quiz")
    waiting = await store.waiting(learner.id, "run")
    assert waiting is not None
    assert set(waiting.run.questions[:3]) == set(cards), "what is due comes before what is new"


async def test_the_wish_can_be_taken_back_and_the_button_says_how_it_stands(
    learner: Person, store: Store
) -> None:
    await learner.send("/cmd docker exec")
    await learner.tap(ASK)
    assert any("отменить" in label for label in labels(learner))
    assert "не спрошу" in await learner.tap("отменить")
    assert await store.cards(learner.id) == {}
    assert any(ASK in label for label in labels(learner))


async def test_what_was_answered_stays(learner: Person, store: Store, edition: Edition) -> None:
    await learner.send("/cmd docker exec")
    shown = learner.last
    await learner.tap(ASK)
    await learner.send("/quiz")
    poll = learner.last_poll().poll
    assert poll is not None
    await learner.answer(0)
    answered = {id_ for id_, card in (await store.cards(learner.id)).items() if card.reviews}
    assert len(answered) == 1
    await learner.press(shown, AskMe(id="docker_exec", is_on=False).pack())
    assert set(await store.cards(learner.id)) == answered
    assert "останутся" in await learner.press(shown, AskMe(id="docker_exec", is_on=False).pack())


async def test_a_flag_that_was_asked_for_is_what_is_asked_about(
    learner: Person, store: Store, edition: Edition
) -> None:
    await learner.send("docker run -v")
    await learner.tap(ASK)
    facts = {edition.questions[card].fact for card in await store.cards(learner.id)}
    assert "flag docker_run -v" in facts


async def test_the_second_look_up_within_a_week_becomes_a_card(
    learner: Person, store: Store, edition: Edition, telegram: Telegram
) -> None:
    assert "не первый раз" not in await learner.send("/cmd docker ps")
    await telegram.advance(timedelta(days=6.9))
    assert "не первый раз за неделю: 3 вопроса добавлены" in await learner.send("docker ps")
    assert len(await about(store, learner, edition, "docker_ps")) == 3
    assert "не первый раз" not in await learner.send("docker ps"), "said once"


async def test_a_look_up_again_within_the_hour_is_the_same_one(
    learner: Person, store: Store, telegram: Telegram
) -> None:
    await learner.send("docker ps")
    for apart in (timedelta(seconds=20), timedelta(minutes=59)):
        await telegram.advance(apart)
        assert "не первый раз" not in await learner.send("dokcer ps")
    assert await store.cards(learner.id) == {}
    await telegram.advance(timedelta(hours=1))
    assert "не первый раз" in await learner.send("docker ps")


async def test_a_week_later_it_is_the_first_again(learner: Person, store: Store, telegram: Telegram) -> None:
    await learner.send("/cmd docker ps")
    await telegram.advance(timedelta(days=7.1))
    assert "не первый раз" not in await learner.send("/cmd docker ps")
    assert await store.cards(learner.id) == {}


async def test_opening_a_card_by_buttons_is_no_look_up(learner: Person, store: Store) -> None:
    await learner.send("/cmd docker ps")
    await learner.tap("Похожие")
    await learner.tap("⬅️ docker ps")
    await learner.tap("Раздел")
    await learner.tap("⌨️ docker ps")
    assert await store.cards(learner.id) == {}


async def test_who_declines_is_not_asked_again_that_week(
    learner: Person, store: Store, telegram: Telegram
) -> None:
    await learner.send("/cmd docker ps")
    await telegram.advance(timedelta(hours=1))
    await learner.send("/cmd docker ps")
    await learner.tap("отменить")
    await telegram.advance(timedelta(hours=1))
    assert "не первый раз" not in await learner.send("/cmd docker ps")
    assert await store.cards(learner.id) == {}


async def test_who_switched_it_off_is_offered_it_by_a_button(
    learner: Person, store: Store, telegram: Telegram
) -> None:
    await learner.send("/settings")
    assert "не добавляю в повторение" in await learner.tap("Не добавлять найденное дважды")
    await learner.send("/cmd docker ps")
    await telegram.advance(timedelta(hours=1))
    assert "Спросить вас об этом?" in await learner.send("/cmd docker ps")
    assert await store.cards(learner.id) == {}
    await learner.tap(ASK)
    assert len(await store.cards(learner.id)) == 3
    await learner.send("/settings")
    assert "Найденное дважды за неделю: добавляю" in await learner.tap("Добавлять найденное дважды")


@pytest.mark.parametrize("data", [AskMe(id="gone").pack(), OpenSimilar(id="gone").pack()])
async def test_stale_buttons_are_answered(learner: Person, data: str) -> None:
    await learner.send("/cmd docker ps")
    assert "больше нет" in await learner.press(learner.last, data)


async def test_a_link_to_a_card_shows_whether_it_is_asked_about(learner: Person) -> None:
    await learner.start("c_docker_exec")
    await learner.tap(ASK)
    await learner.start("c_docker_exec")
    assert any("отменить" in label for label in labels(learner))
