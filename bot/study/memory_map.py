"""The map of memory: what is predicted to be recalled, and what was read, laid over the contents tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.study.notes import Library, QuestionId, Section, SectionId
from bot.study.quiz import Question
from bot.study.review import DESIRED_RETENTION, CardState, retrievability

LINES: Final = 24  # of a page: as many as a phone shows at once


@dataclass(frozen=True, slots=True)
class Place:
    """One section with everything below it."""

    section: Section
    recall: float | None  # mean predicted recall of the questions answered so far, 0-1; None: none was
    read: int  # written sections that were opened
    sections: int  # written sections


@dataclass(frozen=True, slots=True)
class Region:
    """A subject and its children; a large one is continued on further pages."""

    subject: Place
    children: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A section that is worth reading again."""

    section: Section
    above: str  # the title of its subject, or of the part of the only one; empty for a subject
    recall: float  # mean predicted recall of its own questions


class MemoryMap:
    """The predicted recall of every section on one date.

    Only questions that were answered count: what was never asked is not forgotten.
    """

    def __init__(
        self,
        library: Library,
        questions: Mapping[QuestionId, Question],
        cards: Mapping[QuestionId, CardState],
        on: date,
    ) -> None:
        self._library = library
        self._own: defaultdict[SectionId, list[float]] = defaultdict(list)
        for question, card in cards.items():
            if card.reviews and question in questions:
                self._own[questions[question].section].append(retrievability(card, on))

    def regions(self, read: AbstractSet[SectionId]) -> tuple[Region, ...]:
        """Every subject with its children, in the order of the contents."""
        places = self._places(read)
        return tuple(
            Region(places[subject.id], tuple(places[child] for child in subject.children))
            for subject in self._library.subjects()
        )

    def begun(self, read: AbstractSet[SectionId]) -> tuple[tuple[Region, ...], tuple[Region, ...]]:
        """The subjects that were asked about, then those only read, and apart from them those not begun."""
        regions = self.regions(read)
        asked = [region for region in regions if region.subject.recall is not None]
        opened = [region for region in regions if region.subject.recall is None and region.subject.read]
        begun = (*asked, *opened)
        return begun, tuple(region for region in regions if region not in begun)

    def weakest(self, limit: int) -> tuple[Weak, ...]:
        """The sections whose own questions are recalled worst, the worst first; none that is recalled as wished."""
        means = {section: sum(recalls) / len(recalls) for section, recalls in self._own.items()}
        worst = [s for s in sorted(means, key=means.__getitem__)[:limit] if means[s] < DESIRED_RETENTION]
        return tuple(Weak(self._library.sections[s], self._above(s), means[s]) for s in worst)

    def _above(self, section: SectionId) -> str:
        """The subject of a section; of the only one, the part that the section is in."""
        above = self._library.ancestors(self._library.sections[section])
        if len(self._library.subjects()) == 1:
            return above[-1].title if above[1:] else ""
        return above[0].title if above else ""

    def _places(self, read: AbstractSet[SectionId]) -> dict[SectionId, Place]:
        recalls: defaultdict[SectionId, list[float]] = defaultdict(list)
        opened: defaultdict[SectionId, int] = defaultdict(int)
        written: defaultdict[SectionId, int] = defaultdict(int)
        places: dict[SectionId, Place] = {}
        for section in reversed(tuple(self._library.sections.values())):  # first all that is below a section
            recalls[section.id] += self._own.get(section.id, ())
            opened[section.id] += not section.is_stub and section.id in read
            written[section.id] += not section.is_stub
            mean = _mean(recalls[section.id])
            places[section.id] = Place(section, mean, opened[section.id], written[section.id])
            if section.parent is not None:
                recalls[section.parent] += recalls[section.id]
                opened[section.parent] += opened[section.id]
                written[section.parent] += written[section.id]
        return places


def pages(regions: Iterable[Region], lines: int = LINES) -> tuple[tuple[Region, ...], ...]:
    """The regions on pages of at most so many lines: whole ones together, one that is larger on pages of its own."""
    found: list[list[Region]] = [[]]
    room = lines
    for region in regions:
        for part in _parts(region, lines):
            size = 1 + len(part.children)
            if size > room:
                found.append([])
                room = lines
            found[-1].append(part)
            room -= size
    return tuple(tuple(page) for page in found if page)


def _parts(region: Region, lines: int) -> Iterator[Region]:
    step = lines - 1
    for start in range(0, max(len(region.children), 1), step):
        yield Region(region.subject, region.children[start : start + step])


def _mean(values: Iterable[float]) -> float | None:
    found = tuple(values)
    return sum(found) / len(found) if found else None
