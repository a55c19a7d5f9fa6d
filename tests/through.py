"""One text through everything that the bot does with notes: reading, ids, questions, pages, cards, look-up."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from bot import render, texts
from bot.book import Reader
from bot.edition import Edition
from bot.keyboards import View, section
from bot.stems import stem_of
from bot.study.known import remember
from bot.study.notes import Library, Section
from bot.study.parse import parse
from bot.study.search import Index
from bot.study.source import SourceFile
from bot.texts import Texts

RUSSIAN = texts.load("ru").known["ru"]
SHOWN = 3  # sections, the longest ones, which are the worst; commands and questions
QUERY = 4096  # characters, as many as a message has

Step = Callable[[str], AbstractContextManager[object]]


def go_through(text: str, step: Step = nullcontext) -> Library:
    """Use the text as the notes of a bot, step by step, and check what must be so for any text."""
    with step("read"):
        library = parse([SourceFile("a.md", text.encode())])
        edition = Edition(library, Index.build(library))
    with step("make questions"):
        asked = list(edition.questions.values())[:SHOWN]
    for question in asked:
        assert stem_of(question, RUSSIAN)
        assert not set(question.rights) & set(question.lures)
    for one in sorted(library.sections.values(), key=lambda one: -len(one.body))[:SHOWN]:
        with step("open a page"):
            open_page(edition, one, RUSSIAN)
        with step("open a rich page"):
            edition.book.rich_pages(one, Reader(RUSSIAN))
        with step("cut a snippet"):
            edition.index.snippet(one.id, one.title)
    for command in list(library.commands.values())[:SHOWN]:
        with step("show a card"):
            shown = edition.card(command, None, RUSSIAN)
        assert render.utf16_len(shown.text) <= render.MESSAGE_LIMIT
    with step("look up"):
        edition.index.find(text[:QUERY])
    with step("search"):
        edition.index.sections(text[-QUERY:])
    with step("read again"):
        again = parse([SourceFile("a.md", text.encode())], remember(library))
    assert list(again.sections) == list(library.sections), "ids stay where nothing changed"
    assert list(again.questions) == list(library.questions)
    return library


def open_page(edition: Edition, shown: Section, spoken: Texts) -> None:
    """What a tap on a section does, as far as it costs time."""
    pages = edition.book.pages(shown, Reader(spoken))
    section(edition, shown, View(0, len(pages)), spoken)
    assert all(0 < render.utf16_len(page.text) <= render.MESSAGE_LIMIT for page in pages)
