"""Ids that fit callback data and `?start=`.

>>> command_id("docker ps"), command_id("docker-compose_x"), command_id("WORKDIR")
('docker_ps', 'docker-compose__x', 'WORKDIR')
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from bot.study.drafts import Draft
from bot.study.known import Known
from bot.study.notes import CommandId, QuestionId, SectionId
from bot.study.recognize import Recognizer, recognize_questions
from bot.study.titles import title_key
from bot.study.written import Written

COMMAND_LIMIT = 40
_PLAIN = re.compile(r"[A-Za-z0-9_ -]+")


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for the parts."""
    return blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()


def command_id(name: str) -> CommandId:
    """The id of a command: its name, readable where it is made of plain letters."""
    escaped = name.replace("_", "__").replace(" ", "_")
    if _PLAIN.fullmatch(name) and len(escaped) <= COMMAND_LIMIT and not escaped.startswith("_"):
        return escaped
    return "_" + digest(name)


def section_ids(drafts: Sequence[Draft], known: Known) -> dict[Draft, SectionId]:
    """Ids for sections given in reading order: those they had, else new ones made of their paths of titles."""
    recognized = Recognizer(drafts, known.sections).recognize() if known.sections else {}
    fresh = FreshIds(known.sections)
    ids: dict[Draft, SectionId] = {}
    paths: dict[Draft | None, tuple[str, ...]] = {}
    for draft in drafts:
        paths[draft] = (*paths.get(draft.parent, ()), draft.key)
        ids[draft] = recognized.get(draft) or fresh.make(*paths[draft])
    return ids


def question_ids(questions: Sequence[Written], known: Known) -> list[QuestionId]:
    """Ids for written questions: the author's own, those they had, else new ones made of their stems."""
    recognized = recognize_questions(questions, known.questions)
    fresh = FreshIds({*known.questions, *(question.explicit_id for question in questions)})
    given: dict[QuestionId, None] = {}
    for number, question in enumerate(questions):
        found = question.explicit_id if question.explicit_id not in given else ""
        found = found or recognized.get(number) or fresh.make(title_key(question.stem))
        given[found] = None
    return list(given)


class FreshIds:
    """Makes ids that nobody has had: each further subject of one path gets another one."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def make(self, *path: str) -> str:
        first = found = digest(*path)
        while found in self._taken:
            self._counts[first] += 1
            found = digest(*path, f"#{self._counts[first]}")
        self._taken.add(found)
        return found
