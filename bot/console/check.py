"""What `konspekt check` prints: the tree, the counts and the faults of the notes."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import texts
from bot.console.questions import questions_shape, questions_text
from bot.edition import Edition, publish
from bot.study.notes import Fault, Section, Severity
from bot.study.quiz import faults
from bot.texts import Texts


def check(path: Path, language: str, *, as_json: bool, with_questions: bool = False) -> int:
    """Print the tree, or every question, then the counts and every fault; 1 where a fault is an error."""
    edition = with_all_faults(publish(path))
    spoken = texts.load(language).known[language]
    if as_json:
        shape = check_shape(edition, spoken)
        if with_questions:
            shape["questions"] = questions_shape(edition, spoken)
        _print([json.dumps(shape, ensure_ascii=False, indent=2)])
    else:
        body = questions_text(edition, spoken) if with_questions else (*_tree(edition, spoken), "")
        _print([spoken.plain("console-content", path=str(path)), "", *body])
        _print([*counts(edition, spoken), "", *_faults(edition.library.faults, spoken)])
    return int(any(fault.severity is Severity.ERROR for fault in edition.library.faults))


def with_all_faults(edition: Edition) -> Edition:
    """The edition with what drawing its pictures and reading its questions brings up beside the faults of parsing."""
    drawings = edition.album.faults_of_drawings(edition.library.pictures)
    of_questions = faults(tuple(edition.questions.values()), edition.library)
    return replace(edition, library=edition.library.with_faults((*drawings, *of_questions)))


def counts(edition: Edition, spoken: Texts) -> list[str]:
    """What the notes hold, in two lines."""
    totals = _totals(edition)
    return [spoken.plain("console-files", **totals), spoken.plain("console-totals", **totals)]


def in_order(found: Iterable[Fault]) -> list[Fault]:
    return sorted(found, key=lambda fault: (fault.file, fault.line))


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


def _faults(found: Iterable[Fault], spoken: Texts) -> Iterator[str]:
    count: Counter[Severity] = Counter()
    for fault in in_order(found):
        count[fault.severity] += 1
        kind = spoken.plain(f"console-{fault.severity}")
        yield f"{fault.file}:{fault.line}: {kind}: {message(fault, spoken)} [{fault.code}]"
    if not count:
        yield spoken.plain("console-no-faults")
        return
    yield spoken.plain("console-faults", errors=count[Severity.ERROR], warnings=count[Severity.WARNING])


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
