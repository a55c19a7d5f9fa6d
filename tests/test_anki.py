"""Decks for Anki, opened as Anki opens them: a zip with a database in it."""

import io
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.anki import Card, package

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
CARD = Card(
    id="abc",
    subject="Docker",
    question="Что делает <эта> команда?",
    code="docker run --rm -it alpine sh",
    options=(),
    answers=("запускает контейнер & удаляет его",),
    explanation="См. --rm",
    source="Docker / Команды",
)


def opened(deck: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("media")) == {}
        data = archive.read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    return database


def test_each_question_is_a_note_with_its_answer_and_source() -> None:
    with closing(opened(package("Konspekt", [CARD], NOW))) as database:
        [[fields]] = database.execute("select flds from notes").fetchall()
        assert database.execute("select count(*) from cards").fetchone() == (1,)
    front, back, source = fields.split("\x1f")
    assert front == "<p>Что делает &lt;эта&gt; команда?</p><pre>docker run --rm -it alpine sh</pre>"
    assert back == "<p>запускает контейнер &amp; удаляет его</p><p>См. --rm</p>"
    assert source == "Docker / Команды"


def test_options_stand_under_a_question_that_needs_them() -> None:
    with closing(opened(package("Konspekt", [replace(CARD, options=("a", "b"))], NOW))) as database:
        [[fields]] = database.execute("select flds from notes").fetchall()
    assert "<ul><li>a</li><li>b</li></ul>" in fields


def test_subjects_are_decks_within_one() -> None:
    cards = [CARD, replace(CARD, id="b"), replace(CARD, id="c", subject="C::C")]
    with closing(opened(package("Konspekt", cards, NOW))) as database:
        [[decks]] = database.execute("select decks from col").fetchall()
    names = {deck["name"] for deck in json.loads(decks).values()}
    assert {"Konspekt::Docker", "Konspekt::C:C"} <= names


def test_a_later_export_brings_the_same_notes_up_to_date() -> None:
    identities = []
    for card in (CARD, replace(CARD, question="Иначе")):
        with closing(opened(package("Konspekt", [card], NOW))) as database:
            identities.append(database.execute("select guid, mid from notes").fetchall())
    assert identities[0] == identities[1]


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """genanki's own way of writing leaves the person's questions in the folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    package("Konspekt", [CARD], NOW)
    assert list(tmp_path.iterdir()) == []
