"""How a person is written down: the fields of `person:{<id>}`, which bear the names of `Person`."""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any, TypeAlias, cast

from bot.person import DAILY_COUNT, Person
from bot.study.exam import Exam
from bot.study.streak import Streak

# the tuple holds section ids, the set weekdays
Field: TypeAlias = str | int | time | tuple[str, ...] | frozenset[int] | Streak | Exam | None


def write_fields(pipe: Any, key: str, changes: Mapping[str, Field]) -> None:  # noqa: ANN401 -- redis-py types no pipeline
    """Keep some fields; None and what is empty take a field back to its default."""
    kept = {name: _pack(value) for name, value in changes.items() if not is_default(value)}
    dropped = [name for name, value in changes.items() if is_default(value)]
    if kept:
        pipe.hset(key, mapping=kept)
    if dropped:
        pipe.hdel(key, *dropped)


def unpack_person(chat: int, found: Mapping[bytes, bytes]) -> Person | None:
    if not found:
        return None
    text = {key.decode(): value.decode() for key, value in found.items()}
    streak = text.get("streak")
    return Person(
        id=chat,
        language=text.get("language"),
        zone=text.get("zone"),
        zone_asked=int(text.get("zone_asked", 0)),
        daily_at=_time(text.get("daily_at")),
        daily_count=int(text.get("daily_count", DAILY_COUNT)),
        topics=_ids(text.get("topics")),
        quiet=frozenset(map(int, text.get("quiet", ""))),
        evening_at=_time(text.get("evening_at")),
        exam=_exam(text.get("exam")),
        exam_offered=_exam(text.get("exam_offered")),
        section=text.get("section"),
        auto_cards=text.get("auto_cards") != "0",
        rich=text.get("rich") == "1",
        answers=int(text.get("answers", 0)),
        right_answers=int(text.get("right", 0)),
        streak=Streak() if streak is None else _streak(streak),
    )


def is_default(value: Field) -> bool:
    return value is None or value in ((), frozenset())


def _pack(value: Field) -> str | int:
    match value:
        case time():
            return value.hour * 60 + value.minute
        case tuple():
            return ",".join(value)
        case frozenset():
            return "".join(map(str, sorted(value)))
        case Streak():
            return pack_streak(value)
        case Exam():
            return _pack_exam(value)
        case _:
            return cast("str | int", value)


def _time(found: str | None) -> time | None:
    return None if found is None else time(*divmod(int(found), 60))


def _ids(found: str | None) -> tuple[str, ...]:
    return tuple(found.split(",")) if found else ()


def _pack_exam(exam: Exam) -> str:
    return " ".join((exam.on.isoformat(), exam.begun.isoformat(), str(exam.count), ",".join(exam.topics)))


def _exam(found: str | None) -> Exam | None:
    if found is None:
        return None
    on, begun, count, topics = found.split(" ")
    return Exam(date.fromisoformat(on), date.fromisoformat(begun), int(count), _ids(topics))


def pack_streak(streak: Streak) -> str:
    shape = {
        "length": streak.length,
        "last": streak.last.isoformat() if streak.last else None,
        "freezes": streak.freezes,
        "lost": streak.lost,
        "lost_on": streak.lost_on.isoformat() if streak.lost_on else None,
    }
    return json.dumps(shape, separators=(",", ":"))


def _streak(found: str) -> Streak:
    shape = json.loads(found)
    return Streak(
        length=shape["length"],
        last=date.fromisoformat(shape["last"]) if shape["last"] else None,
        freezes=shape["freezes"],
        lost=shape["lost"],
        lost_on=date.fromisoformat(shape["lost_on"]) if shape["lost_on"] else None,
    )
