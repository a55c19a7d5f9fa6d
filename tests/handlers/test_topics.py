"""Topics of the daily set: by buttons and in words."""

from pathlib import Path

import pytest

from bot import topics
from bot.edition import Edition, Shelf, publish
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


async def test_topics_without_a_name_are_offered(learner: Person, store: Store, edition: Edition) -> None:
    said = await learner.send("/daily темы")
    assert "По каким темам спрашивать" in said
    assert "?»" not in said
    await learner.tap("Git")
    assert await chosen(learner, store) == (topic(edition, "Git"),)
    said = await learner.send("/daily 10:00 темы")
    assert "Готово" in said, "the rest is kept"
    assert "По каким темам спрашивать" in said


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


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("докер", ["Docker"]),
        ("гит", ["Git"]),
        ("постгрес", ["PostgreSQL"]),
        ("докер и гит", ["Docker", "Git"]),
        ("все", ["Docker", "Git", "PostgreSQL"]),
    ],
)
async def test_a_quiz_understands_topics_too(
    learner: Person, store: Store, edition: Edition, words: str, titles: list[str]
) -> None:
    await learner.send(f"/quiz {words}")
    waiting = await store.waiting(learner.id, "run")
    assert waiting is not None
    asked = {edition.questions[question].subject for question in waiting.run.questions}
    assert asked == {topic(edition, title) for title in titles}


async def test_a_quiz_of_two_topics_replaces_the_one_under_way(
    learner: Person, store: Store, edition: Edition
) -> None:
    await learner.send("/quiz postgresql")
    await learner.send("/quiz докер, гит 6")
    assert "1/6 · " in await learner.tap("Начать заново")
    waiting = await store.waiting(learner.id, "run")
    assert waiting is not None
    asked = {edition.questions[question].subject for question in waiting.run.questions}
    assert asked == {topic(edition, "Docker"), topic(edition, "Git")}


async def test_a_number_in_a_title_is_no_number_of_questions(
    learner: Person, shelf: Shelf, tmp_path: Path
) -> None:
    edition = three_subjects(tmp_path)
    (tmp_path / "git.md").rename(tmp_path / "old.md")
    old = (tmp_path / "old.md").read_text(encoding="utf-8")
    (tmp_path / "old.md").write_text(old.replace("# Git", "# Занятие 5"), encoding="utf-8")
    shelf.edition = publish(tmp_path)
    assert len(edition.questions) == len(shelf.edition.questions)
    assert (await learner.send("/quiz занятие 5")).startswith("1/10 · ")


@pytest.mark.parametrize(("word", "title"), [("питон", "Python"), ("питхон", "Python"), ("редис", "Redis")])
def test_a_subject_goes_before_what_the_look_up_finds(tmp_path: Path, word: str, title: str) -> None:
    three_subjects(tmp_path)
    for name, old in (("Python", "git"), ("Redis", "postgresql")):
        note = (tmp_path / f"{old}.md").read_text(encoding="utf-8")
        body = note.partition("\n")[2].replace("перечисляет", f"{word} перечисляет")
        (tmp_path / f"{old}.md").write_text(f"# {name}\n{body}", encoding="utf-8")
    edition = publish(tmp_path)
    assert topics.asked(word, edition).found == (topic(edition, title),)
    assert topics.read(word, edition).found == (topic(edition, title),)


async def test_a_chosen_part_of_a_subject_can_be_left_out_again(
    learner: Person, store: Store, edition: Edition
) -> None:
    assert "Темы: Команды." in await learner.send("/daily 10:00 темы команды")
    await learner.tap("Темы")
    await learner.tap("✅ Команды")
    assert await chosen(learner, store) == ()
