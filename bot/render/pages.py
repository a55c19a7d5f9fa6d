"""Section -> classic pages: text and entities, each within Telegram's limits with its header."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.render.beginning import beginning
from bot.render.blocks import Block, blocks, is_pre
from bot.render.cut import Room, chopped, take
from bot.render.document import Image
from bot.render.inline import LinkTarget, clean
from bot.render.markdown import document, no_target
from bot.render.runs import (
    Entity,
    Kind,
    Run,
    Runs,
    Style,
    compose,
    entities_in,
    room_in,
    shortened,
    stripped,
    units_of,
    utf16_len,
)
from bot.study.notes import Section

MESSAGE_LIMIT = 4096  # UTF-16 units after entities parsing, core.telegram.org/bots/api#sendmessage
ENTITY_LIMIT = 100  # entities of a message; the server drops those beyond without a word
_TITLE_LIMIT = 256  # UTF-16 units that a header spends on its title, and on its breadcrumb
_QUOTE_ENTITIES = 1  # counted for each block in a quotation: an upper bound
_WIDEST_GAP = 2
_MANY_PAGES = 9999  # the page number for which a header's room is measured


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the text of each page, in the reader's language."""

    title: str
    breadcrumb: str = ""
    number: Callable[[int, int], str] | None = None  # "стр. n/m"; asked only if there are several pages
    nothing: str = ""  # the text of a section that has none
    rest: str = ""  # stands at the end of a text that is too long to be shown whole


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    entities: tuple[Entity, ...]
    images: tuple[Image, ...] = ()


def pages(section: Section, header: Header, link_target: LinkTarget = no_target) -> tuple[Page, ...]:
    """The section's own text; at least one page, and none with an empty text.

    Markdown is parsed anew in each call: keep the pages of sections that are read often.
    """
    body = beginning(section.body)
    content = blocks(document(body, section.references, link_target))
    top = _header_runs(header, _MANY_PAGES, _MANY_PAGES)
    pager = _Pager(Room(MESSAGE_LIMIT - units_of(top) - 2, ENTITY_LIMIT - entities_in(top)))
    for block in content:
        pager.place(block)
    if not any(block.runs for block in content):
        pager.place(Block((Run(clean(header.nothing) or "…"),), 2))
    if len(body) < len(section.body):
        pager.place(Block((Run(clean(header.rest) or "…", (Style(Kind.ITALIC),)),), 2))
    filled = pager.pages
    return tuple(_page(header, number, filled) for number in range(1, len(filled) + 1))


def _header_runs(header: Header, number: int, count: int) -> Runs:
    lines = [
        Run(_breadcrumb(clean(header.breadcrumb)), (Style(Kind.ITALIC),)),
        Run(shortened(clean(header.title), _TITLE_LIMIT), (Style(Kind.BOLD),)),
    ]
    if header.number is not None and count > 1:
        lines.append(Run(clean(header.number(number, count)), (Style(Kind.ITALIC),)))
    return tuple(part for line in lines if line.text for part in (line, Run("\n")))[:-1]


def _breadcrumb(text: str) -> str:
    """Its end, where it is long: the parents that are nearest."""
    if utf16_len(text) <= _TITLE_LIMIT:
        return text
    return "…" + text[-room_in(text[::-1], _TITLE_LIMIT - 1) :]


def _page(header: Header, number: int, filled: Sequence[Sequence[Block]]) -> Page:
    content = filled[number - 1]
    runs = (*_header_runs(header, number, len(filled)), Run("\n\n"), *_joined(content))
    text, entities = compose(stripped(runs))
    return Page(text, entities, tuple(image for block in content for image in block.images))


def _joined(content: Sequence[Block]) -> Iterator[Run]:
    """The runs of a page, with quotations laid over their blocks and the gaps between these."""
    is_first = True
    for block in content:
        quote = (block.quote,) if block.quote is not None else ()
        if block.runs and not is_first:
            yield Run("\n" * block.gap, quote if block.continues_quote else ())
        is_first = is_first and not block.runs
        for run in block.runs:
            yield Run(run.text, (*quote, *run.styles))


class _Pager:
    """Puts blocks on pages, in order."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._left = room
        self.pages: list[list[Block]] = [[]]

    def place(self, block: Block) -> None:
        cost = _cost(block)
        if not cost.fits(self._room):
            self._place_long(block)
            return
        if not self._cost_here(block, cost).fits(self._left):
            self._turn(cost)
        self._append(block, cost)

    def _append(self, block: Block, cost: Room) -> None:
        self._left = self._left.less(self._cost_here(block, cost))
        self.pages[-1].append(block)

    def _cost_here(self, block: Block, cost: Room) -> Room:
        gap = block.gap if block.runs and self._left != self._room else 0
        return Room(cost.units + gap, cost.entities)

    def _turn(self, ahead: Room) -> None:
        """Begins a page; what announces the block ahead goes with it, if both fit there."""
        page = self.pages[-1]
        keep = len(page)
        while keep and page[keep - 1].leads:
            keep -= 1
        carried = [(block, _cost(block)) for block in page[keep:]]
        units = sum(cost.units + _WIDEST_GAP for _, cost in carried) + ahead.units
        entities = sum(cost.entities for _, cost in carried) + ahead.entities
        if not keep or not Room(units, entities).fits(self._room):
            carried = []
        del page[len(page) - len(carried) :]
        self._left = self._room
        self.pages.append([])
        for block, cost in carried:
            self._append(block, cost)

    def _place_long(self, block: Block) -> None:
        """Cuts a block that no page can hold; what is left of it shares its page with what follows."""
        queue = deque(piece for run in block.runs for piece in chopped(run))
        images = block.images
        while queue:
            if self._left.is_low(self._room):
                self._turn(Room(0, 0))
            here = self._cost_here(block, Room(0, _QUOTE_ENTITIES))
            head = take(queue, self._left.less(here), is_code=is_pre(block.runs))
            part = replace(block, runs=head, images=images, leads=False)
            self._append(part, _cost(part))
            images = ()
            if queue:
                self._turn(Room(0, 0))


def _cost(block: Block) -> Room:
    quote = _QUOTE_ENTITIES if block.quote is not None else 0
    return Room(units_of(block.runs), entities_in(block.runs) + quote)
