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
        "broken-link": Severity.ERROR,  # target
        "broken-anchor": Severity.ERROR,  # target
        "question-no-right-answer": Severity.ERROR,  # question
        "question-too-few-options": Severity.ERROR,  # question, count, limit
        "question-too-many-options": Severity.ERROR,  # question, count, limit
        "question-duplicate-options": Severity.ERROR,  # question, option
        "question-too-long": Severity.ERROR,  # question, length, limit
        "option-too-long": Severity.ERROR,  # question, option, length, limit
        "duplicate-explicit-id": Severity.ERROR,  # id
        "explanation-too-long": Severity.WARNING,  # question, length, limit: it is cut, the question works
        "empty-file": Severity.WARNING,
        "front-matter-broken": Severity.WARNING,
        "contents-entry-without-section": Severity.WARNING,  # title
        "section-missing-from-contents": Severity.WARNING,  # title
        "duplicate-title": Severity.WARNING,  # title, parent
        "empty-section": Severity.WARNING,  # title
        "fence-without-language": Severity.WARNING,
        "fence-not-closed": Severity.WARNING,
        "command-described-twice": Severity.WARNING,  # command, file, line: where the other one is
    }
)


def fault(code: str, file: str, line: int, **args: str | int) -> Fault:
    return Fault(file, line, code, SEVERITIES[code], MappingProxyType(args))
