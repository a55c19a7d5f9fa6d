"""What can be wrong in notes, and how much it matters.

The text of each code is `fault-<code>` in `bot/locales/*/check.ftl`.
"""

from types import MappingProxyType
from typing import Final

from bot.study.notes import Fault, Severity

SEVERITIES: Final = MappingProxyType(
    {
        "encoding": Severity.ERROR,  # offset
        "no-sections": Severity.ERROR,
        "missing-picture": Severity.ERROR,  # target
        "picture-not-read": Severity.ERROR,  # target, reason
        "picture-kind": Severity.ERROR,  # target
        "picture-too-heavy": Severity.ERROR,  # target, size, limit: megabytes
        "picture-too-large": Severity.ERROR,  # target, width, height, limit: pixels
        "picture-too-narrow": Severity.ERROR,  # target, width, height, limit: the ratio
        "picture-not-drawn": Severity.ERROR,  # target, reason
        "broken-link": Severity.ERROR,  # target
        "broken-anchor": Severity.ERROR,  # target
        "question-no-right-answer": Severity.ERROR,  # question
        "question-too-few-options": Severity.ERROR,  # question, count, limit
        "question-too-many-options": Severity.ERROR,  # question, count, limit
        "question-duplicate-options": Severity.ERROR,  # question, option
        "question-too-long": Severity.ERROR,  # question, length, limit
        "option-too-long": Severity.ERROR,  # question, option, length, limit
        "duplicate-explicit-id": Severity.ERROR,  # id, other: file:line
        # of questions made from the notes, `study.quiz.problems`; each with question, detail
        "question-few-options": Severity.WARNING,
        "question-many-options": Severity.WARNING,
        "question-over-limit": Severity.WARNING,
        "question-equal-options": Severity.WARNING,
        "question-lure-contains": Severity.WARNING,
        "question-lure-synonym": Severity.WARNING,
        "question-given-away": Severity.WARNING,
        "question-uneven-lengths": Severity.WARNING,
        "question-ruled-out": Severity.WARNING,
        "question-unclear": Severity.WARNING,
        "question-same-stem": Severity.WARNING,
        "explanation-too-long": Severity.WARNING,  # question, length, limit: it is cut, the question works
        "empty-file": Severity.WARNING,
        "front-matter-broken": Severity.WARNING,
        "contents-entry-without-section": Severity.WARNING,  # title
        "section-missing-from-contents": Severity.WARNING,  # title
        "duplicate-title": Severity.WARNING,  # title, other: file:line
        "empty-section": Severity.WARNING,  # title
        "fence-without-language": Severity.WARNING,
        "fence-not-closed": Severity.WARNING,
        "command-described-twice": Severity.WARNING,  # command, other: file:line
    }
)


def fault(code: str, file: str, line: int, **args: str | int) -> Fault:
    return Fault(file, line, code, SEVERITIES[code], MappingProxyType(args))
