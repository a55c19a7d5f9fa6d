"""What is wrong with questions: the checker of `check` and of the tests.

It looks at what the learner would see and at the notes, not at how the lures were chosen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.study.faults import fault
from bot.study.notes import Fault, Library, QuestionId
from bot.study.quiz.question import Kind, Question
from bot.study.quiz.questions import WRITTEN_OPTIONS, stem_text
from bot.study.quiz.wording import (
    OPTION_LIMIT,
    STEM_LIMIT,
    contains,
    content,
    fits,
    is_named_in,
    leans_on_another,
)
from bot.study.words import fold

FEWEST_OPTIONS: Final = 3
LENGTH_FACTOR: Final = 3
RARE_IN: Final = 3  # questions: a word of the subject at large stands in many more

# The options of these are names, which have no shorter form.
_NAMING: Final = frozenset((Kind.PURPOSE_TO_COMMAND, Kind.MEANING_TO_FLAG, Kind.MEANING_TO_TERM))


class ProblemCode(StrEnum):
    FEW_OPTIONS = "few-options"
    MANY_OPTIONS = "many-options"
    TOO_LONG = "over-limit"  # of a poll
    EQUAL = "equal-options"
    CONTAINS = "lure-contains"  # a lure and a right answer are one within the other
    SYNONYM = "lure-synonym"  # a lure is listed as another name of a right answer
    GIVEN_AWAY = "given-away"  # a rare word stands in the stem and in the right answer only
    LENGTHS = "uneven-lengths"  # one option is told by its length
    RULED_OUT = "ruled-out"  # a lure names what is asked about and so cannot be the answer
    UNCLEAR = "unclear"  # cannot be answered without what stands elsewhere
    SAME_STEM = "same-stem"  # another question asks the same


@dataclass(frozen=True, slots=True)
class Problem:
    question: QuestionId
    code: ProblemCode
    detail: str  # the words or options concerned, as they stand


def problems(questions: Sequence[Question], library: Library) -> tuple[Problem, ...]:
    """All that a teacher would strike out, question by question; empty when all is well."""
    synonyms = _synonyms(library)
    use = Counter(word for q in questions for word in content(" ".join((stem_text(q), *q.rights, *q.lures))))
    found = [p for q in questions for p in (*_of_options(q), *_of_meaning(q, synonyms), *_of_stem(q, use))]
    return (*found, *_of_stems(questions))


def faults(questions: Sequence[Question], library: Library) -> tuple[Fault, ...]:
    """The same as faults of the notes, each at the place that the question comes from."""
    by_id = {question.id: question for question in questions}
    return tuple(_fault(by_id[problem.question], problem) for problem in problems(questions, library))


def _fault(question: Question, problem: Problem) -> Fault:
    asked = " ".join(stem_text(question).split())
    return fault(
        f"question-{problem.code}", question.file, question.line, question=asked, detail=problem.detail
    )


def _of_options(question: Question) -> Iterator[Problem]:
    options = (*question.rights, *question.lures)
    if len(options) < FEWEST_OPTIONS or not question.rights or not question.lures:
        yield _problem(question, ProblemCode.FEW_OPTIONS, options)
    if len(options) > WRITTEN_OPTIONS:
        yield _problem(question, ProblemCode.MANY_OPTIONS, options)
    if long := [o for o in options if not fits(o, OPTION_LIMIT)]:
        yield _problem(question, ProblemCode.TOO_LONG, long)
    if equal := [o for o, times in Counter(map(fold, options)).items() if times > 1]:
        yield _problem(question, ProblemCode.EQUAL, equal)
    shortest, longest = min(options, key=len), max(options, key=len)
    if question.kind not in _NAMING and len(longest) > LENGTH_FACTOR * len(shortest):
        yield _problem(question, ProblemCode.LENGTHS, (shortest, longest))


def _of_meaning(question: Question, synonyms: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for right in question.rights:
        for lure in question.lures:
            if contains(right, lure):
                yield _problem(question, ProblemCode.CONTAINS, (right, lure))
            if fold(lure) in synonyms.get(fold(right), ()):
                yield _problem(question, ProblemCode.SYNONYM, (right, lure))


def _of_stem(question: Question, use: Mapping[str, int]) -> Iterator[Problem]:
    stem = stem_text(question)
    in_lures = content(" ".join(question.lures))
    for right in question.rights:
        shared = (content(stem) & content(right)) - in_lures
        if rare := sorted(word for word in shared if use[word] <= RARE_IN):
            yield _problem(question, ProblemCode.GIVEN_AWAY, rare)
    if ruled_out := [lure for lure in question.lures if _is_ruled_out(lure, question)]:
        yield _problem(question, ProblemCode.RULED_OUT, ruled_out)
    if not all(question.stem_args.values()) or any(map(leans_on_another, question.stem_args.values())):
        yield _problem(question, ProblemCode.UNCLEAR, (stem,))
    if not fits(" ".join(question.stem_args.values()), STEM_LIMIT):
        yield _problem(question, ProblemCode.TOO_LONG, (stem,))


def _is_ruled_out(lure: str, question: Question) -> bool:
    """Whether a definition speaks of the term that is asked about, or a term stands in the definition."""
    match question.kind:
        case Kind.TERM_TO_MEANING:
            return is_named_in(question.stem_args["term"], lure)
        case Kind.MEANING_TO_TERM:
            return is_named_in(lure, question.stem_args["meaning"])
        case _:
            return False


def _of_stems(questions: Iterable[Question]) -> Iterator[Problem]:
    first: dict[tuple[Kind, str], QuestionId] = {}
    for question in questions:
        stem = stem_text(question)
        if first.setdefault((question.kind, stem), question.id) != question.id:
            yield _problem(question, ProblemCode.SAME_STEM, (stem,))


def _synonyms(library: Library) -> Mapping[str, frozenset[str]]:
    """Each name of a command, flag or purpose to all that mean the same, folded."""
    groups = [(c.name, *c.aliases) for c in library.commands.values()]
    groups += [flag.names for c in library.commands.values() for flag in c.flags]
    known: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for name in group:
            known[fold(name)] |= frozenset(map(fold, group))
    return known


def _problem(question: Question, code: ProblemCode, about: Iterable[str]) -> Problem:
    return Problem(question.id, code, " | ".join(about))
