"""The buttons under the bot's messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.book import Shown
from bot.edition import Edition
from bot.keyboards.taps import (
    ClosePicture,
    NewQuiz,
    OpenCard,
    OpenMenu,
    OpenPicture,
    OpenSection,
    Place,
    Quiz,
    QuizAct,
    RichStep,
    SendFile,
    SendSection,
    SetAutoCards,
    SetLanguage,
    SetRich,
    SetZone,
)
from bot.study.notes import Library, Section
from bot.texts import Texts, called

TOPICS_SEPARATOR: Final = "+"
MOST_TOPICS: Final = 2  # that a button holds, should their ids be as long as they may
SHELF_SIZE: Final = 10  # children of a section shown at once: more do not fit a phone's screen
LABEL_LIMIT: Final = 48  # characters of a button's label that a phone still shows; ours, Telegram sets none

PAIR_LIMIT: Final = 27  # of one of two beside each other

Rows = list[list[InlineKeyboardButton]]


def button(label: str, tap: CallbackData) -> InlineKeyboardButton:
    return _button(shorten(label), tap.pack())


@lru_cache(4096)  # pydantic takes 10 us for a button, and nobody changes one
def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data)


def shorten(label: str, limit: int = LABEL_LIMIT) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


def paired(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    """Two in a row, but a label that would be cut there has its row to itself."""
    rows: Rows = []
    for one in buttons:
        has_room = bool(rows) and len(rows[-1]) == 1 and len(rows[-1][0].text) <= PAIR_LIMIT
        if has_room and len(one.text) <= PAIR_LIMIT:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def menu(texts: Texts) -> InlineKeyboardMarkup:
    def to(place: Place) -> InlineKeyboardButton:
        return button(texts.plain(f"menu-{place}"), OpenMenu(to=place))

    return InlineKeyboardMarkup(
        inline_keyboard=[
            [to(Place.TOPICS), to(Place.QUIZ)],
            [to(Place.DAILY), to(Place.STATS)],
            [to(Place.SETTINGS), to(Place.HELP)],
        ]
    )


def contents(edition: Edition, texts: Texts, shelf: int = 0) -> InlineKeyboardMarkup:
    return markup(_shelf("", edition.library.subjects(), texts, shelf))


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a section is shown."""

    page: int  # from 0
    pages: int
    shelf: int = 0  # which handful of children, from 0
    pictures: Sequence[Shown] = ()  # of this page, to be opened by a tap


def section(edition: Edition, shown: Section, view: View, texts: Texts) -> InlineKeyboardMarkup:
    """Under a section's page: its pages and pictures, its commands and children, its neighbours, the way up."""
    commands = edition.described_in(shown)[:SHELF_SIZE]
    return markup(
        [
            _turn_page(shown, view, texts),
            *_pictures(shown, view.pictures, texts),
            *([button(texts.plain("browse-command", name=c.name), OpenCard(id=c.id))] for c in commands),
            *_shelf(shown.id, edition.library.children(shown), texts, view.shelf),
            _neighbours(edition, shown, texts),
            _whole(edition, shown, texts),
            _way_up(edition.library, shown, texts),
        ]
    )


def _pictures(shown: Section, pictures: Sequence[Shown], texts: Texts) -> Rows:
    return [
        [button(texts.plain("page-picture", name=picture.name), OpenPicture(id=shown.id, key=picture.key))]
        for picture in pictures[:SHELF_SIZE]
    ]


def picture(texts: Texts) -> InlineKeyboardMarkup:
    return markup([[button(texts.plain("page-picture-close"), ClosePicture())]])


def _whole(edition: Edition, shown: Section, texts: Texts) -> list[InlineKeyboardButton]:
    """What can be done with a section and all that is below it."""
    row = []
    if edition.has_questions(shown):
        row.append(button(texts.plain("browse-quiz"), Quiz(act=QuizAct.START, about=shown.id)))
    if edition.has_text(shown):
        row.append(button(texts.plain("page-file"), SendFile(id=shown.id)))
    return row


def markup(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def _turn_page(shown: Section, view: View, texts: Texts) -> list[InlineKeyboardButton]:
    row = []
    if view.page > 0:
        label = texts.plain("browse-page-back", page=view.page, pages=view.pages)
        row.append(button(label, OpenSection(id=shown.id, page=view.page - 1, shelf=view.shelf)))
    if view.page + 1 < view.pages:
        label = texts.plain("browse-page-on", page=view.page + 2, pages=view.pages)
        row.append(button(label, OpenSection(id=shown.id, page=view.page + 1, shelf=view.shelf)))
    return row


def _shelf(parent: str, children: Sequence[Section], texts: Texts, shelf: int) -> Rows:
    start = shelf * SHELF_SIZE
    rows: Rows = [[_child(child, texts)] for child in children[start : start + SHELF_SIZE]]
    turn = []
    if start > 0:
        turn.append(button(texts.plain("browse-shelf-back"), OpenSection(id=parent, shelf=shelf - 1)))
    if (rest := len(children) - start - SHELF_SIZE) > 0:
        turn.append(
            button(texts.plain("browse-shelf-on", count=rest), OpenSection(id=parent, shelf=shelf + 1))
        )
    return [*rows, turn]


def _child(child: Section, texts: Texts) -> InlineKeyboardButton:
    if child.is_stub and not child.children:
        label = shorten(texts.plain("section-stub", title=child.title))
        return InlineKeyboardButton(text=label, disabled=DisabledButton())
    return button(child.title, OpenSection(id=child.id))


def _neighbours(edition: Edition, shown: Section, texts: Texts) -> list[InlineKeyboardButton]:
    before, after = edition.neighbours(shown)
    row = []
    if before is not None:
        row.append(button(texts.plain("browse-previous"), OpenSection(id=before.id)))
    if after is not None:
        row.append(button(texts.plain("browse-next"), OpenSection(id=after.id)))
    return row


def _way_up(library: Library, shown: Section, texts: Texts) -> list[InlineKeyboardButton]:
    row = []
    if shown.parent is not None:
        title = library.sections[shown.parent].title
        row.append(button(texts.plain("browse-up", title=title), OpenSection(id=shown.parent)))
    row.append(button(texts.plain("browse-contents"), OpenSection()))
    return row


def open_poll(question: str, texts: Texts, *, has_stop: bool) -> InlineKeyboardMarkup:
    """Under a poll that waits for its answer; the day's set is left by leaving it."""
    stop = [button(texts.plain("quiz-stop"), Quiz(act=QuizAct.STOP))] if has_stop else []
    bad = button(texts.plain("quiz-bad"), Quiz(act=QuizAct.BAD, about=question))
    return InlineKeyboardMarkup(inline_keyboard=[[*stop, bad]])


def answered_poll(question: str, source: str, texts: Texts) -> InlineKeyboardMarkup:
    """Under a poll that was answered: where the answer stands."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                button(texts.plain("quiz-open-section"), SendSection(id=source)),
                button(texts.plain("quiz-bad"), Quiz(act=QuizAct.BAD, about=question)),
            ]
        ]
    )


def new_quiz(topics: Sequence[str], count: int) -> NewQuiz:
    return NewQuiz(topics=TOPICS_SEPARATOR.join(topics[:MOST_TOPICS]), count=count)


def quiz_running(texts: Texts, other: CallbackData) -> InlineKeyboardMarkup:
    """What to do with a quiz under way, when another is asked for."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [button(texts.plain("quiz-continue"), Quiz(act=QuizAct.CONTINUE))],
            [button(texts.plain("quiz-restart"), other)],
        ]
    )


def quiz_over(texts: Texts, *, has_mistakes: bool) -> InlineKeyboardMarkup:
    rows: Rows = [[button(texts.plain("quiz-again"), OpenMenu(to=Place.QUIZ))]]
    if has_mistakes:
        rows.insert(0, [button(texts.plain("quiz-repeat"), Quiz(act=QuizAct.REPEAT))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def settings(languages: Sequence[str], texts: Texts, *, auto_cards: bool, rich: bool) -> InlineKeyboardMarkup:
    auto = button(
        texts.plain("settings-auto-off" if auto_cards else "settings-auto-on"),
        SetAutoCards(is_on=not auto_cards),
    )
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                button(
                    texts.plain("settings-language", language=called(code)),
                    SetLanguage(code=code),
                )
                for code in languages
            ],
            [button(texts.plain("settings-zone"), SetZone())],
            [auto],
            [
                button(
                    texts.plain("rich-turn-off" if rich else "rich-turn-on"),
                    SetRich(step=RichStep.NO if rich else RichStep.ASK),
                )
            ],
            [button(texts.plain("menu-daily"), OpenMenu(to=Place.DAILY))],
        ]
    )


def rich_sample(texts: Texts, sample: int) -> InlineKeyboardMarkup:
    """Whether the person sees the table of that message."""
    return markup(
        [
            [button(texts.plain("rich-yes"), SetRich(step=RichStep.YES, sample=sample))],
            [button(texts.plain("rich-no"), SetRich(step=RichStep.NO, sample=sample))],
        ]
    )
