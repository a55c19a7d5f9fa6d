"""What a search found -> one classic message, whose first entity is the query, so that buttons need not carry it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.render.inline import clean
from bot.render.runs import Entity, Kind, Run, Runs, Style, compose, shortened, stripped
from bot.study.snippets import Snippet

QUERY_LIMIT = 200  # UTF-16 units of a query that its results repeat; with ten results it fits a message
_TITLE_LIMIT = 120
_TRAIL_LIMIT = 120
_MARKS = 15  # of a snippet: each is an entity, and a message has 100
_BOLD = Style(Kind.BOLD)
_ITALIC = Style(Kind.ITALIC)
_CODE = Style(Kind.CODE)


@dataclass(frozen=True, slots=True)
class Result:
    """A section that was found; the snippet is plain text with the words that were asked for marked."""

    number: int
    title: str
    trail: str  # the titles above it, "" for a subject
    snippet: Snippet


def query_text(query: str) -> str:
    """The query as its results repeat it and as it is searched for: one line, cut; "" for nothing visible."""
    return shortened(" ".join(clean(query).split()), QUERY_LIMIT)


def results(query: str, label: str, found: Sequence[Result]) -> tuple[str, tuple[Entity, ...]]:
    """The text and its entities; `query` as `query_text` gave it."""
    runs = [Run(query, (_CODE,)), Run(f"\n{clean(label)}")]
    for result in found:
        runs += _result(result)
    return compose(stripped(tuple(runs)))


def _result(result: Result) -> Iterator[Run]:
    yield Run(f"\n\n{result.number}. ")
    yield Run(shortened(clean(result.title), _TITLE_LIMIT), (_BOLD,))
    if result.trail:
        yield Run("\n")
        yield Run(shortened(clean(result.trail), _TRAIL_LIMIT), (_ITALIC,))
    if result.snippet.text:
        yield Run("\n")
        yield from _marked(result.snippet)


def _marked(snippet: Snippet) -> Runs:
    return tuple(Run(clean(text), styles) for text, styles in _pieces(snippet))


def _pieces(snippet: Snippet) -> Iterable[tuple[str, tuple[Style, ...]]]:
    at = 0
    for start, end in snippet.marks[:_MARKS]:
        yield snippet.text[at:start], ()
        yield snippet.text[start:end], (_BOLD,)
        at = end
    yield snippet.text[at:], ()
