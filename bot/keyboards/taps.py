"""What a tap on a button carries.

Only ids that survive edits of the notes, so that a button works for as long as its subject exists;
`tests/test_keyboards.py` proves that each fits Telegram's 64 bytes.
"""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class Place(StrEnum):
    """What the main menu leads to."""

    TOPICS = "topics"
    QUIZ = "quiz"
    DAILY = "daily"
    STATS = "stats"
    SETTINGS = "settings"
    HELP = "help"


class QuizAct(StrEnum):
    START = "start"  # unless one is under way: then it is asked what to do with it
    RESTART = "anew"  # whatever is under way
    CONTINUE = "go"
    STOP = "stop"
    REPEAT = "again"
    REPEAT_SET = "day"  # the mistakes of the day's set
    REPEAT_SET_ANEW = "dayanew"  # the same, whatever is under way
    BAD = "bad"


class RichStep(StrEnum):
    ASK = "ask"
    YES = "yes"
    NO = "no"


class OpenMenu(CallbackData, prefix="m"):
    to: Place


class OpenSection(CallbackData, prefix="s"):
    """A section's page in the message of the tap; no id: the contents."""

    id: str = ""
    page: int = 0  # from 0
    shelf: int = 0  # which handful of children, from 0


class SendSection(CallbackData, prefix="n"):
    """A section in a message of its own: under a poll there is no text to replace."""

    id: str


class OpenPicture(CallbackData, prefix="p"):
    """A picture of a section, in a message of its own."""

    id: str
    key: str  # `pictures.picture_key`


class ClosePicture(CallbackData, prefix="y"):
    """Takes the message of the tap away."""


class SendFile(CallbackData, prefix="w"):
    """A section with all that is below it, as a document."""

    id: str


class OpenCard(CallbackData, prefix="c"):
    id: str
    flag: int = -1  # position of the flag to show first


class OpenTool(CallbackData, prefix="t"):
    """The commands of one tool, named by any of them; no id: the tools."""

    id: str = ""
    shelf: int = 0


class OpenSimilar(CallbackData, prefix="e"):
    """Commands that are like this one."""

    id: str


class AskMe(CallbackData, prefix="a"):
    """Make the few questions on a command cards that are due today, or take those back that were never answered."""

    id: str
    flag: int = -1  # position of the flag that is asked about first
    is_on: bool = True


class TurnResults(CallbackData, prefix="f"):
    """Another page of the results whose message has the query."""

    page: int  # from 0


class Quiz(CallbackData, prefix="q"):
    act: QuizAct
    about: str = ""  # a section (START, RESTART) or a question (BAD)


class NewQuiz(CallbackData, prefix="1"):
    """Start a quiz anew, whatever is under way: of what was asked for in words."""

    topics: str = ""  # sections, `+` between them; none: everything
    count: int


class DaySet(CallbackData, prefix="b"):
    """The day's set: go on with the one that waits, or clear it a second time."""

    is_again: bool = False


class SetDaily(CallbackData, prefix="d"):
    minute: int  # of the local day; -1 turns it off


class DailyPart(StrEnum):
    COUNT = "n"
    DAYS = "d"
    TOPICS = "t"
    EVENING = "e"


class TuneDaily(CallbackData, prefix="j"):
    """One choice about the daily set; no value: the choices."""

    part: DailyPart
    value: str = (
        ""  # a number of questions, a weekday, a topic or `*` for all, a minute of the evening or `-`
    )
    is_on: bool = True  # of a weekday or a topic
    shelf: int = 0


class TakeExam(CallbackData, prefix="u"):
    """The answer to the load of an exam that was shown; named by its date, for another may have been shown since."""

    on: str = ""  # ISO
    is_on: bool = True  # no: not that one, or none any more


class ClearBad(CallbackData, prefix="i"):
    """The author has looked at a question that people called bad."""

    id: str


class SetLanguage(CallbackData, prefix="l"):
    code: str


class SetZone(CallbackData, prefix="z"):
    """A zone by its IANA name; none: the list of zones."""

    name: str = ""


class WriteZone(CallbackData, prefix="o"):
    """What the person writes next is where they live."""


class SetAutoCards(CallbackData, prefix="k"):
    """Whether what was looked up twice within a week becomes a card by itself."""

    is_on: bool


class SetRich(CallbackData, prefix="r"):
    """Pages with tables: asked for, or answered when the sample was seen."""

    step: RichStep
    sample: int = 0  # message id of the sample that the answer is about


class MyVerdict(CallbackData, prefix="5"):
    """How the person who presses did on the public question above."""


class ShowMe(CallbackData, prefix="6"):
    """Whether the person who presses is shown in the group's tables."""

    is_on: bool


class GroupPart(StrEnum):
    TIME = "h"
    COUNT = "n"
    ZONE = "z"
    TOPICS = "t"
    PIN = "p"
    LANGUAGE = "l"


class SetGroup(CallbackData, prefix="7"):
    """One choice about a group, for its admins; no value: the choices, or where there are two the other."""

    part: GroupPart
    value: str = ""
    is_on: bool = True  # of a topic
    shelf: int = 0


class OpenGroupSettings(CallbackData, prefix="8"):
    """The settings of the group, for its admins."""


class TakeOver(CallbackData, prefix="9"):
    """Whether answers in groups from before the first /start become the person's."""

    is_on: bool


class ClearMisses(CallbackData, prefix="x"):
    """Forget the queries that found nothing."""


class TurnMap(CallbackData, prefix="v"):
    """Another page of the map of memory."""

    page: int  # from 0


class ShowWeeks(CallbackData, prefix="h"):
    """The picture of the last weeks, in a message of its own."""


class Forget(CallbackData, prefix="g"):
    """The answer to whether all that is kept of the person shall be deleted."""

    is_sure: bool
