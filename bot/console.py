"""What the command line prints: the check of the notes, and look-up in a terminal."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from bot import texts
from bot.edition import Edition, publish
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Command, Fault, Section, Severity
from bot.texts import Texts


def check(path: Path, language: str, *, as_json: bool) -> int:
    """Print the tree, the counts and every fault; 1 where a fault is an error."""
    edition = publish(path)
    drawings = edition.album.faults_of_drawings(edition.library.pictures)
    edition = replace(edition, library=edition.library.with_faults(drawings))
    spoken = texts.load(language).known[language]
    if as_json:
        _print([json.dumps(check_shape(edition, spoken), ensure_ascii=False, indent=2)])
    else:
        _print([spoken.plain("console-content", path=str(path)), "", *_tree(edition, spoken), ""])
        _print([*_counts(edition, spoken), "", *_faults(edition.library.faults, spoken)])
    return int(any(fault.severity is Severity.ERROR for fault in edition.library.faults))


def check_shape(edition: Edition, spoken: Texts) -> dict[str, Any]:
    """What `check --json` prints, as product.md 8 fixes it."""
    library = edition.library
    return {
        "totals": _totals(edition),
        "files": [
            {
                "path": outline.path,
                "headings": [[level, text] for level, text in outline.headings],
                "fences": outline.fences,
                "tables": outline.tables,
                "images": outline.images,
                "links": outline.links,
                "commands": list(outline.commands),
            }
            for outline in library.outlines
        ],
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "code": fault.code,
                "severity": str(fault.severity),
                "message": message(fault, spoken),
            }
            for fault in library.faults
        ],
    }


def message(fault: Fault, spoken: Texts) -> str:
    return spoken.plain(f"fault-{fault.code}", **fault.args)


def _totals(edition: Edition) -> dict[str, int]:
    library, outlines = edition.library, edition.library.outlines
    return {
        "files": len(outlines),
        "headings": sum(len(outline.headings) for outline in outlines),
        "fences": sum(outline.fences for outline in outlines),
        "tables": sum(outline.tables for outline in outlines),
        "images": sum(outline.images for outline in outlines),
        "links": sum(outline.links for outline in outlines),
        "sections": len(library.sections),
        "commands": len(library.commands),
        "definitions": len(library.definitions),
        "written": len(library.questions),
        "questions": len(edition.questions),
    }


def _tree(edition: Edition, spoken: Texts) -> Iterator[str]:
    library = edition.library
    for section in library.sections.values():
        depth = len(library.ancestors(section))
        yield "  " * depth + f"- {section.title}" + _mark(section, spoken)


def _mark(section: Section, spoken: Texts) -> str:
    return f" ({spoken.plain('console-stub')})" if section.is_stub else ""


def _counts(edition: Edition, spoken: Texts) -> list[str]:
    totals = _totals(edition)
    return [spoken.plain("console-files", **totals), spoken.plain("console-totals", **totals)]


def _faults(faults: Iterable[Fault], spoken: Texts) -> Iterator[str]:
    count: Counter[Severity] = Counter()
    for fault in sorted(faults, key=lambda fault: (fault.file, fault.line)):
        count[fault.severity] += 1
        kind = spoken.plain(f"console-{fault.severity}")
        yield f"{fault.file}:{fault.line}: {kind}: {message(fault, spoken)} [{fault.code}]"
    if not count:
        yield spoken.plain("console-no-faults")
        return
    yield spoken.plain("console-faults", errors=count[Severity.ERROR], warnings=count[Severity.WARNING])


def look_up(query: str, content: Path, language: str, *, as_json: bool) -> int:
    """Print the card of what the query means, and what else it may mean; 1 where nothing fits."""
    edition = publish(content)
    spoken = texts.load(language).known[language]
    hits = edition.index.find(query)
    names = [edition.index.name(hit.target) for hit in hits]
    if as_json:
        _print([json.dumps({"q": query, "targets": names}, ensure_ascii=False)])
    elif not hits:
        _print([spoken.plain("console-nothing")])
    else:
        _print([*_shown(hits[0].target, edition), *(f"  {name}" for name in names[1:])])
    return 0 if hits else 1


def look_up_lines(content: Path, lines: TextIO, out: TextIO) -> int:
    """Answer queries as JSON lines, one by one, as long as they come."""
    edition = publish(content)
    for line in lines:
        if not line.strip():
            continue
        try:
            query = str(json.loads(line)["q"])
        except (ValueError, KeyError, TypeError):
            out.write(json.dumps({"error": "a line must be a JSON object with q", "targets": []}) + "\n")
            continue
        names = [edition.index.name(hit.target) for hit in edition.index.find(query)]
        out.write(json.dumps({"q": query, "targets": names}, ensure_ascii=False) + "\n")
        out.flush()
    return 0


def _shown(target: Target, edition: Edition) -> Iterator[str]:
    """A card, or a section with its text as it was written."""
    library = edition.library
    match target:
        case CommandTarget(id):
            yield from _card(library.commands[id], None)
        case FlagTarget(id, flag):
            yield from _card(library.commands[id], flag)
        case SectionTarget(id):
            section = library.sections[id]
            yield " / ".join(section.path)
            yield ""
            yield section.body


def _card(command: Command, asked: str | None) -> Iterator[str]:
    yield f"{command.name} — {command.purpose}" if command.purpose else command.name
    yield from (f"  {line}" for line in command.synopsis)
    flags = sorted(command.flags, key=lambda flag: asked not in flag.names)
    width = max((len(", ".join(flag.names)) for flag in flags), default=0)
    if flags:
        yield ""
        yield from (f"  {', '.join(flag.names):<{width}}  {flag.meaning}" for flag in flags)
    for example in command.examples:
        yield ""
        if example.meaning:
            yield f"  # {example.meaning}"
        yield from (f"  {line}" for line in example.code.splitlines())


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
