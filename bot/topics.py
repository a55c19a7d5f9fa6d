"""Topics by the words that people write for them: those that one chooses among, or any section by its title."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.edition import Edition
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Section, SectionId
from bot.study.readings import heard
from bot.study.schedule import CONJUNCTIONS, EVERYTHING

SHORTEST: Final = 3  # letters that are enough of a title's word


@dataclass(frozen=True, slots=True)
class Named:
    found: tuple[SectionId, ...]  # none: all topics
    unknown: tuple[str, ...] = ()  # words that name none


def read(words: str, edition: Edition) -> Named:
    """The topics of `docker postgresql`: each word, or all of them together, is a title or found by the look-up.

    A word of a letter or two is a title or nothing: the look-up finds something for nearly any of them.
    """
    said = words.casefold().replace(",", " ").split()
    if not said or set(said) <= EVERYTHING:
        return Named(())
    if whole := _titled(" ".join(said), edition):
        return Named(tuple(whole))
    found: dict[SectionId, None] = {}
    unknown = []
    for word in [word for word in said if word not in CONJUNCTIONS] or said:
        topics = (
            [topic.id for topic in edition.topics if _is_named(topic, word)]
            or _titled(word, edition)
            or _looked_up(word, edition)
        )
        found |= dict.fromkeys(topics)
        if not topics:
            unknown.append(word)
    return Named(tuple(found), tuple(unknown))


def titles(topics: Iterable[SectionId], edition: Edition) -> tuple[str, ...]:
    """Of those that the notes hold."""
    sections = edition.library.sections
    return tuple(sections[topic].title for topic in topics if topic in sections)


def _titled(words: str, edition: Edition) -> list[SectionId]:
    """The topic of that very title, or the first such section that has questions."""
    sections = (*edition.topics, *edition.library.sections.values())
    return [s.id for s in sections if s.title.casefold() == words and edition.has_questions(s)][:1]


def _is_named(topic: Section, word: str) -> bool:
    """Whether the word is one of the title's, or begins one, as written or as heard: постгрес is PostgreSQL."""
    parts = topic.title.casefold().split()
    if word in parts:
        return True
    spoken = heard(word)
    return len(spoken) >= SHORTEST and any(
        part.startswith(word) or heard(part).startswith(spoken) for part in parts
    )


def _looked_up(word: str, edition: Edition) -> list[SectionId]:
    """The topic that holds what the word finds best: in another spelling or alphabet."""
    hits = edition.find(word, limit=1) if len(word) >= SHORTEST else ()
    section = _section(hits[0].target, edition) if hits else None
    if section is None:
        return []
    around = {section.id, *(above.id for above in edition.library.ancestors(section))}
    return [topic.id for topic in edition.topics if topic.id in around]


def _section(target: Target, edition: Edition) -> Section | None:
    library = edition.library
    match target:
        case SectionTarget(section):
            return library.sections.get(section)
        case CommandTarget(command) | FlagTarget(command, _):
            known = library.commands.get(command)
            return None if known is None else library.sections[known.section]
