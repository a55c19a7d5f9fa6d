"""A section as a text of its own: what a person gets as a file."""

import re
from collections.abc import Container, Iterator, Mapping

from bot.study.notes import Library, Section

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]]+)\]:", re.MULTILINE)
_DEEPEST = 6


def extract(library: Library, section: Section) -> str:
    """Markdown of the section and all below it, its own heading first, with the link definitions it uses."""
    whole = list(library.subtree(section))
    top = len(section.path)
    text = "\n\n".join(_said(one, len(one.path) - top + 1) for one in whole)
    defined = {_normal(label) for label in _DEFINED.findall(text)}
    definitions = dict.fromkeys(line for one in whole for line in _definitions(one, defined))
    return "\n\n".join(filter(None, (text, "\n".join(definitions)))) + "\n"


def _said(section: Section, level: int) -> str:
    heading = f"{'#' * min(level, _DEEPEST)} {section.title}"
    return f"{heading}\n\n{section.body.strip()}" if section.body.strip() else heading


def _definitions(section: Section, defined: Container[str]) -> Iterator[str]:
    """The definitions of the section's file that it refers to, but for those that are there."""
    for label in _LABEL.findall(section.body):
        known = section.references.get(_normal(label))
        if known is not None and _normal(label) not in defined:
            yield _definition(label.strip(), known)


def _definition(label: str, known: Mapping[str, str]) -> str:
    title = known["title"].replace('"', '\\"')
    return f"[{label}]: <{known['href']}>" + (f' "{title}"' if title else "")


def _normal(label: str) -> str:
    """A label as markdown-it compares it."""
    return " ".join(label.split()).lower().upper()
