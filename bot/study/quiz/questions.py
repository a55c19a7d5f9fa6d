"""All questions that the notes give, and the order of one question's options."""

from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from random import Random
from typing import Final

from bot.study.notes import Library, QuestionId, SectionId, WrittenQuestion
from bot.study.quiz.facts import Fact, Sort, facts, subject
from bot.study.quiz.lures import FEWEST_LURES, Side, lures, meaning_of, name_of
from bot.study.quiz.question import Kind, Question, Wording, packed
from bot.study.quiz.wording import OPTION_LIMIT, STEM_LIMIT, fits, option, plain

WRITTEN_OPTIONS: Final = 11  # Telegram's 12 (core.telegram.org/bots/api#sendpoll) less "I don't know"
_REACH: Final = 40  # neighbours each way among which lures are sought; more of them give no question more
_ID_BYTES: Final = 6  # 8 characters; two of 10,000 questions share an id once in five million libraries


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's options in the order to show; "I don't know" is not among them."""

    options: tuple[str, ...]
    rights: tuple[int, ...]  # positions, ascending


_CODE: Final = "code"  # no variable of a stem: it goes to the poll's description
_SORTS: Final = tuple(Sort)
_DIRECTIONS: Final[Mapping[Sort, tuple[tuple[Kind, Side, str], ...]]] = {
    # sort: the kinds of question, what the options of each show, and the variable of what the stem shows
    Sort.COMMAND: (
        (Kind.PURPOSE_TO_COMMAND, name_of, "purpose"),
        (Kind.COMMAND_TO_PURPOSE, meaning_of, "command"),
    ),
    Sort.FLAG: ((Kind.FLAG_TO_MEANING, meaning_of, "flag"), (Kind.MEANING_TO_FLAG, name_of, "meaning")),
    Sort.EXAMPLE: ((Kind.EXAMPLE_TO_MEANING, meaning_of, _CODE),),
    Sort.TERM: ((Kind.TERM_TO_MEANING, meaning_of, "term"), (Kind.MEANING_TO_TERM, name_of, "meaning")),
}


def questions(library: Library) -> tuple[Question, ...]:
    """Every question of the library, in contents order; of two with the same id or the same stem only the first."""
    order = {section: n for n, section in enumerate(library.sections)}
    found: list[tuple[tuple[int, int, int], Question]] = []
    for rivals in _rivals(library, order):
        for n, fact in enumerate(rivals):
            place = (order[fact.place.section], fact.place.line, _SORTS.index(fact.sort))
            near = rivals[max(0, n - _REACH) : n + _REACH + 1]
            if not _is_repeated(fact, near):
                found += [(place, question) for question in _ask_fact(fact, near)]
    for written in library.questions.values():
        place = (order[written.section], written.line, 0)
        found += [(place, question) for question in _ask_written(written, library)]
    found.sort(key=lambda placed: placed[0])
    return tuple(packed(_distinct(question for _, question in found)))


def ask(question: Question, rng: Random) -> Asked:
    """The question's options in an order by chance."""
    options = [*question.rights, *question.lures]
    rng.shuffle(options)
    return Asked(tuple(options), tuple(n for n, text in enumerate(options) if text in question.rights))


def stem_text(question: Question) -> str:
    """Everything the learner sees before the options, in one string, to be searched, not shown."""
    return " ".join((*question.stem_args.values(), question.code or ""))


def _rivals(library: Library, order: Mapping[SectionId, int]) -> Iterable[list[Fact]]:
    """The facts that may lure each other, of one sort and one subject, in contents order."""
    groups: defaultdict[tuple[SectionId, Sort], list[Fact]] = defaultdict(list)
    for fact in sorted(facts(library), key=lambda fact: (order[fact.place.section], fact.place.line)):
        groups[fact.place.subject.id, fact.sort].append(fact)
    return groups.values()


def _is_repeated(fact: Fact, others: list[Fact]) -> bool:
    """Whether the tool has the same flag with the same meaning elsewhere: `--no-trunc` is asked about once."""
    return fact.sort is Sort.FLAG and any(
        other.key < fact.key
        and other.name == fact.name
        and other.about == fact.about
        and other.place.family == fact.place.family
        for other in others
    )


def _ask_fact(fact: Fact, others: list[Fact]) -> Iterator[Question]:
    command = fact.place.command
    args = {"subject": fact.place.subject.title}
    if command and fact.sort is not Sort.COMMAND:
        args["command"] = command.name
    for kind, side, variable in _DIRECTIONS[fact.sort]:
        shown = fact.stated if side is name_of else fact.name
        wrong = lures(fact, others, side, " ".join((*args.values(), shown)))
        if not wrong:
            continue
        is_code = variable == _CODE
        yield Question(
            id=_id(f"{kind} {fact.key}"),
            kind=kind,
            section=fact.place.section,
            subject=fact.place.subject.id,
            fact=fact.key,
            command=command.id if command else None,
            words=Wording(
                stem_args=args if is_code else {**args, variable: shown},
                rights=(side(fact),),
                lures=wrong,
                code=shown if is_code else None,
                explanation=fact.explanation,
                file=fact.place.file,
                line=fact.place.line,
            ),
        )


def _ask_written(written: WrittenQuestion, library: Library) -> Iterator[Question]:
    """The author's question, or nothing where a poll cannot hold it (the parser has said so)."""
    section = library.sections[written.section]
    rights = tuple(option(given.text) for given in written.options if given.is_right)
    wrong = tuple(option(given.text) for given in written.options if not given.is_right)
    wrong = wrong[: WRITTEN_OPTIONS - len(rights)]
    options = (*rights, *wrong)
    is_askable = (
        rights
        and wrong
        and len(options) > FEWEST_LURES
        and len(set(options)) == len(options)
        and all(fits(text, OPTION_LIMIT) for text in options)
        and fits(plain(written.stem), STEM_LIMIT)
    )
    if is_askable:
        yield Question(
            id=written.id,
            kind=Kind.WRITTEN,
            section=section.id,
            subject=subject(library, section.id).id,
            fact=written.id,
            command=None,
            words=Wording(
                stem_args={"stem": plain(written.stem)},
                rights=rights,
                lures=wrong,
                code=None,
                explanation=plain(written.explanation),
                file=written.file,
                line=written.line,
            ),
        )


def _id(identity: str) -> QuestionId:
    return urlsafe_b64encode(blake2b(identity.encode(), digest_size=_ID_BYTES).digest()).decode()


def _distinct(found: Iterable[Question]) -> Iterator[Question]:
    ids: set[QuestionId] = set()
    stems: set[tuple[Kind, str]] = set()
    for question in found:
        stem = question.kind, stem_text(question)
        if question.id not in ids and stem not in stems:
            ids.add(question.id)
            stems.add(stem)
            yield question
