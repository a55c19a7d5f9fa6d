"""Labelled queries: those written by hand (tests/cases/search), and those made of tldr-pages by a fixed seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.study.notes import Command, Library
from bot.study.parse import parse
from bot.study.readings import other_layout
from bot.study.source import SourceFile
from bot.study.synonyms import STOP_WORDS
from bot.study.tldr import parse_tldr
from bot.study.words import words

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/search"
NOTHING = "nothing"  # the class of queries that nothing answers
TLDR_SEED = 20261124
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MISSPELLED_FROM = 4  # letters; a shorter word misspelled is another word
_FEWEST_WORDS = 3  # of a description: fewer do not tell pages apart


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    query: str
    answers: frozenset[str]  # any of them is right; empty: nothing is

    @property
    def is_for_tuning(self) -> bool:
        """The half by the query's own hash, so that a new query never moves an old one."""
        return blake2b(self.query.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    library: Library
    tuning: tuple[Case, ...]
    test: tuple[Case, ...]


def written_suites() -> list[Suite]:
    """The notes that ship, and small notes on other subjects, each with the queries over them."""
    docker = _parsed([ROOT / "content/docker.md"])
    tools = _parsed(sorted(CASES.glob("notes-*.md")))
    python = _parsed([CASES / "python.md"])
    return [
        _suite("docker", docker, read_cases("queries-docker"), read_cases("queries-docker-more")),
        _suite("tools", tools, read_cases("queries-tools"), read_cases("queries-tools-more")),
        _suite("python", python, [], read_cases("queries-python-more")),
    ]


def _parsed(paths: list[Path]) -> Library:
    return parse(SourceFile(path.name, path.read_bytes()) for path in paths)


def read_cases(name: str) -> list[Case]:
    lines = (CASES / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Case(kind, query, frozenset(filter(None, answers.split(" | ")))) for kind, query, answers in rows]


def tldr_suite(folder: Path, count: int) -> Suite:
    """Pages of `common` and `linux`, and queries made of their names and descriptions."""
    platforms = ("common", "linux")
    paths = [path for platform in platforms for path in sorted((folder / platform).glob("*.md"))]
    library = parse_tldr(SourceFile(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in paths)
    cases = list(_tldr_cases(library, count))
    return Suite("tldr", library, tuple(cases[: count // 2]), tuple(cases[count // 2 :]))


def _suite(name: str, library: Library, cases: list[Case], more_for_tuning: list[Case]) -> Suite:
    tuning = [case for case in cases if case.is_for_tuning]
    return Suite(
        name, library, (*tuning, *more_for_tuning), tuple(case for case in cases if not case.is_for_tuning)
    )


def _tldr_cases(library: Library, count: int) -> Iterator[Case]:
    rng = random.Random(TLDR_SEED)
    commands = list(library.commands.values())
    names = {name.casefold() for command in commands for name in (command.name, *command.aliases)}
    twins: dict[str, set[str]] = {}
    for command in commands:
        twins.setdefault(command.purpose, set()).add(command.name)
    while count:
        command = rng.choice(commands)
        kind, query = _tldr_query(command, rng)
        if query and not (kind == "name, typo" and query.casefold() in names):
            answers = twins[command.purpose] if kind.startswith("words") else {command.name}
            yield Case(kind, query, frozenset(answers))
            count -= 1


def _tldr_query(command: Command, rng: random.Random) -> tuple[str, str]:
    """A kind of query and the query; an empty one where the page does not give it."""
    described = [
        word for word in words(command.purpose.split(". ")[0]) if len(word) > 1 and word not in STOP_WORDS
    ]
    some = _some(described, rng)
    makers = {
        "name": lambda: command.name,
        "name, typo": lambda: misspelled(command.name, rng),
        "name, layout": lambda: other_layout(command.name.casefold()),
        "name and a word": lambda: f"{command.name} {rng.choice(described)}" if described else "",
        "alias": lambda: rng.choice(command.aliases) if command.aliases else "",
        "words": lambda: some,
        "words, typo": lambda: misspelled(some, rng),
        "words, layout": lambda: other_layout(some),
    }
    kind = rng.choice(list(makers))
    return kind, makers[kind]()


def _some(described: list[str], rng: random.Random) -> str:
    """About two thirds of the words, in their order."""
    if len(described) < _FEWEST_WORDS:
        return ""
    count = max(_FEWEST_WORDS, round(len(described) * 0.6))
    return " ".join(described[place] for place in sorted(rng.sample(range(len(described)), count)))


def misspelled(text: str, rng: random.Random) -> str:
    """The text with one edit inside one of its longer words; empty where it has none."""
    parts = text.split()
    places = [place for place, part in enumerate(parts) if len(part) >= _MISSPELLED_FROM and part.isalpha()]
    if not places:
        return ""
    place = rng.choice(places)
    parts[place] = _edited(parts[place], rng)
    return " ".join(parts)


def _edited(word: str, rng: random.Random) -> str:
    place, letter = rng.randrange(1, len(word) - 1), rng.choice(_LETTERS)
    before, here, after = word[:place], word[place], word[place + 1 :]
    swapped = f"{before}{after[0]}{here}{after[1:]}"
    return rng.choice([before + after, before + letter + here + after, before + letter + after, swapped])
