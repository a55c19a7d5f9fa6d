"""A made-up third language: English in letters that nothing else has, a third longer, in ⟦brackets⟧.

What a person sees without these letters was not taken from the locale; a ⟦ without its ⟧ was clipped.
"""

import re
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Message, Pattern, Placeable, TextElement
from fluent.syntax.visitor import Visitor

LANGUAGE = "eo"  # a language tag that CLDR knows, with plurals like those of English
LONGER = 0.35
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅɃÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
# markup, what stands as code, commands, entities and names with @ are the same in every language
_KEPT = re.compile(r"<code>.*?</code>|<[^>]*>|/[a-z]+|&\w+;|@\w+|\w+=\S*|\.\w+")


def write(english: Path, folder: Path) -> None:
    """The made-up language as a folder of `.ftl` files."""
    folder.mkdir(parents=True)
    for path in sorted(english.glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Message) and entry.value is not None:
                _Letters().visit(entry.value)
                _put_in_brackets(entry.value)
        (folder / path.name).write_text(FluentSerializer().serialize(resource), encoding="utf-8")


class _Letters(Visitor):
    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802 -- the visitor's protocol
        node.value = spoken(node.value)


def spoken(text: str) -> str:
    """The text in the made-up letters."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(LETTERS), kept[0]]
        end = kept.end()
    return "".join([*parts, text[end:].translate(LETTERS)])


def _put_in_brackets(pattern: Pattern) -> None:
    """Brackets around a message, and so much more of it; what is only a value of another one stays as it is."""
    written = "".join(part.value for part in pattern.elements if isinstance(part, TextElement))
    letters = len(re.sub(r"<[^>]*>", "", written).strip())
    padding = "~" * round(letters * LONGER) if letters else ""
    first, last = pattern.elements[0], pattern.elements[-1]
    if isinstance(first, TextElement):
        first.value = "⟦" + first.value
    else:
        pattern.elements.insert(0, TextElement("⟦"))
    if isinstance(last, TextElement):
        last.value = f"{last.value.rstrip()}{padding}⟧"
    else:
        assert isinstance(last, Placeable)
        pattern.elements.append(TextElement(f"{padding}⟧"))
