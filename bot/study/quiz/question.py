"""A question as a value: what it is about at hand, what it says packed until it is asked.

All questions are looked through for each daily set, by section, command and fact; what one says is wanted when it is
asked. So the words of neighbours lie together, compressed: they share their lures, and take a tenth of the memory.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType

from bot.study import packs
from bot.study.notes import CommandId, QuestionId, SectionId
from bot.study.packs import Pack


class Kind(StrEnum):
    PURPOSE_TO_COMMAND = "purpose-to-command"
    COMMAND_TO_PURPOSE = "command-to-purpose"
    FLAG_TO_MEANING = "flag-to-meaning"
    MEANING_TO_FLAG = "meaning-to-flag"
    EXAMPLE_TO_MEANING = "example-to-meaning"
    TERM_TO_MEANING = "term-to-meaning"
    MEANING_TO_TERM = "meaning-to-term"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a question says; its stem is put together from `stem_args` by the text `question-<kind>`."""

    stem_args: Mapping[str, str]  # subject, and by kind: purpose, command, flag, meaning, term; written: stem
    rights: tuple[str, ...]
    lures: tuple[str, ...]
    code: str | None  # shown under the stem
    explanation: str  # one line, "" where there is none; not cut to Telegram's 200
    file: str
    line: int  # where the notes state it, to the command or the paragraph


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers."""

    id: QuestionId
    kind: Kind
    section: SectionId  # where the answer is explained
    subject: SectionId  # the top of the tree above that section
    fact: str  # the same for the two directions of one fact
    command: CommandId | None  # the command it is about
    words: Wording | Pack

    @property
    def wording(self) -> Wording:
        return self.words if isinstance(self.words, Wording) else _wording(*self.words[self.id])

    @property
    def stem_args(self) -> Mapping[str, str]:
        return self.wording.stem_args

    @property
    def rights(self) -> tuple[str, ...]:
        return self.wording.rights

    @property
    def lures(self) -> tuple[str, ...]:
        return self.wording.lures

    @property
    def code(self) -> str | None:
        return self.wording.code

    @property
    def explanation(self) -> str:
        return self.wording.explanation

    @property
    def file(self) -> str:
        return self.wording.file

    @property
    def line(self) -> int:
        return self.wording.line


_fields = attrgetter(*(field.name for field in fields(Wording)))  # `astuple` would copy each value


def packed(questions: Iterable[Question]) -> Iterator[Question]:
    """The same questions, each with its words packed among its neighbours'."""
    by_id = {question.id: question for question in questions}
    rows = ((question.id, _fields(question.wording)) for question in by_id.values())
    for name, pack in packs.packed(rows, lambda row: sum(map(len, (*row[1], *row[2], row[4])))):
        yield replace(by_id[name], words=pack)


def _wording(  # noqa: PLR0913, PLR0917 -- the fields in their order
    stem_args: dict[str, str],
    rights: list[str],
    lures: list[str],
    code: str | None,
    explanation: str,
    file: str,
    line: int,
) -> Wording:
    return Wording(MappingProxyType(stem_args), tuple(rights), tuple(lures), code, explanation, file, line)
