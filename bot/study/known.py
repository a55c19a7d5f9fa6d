"""What earlier loads of the notes knew: which id stood for which subject.

A bot keeps it as JSON and gives it to the next `parse`, so that what was moved, renamed or reworded
keeps its id. Ids of what is gone stay here: they are never given to another subject.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.study.likeness import Sketch, from_text, sketch
from bot.study.notes import Library, WrittenQuestion
from bot.study.written import Written

VERSION = 1


@dataclass(frozen=True, slots=True)
class Trace:
    """A subject as it was last seen."""

    parent: str  # id of the section above, "" for none; of the section it stands in, for a question
    title: str  # or the stem
    text: Sketch  # of the section's body; of a question's stem and options


@dataclass(frozen=True, slots=True)
class Known:
    sections: Mapping[str, Trace] = field(default_factory=lambda: MappingProxyType({}))
    questions: Mapping[str, Trace] = field(default_factory=lambda: MappingProxyType({}))

    def to_json(self) -> dict[str, object]:
        return {
            "version": VERSION,
            "sections": _to_json(self.sections),
            "questions": _to_json(self.questions),
        }

    @classmethod
    def from_json(cls, data: object) -> "Known":
        """What `to_json` gave. Raises ValueError for anything else."""
        match data:
            case {"version": 1, "sections": dict(sections), "questions": dict(questions)}:
                return cls(_from_json(sections), _from_json(questions))
        raise ValueError("not what earlier loads of the notes knew, or of another version")

    def to_text(self) -> bytes:
        """JSON of `to_json`, the same for the same."""
        return json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_text(cls, text: bytes) -> "Known":
        """What `to_text` gave; nothing for no text. Raises ValueError for anything else."""
        return cls.from_json(json.loads(text)) if text else cls()


def remember(library: Library, known: Known | None = None) -> Known:
    """What the next load should know: this library, and whatever was known before and is gone now."""
    before = known or Known()
    sections = {
        section.id: Trace(section.parent or "", section.title, sketch(section.body))
        for section in library.sections.values()
    }
    questions = {
        question.id: Trace(question.section, question.stem, question_sketch(question))
        for question in library.questions.values()
    }
    return Known(
        MappingProxyType({**before.sections, **sections}), MappingProxyType({**before.questions, **questions})
    )


def question_sketch(question: WrittenQuestion | Written) -> Sketch:
    return sketch(" ".join((question.stem, *(option.text for option in question.options))))


def _to_json(traces: Mapping[str, Trace]) -> dict[str, list[str]]:
    return {name: [trace.parent, trace.title, trace.text.to_text()] for name, trace in traces.items()}


def _from_json(data: dict[object, object]) -> Mapping[str, Trace]:
    return MappingProxyType({str(name): _trace(row) for name, row in data.items()})


def _trace(row: object) -> Trace:
    match row:
        case [str(parent), str(title), str(text)]:
            return Trace(parent, title, from_text(text))
    raise ValueError("damaged trace of a section or a question")
