"""Markdown -> document, by markdown-it-py (CommonMark with tables, strikethrough, tasks and footnotes)."""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from bot.render.builder import Builder, even_table
from bot.render.document import Code, Heading, Nodes, Paragraph, Phrase, Rule
from bot.render.inline import LinkTarget, clean, phrase
from bot.render.markup import read_html

# Containers deeper than this lose their text in markdown-it ("commonmark" allows 20)
_NESTING = 100

_parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
# Definitions stay where they were written, and those that this section does not use are not dropped
footnote_plugin(_parser, inline=False, move_to_end=False)

_LANGUAGE = re.compile(r"[\w#+.-]+")
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_NO_REFERENCES: Mapping[str, Mapping[str, str]] = {}


def no_target(_href: str) -> None:
    """A `LinkTarget` for which links inside the notes are plain text."""


def document(
    markdown: str,
    references: Mapping[str, Mapping[str, str]] = _NO_REFERENCES,
    link_target: LinkTarget = no_target,
) -> Nodes:
    """The Markdown as a tree; `references` are markdown-it's link definitions from elsewhere in the file.

    Rules at its ends, which divide nothing, are left out.
    """
    known = {label: dict(found) for label, found in references.items() if not label.startswith("^")}
    env: dict[str, Any] = {"references": known}
    nodes = deque(_Reader(_parser.parse(markdown, env), link_target).read())
    while nodes and isinstance(nodes[0], Rule):
        nodes.popleft()
    while nodes and isinstance(nodes[-1], Rule):
        nodes.pop()
    return tuple(nodes)


def inline_phrase(markdown: str, link_target: LinkTarget = no_target) -> Phrase:
    """One line of inline Markdown."""
    [token] = _parser.parseInline(markdown)
    return phrase(token.children or (), link_target)


class _Reader:
    """Goes once over markdown-it's block tokens."""

    def __init__(self, tokens: Sequence[Token], link_target: LinkTarget) -> None:
        self._tokens = tokens
        self._link_target = link_target
        self._builder = Builder()
        self._rows: list[list[Phrase]] = []
        self._aligns: list[str] = []
        self._may_be_task = False

    def read(self) -> Nodes:
        for index, token in enumerate(self._tokens):
            if token.type == "inline":
                self._read_inline(self._tokens[index - 1], token)
            elif token.nesting >= 0:
                self._read_open(token)
            else:
                self._read_close(token)
            self._may_be_task = token.type in ("list_item_open", "paragraph_open") and (
                self._may_be_task or token.type == "list_item_open"
            )
        return self._builder.finish()

    def _read_inline(self, opening: Token, token: Token) -> None:
        children = token.children or []
        if self._may_be_task and children and (mark := _TASK.match(children[0].content)):
            self._builder.mark_task(is_done=mark[1] != " ")
            children[0].content = children[0].content[mark.end() :]
        said = phrase(children, self._link_target)
        match opening.type:
            case "heading_open":
                self._builder.add(Heading(int(opening.tag[1:]), said))
            case "th_open" | "td_open":
                self._rows[-1].append(said)
            case _:
                if not opening.hidden:
                    self._builder.loosen()
                self._builder.add(Paragraph(said))

    def _read_open(self, token: Token) -> None:  # noqa: C901 -- a case per type of token
        match token.type:
            case "bullet_list_open":
                self._builder.open("list")
            case "ordered_list_open":
                self._builder.open("list", start=int(token.attrs.get("start", 1)))
            case "list_item_open":
                self._builder.open("item")
            case "blockquote_open":
                self._builder.open("quote")
            case "footnote_reference_open":
                self._builder.open("footnote", label=token.meta["label"])
            case "table_open":
                self._rows, self._aligns = [], []
            case "tr_open":
                self._rows.append([])
            case "th_open":
                self._aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            case "fence" | "code_block":
                self._builder.add(_code(token))
            case "hr":
                self._builder.add(Rule())
            case "html_block":
                read_html(token.content, self._builder, self._link_target)

    def _read_close(self, token: Token) -> None:
        match token.type:
            case (
                "bullet_list_close"
                | "ordered_list_close"
                | "list_item_close"
                | "blockquote_close"
                | "footnote_reference_close"
            ):
                self._builder.close()
            case "table_close":
                self._builder.add(even_table(self._rows[0], self._rows[1:], self._aligns))


def _code(token: Token) -> Code:
    language = _LANGUAGE.match(token.info.strip())
    text = clean(token.content.expandtabs(4)).rstrip("\n ")
    return Code(text.lstrip("\n"), language[0].lower() if language else None)
