"""The buttons under what was looked up: cards, tools, results of a search, inline results."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.edition import Edition
from bot.keyboards import SHELF_SIZE, Rows, button, markup, shorten
from bot.keyboards.taps import (
    AskMe,
    ClearMisses,
    OpenCard,
    OpenSection,
    OpenSimilar,
    OpenTool,
    SendSection,
    TurnResults,
)
from bot.study.notes import Command, SectionId
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Lead:
    """A card to open: a command and the position of the flag that it shows first, -1 for none."""

    command: Command
    flag: int = -1

    @property
    def name(self) -> str:
        return f"{self.command.name} {self.flag_name}" if self._has_flag else self.command.name

    @property
    def flag_name(self) -> str | None:
        return self.command.flags[self.flag].names[0] if self._has_flag else None

    @property
    def meaning(self) -> str:
        return self.command.flags[self.flag].meaning if self._has_flag else self.command.purpose

    @property
    def _has_flag(self) -> bool:
        return 0 <= self.flag < len(self.command.flags)


@dataclass(frozen=True, slots=True)
class CardView:
    """What the buttons under a card depend on."""

    lead: Lead
    copies: tuple[str, ...]
    others: tuple[Lead, ...] = ()  # what else was found
    has_section: bool = True
    is_asked: bool | None = None  # whether its questions are cards; None: it has none


def card(view: CardView, texts: Texts) -> InlineKeyboardMarkup:
    """Under a command's card: its examples to copy, its section, what is like it, its questions, what else was found."""
    command = view.lead.command
    ways = [button(texts.plain("card-similar"), OpenSimilar(id=command.id))]
    if view.has_section:
        ways.insert(0, button(texts.plain("card-section"), OpenSection(id=command.section)))
    ask = [] if view.is_asked is None else [ask_button(view.lead, texts, is_asked=view.is_asked)]
    return markup([*_copies(view.copies, texts), ways, ask, *_leads(view.others, texts)])


def ask_button(lead: Lead, texts: Texts, *, is_asked: bool) -> InlineKeyboardButton:
    label = texts.plain("card-asked" if is_asked else "card-ask")
    return button(label, AskMe(id=lead.command.id, flag=lead.flag, is_on=not is_asked))


def with_ask_button(shown: InlineKeyboardMarkup, new: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """The keyboard of a card with another button to ask about it."""
    prefix = AskMe.__prefix__ + AskMe.__separator__
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [new if (old.callback_data or "").startswith(prefix) else old for old in row]
            for row in shown.inline_keyboard
        ]
    )


def similar(command: Command, others: Sequence[Command], texts: Texts) -> InlineKeyboardMarkup:
    back = button(texts.plain("card-back", name=command.name), OpenCard(id=command.id))
    return markup([*_leads([Lead(other) for other in others], texts), [back]])


def leads(found: Sequence[Lead], texts: Texts) -> InlineKeyboardMarkup | None:
    """Commands that may be what was meant."""
    return markup(_leads(found, texts)) if found else None


def inline(url: str, copies: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """Under an inline result, which may stand in any chat: only what needs no bot there."""
    return markup(
        [*_copies(copies, texts), [InlineKeyboardButton(text=texts.plain("inline-open-here"), url=url)]]
    )


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A page of results."""

    first: int  # number of the first on the page
    sections: tuple[SectionId, ...]  # of the page
    page: int  # from 0
    pages: int
    leads: tuple[Lead, ...]


def results(view: ResultsView, texts: Texts) -> InlineKeyboardMarkup:
    """Under results: a button for each section by its number, the other pages, cards that fit as well."""
    numbers = [
        button(str(number), SendSection(id=section))
        for number, section in enumerate(view.sections, view.first)
    ]
    turn = []
    if view.page > 0:
        label = texts.plain("browse-page-back", page=view.page, pages=view.pages)
        turn.append(button(label, TurnResults(page=view.page - 1)))
    if view.page + 1 < view.pages:
        label = texts.plain("browse-page-on", page=view.page + 2, pages=view.pages)
        turn.append(button(label, TurnResults(page=view.page + 1)))
    return markup([numbers, turn, *_leads(view.leads, texts)])


def tools(edition: Edition, texts: Texts, shelf: int = 0) -> InlineKeyboardMarkup:
    """One button a tool; a tap lists its commands."""
    start = shelf * SHELF_SIZE
    shown = list(edition.tools.items())[start : start + SHELF_SIZE]
    rows = [[button(f"{tool} ({len(commands)})", OpenTool(id=commands[0].id))] for tool, commands in shown]
    return markup([*rows, _turn_tools("", len(edition.tools), texts, shelf)])


def tool(edition: Edition, chosen: Command, texts: Texts, shelf: int = 0) -> InlineKeyboardMarkup:
    """The commands of the chosen one's tool, two a row."""
    commands = edition.tools[edition.tool_of(chosen)]
    cards = [button(command.name, OpenCard(id=command.id)) for command in commands]
    rows = [cards[n : n + 2] for n in range(0, len(cards), 2)]
    return markup(
        [
            *rows[shelf * SHELF_SIZE : (shelf + 1) * SHELF_SIZE],
            _turn_tools(chosen.id, len(rows), texts, shelf),
            [button(texts.plain("lookup-tools-back"), OpenTool())],
        ]
    )


def misses(texts: Texts) -> InlineKeyboardMarkup:
    return markup([[button(texts.plain("misses-clear"), ClearMisses())]])


def _turn_tools(about: str, rows: int, texts: Texts, shelf: int) -> list[InlineKeyboardButton]:
    turn = []
    if shelf > 0:
        turn.append(button(texts.plain("browse-shelf-back"), OpenTool(id=about, shelf=shelf - 1)))
    if (rest := rows - (shelf + 1) * SHELF_SIZE) > 0:
        turn.append(button(texts.plain("browse-shelf-on", count=rest), OpenTool(id=about, shelf=shelf + 1)))
    return turn


def _copies(codes: Sequence[str], texts: Texts) -> Rows:
    return [
        [
            InlineKeyboardButton(
                text=shorten(texts.plain("card-copy", code=code)), copy_text=CopyTextButton(text=code)
            )
        ]
        for code in codes
    ]


def _leads(found: Sequence[Lead], texts: Texts) -> Rows:
    return [
        [button(texts.plain("card-near", name=lead.name), OpenCard(id=lead.command.id, flag=lead.flag))]
        for lead in found
    ]
