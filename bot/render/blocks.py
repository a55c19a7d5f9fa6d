"""Document -> blocks of runs for a classic message, which has no lists, tables or headings of its own."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import assert_never

from bot.render.document import (
    Code,
    Details,
    Footnote,
    Heading,
    Image,
    Item,
    List,
    Node,
    Nodes,
    Paragraph,
    Phrase,
    Quote,
    Rule,
    Table,
)
from bot.render.runs import Kind, Run, Runs, Style, text_of, units_of

PHONE_COLUMNS = 34  # monospaced signs in a line of a message on a phone
LONG_QUOTE = 500  # UTF-16 units; a longer quotation is shown folded
_ANNOUNCEMENT = 160  # UTF-16 units of a text that may announce the block after it
_INDENT = "    "
_GUTTER = "  "  # between a table's columns


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that is not cut while it fits on one."""

    runs: Runs
    gap: int  # line feeds between it and the block before, unless it opens a page
    images: tuple[Image, ...] = ()
    quote: Style | None = None  # the quotation around it
    continues_quote: bool = False  # it stands in the same quotation as the block before
    leads: bool = False  # it announces the block after it: better not the last of a page


def blocks(nodes: Nodes) -> tuple[Block, ...]:
    """The document as blocks."""
    flat = tuple(_flat(nodes, ""))
    return tuple(
        replace(block, leads=True) if _announces(block, after) else block
        for block, after in zip_longest(flat, flat[1:])
    )


def _announces(block: Block, after: Block | None) -> bool:
    """Whether a block is a line such as "For example:", or a few words before code."""
    if not block.runs or is_pre(block.runs) or units_of(block.runs) > _ANNOUNCEMENT:
        return block.leads
    is_before_code = after is not None and is_pre(after.runs)
    return block.leads or is_before_code or text_of(block.runs).endswith(":")


def _flat(nodes: Iterable[Node], indent: str) -> Iterator[Block]:  # noqa: C901 -- a case per kind of node
    for node in nodes:
        match node:
            case Paragraph(phrase):
                yield _text(phrase, indent)
            case Heading(phrase=phrase):
                bold = _over(phrase.runs, Style(Kind.BOLD))
                yield replace(_text(Phrase(bold, phrase.images), indent), leads=True)
            case Code(text, language):
                yield Block((Run(text, (Style(Kind.PRE, language=language),)),), 2)
            case Rule():
                yield Block((Run(f"{indent}———"),), 2)
            case List():
                yield from _list(node, indent)
            case Quote(body):
                yield from _quoted(_flat(body, ""))
            case Details(summary, body):
                yield _text(Phrase(_over(summary.runs, Style(Kind.BOLD)), summary.images), indent)
                yield from _quoted(_flat(body, ""), gap=1)
            case Table():
                yield from _table(node)
            case Footnote(label, body):
                yield from _marked(_flat(body, indent), f"{indent}[{label}] ", indent)
            case _:
                assert_never(node)


def _text(phrase: Phrase, indent: str) -> Block:
    runs = classic(phrase.runs)
    return Block((Run(indent), *runs) if indent and runs else runs, 2, phrase.images)


def _list(node: List, indent: str) -> Iterator[Block]:
    for number, item in enumerate(node.items):
        mark = f"{indent}{_mark(node, item, number)} "
        first = True
        for block in _marked(_flat(item.body, indent + _INDENT), mark, indent + _INDENT):
            tight = not node.is_loose and (not first or number > 0 or bool(indent))
            yield replace(block, gap=1) if tight and block.gap > 1 else block
            first = False


def _mark(node: List, item: Item, number: int) -> str:
    if item.is_done is not None:
        return "☑" if item.is_done else "☐"
    return "•" if node.start is None else f"{node.start + number}."


def _marked(body: Iterator[Block], mark: str, indent: str) -> Iterator[Block]:
    """The blocks with a mark before the first one's text, in place of its indent."""
    first = next(body, None)
    if first is None or not first.runs or is_pre(first.runs) or first.quote is not None:
        yield Block((Run(mark.rstrip()),), 2)
        if first is not None:
            yield replace(first, gap=1)
    else:
        opening = Run(first.runs[0].text.removeprefix(indent), first.runs[0].styles)
        yield replace(first, runs=(Run(mark), opening, *first.runs[1:]))
    yield from body


def is_pre(runs: Runs) -> bool:
    return bool(runs) and any(style.kind is Kind.PRE for style in runs[0].styles)


def _quoted(body: Iterator[Block], gap: int = 2) -> Iterator[Block]:
    """The blocks as one quotation; one inside another is not told apart, Telegram nests none."""
    inner = list(body)
    is_long = sum(units_of(block.runs) for block in inner) > LONG_QUOTE
    style = Style(Kind.LONG_QUOTE if is_long else Kind.QUOTE)
    for index, block in enumerate(inner):
        yield replace(block, quote=style, continues_quote=index > 0, gap=block.gap if index else gap)


def _over(runs: Runs, style: Style) -> Runs:
    """The runs with one more style over them, where Telegram allows it."""
    return tuple(Run(run.text, _with(run.styles, style)) for run in runs)


def _with(styles: tuple[Style, ...], style: Style) -> tuple[Style, ...]:
    if any(own.kind in (style.kind, Kind.CODE) for own in styles):
        return styles
    if styles and styles[0].kind is Kind.LINK:
        return (styles[0], style, *styles[1:])
    return (style, *styles)


_DIGITS = "0123456789+-=()"
_LOWERED = str.maketrans(_DIGITS + "aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISED = str.maketrans(_DIGITS + "abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_ONLY_RICH = {Kind.SUBSCRIPT: (_LOWERED, "_"), Kind.SUPERSCRIPT: (_RAISED, "^"), Kind.MARK: ({}, "")}


def classic(runs: Runs) -> Runs:
    """The runs without what only rich messages show: H<sub>2</sub>O becomes H₂O, x<sup>й</sup> x^й."""
    return tuple(map(_classic, runs))


def _classic(run: Run) -> Run:
    text = run.text
    if not any(style.kind in _ONLY_RICH for style in run.styles):
        return run
    for style in run.styles:
        if style.kind in (Kind.SUBSCRIPT, Kind.SUPERSCRIPT):
            signs, mark = _ONLY_RICH[style.kind]
            text = text.translate(signs) if all(ord(sign) in signs for sign in text) else mark + text
    return Run(text, tuple(style for style in run.styles if style.kind not in _ONLY_RICH))


def _table(table: Table) -> Iterator[Block]:
    """Columns where a phone is wide enough for them, else each row as "head: value" lines."""
    images = tuple(image for row in (table.head, *table.rows) for cell in row for image in cell.images)
    lines = _columns(table)
    if lines is not None:
        yield Block((Run(lines, (Style(Kind.PRE),)),), 2, images)
        return
    rows = table.rows or (table.head,)
    head = table.head if table.rows else (Phrase(),) * len(table.head)
    for index, row in enumerate(rows):
        yield Block(_row(head, row), 2, images if index == 0 else ())


def _columns(table: Table) -> str | None:
    """The table in aligned columns, or None if a phone would break its lines."""
    texts = [[text_of(classic(cell.runs)) for cell in row] for row in (table.head, *table.rows)]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    if sum(widths) + len(_GUTTER) * (len(widths) - 1) > PHONE_COLUMNS or any(
        "\n" in t for r in texts for t in r
    ):
        return None
    lines = [_GUTTER.join(map(_padded, row, widths, table.aligns)).rstrip() for row in texts]
    if table.rows and any(texts[0]):
        lines.insert(1, _GUTTER.join("─" * width for width in widths))
    return "\n".join(line for line in lines if line)


def _padded(text: str, width: int, align: str) -> str:
    missing = width - _width(text)
    left = {"right": missing, "center": missing // 2}.get(align, 0)
    return " " * left + text + " " * (missing - left)


def _width(text: str) -> int:
    """How many columns a text takes in a monospaced font."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _row(head: tuple[Phrase, ...], row: tuple[Phrase, ...]) -> Runs:
    runs: list[Run] = []
    for title, cell in zip(head, row, strict=True):
        if not cell.runs:
            continue
        if runs:
            runs.append(Run("\n"))
        if title.runs:
            runs.append(Run(f"{text_of(classic(title.runs))}: "))
        runs += classic(cell.runs)
    return tuple(runs)
