"""A section as a text of its own: what a person gets as a file."""

import re
from collections.abc import Iterator, Mapping

from bot.study.notes import Library, Section

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEEPEST = 6


def extract(library: Library, section: Section) -> str:
    """Markdown of the section and all below it, its own heading first, with the link definitions it uses."""
    whole = list(library.subtree(section))
    top = len(section.path)
    text = "\n\n".join(_said(one, len(one.path) - top + 1) for one in whole)
    definitions = {definition: None for one in whole for definition in _definitions(one, text)}
    return "\n\n".join(filter(None, (text, "\n".join(definitions)))) + "\n"


def _said(section: Section, level: int) -> str:
    heading = f"{'#' * min(level, _DEEPEST)} {section.title}"
    return f"{heading}\n\n{section.body.strip()}" if section.body.strip() else heading


def _definitions(section: Section, text: str) -> Iterator[str]:
    """The definitions of the section's file that its text refers to and does not hold."""
    for label in {_normal(found): found for found in _LABEL.findall(section.body)}.values():
        known = section.references.get(_normal(label))
        if known is not None and f"[{label}]: " not in text:
            yield _definition(label, known)


def _definition(label: str, known: Mapping[str, str]) -> str:
    title = known["title"].replace('"', '\\"')
    return f"[{label}]: <{known['href']}>" + (f' "{title}"' if title else "")


def _normal(label: str) -> str:
    """A label as markdown-it compares it."""
    return " ".join(label.split()).lower().upper()
