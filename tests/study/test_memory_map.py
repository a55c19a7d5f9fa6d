"""The map of memory over a tree made by hand."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from bot.study.memory_map import MemoryMap, Place, Region, pages
from bot.study.notes import Library, Section
from bot.study.quiz import Kind, Question, Wording
from bot.study.review import CardState, planned, retrievability, review

TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=7)


def section(path: str, children: Iterable[str] = (), *, is_stub: bool = False) -> Section:
    """A section whose id is its path."""
    parts = tuple(path.split("/"))
    return Section(
        id=path,
        title=parts[-1],
        path=parts,
        parent="/".join(parts[:-1]) or None,
        children=tuple(f"{path}/{child}" for child in children),
        text="",
        file="a.md",
        line=1,
        is_stub=is_stub,
        references={},
    )


SECTIONS = [
    section("git", ["log", "stash"]),
    section("git/log", ["graph"]),
    section("git/log/graph"),
    section("git/stash", is_stub=True),
    section("sql"),
]
LIBRARY = Library(
    sections={one.id: one for one in SECTIONS},
    commands={},
    definitions=(),
    questions={},
    outlines=(),
    faults=(),
)


def question(number: str, where: str) -> Question:
    return Question(
        id=number,
        kind=Kind.WRITTEN,
        section=where,
        subject=where.split("/", maxsplit=1)[0],
        fact=number,
        command=None,
        words=Wording(
            stem_args={"stem": number},
            rights=("yes",),
            lures=("no",),
            code=None,
            explanation="",
            file="a.md",
            line=1,
        ),
    )


QUESTIONS = {
    one.id: one
    for one in (
        question("1", "git"),
        question("2", "git/log/graph"),
        question("3", "git/log/graph"),
        question("4", "sql"),
    )
}
WELL = review(
    review(None, right=True, on=TODAY - timedelta(days=30), card_key="w"), right=True, on=TODAY, card_key="w"
)
BADLY = review(None, right=False, on=TODAY, card_key="b")


def of(cards: dict[str, CardState]) -> MemoryMap:
    return MemoryMap(LIBRARY, QUESTIONS, cards, LATER)


def test_recall_and_reading_add_up_from_below() -> None:
    git, sql = of({"1": WELL, "2": BADLY}).regions({"git/log", "git/log/graph", "gone"})
    well, badly = retrievability(WELL, LATER), retrievability(BADLY, LATER)
    assert git.subject.recall == pytest.approx((well + badly) / 2)
    assert (git.subject.read, git.subject.sections) == (2, 3)
    log, stash = git.children
    assert log == Place(LIBRARY.sections["git/log"], badly, 2, 2)
    assert stash == Place(LIBRARY.sections["git/stash"], None, 0, 0), "a stub can be neither read nor asked"
    assert sql == Region(Place(LIBRARY.sections["sql"], None, 0, 1), ())


def test_what_was_never_answered_is_not_forgotten() -> None:
    cards = {"4": planned(TODAY), "of an earlier edition": BADLY}
    assert [region.subject.recall for region in of(cards).regions(set())] == [None, None]
    assert of(cards).weakest(3) == ()


def test_the_weakest_section_comes_first_and_a_strong_one_not_at_all() -> None:
    assert retrievability(WELL, LATER) > 0.9
    weakest = of({"1": WELL, "2": WELL, "3": BADLY, "4": BADLY}).weakest(3)
    assert [weak.section.id for weak in weakest] == ["sql", "git/log/graph"]
    assert weakest[0].recall == pytest.approx(retrievability(BADLY, LATER))
    assert len(of({"3": BADLY, "4": BADLY}).weakest(1)) == 1


def region(name: str, children: int) -> Region:
    below = tuple(Place(section(f"{name}/{n}"), None, 0, 1) for n in range(children))
    return Region(Place(section(name), None, 0, 1), below)


def test_pages_hold_whole_subjects_where_these_fit() -> None:
    shelf = pages([region("a", 3), region("b", 4), region("c", 0), region("d", 9)], lines=10)
    assert [[part.subject.section.id for part in page] for page in shelf] == [["a", "b", "c"], ["d"]]


def test_a_large_subject_goes_on_under_its_name_and_loses_nothing() -> None:
    large = region("large", 25)
    shelf = pages([region("a", 2), large, region("b", 1)], lines=10)
    assert all(sum(1 + len(part.children) for part in page) <= 10 for page in shelf)
    parts = [part for page in shelf for part in page if part.subject == large.subject]
    assert [child for part in parts for child in part.children] == list(large.children)
    assert len(parts) == 3


def test_no_subjects_no_pages() -> None:
    assert pages([]) == ()
