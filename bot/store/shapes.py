"""What the store keeps, as values, and how each is written down."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, cast
from zlib import crc32

from bot.person import Person
from bot.study.history import DAYS, Week
from bot.study.notes import QuestionId, SectionId
from bot.study.review import CardState, UnknownVersionError, unpack
from bot.study.run import Run

log = logging.getLogger(__name__)

RunKind: TypeAlias = Literal["run", "set"]
PollKind: TypeAlias = RunKind | Literal["group"]  # a group's: the person's answer to a question for all
DayState: TypeAlias = Literal[
    "sending",
    "sent",
    "unknown",  # may have arrived
    "failed",  # Telegram refused it
    "ours",  # we came too late
    "empty",  # there was nothing to ask
    "away",  # the person had blocked the bot
    "cut",  # sent, and then a change of zone ended the day early
]
OURS: Final = frozenset({"unknown", "failed", "ours"})  # days that we failed to serve


@dataclass(frozen=True, slots=True)
class Poll:
    """A quiz poll that was sent to one person, as much as an answer to it needs."""

    id: str  # Telegram's
    question: QuestionId
    section: SectionId
    options: int  # how many, "I don't know" included as the last
    right: tuple[int, ...]  # positions
    message: int  # message id
    kind: PollKind
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose in a poll."""

    poll: Poll
    chosen: tuple[int, ...]  # positions
    is_right: bool
    on: date  # the person's
    predicted: float | None = None  # the recall it put to the test, as in `study.history`


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a chat has in hand: a run and the poll of it that waits for an answer, if one was sent."""

    run: Run
    poll: str | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that an answer to a poll meets, read at once."""

    person: Person
    poll: Poll | None  # None: not a poll of this chat, or one long forgotten
    run: Waiting | None
    set: Waiting | None
    card: CardState | None  # of the poll's question


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that a chat's daily set is made of, read at once."""

    person: Person | None
    cards: Mapping[QuestionId, CardState]
    set: Waiting | None  # the one before
    days: Mapping[date, DayState]
    hidden: frozenset[QuestionId] = frozenset()  # questions that three people called bad
    open: QuestionId | None = None  # that a quiz by hand has come to


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a quiz is made of, read at once."""

    cards: Mapping[QuestionId, CardState]
    hidden: frozenset[QuestionId]


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to deliver to a chat until `until` (Unix seconds), and when that was due."""

    chat: int
    due: float
    until: int


def asked_days(days: Mapping[date, DayState]) -> frozenset[date]:
    """The days with a set that there was to finish: only these cost a streak."""
    return frozenset(day for day, state in days.items() if state == "sent")


VERSION = 1  # of the JSON of runs
HISTORY_VERSION = 1


def unpack_days(found: Mapping[bytes, bytes]) -> dict[date, DayState]:
    return {date.fromisoformat(day.decode()): unpack_state(state) for day, state in found.items()}


def unpack_state(found: bytes) -> DayState:
    """How a day went; of `sending:<mark>` the mark is left out."""
    return cast("DayState", found.decode().partition(":")[0])


def unpack_card(question: QuestionId, packed: bytes | None) -> CardState | None:
    """The card, or None where there is none or it cannot be read: it is learnt anew then."""
    if packed is None:
        return None
    try:
        return unpack(packed)
    except UnknownVersionError as error:
        log.warning("card %s cannot be read: %s", question, error)
        return None


def unpack_cards(buckets: Iterable[Mapping[bytes, bytes]]) -> dict[QuestionId, CardState]:
    found = ((key.decode(), packed) for bucket in buckets for key, packed in bucket.items())
    cards = {question: unpack_card(question, packed) for question, packed in found}
    return {question: card for question, card in cards.items() if card is not None}


def unpack_weeks(found: Mapping[bytes, bytes]) -> dict[int, Week]:
    """The weeks of `history`, as `RECORD_ANSWER` writes them; those of another version are left out."""
    weeks = {}
    for number, packed in found.items():
        version, *counts = map(int, packed.split())
        if version == HISTORY_VERSION and len(counts) == DAYS + 3:
            reviews, right, predicted = counts[DAYS:]
            weeks[int(number)] = Week(tuple(counts[:DAYS]), reviews, right, predicted / 1000)
    return weeks


def section_mark(section: SectionId) -> int:
    """A section in a set of those that were read: as a number of 32 bits it takes Redis four bytes.

    Two of a thousand sections share a mark once in 9,000 libraries; the one shows as read with the other then.
    """
    return crc32(section.encode()) - 2**31


def pairs(found: Sequence[bytes]) -> dict[bytes, bytes]:
    """The hash that a script gave back as a flat list."""
    return dict(zip(found[::2], found[1::2], strict=True))


def pack_waiting(waiting: Waiting) -> str:
    run = waiting.run
    shape = {
        "v": VERSION,
        "questions": run.questions,
        "answered": run.answered,
        "wrong": run.wrong,
        "day": run.day.isoformat() if run.day else None,
        "poll": waiting.poll,
        "message": waiting.message,
    }
    return json.dumps(shape, separators=(",", ":"))


def unpack_waiting(found: bytes | None) -> Waiting | None:
    if found is None:
        return None
    shape = json.loads(found)
    day = shape["day"]
    return Waiting(
        run=Run(
            questions=tuple(shape["questions"]),
            answered=shape["answered"],
            wrong=tuple(shape["wrong"]),
            day=date.fromisoformat(day) if day else None,
        ),
        poll=shape["poll"],
        message=shape["message"],
    )


def pack_poll(poll: Poll) -> dict[str, str | int]:
    return {
        "question": poll.question,
        "section": poll.section,
        "options": poll.options,
        "right": ",".join(map(str, poll.right)),
        "message": poll.message,
        "kind": poll.kind,
    }


def _kind(text: str) -> PollKind:
    match text:
        case "set" | "group":
            return text
        case _:
            return "run"


def unpack_poll(poll: str, found: Mapping[bytes, bytes]) -> Poll | None:
    if not found:
        return None
    text = {key.decode(): value.decode() for key, value in found.items()}
    return Poll(
        id=poll,
        question=text["question"],
        section=text["section"],
        options=int(text["options"]),
        right=tuple(map(int, text["right"].split(","))),
        message=int(text["message"]),
        kind=_kind(text["kind"]),
        is_answered="answer" in text,
    )
