"""Topics of the daily set: by buttons and in words."""

import pytest

from bot.edition import Edition
from bot.preview import Person
from bot.store import Store
from tests.three_subjects import three_subjects, topic


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return three_subjects(tmp_path_factory.mktemp("notes"))


async def chosen(learner: Person, store: Store) -> tuple[str, ...]:
    person = await store.person(learner.id)
    assert person is not None
    return person.topics


async def test_topics_are_chosen_by_buttons(learner: Person, store: Store, edition: Edition) -> None:
    await learner.send("/daily 10:00")
    await learner.tap("Темы")
    assert learner.last.buttons[:4] == [["✅ Все темы"], ["Docker"], ["Git"], ["PostgreSQL"]]
    await learner.tap("Git")
    await learner.tap("PostgreSQL")
    assert learner.last.buttons[:4] == [["Все темы"], ["Docker"], ["✅ Git"], ["✅ PostgreSQL"]]
    assert await chosen(learner, store) == (topic(edition, "Git"), topic(edition, "PostgreSQL"))
    await learner.tap("✅ Git")
    assert "Темы: PostgreSQL." in await learner.tap("Вопросы каждый день")
    await learner.tap("Темы")
    await learner.tap("Все темы")
    assert await chosen(learner, store) == ()
    assert "Темы:" not in await learner.tap("Вопросы каждый день")


async def test_taps_on_one_keyboard_say_what_they_mean(learner: Person, store: Store) -> None:
    """Two taps on "Git" of the same old message choose it twice, and do not turn it off again."""
    await learner.send("/daily")
    await learner.tap("Темы")
    button = next(b for row in learner.last.message.buttons for b in row if b["text"] == "Git")
    for _ in range(2):
        await learner.press(learner.last, button["callback_data"])
    assert len(await chosen(learner, store)) == 1


async def test_topics_are_chosen_in_words(learner: Person, store: Store, edition: Edition) -> None:
    said = await learner.send("/daily 10:00 темы git, кулинария")
    assert "Не нашёл темы «кулинария». Есть такие: Docker, Git, PostgreSQL." in said
    assert await chosen(learner, store) == ()
    assert "Темы: Git, PostgreSQL." in await learner.send("/daily 10:00 темы git, постгрес")
    assert "Темы:" not in await learner.send("/daily темы все")
    assert "Есть такие" in await learner.send("/daily темы")


@pytest.mark.parametrize(
    "words",
    ["docker and git", "докер и git", "docker или git", "docker & git", "docker плюс git", "docker + git"],
)
async def test_a_conjunction_names_no_topic(
    learner: Person, store: Store, edition: Edition, words: str
) -> None:
    assert "Темы: Docker, Git." in await learner.send(f"/daily 10:00 темы {words}")
    assert await chosen(learner, store) == (topic(edition, "Docker"), topic(edition, "Git"))
    assert "Темы: Docker, Git." in await learner.send(f"/exam 12.12 {words}")


@pytest.mark.parametrize("word", ["ps", "и", "до"])
async def test_a_word_of_two_letters_is_no_guess(learner: Person, store: Store, word: str) -> None:
    assert f"Не нашёл темы «{word}»" in await learner.send(f"/daily 10:00 темы {word}")
    assert await chosen(learner, store) == ()


async def test_a_chosen_part_of_a_subject_can_be_left_out_again(
    learner: Person, store: Store, edition: Edition
) -> None:
    assert "Темы: Команды." in await learner.send("/daily 10:00 темы команды")
    await learner.tap("Темы")
    await learner.tap("✅ Команды")
    assert await chosen(learner, store) == ()
