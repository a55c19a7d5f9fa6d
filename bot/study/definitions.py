"""`**Term** — это ...`: definitions in the first sentence of a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.study.markdown import Node, lead, plain

_DASH = re.compile(r"^\s*(?:\([^()]*\)\s*)?[-–—]{1,2}\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^a-zа-яё]|\s*$)")
_COPULA = re.compile(r"^это\s+", re.IGNORECASE)
TERM_LIMIT = 80  # characters: a longer bold opening is an emphasis, not a term


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    meaning: str
    is_code: bool
    start: int  # byte offset of its paragraph


def read_terms(block: Node) -> Iterator[Term]:
    """The definitions that a paragraph, or a paragraph of a list, opens with.

    A hard line break opens a paragraph too, as far as the reader can see.
    """
    if block.kind == "Paragraph":
        yield from _terms(block.children)
    elif block.kind in ("List", "OrderedList"):
        for item in block.children:
            yield from _terms(lead(item))


def _terms(inlines: Sequence[Node]) -> Iterator[Term]:
    start = 0
    for end, node in enumerate(inlines):
        if node.kind == "HardBreak":
            if term := read_term(inlines[start:end]):
                yield term
            start = end + 1
    if term := read_term(inlines[start:]):
        yield term


def read_term(inlines: Sequence[Node]) -> Term | None:
    """The definition that a run of inlines opens with: bold or code, a dash, the rest of the sentence."""
    if not inlines or not _is_marked(inlines[0]):
        return None
    term = plain(inlines[:1])
    tail = plain(inlines[1:])
    dash = _DASH.match(tail)
    if not dash or not term or len(term) > TERM_LIMIT or term.endswith((":", ".")):
        return None
    meaning = first_sentence(tail[dash.end() :])
    return (
        Term(term, _COPULA.sub("", meaning), inlines[0].kind == "Code", inlines[0].start) if meaning else None
    )


def _is_marked(node: Node) -> bool:
    if node.kind == "Emphasis" and len(node.children) == 1:  # ***Term***
        return node.children[0].kind == "Strong"
    return node.kind in ("Strong", "Code")


def first_sentence(text: str) -> str:
    """The first sentence, without its full stop.

    >>> first_sentence("список процессов (см. ps). Далее.")
    'список процессов (см. ps)'
    """
    end = _SENTENCE_END.search(text)
    return (text[: end.start()] if end else text).strip().rstrip(".;,")
