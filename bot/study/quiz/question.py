"""A question as a value: what it is about at hand, what it says packed until it is asked.

All questions are looked through for each daily set, by section, command and fact; what one says is wanted when it is
asked. So the words of neighbours lie together, compressed: they share their lures, and take a tenth of the memory.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final

from bot.study.notes import CommandId, QuestionId, SectionId

_TOGETHER: Final = 32  # questions in one pack: more take little less memory, and longer to open
_OPEN: Final = 32  # packs kept open, some 20 KB each
_LEVEL: Final = 6


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

    def of(self, question: QuestionId) -> "Wording":  # noqa: ARG002 -- as `Pack` is asked
        return self


@dataclass(frozen=True, slots=True)
class Pack:
    """The wordings of some questions, compressed."""

    data: bytes

    def of(self, question: QuestionId) -> Wording:
        return _opened(self.data)[question]


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
    def stem_args(self) -> Mapping[str, str]:
        return self.words.of(self.id).stem_args

    @property
    def rights(self) -> tuple[str, ...]:
        return self.words.of(self.id).rights

    @property
    def lures(self) -> tuple[str, ...]:
        return self.words.of(self.id).lures

    @property
    def code(self) -> str | None:
        return self.words.of(self.id).code

    @property
    def explanation(self) -> str:
        return self.words.of(self.id).explanation

    @property
    def file(self) -> str:
        return self.words.of(self.id).file

    @property
    def line(self) -> int:
        return self.words.of(self.id).line


def packed(questions: Iterable[Question]) -> Iterator[Question]:
    """The same questions, each with its words packed among its neighbours'."""
    left = iter(questions)
    while some := list(islice(left, _TOGETHER)):
        rows = {question.id: astuple(question.words.of(question.id)) for question in some}
        pack = Pack(zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), _LEVEL))
        yield from (replace(question, words=pack) for question in some)


@lru_cache(_OPEN)
def _opened(data: bytes) -> Mapping[QuestionId, Wording]:
    return {question: _wording(*row) for question, row in json.loads(zlib.decompress(data)).items()}


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
