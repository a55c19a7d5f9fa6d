"""The buttons under what a person sees of themselves: progress, and what is kept of them."""

from collections.abc import Sequence
from typing import Final

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards import Rows, button, markup, shorten
from bot.keyboards.taps import Forget, OpenMenu, OpenSection, Place, ShowWeeks, TurnMap
from bot.study.memory_map import Region, Weak
from bot.study.notes import Section
from bot.texts import Texts

ABOVE_LIMIT: Final = 18  # characters of what a section is a part of: its own title is what one reads


def progress(
    pages: Sequence[Sequence[Region]],
    page: int,
    weakest: Sequence[Weak],
    reading: Section | None,
    texts: Texts,
) -> InlineKeyboardMarkup:
    """Under the map: what to read again, other pages of the map, and where else to go."""
    rows: Rows = [
        [
            button(
                texts.plain("map-weak", title=_placed(weak), recall=round(100 * weak.recall)),
                OpenSection(id=weak.section.id),
            )
        ]
        for weak in weakest
    ]
    turn = []
    if page > 0:
        turn.append(button(texts.plain("map-back", title=_begin(pages[page - 1])), TurnMap(page=page - 1)))
    if page + 1 < len(pages):
        turn.append(button(texts.plain("map-on", title=_begin(pages[page + 1])), TurnMap(page=page + 1)))
    ahead = [button(texts.plain("stats-weeks"), ShowWeeks())]
    if reading is not None:
        ahead.append(button(texts.plain("stats-continue"), OpenSection(id=reading.id)))
    menu = [button(texts.plain(f"menu-{place}"), OpenMenu(to=place)) for place in (Place.TOPICS, Place.QUIZ)]
    return markup([*rows, turn, ahead, menu])


def _placed(weak: Weak) -> str:
    return f"{shorten(weak.above, ABOVE_LIMIT)} › {weak.section.title}" if weak.above else weak.section.title


def _begin(page: Sequence[Region]) -> str:
    """The subject that a page begins with."""
    return page[0].subject.section.title


def forget(texts: Texts) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(texts.plain("forget-yes"), Forget(is_sure=True))],
            [button(texts.plain("forget-no"), Forget(is_sure=False))],
        ]
    )
