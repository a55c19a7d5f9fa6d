"""Every language is whole, a third one is a folder: all screens shown in a made-up language hold no other letters."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest

from bot import texts
from bot.app import App
from bot.edition import Edition, Shelf, publish
from bot.keyboards import LABEL_LIMIT, PAIR_LIMIT
from bot.menu import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS, LEADING_COMMANDS
from bot.preview import Telegram
from bot.publishing import Press, Publisher
from bot.reloading import Reloading
from bot.store import Store
from bot.study.places import title
from bot.texts import Languages, Texts
from tests import pseudo
from tests.language_walk import AT_LAST, NOTES, SAID, TO_GROUP, try_everything
from tests.test_texts import messages

VISIBLE = frozenset((
    "text", "caption", "question", "explanation", "description", "short_description", "title", "message_text", "html",
))  # fmt: skip
UNSEEN = frozenset(("copy_text", "explanation_entities", "entities"))
# The notes of this test are Georgian and its people Greek: other letters are the bot's, or what all languages share.
FOREIGN = {pseudo.LANGUAGE: "A-Za-zА-Яа-яЁё", "en": "А-Яа-яЁё", "ru": "A-Za-z"}
SHARED = "English Esperanto Русский UTC Telegram Anki JSON Konspekt Redis Python aiogram ms konspekt check BotFather docker md"
# characters of a label, by how many stand in its row, that a phone shows
ROW = {1: LABEL_LIMIT, 2: PAIR_LIMIT, 3: 17}
ROW_OF_MANY = 9
UNSAID = 0.4  # of the texts: what only faults and rare turns of events bring up


def words_of(text: str, letters: str = FOREIGN[pseudo.LANGUAGE]) -> set[str]:
    """Words in these letters; commands such as `/forget` are called so in all languages."""
    return set(re.findall(f"(?<![/\\w])[{letters}]{{2,}}", text))


KNOWN = words_of(f"{NOTES} {SHARED} {SAID} {TO_GROUP} {AT_LAST}") | {
    *COMMANDS,
    *GROUP_COMMANDS,
    *LEADING_COMMANDS,
    *ADMIN_COMMANDS,
}


def width(label: str) -> int:
    """The characters of a label but for the made-up language's brackets."""
    return len(label.strip("⟦⟧"))


@cache
def cities(language: str) -> set[str]:
    """The words of the zones' names, which are of CLDR."""
    return {word for zone in available_timezones() for word in words_of(title(zone, language))}


@dataclass(slots=True)
class Shown:
    """All that people were shown, and the keys that were said."""

    strings: set[str] = field(default_factory=set)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)  # what Telegram would not take

    def take(self, value: object, *, is_visible: bool = False) -> None:
        if isinstance(value, str) and value[:1] in "[{" and not is_visible:
            try:
                value = json.loads(value)
            except ValueError:
                return
        if isinstance(value, str) and is_visible:
            self.strings.add(re.sub(r"<(code|pre)\b.*?</\1>|<[^>]*>", " ", value, flags=re.DOTALL))
        elif isinstance(value, Mapping):
            for row in value.get("inline_keyboard", ()):
                self.rows.append(tuple(button["text"] for button in row))
            for name, inner in value.items():
                if name not in UNSEEN:
                    self.take(inner, is_visible=name in VISIBLE)
        elif isinstance(value, list):
            for inner in value:
                self.take(inner, is_visible=is_visible)

    def foreign(self, language: str) -> list[str]:
        """What holds words of another language than that, and than the notes."""
        return sorted(
            one for one in self.strings if words_of(one, FOREIGN[language]) - KNOWN - cities(language)
        )

    def clipped(self) -> list[str]:
        """Labels of the made-up language that lost their end, but for those that the notes' words make long."""
        labels = {label for row in self.rows for label in row if "⟦" in label and not label.endswith("⟧")}
        return sorted(label for label in labels if not re.search("[ა-ჰ]", label))

    def crowded(self) -> list[tuple[str, ...]]:
        """Rows with a label of ours that a phone would not show whole."""
        return sorted({row for row in self.rows if max(map(width, row)) > ROW.get(len(row), ROW_OF_MANY)})

    def unsaid(self, language: str) -> float:
        """The share of what the bot says in chats that was not said."""
        ours = {key for key in messages(language) if not key.startswith(("console-", "fault-"))}
        return len(ours - self.keys) / len(ours)


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "docker.md").write_text(NOTES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def edition(notes: Path) -> Edition:
    return publish(notes)


@pytest.fixture
def reloading(notes: Path, store: Store, shelf: Shelf) -> Reloading:
    return Reloading(Publisher(shelf, Press(notes, store)), store, seen=0)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bot's locales and one folder more."""
    folder = tmp_path_factory.mktemp("locales") / "all"
    shutil.copytree(texts.LOCALES, folder)
    pseudo.write(folder / "en", folder / pseudo.LANGUAGE)
    return folder


@pytest.fixture(params=[pseudo.LANGUAGE, "en", "ru"])
def languages(request: pytest.FixtureRequest, locales: Path) -> Languages:
    return texts.load(request.param, locales)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What is said, by key; what is shown is taken in at the end."""
    shown = Shown()
    for name in ("__call__", "plain"):
        say = getattr(Texts, name)

        def listened(self: Texts, key: str, _say: Any = say, **variables: Any) -> str:
            shown.keys.add(key)
            return str(_say(self, key, **variables))

        monkeypatch.setattr(Texts, name, listened)
    return shown


@pytest.fixture
async def walked(konspekt: App, telegram: Telegram, languages: Languages, shown: Shown) -> Shown:
    await try_everything(konspekt, telegram, languages)
    others = languages.codes[1:]
    for call in telegram.calls:
        if call.params.get("language_code") not in others:
            shown.take({**call.params})
        if call.error is not None:
            shown.refused.append(f"{call.method}: {call.error}")
    return shown


def test_everything_shown_is_of_the_language_and_fits(walked: Shown, languages: Languages) -> None:
    assert walked.foreign(languages.default) == []
    assert walked.clipped() == []
    assert walked.crowded() == []
    assert walked.refused == []
    assert walked.unsaid("en") <= UNSAID


def test_a_string_that_is_in_no_locale_is_found_and_a_clipped_button_too() -> None:
    shown = Shown()
    keyboard = {
        "inline_keyboard": [[{"text": "⟦📖 Ŕéåđ ö…"}], [{"text": "⟦" + "å" * 30 + "⟧"}, {"text": "B"}]]
    }
    shown.take({"text": "⟦Ŕéåđ⟧ <b>Next</b>", "reply_markup": json.dumps(keyboard)})
    assert shown.foreign(pseudo.LANGUAGE) == ["⟦Ŕéåđ⟧  Next "]
    assert shown.clipped() == ["⟦📖 Ŕéåđ ö…"]
    assert shown.crowded() == [("⟦" + "å" * 30 + "⟧", "B")]
