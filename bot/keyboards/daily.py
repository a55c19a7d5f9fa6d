"""The buttons of the daily set: when, how many, of what, on which days; time zones; exams; bad questions."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.edition import Edition
from bot.keyboards import SHELF_SIZE, Rows, button, markup, paired
from bot.keyboards.taps import (
    ClearBad,
    DailyPart,
    DaySet,
    OpenMenu,
    Place,
    Quiz,
    QuizAct,
    SetDaily,
    SetZone,
    TakeExam,
    TuneDaily,
    WriteZone,
)
from bot.person import Person
from bot.study.notes import QuestionId
from bot.study.places import title
from bot.study.schedule import MOST_QUESTIONS
from bot.texts import Texts

TIMES: Final = (time(8), time(9), time(12), time(19), time(21))
EVENINGS: Final = (time(18), time(19), time(20), time(21), time(22))
ALL_TOPICS: Final = "*"
NO_EVENING: Final = "-"
_ROW: Final = 5  # short buttons beside each other


def daily(texts: Texts, *, is_on: bool, waits: bool = False) -> InlineKeyboardMarkup:
    """Under how things stand; `waits`: today's set is not finished."""

    def part(name: DailyPart, key: str) -> InlineKeyboardButton:
        return button(texts.plain(key), TuneDaily(part=name))

    return markup(
        [
            [button(texts.plain("daily-go-on"), DaySet())] if waits else [],
            [button(f"{at:%H:%M}", SetDaily(minute=minute_of(at))) for at in TIMES],
            [part(DailyPart.COUNT, "daily-count"), part(DailyPart.DAYS, "daily-days")],
            [part(DailyPart.TOPICS, "daily-topics"), part(DailyPart.EVENING, "daily-evening")],
            [button(texts.plain("daily-zone"), SetZone())],
            [button(texts.plain("daily-turn-off"), SetDaily(minute=-1))] if is_on else [],
        ]
    )


def counts(person: Person, texts: Texts) -> InlineKeyboardMarkup:
    buttons = [
        button(
            _marked(str(count), texts, is_on=count == person.daily_count),
            TuneDaily(part=DailyPart.COUNT, value=str(count)),
        )
        for count in range(1, MOST_QUESTIONS + 1)
    ]
    return markup([*_rows(buttons, _ROW), [_back(texts)]])


def count_or_hour(number: int, texts: Texts) -> InlineKeyboardMarkup:
    """What a number alone may mean."""
    count = TuneDaily(part=DailyPart.COUNT, value=str(number))
    hour = time(number)
    return markup(
        [
            [button(texts.plain("daily-as-count", count=number), count)],
            [button(texts.plain("daily-as-hour", time=f"{hour:%H:%M}"), SetDaily(minute=minute_of(hour)))],
        ]
    )


def days(person: Person, texts: Texts) -> InlineKeyboardMarkup:
    """The weekdays, those with questions marked; a tap turns one over."""
    buttons = []
    for day in range(7):
        is_on = day not in person.quiet
        label = _marked(texts.plain("weekday", day=day), texts, is_on=is_on)
        buttons.append(button(label, TuneDaily(part=DailyPart.DAYS, value=str(day), is_on=not is_on)))
    return markup([*_rows(buttons, 4), [_back(texts)]])


def topics(edition: Edition, person: Person, texts: Texts, shelf: int = 0) -> InlineKeyboardMarkup:
    start = shelf * SHELF_SIZE
    sections = edition.library.sections
    others = (sections[topic] for topic in person.topics if topic in sections)
    offered = tuple({topic.id: topic for topic in (*edition.topics, *others)}.values())
    rows: Rows = []
    for topic in offered[start : start + SHELF_SIZE]:
        is_on = topic.id in person.topics
        label = _marked(topic.title, texts, is_on=is_on)
        tap = TuneDaily(part=DailyPart.TOPICS, value=topic.id, is_on=not is_on, shelf=shelf)
        rows.append([button(label, tap)])
    turn = []
    if shelf > 0:
        turn.append(button(texts.plain("browse-shelf-back"), _shelf(shelf - 1)))
    if (rest := len(offered) - start - SHELF_SIZE) > 0:
        turn.append(button(texts.plain("browse-shelf-on", count=rest), _shelf(shelf + 1)))
    every = _marked(texts.plain("daily-all-topics"), texts, is_on=not person.topics)
    return markup(
        [
            [button(every, TuneDaily(part=DailyPart.TOPICS, value=ALL_TOPICS))],
            *rows,
            turn,
            [_back(texts)],
        ]
    )


def evenings(person: Person, texts: Texts) -> InlineKeyboardMarkup:
    """Hours after the set's own time; with a late one there may be none."""
    buttons = [
        button(
            _marked(f"{at:%H:%M}", texts, is_on=at == person.evening_at),
            TuneDaily(part=DailyPart.EVENING, value=str(minute_of(at))),
        )
        for at in EVENINGS
        if person.daily_at is None or at > person.daily_at
    ]
    no = button(
        _marked(texts.plain("daily-no-evening"), texts, is_on=person.evening_at is None),
        TuneDaily(part=DailyPart.EVENING, value=NO_EVENING),
    )
    return markup([buttons, [no], [_back(texts)]])


def evening(texts: Texts) -> InlineKeyboardMarkup:
    """Under the reminder."""
    return markup([[button(texts.plain("daily-go-on"), DaySet())]])


def set_over(texts: Texts, *, has_mistakes: bool, can_earn_back: bool) -> InlineKeyboardMarkup:
    """Under a finished set; a second one may earn a lost streak back."""
    again = button(texts.plain("daily-again"), DaySet(is_again=True))
    repeat = button(texts.plain("quiz-repeat"), Quiz(act=QuizAct.REPEAT_SET))
    return markup(
        [
            [again] if can_earn_back else [],
            [repeat] if has_mistakes else [],
            [button(texts.plain("quiz-again"), OpenMenu(to=Place.QUIZ))],
        ]
    )


def zones(offered: Sequence[str], now: datetime, texts: Texts) -> InlineKeyboardMarkup:
    """Cities with the time that their clocks show: one picks a zone by looking at the time."""
    buttons = [
        button(
            texts.plain(
                "settings-zone-option",
                city=title(name, texts.language),
                time=f"{now.astimezone(ZoneInfo(name)):%H:%M}",
            ),
            SetZone(name=name),
        )
        for name in offered
    ]
    return markup(
        [
            *paired(buttons),
            [button(texts.plain("settings-zone-write"), WriteZone())],
            [button(texts.plain("settings-back"), OpenMenu(to=Place.SETTINGS))],
        ]
    )


def exam_offered(on: date, texts: Texts) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(texts.plain("exam-accept"), TakeExam(on=on.isoformat()))],
            [button(texts.plain("exam-decline"), TakeExam(on=on.isoformat(), is_on=False))],
        ]
    )


def exam_ahead(on: date, texts: Texts) -> InlineKeyboardMarkup:
    return markup([[button(texts.plain("exam-cancel"), TakeExam(on=on.isoformat(), is_on=False))]])


def bad_questions(listed: Sequence[tuple[int, QuestionId]], texts: Texts) -> InlineKeyboardMarkup:
    """A button for each question by its number in the list."""
    buttons = [
        button(texts.plain("bad-clear", number=number), ClearBad(id=question)) for number, question in listed
    ]
    return markup(_rows(buttons, _ROW))


def minute_of(at: time) -> int:
    """Of the day."""
    return at.hour * 60 + at.minute


def _marked(label: str, texts: Texts, *, is_on: bool) -> str:
    return texts.plain("chosen", label=label) if is_on else label


def _shelf(shelf: int) -> TuneDaily:
    return TuneDaily(part=DailyPart.TOPICS, shelf=shelf)


def _back(texts: Texts) -> InlineKeyboardButton:
    return button(texts.plain("daily-back"), OpenMenu(to=Place.DAILY))


def _rows(buttons: Sequence[InlineKeyboardButton], width: int) -> Rows:
    return [list(buttons[n : n + width]) for n in range(0, len(buttons), width)]
