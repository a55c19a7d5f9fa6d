"""Section -> rich messages: HTML for `InputRichMessage(html=...)`, within the limits of rich messages.

Send it with `skip_entity_detection`: an address such as `git@github.com` in the text is refused
otherwise (RICH_MESSAGE_EMAIL_INVALID).
"""

from collections import deque
from dataclasses import dataclass

from bot.render.beginning import beginning
from bot.render.document import Heading, Image, Node, Nodes, Paragraph, Phrase
from bot.render.halves import halves
from bot.render.inline import LinkTarget, clean
from bot.render.markdown import document, no_target
from bot.render.pages import Header
from bot.render.rich_html import Fragment, PictureId, joined, no_picture, rendered
from bot.render.runs import Kind, Run, Style, shortened, utf16_len
from bot.study.notes import Section

# core.telegram.org/bots/api#rich-message-limits
TEXT_LIMIT = 32_768  # characters; counted here in UTF-16 units and with the tags, which is never less
BLOCK_LIMIT = 500  # with nested blocks, list items and table rows
MEDIA_LIMIT = 50
_TITLE_LIMIT = 256
_TITLE_LEVEL = 0  # above all headings of the text
_MANY_PAGES = 9999


@dataclass(frozen=True, slots=True)
class RichPage:
    html: str
    images: tuple[Image, ...]  # those the HTML shows by `tg://photo?id=`: pass each in the message's media


def rich_pages(
    section: Section,
    header: Header,
    link_target: LinkTarget = no_target,
    picture_id: PictureId = no_picture,
) -> tuple[RichPage, ...]:
    """The section's own text as rich messages: one, unless it is over their limits."""
    body = beginning(section.body)
    nodes = document(body, section.references, link_target)
    if not nodes:
        nodes = (_paragraph(header.nothing or "…"),)
    if len(body) < len(section.body):
        nodes = (*nodes, _paragraph(header.rest or "…", Style(Kind.ITALIC)))
    top = _top(header, _MANY_PAGES, _MANY_PAGES, picture_id)
    bodies = _packed(nodes, top, picture_id)
    count = len(bodies)
    return tuple(
        RichPage(_top(header, number, count, picture_id).html + body.html, body.images)
        for number, body in enumerate(bodies, 1)
    )


def _paragraph(text: str, *styles: Style) -> Paragraph:
    return Paragraph(Phrase((Run(clean(text), styles),)))


def _top(header: Header, number: int, count: int, picture_id: PictureId) -> Fragment:
    italic = Style(Kind.ITALIC)
    nodes: list[Node] = []
    if header.breadcrumb:
        nodes.append(_paragraph(shortened(header.breadcrumb, _TITLE_LIMIT), italic))
    if header.title:
        title = Run(clean(shortened(header.title, _TITLE_LIMIT)))
        nodes.append(Heading(_TITLE_LEVEL, Phrase((title,))))
    if header.number is not None and count > 1:
        nodes.append(_paragraph(header.number(number, count), italic))
    return joined(rendered(node, picture_id) for node in nodes)


def _packed(nodes: Nodes, top: Fragment, picture_id: PictureId) -> list[Fragment]:
    """The nodes as HTML, shared out to messages; a node that none can hold is halved."""
    queue = deque(nodes)
    messages: list[list[Fragment]] = [[]]
    start = used = _Load.of(top)
    while queue:
        node = queue.popleft()
        fragment = rendered(node, picture_id)
        load = _Load.of(fragment)
        if used.plus(load).fits():
            used = used.plus(load)
            messages[-1].append(fragment)
        elif start.plus(load).fits():
            used = start.plus(load)
            messages.append([fragment])
        else:
            queue.extendleft(reversed(halves(node)))
    return [joined(message) for message in messages if message]


@dataclass(frozen=True, slots=True)
class _Load:
    """How much of a message is spent."""

    units: int
    blocks: int
    images: int

    @staticmethod
    def of(fragment: Fragment) -> "_Load":
        return _Load(utf16_len(fragment.html), fragment.blocks, len(fragment.images))

    def plus(self, other: "_Load") -> "_Load":
        return _Load(self.units + other.units, self.blocks + other.blocks, self.images + other.images)

    def fits(self) -> bool:
        return self.units <= TEXT_LIMIT and self.blocks <= BLOCK_LIMIT and self.images <= MEDIA_LIMIT
