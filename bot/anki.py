"""Questions as a deck for Anki: a `.apkg` file, made in memory."""

import io
import itertools
import json
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from html import escape
from typing import Any, Final

MODEL: Final = 1_735_689_601  # Anki knows a note type by this number: importing again brings cards up to date
STYLE: Final = """\
.card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 1em auto; }
pre { white-space: pre-wrap; font-size: 17px; }
.quiet { color: #888; font-size: 15px; }
"""
FRONT: Final = "{{Question}}"
BACK: Final = '{{FrontSide}}<hr id="answer">{{Answer}}<p class="quiet">{{Source}}</p>'


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answer, as plain text."""

    id: str  # the same for the same question: Anki keeps its own progress by it
    subject: str
    question: str
    code: str  # shown under the question, "" for none
    options: Sequence[str]  # to choose from; empty where the question can be answered without
    answers: Sequence[str]
    explanation: str
    source: str


def package(name: str, cards: Iterable[Card], now: datetime) -> bytes:
    """The cards as `.apkg`, a deck for each subject within one of that name. Takes some 100 ms."""
    import genanki  # noqa: PLC0415 -- few people ask for a deck, and it takes 80 ms to load

    model = genanki.Model(
        MODEL,
        "Konspekt",
        fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Source"}],
        templates=[{"name": "Konspekt", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    decks: dict[str, Any] = {}
    for card in cards:
        title = f"{name}::{card.subject.replace('::', ':')}"
        deck = decks.setdefault(title, genanki.Deck(_number(title), title))
        fields = [_front(card), _back(card), escape(card.source)]
        deck.add_note(genanki.Note(model=model, fields=fields, guid=genanki.guid_for("konspekt", card.id)))
    # Trap: Package.write_to_file leaves its database behind in the folder for temporary files
    import sqlite3  # noqa: PLC0415 -- a megabyte that few processes need

    with closing(sqlite3.connect(":memory:")) as database:
        seconds = now.timestamp()
        genanki.Package(list(decks.values())).write_to_db(
            database.cursor(), seconds, itertools.count(int(seconds * 1000))
        )
        database.commit()
        return _zipped({"collection.anki2": database.serialize(), "media": json.dumps({}).encode()})


def _front(card: Card) -> str:
    parts = [f"<p>{escape(card.question)}</p>"]
    if card.code:
        parts.append(f"<pre>{escape(card.code)}</pre>")
    if card.options:
        parts.append("<ul>" + "".join(f"<li>{escape(option)}</li>" for option in card.options) + "</ul>")
    return "".join(parts)


def _back(card: Card) -> str:
    answers = "".join(f"<p>{escape(answer)}</p>" for answer in card.answers)
    return answers + (f"<p>{escape(card.explanation)}</p>" if card.explanation else "")


def _number(title: str) -> int:
    """A deck's number in Anki, the same for the same title."""
    return int.from_bytes(blake2b(title.encode(), digest_size=4).digest()) | 1 << 32


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()
