"""HTML blocks of Markdown -> nodes of the document.

Notes hold HTML for what Markdown lacks: folded details, centred pictures, tables with lists in them.
Only the sense of it is kept. An element may open in one block and close in a later one, with Markdown
between: of those the details stay open, everything else ends with its block.
"""

import re
from html.parser import HTMLParser

from bot.render.builder import Builder, Container, even_table
from bot.render.document import Code, Heading, Paragraph, Phrase, Rule
from bot.render.inline import BLOCK_TAGS, HIDDEN_TAGS, LinkTarget, PhraseWriter, clean, is_html

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_CONTAINERS: dict[str, Container] = {
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quote",
    "details": "details",
}


def read_html(source: str, builder: Builder, link_target: LinkTarget) -> None:
    """Adds to the builder what an HTML block says."""
    reader = _HtmlReader(builder, link_target)
    reader.feed(source.replace("<![", "&lt;!["))  # html.parser raises AssertionError for some of these
    reader.close()
    reader.finish()


def _start(attrs: dict[str, str]) -> int:
    """The number of a list's first item; at most nine digits, as in Markdown."""
    found = re.fullmatch(r"[0-9]{1,9}", attrs.get("start", ""))
    return int(found[0]) if found else 1


class _HtmlReader(HTMLParser):
    def __init__(self, builder: Builder, link_target: LinkTarget) -> None:
        super().__init__()
        self._builder = builder
        self._writer = PhraseWriter(link_target)
        self._is_in_table = False
        self._rows: list[list[Phrase]] = []  # of the table that is open
        self._is_in_cell = False
        self._has_head = False  # whether that table has heading cells
        self._heading: int | None = None
        self._pre: list[str] | None = None  # the text of the <pre> that is open
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in HIDDEN_TAGS:
            self._hidden += 1
        elif self._pre is not None:
            self._pre.append("\n" if tag == "br" else "" if is_html(tag) else self.get_starttag_text() or "")
        elif not is_html(tag):
            self._writer.write(self.get_starttag_text() or "")
        elif self._is_in_table:
            self._start_in_table(tag, given)
        elif tag in BLOCK_TAGS:
            self._start_block(tag, given)
        else:
            self._writer.start_tag(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN_TAGS:
            self._hidden = max(self._hidden - 1, 0)
        elif not is_html(tag):
            self.handle_data(f"</{tag}>")
        elif self._pre is not None:
            if tag == "pre":
                self._end_pre()
        elif self._is_in_table:
            self._end_in_table(tag)
        elif tag in BLOCK_TAGS:
            self._end_block(tag)
        else:
            self._writer.end_tag(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._pre is not None:
            self._pre.append(data)
        elif self._is_in_cell or not self._is_in_table or data.strip():
            self._writer.write_html(data)

    def finish(self) -> None:
        self._end_pre()
        self._end_table()
        self._flush()
        self._builder.close_html()

    def _flush(self) -> None:
        phrase = self._writer.take()
        if not (phrase.runs or phrase.images):
            return
        if self._heading is not None:
            self._builder.add(Heading(self._heading, phrase))
        else:
            self._builder.add(Paragraph(phrase))

    def _start_block(self, tag: str, attrs: dict[str, str]) -> None:
        self._flush()
        match tag:
            case "table":
                self._is_in_table = True
                self._has_head = False
            case "pre":
                self._pre = []
            case "hr":
                self._builder.add(Rule())
            case "details":
                self._builder.open("details", is_html=True)
            case "li":
                self._builder.open_html_item()
            case "ul" | "ol" | "blockquote":
                start = _start(attrs) if tag == "ol" else None
                self._builder.open(_CONTAINERS[tag], is_html=True, start=start)
            case _:
                self._heading = _HEADINGS.get(tag)
        self._writer.start_tag(tag, attrs)

    def _end_block(self, tag: str) -> None:
        self._writer.end_tag(tag)
        if tag == "summary":
            self._builder.summarize(self._writer.take())
        self._flush()
        self._heading = None
        if tag in _CONTAINERS:
            self._builder.end_html(_CONTAINERS[tag])

    def _end_pre(self) -> None:
        if self._pre is not None:
            text = clean("".join(self._pre).expandtabs(4)).strip("\n")
            self._pre = None
            self._builder.add(Code(text, None))

    def _start_in_table(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in _CELLS:
            self._end_cell()
            self._is_in_cell = True
            self._has_head = self._has_head or tag == "th"
        elif tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif tag == "li":
            self._writer.fresh_line()
            self._writer.write("• ")
        else:
            self._writer.start_tag(tag, attrs)

    def _end_in_table(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in _CELLS or tag == "tr":
            self._end_cell()
        else:
            self._writer.end_tag(tag)

    def _end_cell(self) -> None:
        """Text outside cells, such as a caption, becomes a row of its own."""
        phrase = self._writer.take()
        if self._is_in_cell and self._rows:
            self._rows[-1].append(phrase)
        elif phrase.runs or phrase.images:
            self._rows.append([phrase])
        self._is_in_cell = False

    def _end_table(self) -> None:
        if not self._is_in_table:
            return
        self._end_cell()
        rows = [row for row in self._rows if any(cell.runs or cell.images for cell in row)]
        self._rows = []
        self._is_in_table = False
        if max(map(len, rows), default=0) > 1:
            head, body = (rows[0], rows[1:]) if self._has_head else ([], rows)
            self._builder.add(even_table(head, body))
        else:  # a table for layout
            for row in rows:
                self._builder.add(Paragraph(row[0]))
