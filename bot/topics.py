"""Topics by the words that people write for them: those that one chooses among, or any section by its title."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.edition import Edition
from bot.study.entries import CommandTarget, FlagTarget, SectionTarget, Target
from bot.study.notes import Section, SectionId
from bot.study.readings import heard, sound
from bot.study.schedule import CONJUNCTIONS, EVERYTHING

SHORTEST: Final = 3  # letters that are enough of a title's word
FEW: Final = 3  # questions: of a section with fewer than that the one above it is asked


@dataclass(frozen=True, slots=True)
class Named:
    found: tuple[SectionId, ...]  # none: all topics
    unknown: tuple[str, ...] = ()  # words that name none


def read(words: str, edition: Edition) -> Named:
    """The topics of `docker postgresql`: each word, or all of them together, is a title or found by the look-up.

    A word of a letter or two is a title or nothing: the look-up finds something for nearly any of them.
    """
    return _each(words, edition, lambda word: _named(word, edition) or _looked_up(word, edition))


def asked(words: str, edition: Edition) -> Named:
    """What a quiz is to be about: topics by their names, as in `read`, else the section that all the words find."""
    named = _each(words, edition, lambda word: _named(word, edition))
    if not named.unknown:
        return Named(_innermost(named.found, edition))
    section = _nearest(" ".join(_said(words)), edition)
    return Named((), named.unknown) if section is None else Named((section.id,))


def _each(words: str, edition: Edition, meaning: Callable[[str], Sequence[SectionId]]) -> Named:
    """The topics that all the words together are the title of, else what each of them means."""
    said = _said(words)
    if not said or set(said) <= EVERYTHING:
        return Named(())
    if whole := _titled(" ".join(said), edition):
        return Named(tuple(whole))
    meant = {word: meaning(word) for word in _without_conjunctions(said)}
    found = dict.fromkeys(topic for topics in meant.values() for topic in topics)
    return Named(tuple(found), tuple(word for word, topics in meant.items() if not topics))


def is_title(words: str, edition: Edition) -> bool:
    """Whether the words, all together, are the title of something to ask about."""
    return bool(_titled(" ".join(_said(words)), edition))


def titles(topics: Iterable[SectionId], edition: Edition) -> tuple[str, ...]:
    """Of those that the notes hold."""
    sections = edition.library.sections
    return tuple(sections[topic].title for topic in topics if topic in sections)


def _said(words: str) -> list[str]:
    return words.casefold().replace(",", " ").split()


def _without_conjunctions(said: list[str]) -> list[str]:
    return [word for word in said if word not in CONJUNCTIONS] or said


def _named(word: str, edition: Edition) -> list[SectionId]:
    """The topics of that name, else the section of that title."""
    return [topic.id for topic in edition.topics if _is_named(topic, word)] or _titled(word, edition)


def _innermost(topics: Iterable[SectionId], edition: Edition) -> tuple[SectionId, ...]:
    """The topics without those that another of them is a part of: `docker сети` is about networks."""
    library, named = edition.library, tuple(topics)
    around = {above.id for topic in named for above in library.ancestors(library.sections[topic])}
    return tuple(topic for topic in named if topic not in around)


def _titled(words: str, edition: Edition) -> list[SectionId]:
    """The topic of that very title, or the first such section that has questions."""
    sections = (*edition.topics, *edition.library.sections.values())
    return [s.id for s in sections if s.title.casefold() == words and edition.has_questions(s)][:1]


def _is_named(topic: Section, word: str) -> bool:
    """Whether the word is one of the title's, or begins one, as written or as heard: постгрес is PostgreSQL."""
    parts = topic.title.casefold().split()
    if word in parts:
        return True
    return len(word) >= SHORTEST and any(_sounds_like(word, part) for part in parts)


def _sounds_like(word: str, part: str) -> bool:
    """Whether the word is the part as heard (гит is Git, питон is Python), or begins it."""
    spoken, whole = heard(word), heard(part)
    if spoken == whole:
        return True
    if len(spoken) < SHORTEST:
        return False
    consonants = sound(word)
    is_alike = len(consonants) >= SHORTEST and consonants == sound(part)
    return is_alike or part.startswith(word) or whole.startswith(spoken)


def _looked_up(word: str, edition: Edition) -> list[SectionId]:
    """The topic that holds what the word finds best: in another spelling or alphabet."""
    section = _best(word, edition)
    if section is None:
        return []
    around = {section.id, *(above.id for above in edition.library.ancestors(section))}
    return [topic.id for topic in edition.topics if topic.id in around]


def _best(words: str, edition: Edition) -> Section | None:
    """The section of what the words find best."""
    hits = edition.find(words, limit=1) if len(words) >= SHORTEST else ()
    return _section(hits[0].target, edition) if hits else None


def _nearest(words: str, edition: Edition) -> Section | None:
    """The section that the words find, or the nearest above it with enough to ask."""
    section = _best(words, edition)
    if section is None:
        return None
    around = [section, *reversed(edition.library.ancestors(section))]
    return next(
        (one for one in around if len(edition.questions_in(one)) >= FEW),
        next((one for one in around if edition.has_questions(one)), None),
    )


def _section(target: Target, edition: Edition) -> Section | None:
    library = edition.library
    match target:
        case SectionTarget(section):
            return library.sections.get(section)
        case CommandTarget(command) | FlagTarget(command, _):
            known = library.commands.get(command)
            return None if known is None else library.sections[known.section]
