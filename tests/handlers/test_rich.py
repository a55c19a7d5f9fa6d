"""Pages as rich messages: asked for with a sample, shown with pictures, classic where Telegram refuses."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.edition import Edition, Shelf, publish
from bot.keyboards.taps import OpenSection
from bot.preview import Person, Telegram
from bot.preview.person import Seen
from bot.preview.state import Rich, Text
from bot.store import Store
from tests.conftest import ROOT, SEED
from tests.preview.pictures import png

NOTES = """# Docker
|флаг|смысл|
|-|-|
|-d|в фоне, сеть git@github.com|

![Слои](layers.png) ![Схема](scheme.svg) ![Слои](layers.png)
## Сети
текст
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20"/></svg>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (tmp_path / "docker.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "layers.png").write_bytes(png(30, 20))
    (tmp_path / "scheme.svg").write_text(SVG, encoding="utf-8")
    return publish(tmp_path)


@pytest.fixture
async def reader(learner: Person, store: Store) -> Person:
    """Who sees tables, and has the contents before them."""
    await store.remember(learner.id, rich=1)
    await learner.send("/topics")
    return learner


def is_rich(shown: Seen) -> bool:
    return isinstance(shown.message.content, Rich)


def is_text(shown: Seen) -> bool:
    return isinstance(shown.message.content, Text)


def methods(telegram: Telegram, since: int = 0) -> list[str]:
    return [call.method for call in telegram.calls[since:] if call.method != "answerCallbackQuery"]


async def test_a_sample_is_shown_before_pages_are_rich(learner: Person, store: Store) -> None:
    await learner.send("/settings")
    assert "Страницы с таблицами: выключены" in learner.last.text
    settings = learner.last
    told = await learner.tap("Включить таблицы")
    assert "docker stop" in told
    assert "Видите в нём таблицу?" in told
    [sample] = [one for one in learner.messages if is_rich(one)]
    assert await person_is_rich(learner, store) is False
    told = await learner.tap("Да, вижу таблицу", on=settings)
    assert "страницы будут с таблицами" in told
    assert "Страницы с таблицами: включены" in told
    assert sample.message.id not in learner.chat.messages
    assert await person_is_rich(learner, store) is True
    await learner.send("/topics")
    await learner.tap("Docker")
    assert is_rich(learner.last)
    assert "Страницы с таблицами: выключены" in await learner.tap("Выключить таблицы", on=settings)
    assert await person_is_rich(learner, store) is False


async def person_is_rich(person: Person, store: Store) -> bool:
    known = await store.person(person.id)
    assert known is not None
    return known.rich


async def test_who_sees_nothing_stays_with_classic_pages(learner: Person, store: Store) -> None:
    await learner.send("/settings")
    await learner.tap("Включить таблицы")
    assert "страницы останутся обычными" in await learner.tap("Нет, пусто")
    assert await person_is_rich(learner, store) is False
    assert not any(is_rich(one) for one in learner.messages)


@pytest.mark.parametrize("code", [400, 404])
async def test_a_telegram_without_rich_messages_is_told_of(
    learner: Person, telegram: Telegram, code: int
) -> None:
    telegram.faults.refuse("RICH_MESSAGE_DISABLED", code=code, method="sendRichMessage")
    await learner.send("/settings")
    assert "пока не принимает такие страницы" in await learner.tap("Включить таблицы")
    assert len(learner.messages) == 2


async def test_a_page_turns_rich_and_back_in_one_message(reader: Person) -> None:
    contents = reader.last
    assert "git@github.com" in await reader.tap("Docker")
    assert isinstance(contents.message.content, Rich)
    assert [block["type"] for block in contents.message.content.blocks] == [
        "heading",
        "table",
        "photo",
        "photo",
        "photo",
    ]
    assert not any("🖼" in label for row in contents.buttons for label in row)
    await reader.tap("Сети")
    await reader.tap("Все темы")
    assert is_text(contents)
    assert reader.last.message.id == contents.message.id


async def test_pictures_of_a_page_are_uploaded_once(reader: Person, telegram: Telegram) -> None:
    await reader.tap("Docker")
    await reader.start("")
    await reader.send("/topics")
    await reader.tap("Docker")
    first, second = (call for call in telegram.calls if "rich_message" in call.params)
    assert str(first.params["rich_message"]).count("attach://") == 2
    assert "attach://" not in str(second.params["rich_message"])


async def test_ids_that_telegram_forgot_are_replaced(reader: Person, telegram: Telegram) -> None:
    await reader.tap("Docker")
    telegram.world.files.clear()
    await reader.send("/topics")
    await reader.tap("Docker")
    assert is_rich(reader.last)
    sent = [str(call.params["rich_message"]) for call in telegram.calls if "rich_message" in call.params]
    assert ["attach://" in one for one in sent] == [True, False, True]


async def test_a_refused_page_comes_classic_once_and_for_all(
    reader: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    contents = reader.last
    telegram.faults.refuse("Bad Request: RICH_MESSAGE_EMAIL_INVALID", method="editMessageText")
    count, since = len(reader.messages), len(telegram.calls)
    with caplog.at_level(logging.WARNING, logger="bot"):
        assert "флаг" in await reader.tap("Docker")
    assert is_text(contents)
    assert len(reader.messages) == count
    assert methods(telegram, since) == ["editMessageText", "editMessageText"]
    assert "RICH_MESSAGE_EMAIL_INVALID" in caplog.text
    assert "🖼 Слои" in [label for row in contents.buttons for label in row]
    await reader.tap("Все темы")
    since = len(telegram.calls)
    await reader.tap("Docker")
    assert methods(telegram, since) == ["editMessageText"]
    assert is_text(contents)
    await reader.tap("Сети")
    assert is_rich(contents)


async def test_a_new_message_that_is_refused_is_not_doubled(
    reader: Person, telegram: Telegram, edition: Edition
) -> None:
    telegram.faults.refuse("Bad Request: RICH_MESSAGE_TOO_LONG", method="sendRichMessage")
    count = len(reader.messages)
    await reader.start(f"s_{edition.library.subjects()[0].id}")
    assert len(reader.messages) == count + 1
    assert is_text(reader.last)


async def test_a_server_that_knows_no_rich_messages_is_asked_once(
    reader: Person, telegram: Telegram, edition: Edition
) -> None:
    telegram.faults.refuse("Not Found: method not found", code=404, method="sendRichMessage")
    for section in edition.library.sections:
        await reader.start(f"s_{section}")
        assert is_text(reader.last)
    assert methods(telegram).count("sendRichMessage") == 1


async def test_a_cut_line_is_no_refusal(reader: Person, telegram: Telegram, edition: Edition) -> None:
    """Whether the page arrived nobody knows: a second one may double it."""
    telegram.faults.cut_connection(after=True, method="sendRichMessage")
    count = len(reader.messages)
    await reader.start(f"s_{edition.library.subjects()[0].id}")
    pages = [one for one in reader.messages[count:] if "Docker" in one.text]
    assert len(pages) == 1


async def test_a_drawing_that_cannot_be_drawn_leaves_the_page_classic(reader: Person, tmp_path: Path) -> None:
    (tmp_path / "scheme.svg").write_text("<svg><g></svg>", encoding="utf-8")
    await reader.tap("Docker")
    assert is_text(reader.last)


async def test_tapping_the_same_button_twice_is_no_fault(reader: Person, edition: Edition) -> None:
    shown = reader.last
    section = OpenSection(id=edition.library.subjects()[0].children[0]).pack()
    await reader.press(shown, section)
    assert await reader.press(shown, section) == ""
    assert is_rich(shown)


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param(ROOT / "content", id="content"),
        pytest.param(
            SEED,
            id="seed",
            marks=pytest.mark.skipif(not SEED.exists(), reason="the seed notes are not beside this checkout"),
        ),
    ],
)
async def test_every_section_can_be_opened_rich(
    reader: Person, shelf: Shelf, telegram: Telegram, notes: Path
) -> None:
    shelf.edition = publish(notes)
    shown = reader.last
    for section in shelf.edition.library.sections.values():
        await telegram.advance(timedelta(seconds=1))  # as a person reads
        assert section.title in await reader.press(shown, OpenSection(id=section.id).pack())
        assert is_rich(shown)
    assert not any(call.error for call in telegram.calls)


@pytest.mark.parametrize("sample", [-1, 2**31, 10**50])
async def test_a_forged_sample_is_not_deleted(reader: Person, telegram: Telegram, sample: int) -> None:
    await reader.press(reader.last, f"r:yes:{sample}")
    assert not any(call.method == "deleteMessage" for call in telegram.calls)
