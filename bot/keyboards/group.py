"""The buttons in groups: under questions, tables and settings, and what private buttons become there."""

from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.edition import Edition
from bot.keyboards import SHELF_SIZE, Rows, button, markup, paired
from bot.keyboards.daily import ALL_TOPICS
from bot.keyboards.taps import (
    AskMe,
    GroupPart,
    MyVerdict,
    OpenCard,
    OpenGroupSettings,
    OpenPicture,
    OpenSection,
    OpenSimilar,
    OpenTool,
    Quiz,
    QuizAct,
    SendFile,
    SendSection,
    SetGroup,
    ShowMe,
    TakeOver,
    TurnResults,
)
from bot.store.group_shapes import Group
from bot.study.notes import SectionId
from bot.study.places import FAMILIAR, title
from bot.texts import Texts

TIMES: Final = (time(9), time(10), time(12), time(18), time(20))
COUNTS: Final = (1, 2, 3, 5)
OFF: Final = "-"
OUR_TAPS: Final = (
    MyVerdict, ShowMe, SetGroup, OpenGroupSettings,
    OpenSection, SendSection, OpenCard, OpenTool, OpenSimilar, AskMe, TurnResults,
)  # fmt: skip
WORKS_HERE: Final = frozenset(f"{tap.__prefix__}:" for tap in OUR_TAPS)
BAD_QUESTION: Final = f"{Quiz.__prefix__}:{QuizAct.BAD}:"
ABOUT_A_SECTION: Final = (OpenPicture, SendFile, Quiz)  # private matters; in a group they lead to the section


def question(asked: str, texts: Texts, *, votes: int) -> InlineKeyboardMarkup:
    """Under a public question while it is open."""
    mine = texts.plain("group-mine-count", votes=votes) if votes else texts.plain("group-mine")
    return markup(
        [
            [button(mine, MyVerdict())],
            [button(texts.plain("quiz-bad"), Quiz(act=QuizAct.BAD, about=asked))],
        ]
    )


def verdict(section: SectionId, texts: Texts) -> InlineKeyboardMarkup:
    return markup([[button(texts.plain("quiz-open-section"), SendSection(id=section))]])


def top(texts: Texts, *, is_shown: bool) -> InlineKeyboardMarkup:
    label = "group-hide-me" if is_shown else "group-show-me"
    return markup([[button(texts.plain(label), ShowMe(is_on=not is_shown))]])


def take_over(texts: Texts) -> InlineKeyboardMarkup:
    yes = button(texts.plain("group-take-over-yes"), TakeOver(is_on=True))
    no = button(texts.plain("group-take-over-no"), TakeOver(is_on=False))
    return markup([[yes], [no]])


def private(link: str, texts: Texts) -> InlineKeyboardMarkup:
    return markup([[InlineKeyboardButton(text=texts.plain("start-open-private"), url=link)]])


def settings(group: Group, texts: Texts) -> InlineKeyboardMarkup:
    def part(which: GroupPart, key: str) -> InlineKeyboardButton:
        return button(texts.plain(key), SetGroup(part=which))

    pin = "group-unpin" if group.pins else "group-pin"
    off = SetGroup(part=GroupPart.TIME, value=OFF)
    return markup(
        [
            [button(f"{at:%H:%M}", SetGroup(part=GroupPart.TIME, value=_minute(at))) for at in TIMES],
            [part(GroupPart.COUNT, "daily-count"), part(GroupPart.TOPICS, "daily-topics")],
            [part(GroupPart.ZONE, "settings-zone"), part(GroupPart.LANGUAGE, "group-language")],
            [part(GroupPart.PIN, pin)],
            [button(texts.plain("daily-turn-off"), off)] if group.daily_at is not None else [],
        ]
    )


def counts(group: Group, texts: Texts) -> InlineKeyboardMarkup:
    row = [
        button(
            _marked(str(count), texts, is_on=count == group.daily_count),
            SetGroup(part=GroupPart.COUNT, value=str(count)),
        )
        for count in COUNTS
    ]
    return markup([row, _back(texts)])


def zones(now: datetime, texts: Texts) -> InlineKeyboardMarkup:
    buttons = [
        button(
            texts.plain(
                "settings-zone-option",
                city=title(name, texts.language),
                time=f"{now.astimezone(ZoneInfo(name)):%H:%M}",
            ),
            SetGroup(part=GroupPart.ZONE, value=name),
        )
        for name in FAMILIAR
    ]
    return markup([*paired(buttons), _back(texts)])


def topics(group: Group, edition: Edition, texts: Texts, shelf: int) -> InlineKeyboardMarkup:
    start = shelf * SHELF_SIZE
    rows: Rows = [
        [
            button(
                _marked(texts.plain("daily-all-topics"), texts, is_on=not group.topics),
                SetGroup(part=GroupPart.TOPICS, value=ALL_TOPICS),
            )
        ]
    ]
    for topic in edition.topics[start : start + SHELF_SIZE]:
        is_on = topic.id in group.topics
        tap = SetGroup(part=GroupPart.TOPICS, value=topic.id, is_on=not is_on, shelf=shelf)
        rows.append([button(_marked(topic.title, texts, is_on=is_on), tap)])
    turn = []
    if shelf > 0:
        turn.append(
            button(texts.plain("browse-shelf-back"), SetGroup(part=GroupPart.TOPICS, shelf=shelf - 1))
        )
    if (rest := len(edition.topics) - start - SHELF_SIZE) > 0:
        more = texts.plain("browse-shelf-on", count=rest)
        turn.append(button(more, SetGroup(part=GroupPart.TOPICS, shelf=shelf + 1)))
    return markup([*rows, turn, _back(texts)])


def adapted(keyboard: InlineKeyboardMarkup | None, bot_name: str) -> InlineKeyboardMarkup | None:
    """The buttons as they work in a group: what is private leads into the private chat, or is left out."""
    if keyboard is None:
        return None
    rows = [
        [shown for one in row if (shown := _adapted(one, bot_name)) is not None]
        for row in keyboard.inline_keyboard
    ]
    return markup(rows)


def works_here(data: str) -> bool:
    """Whether a button with this data may be pressed in a group."""
    return any(data.startswith(prefix) for prefix in WORKS_HERE) or data.startswith(BAD_QUESTION)


def _adapted(one: InlineKeyboardButton, bot_name: str) -> InlineKeyboardButton | None:
    if one.callback_data is None or works_here(one.callback_data):
        return one
    section = _section(one.callback_data)
    if not section or not bot_name:
        return None
    return InlineKeyboardButton(text=one.text, url=f"https://t.me/{bot_name}?start=s_{section}")


def _section(data: str) -> str:
    """The section that a private button is about; empty where it is about none."""
    for tap in ABOUT_A_SECTION:
        if data.startswith(f"{tap.__prefix__}:"):
            found = tap.unpack(data)
            return found.about if isinstance(found, Quiz) else str(getattr(found, "id", ""))
    return ""


def _marked(label: str, texts: Texts, *, is_on: bool) -> str:
    return texts.plain("chosen", label=label) if is_on else label


def _back(texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts.plain("group-settings-back"), OpenGroupSettings())]


def _minute(at: time) -> str:
    return str(at.hour * 60 + at.minute)
