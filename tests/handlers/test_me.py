"""/stats: figures, streak, the map of memory and the picture; /continue."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.edition import Edition, Shelf, publish
from bot.keyboards.taps import OpenSection, TurnMap
from bot.preview import Person, Telegram
from bot.preview.person import Seen
from bot.preview.state import Photo
from bot.store import Store
from bot.store.journal import Drawn
from bot.study.review import retrievability
from bot.study.streak import Streak

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def edition() -> Edition:
    """One subject, whatever other notes come to stand beside it."""
    return publish(ROOT / "content/docker.md")


def photos(person: Person) -> list[Seen]:
    return [seen for seen in person.messages if isinstance(seen.message.content, Photo)]


def file_of(seen: Seen) -> str:
    assert isinstance(seen.message.content, Photo)
    return seen.message.content.file.id


async def answer_one(person: Person, *, is_right: bool = True) -> None:
    poll = person.last_poll().poll
    assert poll is not None
    await person.answer(*(poll.correct if is_right else (len(poll.options) - 1,)))


async def test_nothing_yet(learner: Person) -> None:
    assert "Пока нечего показать" in await learner.send("/stats")
    assert photos(learner) == []


async def test_answers_are_counted_and_laid_on_the_map(
    learner: Person, edition: Edition, store: Store
) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await answer_one(learner, is_right=False)
    said = await learner.send("/stats")
    assert "Ответов: 2, из них верных 1 (50 %)" in said
    assert "2 карточки, сегодня пора повторить: 0" in said
    [docker] = edition.library.subjects()
    written = sum(not section.is_stub for section in edition.library.subtree(docker))
    ahead = [retrievability(card, TODAY + 7 * DAY) for card in (await store.cards(learner.id)).values()]
    recall = sum(ahead) / 2
    bar = ("▰" * round(5 * recall)).ljust(5, "▱")
    assert f"{bar} Docker · {100 * recall:.0f} % · 📖 0/{written}" in said
    for child in edition.library.children(docker):
        assert child.title in said
    assert "не спрашивал" in said


async def test_reading_marks_a_section_once(learner: Person) -> None:
    await learner.send("/topics")
    await learner.tap("Docker")
    await learner.tap("Аналоги")
    assert " Аналоги · не спрашивал · 📖 1/1" in await learner.send("/stats")
    assert photos(learner) == [], "reading is no answer: there is no picture to show"
    await learner.press(learner.last, OpenSection(id="").pack())
    await learner.tap("Docker")
    assert "Ответов пока нет" in await learner.send("/stats")
    assert "· 📖 2/" in learner.last.text


async def test_the_weakest_section_opens_from_the_map(learner: Person) -> None:
    await learner.send("/quiz")
    await answer_one(learner, is_right=False)
    asked = next(seen for seen in learner.messages if seen.poll)
    await learner.send("/stats")
    overview = next(seen for seen in reversed(learner.messages) if seen.buttons and not seen.poll)
    assert overview.buttons[0][0].startswith("📖 ")
    assert "Слабее всего помнится" in overview.text
    said = await learner.tap(overview.buttons[0][0], on=overview)
    assert asked.poll is not None
    assert asked.poll.explanation is not None
    assert said.splitlines()[1] in asked.poll.explanation.text


async def test_the_picture_is_drawn_once_and_then_sent_by_its_id(learner: Person, telegram: Telegram) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await learner.send("/stats")
    await learner.send("/stats")
    first, second = photos(learner)
    assert file_of(first) == file_of(second)
    assert "чем светлее клетка" in first.text
    await telegram.advance(DAY)
    await learner.send("/stats")
    assert file_of(photos(learner)[-1]) != file_of(first), "another day, another picture"


async def test_the_picture_comes_by_a_button_too(learner: Person) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await learner.send("/start")
    await learner.tap("Мои успехи")
    assert photos(learner) == []
    assert "чем светлее клетка" in await learner.tap("12 недель")
    assert len(photos(learner)) == 1


async def test_a_picture_that_telegram_no_longer_knows_is_drawn_anew(learner: Person, store: Store) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await learner.send("/stats")
    drawn = (await store.journal.progress(learner.id)).picture
    assert drawn is not None
    await store.journal.keep_picture(learner.id, Drawn(drawn.digest, "of-another-bot"))
    await learner.send("/stats")
    assert len(photos(learner)) == 2
    assert (await store.journal.progress(learner.id)).picture != Drawn(drawn.digest, "of-another-bot")


async def test_promised_and_measured_memory_are_told(learner: Person, telegram: Telegram) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await learner.tap("Закончить")
    await telegram.advance(5 * DAY)
    await learner.send("/quiz")  # what is due comes first
    await answer_one(learner)
    await learner.send("/stats")
    told = photos(learner)[-1].text
    assert "сколько вспомнилось (100 % из 1)" in told
    promised = re.search(r"при повторении \((\d+) %\)", told)
    assert promised is not None
    assert 80 <= int(promised[1]) < 90, "five days after a card that was promised for two to three"


async def test_weeks_without_answers_have_no_picture(learner: Person, telegram: Telegram) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await telegram.advance(100 * DAY)
    await learner.send("/stats")
    assert photos(learner) == []
    assert "За последние 12 недель ответов не было" in await learner.tap("12 недель")


@pytest.mark.parametrize(
    ("streak", "told", "untold"),
    [
        (Streak(), "Серия ещё не началась", "вернуть"),
        (Streak(5, TODAY, 2), "Серия: 5 дней. Сегодняшний уже засчитан. Осталось заморозок: 2.", "вернуть"),
        (Streak(1, TODAY - DAY, 0), "Серия: 1 день. Заморозок нет", "засчитан"),
        (Streak(21, TODAY - 2 * DAY, 2), "Серия: 21 день. Осталась 1 заморозка.", "вернуть"),
        (
            Streak(12, TODAY - 2 * DAY, 0),
            "Серия в 12 дней прервалась. Её ещё можно вернуть: до 24 ноября",
            "🔥",
        ),
        (Streak(22, TODAY - 2 * DAY, 0), "Серия в 22 дня прервалась", "🔥"),
        (Streak(11, TODAY - 9 * DAY, 0), "Прошлая серия закончилась, она длилась 11 дней", "не началась"),
        (Streak(1, TODAY, 0, lost=7, lost_on=TODAY - DAY), "Серия в 7 дней прервалась", "не началась"),
    ],
)
async def test_the_streak_is_told_as_it_stands(
    learner: Person, store: Store, streak: Streak, told: str, untold: str
) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await store.remember(learner.id, streak=streak)
    for days_ago in range(10):
        await store.dues.set_day(learner.id, TODAY - days_ago * DAY, "sent")
    said = await learner.send("/stats")
    assert told in said
    assert untold not in said


def subjects(folder: Path, *titles: str, sections: int = 15) -> Edition:
    """Notes whose subjects have so many sections, each with a brief of the same title and a question in it."""
    for title in titles:
        parts = "".join(
            f"## {title} {n}\n\nТекст.\n\n### Кратко\n\n`{title.lower()}{n} show` - показывает {title} номер {n}.\n\n"
            for n in range(1, sections + 1)
        )
        (folder / f"{title}.md").write_text(f"# {title}\n\n{parts}", encoding="utf-8")
    return publish(folder)


def first_of(edition: Edition, title: str) -> str:
    """The id of a section below that subject."""
    return next(s.id for s in edition.library.sections.values() if s.path[0] == title and len(s.path) == 2)


async def test_a_large_map_is_turned_by_subject(
    learner: Person, shelf: Shelf, tmp_path: Path, store: Store
) -> None:
    shelf.edition = subjects(tmp_path, "Альфа", "Бета", "Гамма")
    for title in ("Альфа", "Бета", "Гамма"):
        await store.journal.open_section(learner.id, first_of(shelf.edition, title))
    said = await learner.send("/stats")
    assert "Альфа 15" in said
    assert "Бета" not in said
    said = await learner.tap("Бета ›")
    assert "Бета 1 " in said
    assert "Альфа" not in said
    assert learner.last.buttons[0] == ["‹ Альфа", "Гамма ›"]
    assert "Гамма 15" in await learner.tap("Гамма ›")
    assert learner.last.buttons[0] == ["‹ Бета"]


async def test_what_was_not_begun_is_one_line_below_what_was_asked(
    learner: Person, shelf: Shelf, tmp_path: Path, store: Store
) -> None:
    titles = ("Альфа", "Бета", "Гамма", "Дельта", "Каппа", "Лямбда", "Сигма", "Омега")
    shelf.edition = subjects(tmp_path, *titles, sections=4)
    await store.journal.open_section(learner.id, first_of(shelf.edition, "Бета"))
    await learner.send("/quiz омега")
    await answer_one(learner)
    lines = (await learner.send("/stats")).splitlines()
    [omega] = [n for n, line in enumerate(lines) if " Омега · " in line]
    [beta] = [n for n, line in enumerate(lines) if " Бета · " in line]
    assert omega < beta, "what was asked goes before what was only read"
    assert "▫️ Ещё не начато: Альфа, Гамма, Дельта, Каппа, Лямбда и ещё 1." in lines
    assert not any("Альфа 1" in line for line in lines)


async def test_a_weak_place_says_where_it_is(
    learner: Person, shelf: Shelf, tmp_path: Path, store: Store
) -> None:
    """Three weak places of one title are three different buttons."""
    shelf.edition = subjects(tmp_path, "Альфа", "Бета", "Гамма", sections=4)
    for title in ("альфа", "бета", "гамма"):
        await learner.send(f"/quiz {title}")
        await answer_one(learner, is_right=False)
        await learner.tap("Закончить")
    await learner.send("/stats")
    overview = next(seen for seen in reversed(learner.messages) if "Карта памяти" in seen.text)
    labels = [row[0].partition("% · ")[2] for row in overview.buttons[:3]]
    assert sorted(labels) == ["Альфа › Кратко", "Бета › Кратко", "Гамма › Кратко"]


async def test_an_old_button_of_the_map_shows_the_nearest_page(learner: Person) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await learner.send("/stats")
    assert "Карта памяти" in await learner.press(learner.last, TurnMap(page=99).pack())


async def test_english_speakers_read_english(learner: Person, store: Store) -> None:
    await learner.send("/quiz")
    await answer_one(learner)
    await store.remember(learner.id, language="en")
    said = await learner.send("/stats")
    assert "Map of memory" in said
    assert "the lighter a cell" in said


async def test_continue_opens_where_reading_stopped(learner: Person) -> None:
    assert "Выберите тему" in await learner.send("/continue")
    await learner.send("/topics")
    await learner.tap("Docker")
    page = await learner.tap("Аналоги")
    assert await learner.send("/continue") == page


async def test_continue_shows_the_contents_where_the_section_is_gone(learner: Person, store: Store) -> None:
    await store.journal.open_section(learner.id, "gone")
    assert "Выберите тему" in await learner.send("/continue")


async def test_a_link_or_a_look_up_opens_for_reading_too(learner: Person, edition: Edition) -> None:
    analogues = next(one for one in edition.library.sections.values() if one.title == "Аналоги")
    page = await learner.start(f"s_{analogues.id}")
    assert await learner.send("/continue") == page
    assert "Политики перезапуска" in await learner.send("политики перезапуска")
    assert "📖 2/" in await learner.send("/stats")
