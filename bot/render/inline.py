"""Inline Markdown and inline HTML -> phrases."""

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import TypeAlias
from urllib.parse import unquote

from markdown_it.token import Token

from bot.render.document import Image, Phrase
from bot.render.runs import Kind, Run, Style, stripped

LinkTarget: TypeAlias = Callable[[str], str | None]
"""The address to open for a link inside the notes, as written (`../docker.md#ps`); None: nothing to open."""

# td_api refuses the whole message for an address without a dot in its host ("Wrong HTTP URL"), so what is
# not plainly good is shown as text: tests/render/test_inline.py asks TDLib
_ADDRESS = re.compile(
    r"https?://(?:[\w-]+\.)+[a-z][\w-]*(?::\d{1,4})?(?:[/?#][^\s<>\"\\^`{|}]*)?|tg://\w+(?:\?[\w=&%.+-]*)?",
    re.IGNORECASE,
)
_ADDRESS_LIMIT = 2048  # characters; longer ones are no addresses that a person opens
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

# What a server drops from a text, or makes a space (TDLib's clean_input_string): done here, so that
# offsets and lengths are of the text that is shown
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]")


def clean(text: str) -> str:
    return _UNSEEN.sub(lambda sign: " " if sign[0] < " " and sign[0] != "\r" else "", text)


TAG_STYLES = {
    "b": Kind.BOLD,
    "strong": Kind.BOLD,
    "dt": Kind.BOLD,
    "caption": Kind.BOLD,
    "i": Kind.ITALIC,
    "em": Kind.ITALIC,
    "cite": Kind.ITALIC,
    "dfn": Kind.ITALIC,
    "u": Kind.UNDERLINE,
    "ins": Kind.UNDERLINE,
    "s": Kind.STRIKE,
    "strike": Kind.STRIKE,
    "del": Kind.STRIKE,
    "code": Kind.CODE,
    "kbd": Kind.CODE,
    "samp": Kind.CODE,
    "tt": Kind.CODE,
    "sub": Kind.SUBSCRIPT,
    "sup": Kind.SUPERSCRIPT,
    "mark": Kind.MARK,
    "tg-spoiler": Kind.SPOILER,
}
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TABLE_TAGS = frozenset(("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
_LIST_TAGS = frozenset(("dd", "dl", "dt", "li", "ol", "ul"))
_PAGE_TAGS = frozenset(
    ("article", "body", "center", "div", "footer", "header", "html", "main", "nav", "section")
)
_BOX_TAGS = frozenset(("blockquote", "details", "figcaption", "figure", "hr", "p", "pre", "summary"))
BLOCK_TAGS = _HEADING_TAGS | _TABLE_TAGS | _LIST_TAGS | _PAGE_TAGS | _BOX_TAGS
SILENT_TAGS = frozenset(
    (
        "a",
        "abbr",
        "big",
        "br",
        "col",
        "colgroup",
        "font",
        "img",
        "picture",
        "q",
        "small",
        "source",
        "span",
        "wbr",
    )
)
HIDDEN_TAGS = frozenset(("script", "style", "template"))
_KNOWN_TAGS = TAG_STYLES.keys() | BLOCK_TAGS | SILENT_TAGS | HIDDEN_TAGS


def is_html(tag: str) -> bool:
    """Whether a tag is markup: `<div>` is, the placeholder in `COPY <src> <dest>` is text to be shown."""
    return tag in _KNOWN_TAGS


MOST_OPEN = 300  # styles; HTML may open any number and close none, and each run asks for all


class PhraseWriter:
    """Gathers runs under the styles that are open."""

    def __init__(self, link_target: LinkTarget) -> None:
        self._link_target = link_target
        self._runs: list[Run] = []
        self._images: list[Image] = []
        self._open: list[Style] = []
        self._effective: tuple[Style, ...] = ()
        self._links: list[tuple[int, str]] = []  # where each open link began, and what to say after it

    def write(self, text: str) -> None:
        if text:
            self._runs.append(Run(clean(text), self._effective))

    def write_html(self, text: str) -> None:
        """Text of HTML: white space is one space, none at a line's beginning."""
        text = re.sub(r"[ \t\r\n\f]+", " ", text)
        self.write(text.lstrip(" ") if self._is_fresh() else text)

    def break_line(self) -> None:
        if self._runs and self._runs[-1].text.endswith(" "):
            last = self._runs.pop()
            self._runs.append(Run(last.text.rstrip(" "), last.styles))
        self._runs.append(Run("\n"))

    def fresh_line(self) -> None:
        if not self._is_fresh():
            self.break_line()

    def _is_fresh(self) -> bool:
        return not self._runs or self._runs[-1].text.endswith("\n")

    def write_code(self, text: str) -> None:
        self.open(Kind.CODE)
        self.write(text)
        self.close(Kind.CODE)

    def open(self, kind: Kind, url: str | None = None) -> None:
        if len(self._open) < MOST_OPEN:
            self._open.append(Style(kind, url))
            self._effective = _effective(self._open)

    def close(self, kind: Kind) -> None:
        """Closes the innermost style of its kind; HTML may close what it never opened."""
        for index in reversed(range(len(self._open))):
            if self._open[index].kind is kind:
                del self._open[index]
                self._effective = _effective(self._open)
                return

    def open_link(self, href: str) -> None:
        url = self._address(href)
        is_lost = url is None and _SCHEME.match(href) is not None
        self._links.append((len(self._runs), href if is_lost else ""))
        self.open(Kind.LINK, url)

    def _address(self, href: str) -> str | None:
        url = href if not href or _SCHEME.match(href) else self._link_target(href)
        return url if url and len(url) <= _ADDRESS_LIMIT and _ADDRESS.fullmatch(url) else None

    def close_link(self) -> None:
        if not self._links:
            return
        self.close(Kind.LINK)
        start, address = self._links.pop()
        label = "".join(run.text for run in self._runs[start:])
        if address and unquote(address) not in (label, f"mailto:{label}", unquote(label)):
            self.write(f" ({unquote(address)})" if label.strip() else unquote(address))

    def image(self, src: str, alt: str) -> None:
        """A picture of the notes is listed; one from the net is a link; in a link it is its text."""
        src, alt = src.strip(), " ".join(clean(alt).split())
        if not _SCHEME.match(src) and src:
            self._images.append(Image(unquote(re.split(r"[?#]", src)[0]), alt))
            if self._links:
                self.write(alt)
        elif self._links or self._address(src) is None:
            self.write(alt)
        else:
            self.open_link(src)
            self.write(alt or unquote(src).rstrip("/").rsplit("/", 1)[-1])
            self.close_link()

    def start_tag(self, tag: str, attrs: dict[str, str]) -> None:
        """An HTML tag met inside a line."""
        if tag in TAG_STYLES:
            self.open(TAG_STYLES[tag])
        elif tag == "a":
            self.open_link(attrs.get("href", ""))
        elif tag == "br":
            self.break_line()
        elif tag == "img":
            self.image(attrs.get("src", ""), attrs.get("alt", ""))
        elif tag in BLOCK_TAGS:
            self.fresh_line()

    def end_tag(self, tag: str) -> None:
        if tag in TAG_STYLES:
            self.close(TAG_STYLES[tag])
        elif tag == "a":
            self.close_link()

    def take(self) -> Phrase:
        """What was gathered so far; open styles stay open for what follows."""
        phrase = Phrase(stripped(tuple(self._runs)), tuple(self._images))
        self._runs.clear()
        self._images.clear()
        self._links = [(0, address) for _, address in self._links]
        return phrase


def _effective(styles: Sequence[Style]) -> tuple[Style, ...]:
    """The styles as Telegram nests them: a link outermost, code alone, each kind once."""
    kinds: dict[Kind, Style] = {}
    for style in styles:
        if style.kind is not Kind.LINK or style.url:
            kinds.setdefault(style.kind, style)
    link = kinds.pop(Kind.LINK, None)
    code = kinds.pop(Kind.CODE, None)
    if link is not None:
        return (link, *kinds.values())
    return (code,) if code is not None else tuple(kinds.values())


class _TagReader(HTMLParser):
    """Reads one tag."""

    def __init__(self, writer: PhraseWriter) -> None:
        super().__init__()
        self._writer = writer

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._writer.start_tag(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._writer.end_tag(tag)


_TAG_NAME = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)


def write_tag(writer: PhraseWriter, source: str) -> None:
    """Writes what an inline HTML token means; comments and declarations mean nothing."""
    name = _TAG_NAME.match(source)
    if name is None:
        return
    if is_html(name[1].lower()):
        reader = _TagReader(writer)
        reader.feed(source)
    else:
        writer.write(source)


def phrase(tokens: Sequence[Token], link_target: LinkTarget) -> Phrase:
    """The phrase that markdown-it's inline tokens say."""
    writer = PhraseWriter(link_target)
    for token in tokens:
        _write_token(writer, token)
    return writer.take()


_TOKEN_STYLES = {"em": Kind.ITALIC, "strong": Kind.BOLD, "s": Kind.STRIKE}


def _write_token(writer: PhraseWriter, token: Token) -> None:  # noqa: C901 -- a case per type of token
    match token.type:
        case "text":
            writer.write(token.content)
        case "softbreak":
            writer.write(" ")
        case "hardbreak":
            writer.break_line()
        case "code_inline":
            writer.write_code(token.content)
        case "link_open":
            writer.open_link(str(token.attrs["href"]))
        case "link_close":
            writer.close_link()
        case "image":
            writer.image(str(token.attrs["src"]), _alt(token))
        case "html_inline":
            write_tag(writer, token.content)
        case "footnote_ref":
            writer.write(f"[{token.meta['label']}]")
        case _ if token.nesting > 0:
            writer.open(_TOKEN_STYLES[token.tag])
        case _:
            writer.close(_TOKEN_STYLES[token.tag])


def _alt(token: Token) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())
