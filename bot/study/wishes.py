"""What a person means by "ask me about this command": the few questions that become cards."""

from collections.abc import Iterable
from typing import Final

from bot.study.notes import QuestionId
from bot.study.quiz import Question

WISHED: Final = 3  # questions for one wish: a day's set by default, so that no wish crowds out what is due


def wished(about: Iterable[Question], flag: str | None = None) -> tuple[QuestionId, ...]:
    """Up to three of a command's questions, each of another fact: those on the flag, then as the notes go."""
    facts: dict[str, QuestionId] = {}
    for question in sorted(about, key=lambda question: not _is_on(question, flag)):
        facts.setdefault(question.fact, question.id)
    return tuple(facts.values())[:WISHED]


def _is_on(question: Question, flag: str | None) -> bool:
    return flag is not None and flag in (question.stem_args.get("flag"), *question.rights)
