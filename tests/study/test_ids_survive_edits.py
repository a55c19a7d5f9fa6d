"""Issue 3's experiment: notes are edited at random, and the share of ids that stay is measured."""

import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from bot.study.known import Known, remember
from bot.study.notes import Library, Section
from bot.study.parse import SourceFile, parse
from bot.study.recognize import MIN_WORDS
from bot.study.titles import title_key

COMMON_TITLES = ["Краткие сведения", "Основные команды", "Аналоги", "Примеры", "Установка"]
SYLLABLES = [
    "ба",
    "ве",
    "гри",
    "до",
    "жу",
    "за",
    "ки",
    "ло",
    "мну",
    "не",
    "пра",
    "ро",
    "сти",
    "ту",
    "фло",
    "хо",
    "це",
    "ша",
    "эк",
    "ю",
]
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES, repeat=2)]
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]  # as in a language: a few words are everywhere


@dataclass(eq=False)
class Topic:
    """A section of the made-up notes; the object itself is its subject, whatever happens to its text."""

    title: str
    text: str
    children: list["Topic"] = field(default_factory=list)


@dataclass
class Notes:
    files: dict[str, list[Topic]]
    rng: random.Random

    def topics(self) -> Iterator[tuple[list[Topic], Topic]]:
        """Each topic with the list it stands in."""
        pending = [(topics, topic) for topics in self.files.values() for topic in topics]
        while pending:
            siblings, topic = pending.pop()
            yield siblings, topic
            pending.extend((topic.children, child) for child in topic.children)

    def pick(self) -> tuple[list[Topic], Topic]:
        return self.rng.choice([*self.topics()])

    def word(self) -> str:
        return self.rng.choices(WORDS, WEIGHTS)[0]

    def text(self) -> str:
        if self.rng.random() < 0.15:
            return ""  # a heading that only holds others
        size = self.rng.randint(5, 60)
        return " ".join(self.word() for _ in range(size))

    def title(self) -> str:
        return (
            self.rng.choice(COMMON_TITLES)
            if self.rng.random() < 0.3
            else f"{self.word()} {self.word()} {self.word()}"
        )

    def topic(self, depth: int) -> Topic:
        count = self.rng.randint(0, 4) if depth else 0
        children = [self.topic(depth - 1) for _ in range(count)]
        text = self.text()
        return Topic(self.title(), text if children or text else "пока здесь пусто", children)


def make_notes(rng: random.Random) -> Notes:
    notes = Notes({}, rng)
    for number in range(5):
        notes.files[f"{number}-{notes.word()}.md"] = [notes.topic(3) for _ in range(2)]
    return notes


def reword(notes: Notes) -> None:
    """A fifth of the words of a section are others now; its title path stays."""
    _, topic = notes.pick()
    topic.text = _reworded(notes, topic.text)


def _reworded(notes: Notes, text: str) -> str:
    return " ".join(notes.word() if notes.rng.random() < 0.2 else word for word in text.split())


def _move(notes: Notes, siblings: list[Topic], topic: Topic) -> None:
    """Under another topic, not below itself, and not deeper than Markdown has headings."""
    inside = {id(other) for other in (topic, *_below(topic))}
    room = 6 - _height(topic)
    homes = [other for _, other in notes.topics() if id(other) not in inside and _depth(notes, other) <= room]
    if homes:
        siblings.remove(topic)
        notes.rng.choice(homes).children.append(topic)


def _height(topic: Topic) -> int:
    return 1 + max(map(_height, topic.children), default=0)


def rewrite(notes: Notes) -> None:
    """A new text under the same title path."""
    notes.pick()[1].text = notes.text() or "новый текст об этом"


def rename(notes: Notes) -> None:
    """A new title; the text stays, and all sections below have another path."""
    notes.pick()[1].title = notes.title()


def decorate(notes: Notes) -> None:
    """Case, emphasis, code and punctuation of a heading."""
    _, topic = notes.pick()
    wrap = notes.rng.choice(["**{}**", "*{}*", "{}:", "«{}»", "{}."])
    topic.title = wrap.format(notes.rng.choice([topic.title.upper, topic.title.lower])())


def shuffle(notes: Notes) -> None:
    siblings, _ = notes.pick()
    notes.rng.shuffle(siblings)


def move(notes: Notes) -> None:
    """A section with all below it goes under another one, perhaps in another file."""
    siblings, topic = notes.pick()
    _move(notes, siblings, topic)


def move_and_reword(notes: Notes) -> None:
    """The hard case: neither the path nor the text is what it was."""
    siblings, topic = notes.pick()
    topic.text = _reworded(notes, topic.text)
    _move(notes, siblings, topic)


def rename_file(notes: Notes) -> None:
    path = notes.rng.choice([*notes.files])
    notes.files[f"{notes.rng.random()}.md"] = notes.files.pop(path)


def add_sibling(notes: Notes) -> None:
    siblings, _ = notes.pick()
    siblings.insert(
        notes.rng.randint(0, len(siblings)), Topic(notes.title(), notes.text() or "что-то новое здесь")
    )


def remove(notes: Notes) -> None:
    siblings, topic = notes.pick()
    if not topic.children:
        siblings.remove(topic)


EDITS: list[Callable[[Notes], None]] = [
    reword,
    rewrite,
    rename,
    decorate,
    shuffle,
    move,
    move_and_reword,
    rename_file,
    add_sibling,
    remove,
]


def _below(topic: Topic) -> Iterator[Topic]:
    for child in topic.children:
        yield child
        yield from _below(child)


def _depth(notes: Notes, topic: Topic) -> int:
    def seek(topics: list[Topic], depth: int) -> int:
        for other in topics:
            if other is topic:
                return depth
            if found := seek(other.children, depth + 1):
                return found
        return 0

    return max(seek(topics, 1) for topics in notes.files.values())


def render(notes: Notes) -> tuple[list[SourceFile], list[Topic]]:
    """The files, and the topics in the order in which their sections are read."""
    files: list[SourceFile] = []
    order: list[Topic] = []

    def lines(topic: Topic, level: int) -> Iterator[str]:
        order.append(topic)
        yield f"{'#' * level} {topic.title}\n\n{topic.text}\n"
        for child in topic.children:
            yield from lines(child, level + 1)

    for path, topics in sorted(notes.files.items()):
        text = "\n".join(line for topic in topics for line in lines(topic, 1))
        files.append(SourceFile(path, text.encode()))
    return files, order


def load(notes: Notes, known: Known | None) -> tuple[Library, dict[Topic, Section]]:
    files, order = render(notes)
    library = parse(files, known)
    assert len(library.sections) == len(order)
    return library, dict(zip(order, library.sections.values(), strict=True))


def is_untouched(old: Section, new: Section) -> bool:
    """Whether the title path or the text is what it was; case, emphasis and punctuation do not count."""
    same_path = [*map(title_key, old.path)] == [*map(title_key, new.path)]
    return same_path or (old.body == new.body and len(old.body.split()) >= MIN_WORDS)


@dataclass
class Figures:
    """How many ids were kept, by what happened to their subjects."""

    kept: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, *, is_kept: bool) -> None:
        self.seen[what] += 1
        self.kept[what] += is_kept

    def share(self, what: str) -> float:
        return self.kept[what] / self.seen[what] if self.seen[what] else 1.0

    def __str__(self) -> str:
        return "; ".join(
            f"{what}: {self.kept[what]}/{seen} = {self.share(what):.4f}" for what, seen in self.seen.items()
        )


def experiment(seeds: range, edits: list[Callable[[Notes], None]], at_once: int) -> Figures:
    """Notes made from each seed, edited and loaded six times; each load knows the ones before, as JSON."""
    figures = Figures()
    for seed in seeds:
        rng = random.Random(seed)
        notes = make_notes(rng)
        library, before = load(notes, None)
        known = remember(library)
        subjects = {section.id: topic for topic, section in before.items()}
        for _ in range(6):
            for edit in rng.choices(edits, k=at_once):
                edit(notes)
            library, after = load(notes, Known.from_json(json.loads(json.dumps(known.to_json()))))
            known = remember(library, known)
            compare(before, after, subjects, figures)
            before = after
    return figures


def compare(
    before: dict[Topic, Section], after: dict[Topic, Section], subjects: dict[str, Topic], figures: Figures
) -> None:
    for topic, section in after.items():
        old = before.get(topic)
        if old is not None:
            figures.add("all", is_kept=section.id == old.id)
            what = "path or text untouched" if is_untouched(old, section) else "both touched"
            figures.add(what, is_kept=section.id == old.id)
        figures.add("same subject", is_kept=subjects.setdefault(section.id, topic) is topic)


@pytest.mark.parametrize("edit", EDITS)
def test_ids_stay_where_title_path_or_text_is_untouched(edit: Callable[[Notes], None]) -> None:
    figures = experiment(range(4), [edit], at_once=1)
    print(edit.__name__, figures)  # noqa: T201 - the figures are what the experiment is for
    assert figures.share("path or text untouched") == 1
    assert figures.share("same subject") == 1


def test_ids_stay_over_mixed_edits() -> None:
    figures = experiment(range(100, 110), EDITS, at_once=5)
    print(figures)  # noqa: T201 - the figures are what the experiment is for
    assert figures.share("path or text untouched") == 1
    assert figures.share("both touched") >= 0.95
    assert figures.share("all") >= 0.99
    assert figures.share("same subject") == 1
