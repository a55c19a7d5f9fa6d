"""Buttons: what each carries fits Telegram's 64 bytes, for the longest ids that the notes may have."""

from zoneinfo import available_timezones

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.edition import Edition
from bot.keyboards import shorten
from bot.keyboards.taps import (
    AskMe,
    ClearBad,
    ClearMisses,
    ClosePicture,
    DailyPart,
    DaySet,
    Forget,
    GroupPart,
    MyVerdict,
    NewQuiz,
    OpenCard,
    OpenGroupSettings,
    OpenMenu,
    OpenPicture,
    OpenSection,
    OpenSimilar,
    OpenTool,
    Place,
    Quiz,
    QuizAct,
    RichStep,
    SendFile,
    SendSection,
    SetAutoCards,
    SetDaily,
    SetGroup,
    SetLanguage,
    SetRich,
    SetZone,
    ShowMe,
    ShowWeeks,
    TakeExam,
    TakeOver,
    TuneDaily,
    TurnMap,
    TurnResults,
    WriteZone,
)

CALLBACK_DATA_BYTES = 64  # core.telegram.org/bots/api#inlinekeyboardbutton
SECTION = "x" * 20
COMMAND = "x" * 40

LONGEST = [
    *(OpenMenu(to=place) for place in Place),
    OpenSection(id=SECTION, page=999, shelf=999),
    SendSection(id=SECTION),
    OpenPicture(id=SECTION, key="x" * 8),
    ClosePicture(),
    SendFile(id=SECTION),
    *(SetRich(step=step, sample=2**31) for step in RichStep),
    OpenCard(id=COMMAND, flag=999),
    OpenTool(id=COMMAND, shelf=999),
    OpenSimilar(id=COMMAND),
    AskMe(id=COMMAND, flag=999, is_on=True),
    TurnResults(page=999),
    SetAutoCards(is_on=True),
    ClearMisses(),
    TurnMap(page=999),
    ShowWeeks(),
    Forget(is_sure=True),
    *(Quiz(act=act, about=SECTION) for act in QuizAct),
    NewQuiz(topics=f"{SECTION}+{SECTION}", count=20),
    SetDaily(minute=1439),
    SetLanguage(code="ru"),
    SetZone(name=max(available_timezones(), key=len)),
    WriteZone(),
    DaySet(is_again=True),
    *(TuneDaily(part=part, value=SECTION, is_on=True, shelf=999) for part in DailyPart),
    TakeExam(on="2026-12-12", is_on=True),
    ClearBad(id=SECTION),
    MyVerdict(),
    ShowMe(is_on=True),
    OpenGroupSettings(),
    TakeOver(is_on=True),
    *(SetGroup(part=part, value=SECTION, is_on=True, shelf=999) for part in GroupPart),
    SetGroup(part=GroupPart.ZONE, value=max(available_timezones(), key=len)),
]


@pytest.mark.parametrize("tap", LONGEST, ids=str)
def test_callback_data_fits(tap: CallbackData) -> None:
    assert len(tap.pack().encode()) <= CALLBACK_DATA_BYTES
    assert type(tap).unpack(tap.pack()) == tap


def test_the_ids_of_the_notes_are_no_longer_than_that(edition: Edition) -> None:
    assert max(map(len, edition.library.sections)) <= len(SECTION)
    assert max(map(len, edition.library.commands)) <= len(COMMAND)
    assert max(map(len, edition.questions)) <= len(SECTION)


def test_a_label_is_cut_with_an_ellipsis() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("abcd", 3) == "ab…"
