"""What a reload of the notes brought, in words."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from bot.keyboards import shorten
from bot.publishing import News, Reason, Refusal
from bot.render import MESSAGE_LIMIT, utf16_len
from bot.stems import stem_of
from bot.study.changes import Changes
from bot.study.notes import Library, Section, Severity
from bot.texts import Texts

NAMED: Final = (10, 4, 1)  # names for each kind of change; fewer where the message would pass its limit
NAME_LIMIT: Final = 60  # characters of a name
REFUSED: Final = {
    Reason.CONTENT: "reload-refused-content",
    Reason.ENCODING: "reload-refused-encoding",
    Reason.KILLED: "reload-refused-killed",
    Reason.CRASH: "reload-refused-crash",
}

Thing = TypeVar("Thing")


def told(outcome: News | Refusal, texts: Texts) -> str:
    """The outcome as plain text that fits one message."""
    if isinstance(outcome, Refusal):
        detail = shorten(
            outcome.detail, MESSAGE_LIMIT // 4
        )  # of a path with emoji each character may be two units
        return texts.plain("reload-refused", reason=texts.plain(REFUSED[outcome.reason], detail=detail))
    for named in NAMED:
        text = "\n".join(_lines(outcome, texts, named))
        if utf16_len(text) <= MESSAGE_LIMIT:
            break
    return text


def _lines(news: News, texts: Texts, named: int) -> Iterator[str]:
    edition = news.edition
    yield texts.plain(
        "reload-done",
        sections=len(edition.library.sections),
        commands=len(edition.library.commands),
        questions=len(edition.questions),
    )
    if not news:
        yield texts.plain("reload-same")
    yield from _changed("reload-sections", news.sections, _place, texts, named)
    yield from _changed("reload-commands", news.commands, lambda command: command.name, texts, named)
    yield from _changed(
        "reload-questions", news.questions, lambda question: stem_of(question, texts), texts, named
    )
    yield from _faults(edition.library, texts)


def _changed(
    heading: str, changes: Changes[Thing], name: Callable[[Thing], str], texts: Texts, named: int
) -> Iterator[str]:
    """One kind of subject: what is new, gone, renamed and reworded, each with its number and first names."""
    if not changes:
        return

    def renamed(pair: tuple[Thing, Thing]) -> str:
        before, after = (shorten(name(one), NAME_LIMIT) for one in pair)
        return texts.plain("reload-rename", before=before, after=after)

    yield ""
    yield texts.plain(heading)
    yield from _listed("reload-added", [*map(name, changes.added[:named])], len(changes.added), texts)
    yield from _listed("reload-removed", [*map(name, changes.removed[:named])], len(changes.removed), texts)
    yield from _listed(
        "reload-renamed", [*map(renamed, changes.renamed[:named])], len(changes.renamed), texts
    )
    yield from _listed(
        "reload-reworded", [*map(name, changes.reworded[:named])], len(changes.reworded), texts
    )


def _listed(key: str, names: Sequence[str], count: int, texts: Texts) -> Iterator[str]:
    if not count:
        return
    yield texts.plain(key, count=count)
    yield from (texts.plain("reload-name", name=shorten(name, 2 * NAME_LIMIT)) for name in names)
    if count > len(names):
        yield texts.plain("reload-more", count=count - len(names))


def _place(section: Section) -> str:
    """The title with the one above it: many parents have a section of the same title."""
    return " / ".join(section.path[-2:])


def _faults(library: Library, texts: Texts) -> Iterator[str]:
    count = Counter(fault.severity for fault in library.faults)
    if count:
        yield ""
        yield texts.plain("reload-faults", errors=count[Severity.ERROR], warnings=count[Severity.WARNING])
