"""What `konspekt check --questions` prints: each question as a teacher reads it, in the form authors write theirs."""

from collections.abc import Iterator
from typing import Any

from bot.edition import Edition
from bot.stems import stem_of
from bot.study.quiz import Question
from bot.texts import Texts


def questions_text(edition: Edition, spoken: Texts) -> Iterator[str]:
    """Line by line: where it comes from and its kind, the stem, code, options and the explanation."""
    for question in edition.questions.values():
        path = " / ".join(edition.library.sections[question.section].path)
        yield f"{question.file}:{question.line}: [{question.kind}] {path}"
        yield f"  {stem_of(question, spoken)}"
        yield from (f"      {line}" for line in (question.code or "").splitlines())
        yield from (f"  - [x] {text}" for text in question.rights)
        yield from (f"  - [ ] {text}" for text in question.lures)
        if question.explanation:
            yield f"  > {question.explanation}"
        yield ""


def questions_shape(edition: Edition, spoken: Texts) -> list[dict[str, Any]]:
    """The same for programs."""
    return [_shape(question, edition, spoken) for question in edition.questions.values()]


def _shape(question: Question, edition: Edition, spoken: Texts) -> dict[str, Any]:
    options = [{"text": text, "right": True} for text in question.rights]
    options += [{"text": text, "right": False} for text in question.lures]
    return {
        "id": question.id,
        "kind": str(question.kind),
        "file": question.file,
        "line": question.line,
        "section": list(edition.library.sections[question.section].path),
        "stem": stem_of(question, spoken),
        "code": question.code,
        "options": options,
        "explanation": question.explanation,
    }
