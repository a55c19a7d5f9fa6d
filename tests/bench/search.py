"""How well the look-up finds, beside two plain baselines: a table of class x recall@1, recall@5, p50, p99.

    python -m tests.bench.search [--tldr FOLDER] [--half tuning|test|both] [--misses]

FOLDER is `pages` of a copy of tldr-pages; without it only the queries written by hand are asked.
"""

import argparse
import gc
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.study.notes import Command, Library
from bot.study.search import Index
from bot.study.words import fold, words
from tests.bench.queries import NOTHING, Case, Suite, tldr_suite, written_suites

TLDR_QUERIES = 3000
LIMIT = 5
FUZZY_ENOUGH = 55.0  # of 100: lower finds little more and says nothing to less of the noise
FULL_TEXT_QUERY = "select name from notes where notes match ? order by bm25(notes, 0, 5.0, 3.0, 1.0) limit ?"
Finder = Callable[[str], list[str]]


@dataclass
class Row:
    """What came out for one class of queries."""

    times: list[float] = field(default_factory=list)
    first: int = 0
    among: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, case: Case, found: list[str], seconds: float) -> None:
        self.times.append(seconds)
        self.first += bool(found) and found[0] in case.answers if case.answers else not found
        self.among += bool(case.answers.intersection(found)) if case.answers else not found
        if not (found and found[0] in case.answers) and (case.answers or found):
            self.misses.append(f"{case.kind}: {case.query!r} is {sorted(case.answers)}, found {found[:3]}")

    def merged(self, other: "Row") -> "Row":
        return Row(self.times + other.times, self.first + other.first, self.among + other.among)

    def shown(self) -> str:
        times, count = sorted(self.times), len(self.times)
        p50, p99 = (times[min(int(count * share), count - 1)] * 1000 for share in (0.5, 0.99))
        return f"{count:5} {self.first / count:9.3f} {self.among / count:9.3f} {p50:8.2f} {p99:8.2f}"


def called(command: Command) -> tuple[str, ...]:
    return command.name, *command.aliases


def engine(library: Library) -> Finder:
    index = Index.build(library)
    return lambda query: [index.name(hit.target) for hit in index.find(query, LIMIT)]


def fuzzy_alone(library: Library) -> Finder:
    """rapidfuzz alone: letters of the query against names, its words against purposes and titles; the better counts."""
    names = [(command.name, fold(name)) for command in library.commands.values() for name in called(command)]
    texts = [(command.name, fold(command.purpose)) for command in library.commands.values()]
    texts += [(" / ".join(section.path), fold(section.title)) for section in library.sections.values()]

    def find(query: str) -> list[str]:
        best: dict[str, float] = {}
        for owned, scorer in ((names, fuzz.ratio), (texts, fuzz.token_set_ratio)):
            choices = [text for _, text in owned]
            close = process.extract(
                fold(query), choices, scorer=scorer, limit=LIMIT, score_cutoff=FUZZY_ENOUGH
            )
            for _, score, place in close:
                best[owned[place][0]] = max(best.get(owned[place][0], 0.0), score)
        return sorted(best, key=lambda name: -best[name])[:LIMIT]

    return find


def full_text_alone(library: Library) -> Finder:
    """SQLite's FTS5 alone: BM25 over names, purposes, flags, examples and texts."""
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table notes using fts5(name unindexed, called, purpose, details)")
    for command in library.commands.values():
        details = [flag.meaning for flag in command.flags] + [example.meaning for example in command.examples]
        row = (command.name, " ".join(called(command)), command.purpose, " ".join(details))
        table.execute("insert into notes values (?, ?, ?, ?)", row)
    for section in library.sections.values():
        row = (" / ".join(section.path), section.title, "", section.body)
        table.execute("insert into notes values (?, ?, ?, ?)", row)

    def find(query: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in words(query))
        return [name for (name,) in table.execute(FULL_TEXT_QUERY, (asked, LIMIT))] if asked else []

    return find


FINDERS: dict[str, Callable[[Library], Finder]] = {
    "engine": engine,
    "rapidfuzz": fuzzy_alone,
    "FTS5": full_text_alone,
}


def measure(find: Finder, cases: Iterable[Case]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for case in cases:
        start = time.perf_counter()
        found = find(case.query)
        rows.setdefault(case.kind, Row()).add(case, found, time.perf_counter() - start)
    return rows


def chosen(suite: Suite, half: str) -> tuple[Case, ...]:
    return {"tuning": suite.tuning, "test": suite.test, "both": suite.tuning + suite.test}[half]


def run() -> str:
    """The whole report, on the queries written by hand."""
    return "\n".join(report("written", written_suites(), "test", misses=False))


def report(title: str, suites: list[Suite], half: str, *, misses: bool) -> Iterator[str]:
    for name, make in FINDERS.items():
        rows: dict[str, Row] = {}
        for suite in suites:
            gc.collect()
            start, before = time.perf_counter(), _resident()
            find = make(suite.library)
            built = time.perf_counter() - start
            yield f"{title}: {name} over {suite.name} built in {built:.2f} s, {_resident() - before:.0f} MB"
            for kind, row in measure(find, chosen(suite, half)).items():
                rows[kind] = rows[kind].merged(row) if kind in rows else row
                if misses and name == "engine":
                    yield from row.misses
        answered = [row for kind, row in rows.items() if kind != NOTHING]
        total = Row()
        for row in answered:
            total = total.merged(row)
        yield f"{'class':18} {'n':>5} {'recall@1':>9} {'recall@5':>9} {'p50, ms':>8} {'p99, ms':>8}"
        yield from (f"{kind:18} {row.shown()}" for kind, row in rows.items())
        yield f"{'all with answers':18} {total.shown()}\n"


def say(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _resident() -> float:
    """The most memory the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tldr", type=Path)
    parser.add_argument("--half", choices=("tuning", "test", "both"), default="test")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    say(report("written", written_suites(), arguments.half, misses=arguments.misses))
    if arguments.tldr is not None:
        suites = [tldr_suite(arguments.tldr, TLDR_QUERIES)]
        say(report("tldr", suites, arguments.half, misses=arguments.misses))


if __name__ == "__main__":
    main()
