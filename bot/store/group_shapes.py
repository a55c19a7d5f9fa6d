"""What is kept of a group, as values, and how each is written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, tzinfo
from typing import Final, Literal, TypeAlias

from bot.person import zone
from bot.study.group import Vote
from bot.study.notes import QuestionId, SectionId

VERSION: Final = 1  # of the JSON of polls and runs
REFUSALS: Final = 7  # days in a row on which the daily question is tried in vain

Field: TypeAlias = str | int | time | tuple[str, ...] | None
PollKind: TypeAlias = Literal["daily", "run"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group that the bot is in, or was in lately."""

    id: int
    title: str = ""
    language: str | None = None  # of what everybody sees; None: DEFAULT_LANGUAGE
    zone: str | None = None  # IANA name; None: DEFAULT_TIMEZONE
    daily_at: time | None = None  # local; None: no daily question
    daily_count: int = 1  # questions a day
    topics: tuple[SectionId, ...] = ()  # none: all
    thread: int | None = None  # forum topic of the daily question; None: General, or no forum
    pins: bool = False  # the daily question is pinned
    asked_on: date | None = None  # the last date that had a question
    asked: int = 0  # how many it had
    is_greeted: bool = False
    refused: int = 0  # days in a row on which Telegram refused the daily question

    @property
    def is_given_up(self) -> bool:
        """Whether the daily question is tried no more until the group gives the rights back or asks for it anew."""
        return self.refused >= REFUSALS

    def timezone(self, default: str) -> tzinfo:
        return zone(self.zone or default)


@dataclass(frozen=True, slots=True)
class GroupPoll:
    """A question that everybody in a group sees, as much as answers to it need."""

    id: str  # Telegram's
    group: int
    message: int | None  # message id; None: it stayed behind when the group became a supergroup
    thread: int | None
    kind: PollKind
    question: QuestionId
    section: SectionId
    options: tuple[str, ...]  # as shown, "I don't know" the last
    right: tuple[int, ...]  # positions
    sent: int  # Unix milliseconds
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class GroupRun:
    """A shared run: one poll after another, each open for as long."""

    questions: tuple[QuestionId, ...]
    seconds: int  # that each is open
    thread: int | None = None
    asked: int = 0  # how many were begun, the one that is being sent among them
    polls: tuple[str, ...] = ()  # ids of those that were sent
    message: int | None = None  # of the open poll

    @property
    def current(self) -> QuestionId | None:
        """The question to send next; None at the end."""
        return self.questions[self.asked] if self.asked < len(self.questions) else None


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """What a group answered in a week."""

    points: Mapping[int, int]  # right answers by member
    answers: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """An answer of somebody who had not started the bot."""

    question: QuestionId
    on: date
    is_right: bool


def pack_fields(changes: Mapping[str, Field]) -> dict[str, str | int]:
    """The fields of `group:{<group>}` that hold something."""
    return {name: _pack(value) for name, value in changes.items() if value is not None and value != ()}


def _pack(value: Field) -> str | int:
    match value:
        case time():
            return value.hour * 60 + value.minute
        case tuple():
            return ",".join(value)
        case str() | int():
            return value
        case None:
            raise TypeError("a field without a value is dropped, not written")


def unpack_group(group: int, found: Mapping[bytes, bytes]) -> Group:
    """The group; one that nothing is known of is as it was when the bot came."""
    text = {key.decode(): value.decode() for key, value in found.items()}
    at, topics, asked_on = text.get("daily_at"), text.get("topics"), text.get("asked_on")
    return Group(
        id=group,
        title=text.get("title", ""),
        language=text.get("language"),
        zone=text.get("zone"),
        daily_at=None if at is None else time(*divmod(int(at), 60)),
        daily_count=int(text.get("daily_count", 1)),
        topics=tuple(topics.split(",")) if topics else (),
        thread=int(text["thread"]) if "thread" in text else None,
        pins=text.get("pins") == "1",
        asked_on=date.fromisoformat(asked_on) if asked_on else None,
        asked=int(text.get("asked", 0)),
        is_greeted="greeted" in text,
        refused=int(text.get("refused", 0)),
    )


def pack_vote(vote: Vote) -> str:
    return f"{vote.is_right:d} {vote.after} {','.join(map(str, vote.chosen))}"


def unpack_vote(found: bytes) -> Vote:
    right, after, chosen = found.decode().split(" ")
    return Vote(tuple(map(int, chosen.split(","))), right == "1", int(after))


def pack_poll(poll: GroupPoll) -> str:
    shape = {
        "v": VERSION,
        "group": poll.group,
        "message": poll.message,
        "thread": poll.thread,
        "kind": poll.kind,
        "question": poll.question,
        "section": poll.section,
        "options": poll.options,
        "right": poll.right,
        "sent": poll.sent,
        "explanation": poll.explanation,
    }
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def unpack_poll(poll: str, found: bytes | None) -> GroupPoll | None:
    if found is None:
        return None
    shape = json.loads(found)
    return GroupPoll(
        id=poll,
        group=shape["group"],
        message=shape["message"],
        thread=shape["thread"],
        kind="run" if shape["kind"] == "run" else "daily",
        question=shape["question"],
        section=shape["section"],
        options=tuple(shape["options"]),
        right=tuple(shape["right"]),
        sent=shape["sent"],
        explanation=shape["explanation"],
    )


def pack_run(run: GroupRun) -> str:
    shape = {
        "v": VERSION,
        "questions": run.questions,
        "seconds": run.seconds,
        "thread": run.thread,
        "asked": run.asked,
        "polls": run.polls,
        "message": run.message,
    }
    return json.dumps(shape, separators=(",", ":"))


def unpack_run(found: bytes | None) -> GroupRun | None:
    if found is None:
        return None
    shape = json.loads(found)
    return GroupRun(
        questions=tuple(shape["questions"]),
        seconds=shape["seconds"],
        thread=shape["thread"],
        asked=shape["asked"],
        polls=tuple(shape["polls"]),
        message=shape["message"],
    )


def pack_guest(answer: GuestAnswer) -> str:
    return f"{answer.question} {answer.on.isoformat()} {answer.is_right:d}"


def unpack_guest(found: bytes) -> GuestAnswer:
    question, day, right = found.decode().split(" ")
    return GuestAnswer(question, date.fromisoformat(day), right == "1")
