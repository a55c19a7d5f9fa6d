"""Cases of the parser as text anyone can add, and how a library reads as text."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.study.notes import Library
from bot.study.parse import SourceFile

CASES = Path(__file__).parents[1] / "cases" / "parse"
_FILE = re.compile(r"^=== (?P<path>.+)\n", re.MULTILINE)


def cases(name: str) -> list[tuple[str, str, str]]:
    """(title, input, expected) of a file of cases: lines of "." alone stand between the parts."""
    parts = re.split(r"^\.\n", (CASES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(parts) % 3 == 1
    return [(parts[i].strip(), parts[i + 1], parts[i + 2].rstrip("\n")) for i in range(0, len(parts) - 1, 3)]


def files(text: str) -> list[SourceFile]:
    """The files of a case: each after a line "=== path", or the whole as notes.md."""
    parts = _FILE.split(text)
    if len(parts) == 1:
        return [SourceFile("notes.md", text.encode())]
    return [SourceFile(path, body.encode()) for path, body in zip(parts[1::2], parts[2::2], strict=True)]


def tree(library: Library) -> Iterator[str]:
    for section in library.sections.values():
        yield "  " * (len(section.path) - 1) + section.title + (" (stub)" if section.is_stub else "")


def commands(library: Library) -> Iterator[str]:
    for command in library.commands.values():
        yield f"{command.name}: {command.purpose}"
        yield from (f"  = {alias}" for alias in command.aliases)
        yield from (f"  $ {line}" for line in command.synopsis)
        for flag in command.flags:
            yield f"  {', '.join(flag.names)}: {flag.meaning}"
            yield from (f"    > {example.code}" for example in flag.examples)
        for example in command.examples:
            meaning = f" | {example.meaning}" if example.meaning else ""
            yield "  > " + example.code.replace("\n", "⏎") + meaning


def definitions(library: Library) -> Iterator[str]:
    yield from (f"{found.term}: {found.meaning}" for found in library.definitions)


def questions(library: Library) -> Iterator[str]:
    for question in library.questions.values():
        yield f"{question.id} {library.sections[question.section].title}: {question.stem}"
        yield from (f"{'+' if option.is_right else '-'} {option.text}" for option in question.options)
        if question.explanation:
            yield f"> {question.explanation}"


def faults(library: Library) -> Iterator[str]:
    for fault in library.faults:
        place = f"{fault.line}" if fault.file == "notes.md" else f"{fault.file}:{fault.line}"
        args = "".join(f" {name}={value}" for name, value in sorted(fault.args.items()))
        yield f"{place} {fault.code}{args}"
