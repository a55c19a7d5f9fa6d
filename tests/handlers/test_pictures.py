"""Pictures of pages: by a tap, sent once as bytes, refused kindly."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.edition import Edition, publish
from bot.keyboards.taps import OpenPicture, OpenSection
from bot.preview import Person, Telegram
from bot.preview.state import Photo
from tests.preview.pictures import png

NOTES = """# Docker
Слои лежат один на другом. ![Слои образа](pics/layers.png "подсказка") ![](pics/scheme.svg)
![нет такого](pics/none.png) ![не картинка](pics/text.png) ![снаружи](../outside.png) ![ссылка](pics/link.png)
## Сети
![Слои образа](pics/layers.png)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20"/></svg>'


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    pictures = tmp_path / "notes/pics"
    pictures.mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png(30, 20))
    (tmp_path / "notes/docker.md").write_text(NOTES, encoding="utf-8")
    (pictures / "layers.png").write_bytes(png(30, 20))
    (pictures / "scheme.svg").write_text(SVG, encoding="utf-8")
    (pictures / "text.png").write_text("no picture")
    (pictures / "link.png").symlink_to(tmp_path / "outside.png")
    return publish(tmp_path / "notes")


@pytest.fixture
async def reader(learner: Person) -> Person:
    """Who has opened the page with the pictures."""
    await learner.send("/topics")
    await learner.tap("Docker")
    return learner


def photos(person: Person) -> list[Photo]:
    return [shown.message.content for shown in person.messages if isinstance(shown.message.content, Photo)]


def sent_as(telegram: Telegram) -> list[str]:
    """How each photo was sent: anew, or by its id."""
    calls = [call for call in telegram.calls if call.method == "sendPhoto"]
    return ["bytes" if str(call.params["photo"]).startswith("attach://") else "id" for call in calls]


async def test_only_pictures_that_can_be_shown_have_buttons(reader: Person) -> None:
    labels = [label for row in reader.last.buttons for label in row if "🖼" in label]
    assert labels == ["🖼 Слои образа", "🖼 scheme.svg"]


async def test_a_tap_sends_the_picture_and_leaves_the_page(reader: Person) -> None:
    page = reader.last
    assert await reader.tap("Слои образа") == "Слои образа"
    assert reader.last.message.id > page.message.id
    assert [(photo.file.width, photo.file.height) for photo in photos(reader)] == [(30, 20)]
    assert await reader.tap("Убрать") == ""
    assert photos(reader) == []
    assert reader.last.message.id == page.message.id


async def test_a_drawing_is_sent_as_a_picture_of_it(reader: Person) -> None:
    await reader.tap("scheme.svg")
    [photo] = photos(reader)
    assert photo.file.name == "scheme.png"
    assert photo.file.width == 2 * photo.file.height > 1000


async def test_a_picture_is_uploaded_once(reader: Person, telegram: Telegram) -> None:
    page = reader.last
    await reader.tap("Слои образа")
    await reader.tap("scheme.svg", on=page)
    boris = telegram.person("Борис")
    await boris.start()
    await boris.send("/topics")
    await boris.tap("Docker")
    await boris.tap("Сети")
    await boris.tap("Слои образа")
    assert sent_as(telegram) == ["bytes", "bytes", "id"]
    assert photos(boris)[0].file.id == photos(reader)[0].file.id


async def test_an_id_that_telegram_forgot_is_replaced(reader: Person, telegram: Telegram) -> None:
    page = reader.last
    await reader.tap("Слои образа")
    telegram.world.files.clear()
    await reader.tap("Слои образа", on=page)
    await reader.tap("Слои образа", on=page)
    assert sent_as(telegram) == ["bytes", "id", "bytes", "id"]
    assert len(photos(reader)) == 3


async def test_a_picture_that_telegram_refuses_is_reported_once(
    reader: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    page = reader.last
    telegram.faults.refuse("Bad Request: IMAGE_PROCESS_FAILED", method="sendPhoto")
    with caplog.at_level(logging.WARNING, logger="bot"):
        assert "Рисунок не открылся" in await reader.tap("Слои образа", on=page)
        assert "Рисунок не открылся" in await reader.tap("Слои образа", on=page)
    assert len(caplog.messages) == 1
    assert "layers.png" in caplog.messages[0]
    await reader.press(page, OpenSection().pack())
    await reader.tap("Docker", on=page)
    assert not any("Слои" in label for row in page.buttons for label in row)


async def test_a_file_that_went_away_gets_a_kind_word(reader: Person, tmp_path: Path) -> None:
    (tmp_path / "notes/pics/layers.png").unlink()
    assert "Рисунок не открылся" in await reader.tap("Слои образа")
    assert photos(reader) == []


async def test_old_buttons_are_answered(reader: Person, edition: Edition) -> None:
    section = edition.library.subjects()[0].id
    for tap in (OpenPicture(id="gone", key="00000000"), OpenPicture(id=section, key="00000000")):
        assert "Рисунок не открылся" in await reader.press(reader.last, tap.pack())


async def test_a_picture_older_than_two_days_stays(reader: Person, telegram: Telegram) -> None:
    await reader.tap("Слои образа")
    await telegram.advance(timedelta(hours=49))
    assert "старше двух суток" in await reader.tap("Убрать")
    assert len(photos(reader)) == 1
