"""What content-guide asks of a subject beside its facts: sizes of sections, questions, a complete contents list."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.content import read_content
from bot.study.notes import Library, Section
from bot.study.parse import parse

FEWEST, MOST = 60, 250  # words of a section: one idea
INTRO = 30  # words at least over the sections below: what they share
QUESTIONS = 10
_FENCE = re.compile(r"^ *(`{3,}).*?^ *\1", re.DOTALL | re.MULTILINE)
_ADDRESS = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"\w[\w./+-]*")
_SOURCES = re.compile(r"источник", re.IGNORECASE)


@pytest.fixture(scope="module")
def library(content: Path) -> Library:
    found = read_content(content)
    return parse(found.files, assets=found.assets)


def words_in(text: str) -> int:
    return len(_WORD.findall(_ADDRESS.sub("]", text)))


def is_of_one_idea(section: Section) -> bool:
    """A short fence may stand for a paragraph, so its words count; a long one does not make a section long."""
    fewest = INTRO if section.children else FEWEST
    is_short_by_form = "# сигнатура" in section.body or _SOURCES.search(section.title)
    return words_in(_FENCE.sub("", section.body)) <= MOST and (
        bool(is_short_by_form) or words_in(section.body) >= fewest
    )


def test_a_section_is_as_long_as_one_idea(library: Library) -> None:
    """Commands have a form of their own, and sources are a list: both may be short."""
    told = [
        f"content/{section.file}:{section.line}: {words_in(section.body)} words in {section.title!r}"
        for section in library.sections.values()
        if not section.is_stub and not is_of_one_idea(section)
    ]
    assert not told, f"a section has {FEWEST}-{MOST} words:\n" + "\n".join(told)


def test_every_subject_has_written_questions(library: Library) -> None:
    counted = Counter(question.file for question in library.questions.values())
    few = {s.title: counted[s.file] for s in library.subjects() if counted[s.file] < QUESTIONS}
    assert few == {}


def test_every_subject_ends_with_its_sources(library: Library) -> None:
    last = {subject.title: library.children(subject)[-1].title for subject in library.subjects()}
    assert {title: end for title, end in last.items() if not _SOURCES.search(end)} == {}


def test_the_contents_list_is_complete_and_check_has_no_fault(library: Library) -> None:
    """No stub, no section that the list misses, and nothing else that `konspekt check` would name."""
    faults = [f"content/{fault.file}:{fault.line}: {fault.code}" for fault in library.faults]
    assert not faults, "konspekt check has faults:\n" + "\n".join(faults)
    assert [section.title for section in library.sections.values() if section.is_stub] == []
