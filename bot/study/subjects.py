"""What the parts of the notes are called, in any spelling: докер, постгрес and эластике are subjects, compose a family.

A person who writes a subject's name wants the subject, not the command that has the word in its name.
"""

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Indel

from bot.study.notes import Library, Section, SectionId
from bot.study.readings import heard, in_latin, sound
from bot.study.words import compact, fold, is_cyrillic, stem, words

LIKE_ENOUGH: Final = 0.7  # of a name as heard: пайтон is Python
SHORT: Final = 4  # letters
BEGUN_FROM: Final = 5  # letters of a longer name: постгрес, elastic
BEGUN_SHARE: Final = 0.5  # of the name's letters
FAMILY: Final = 3  # commands of one opening: docker compose up, ps, logs
FAMILY_WORDS: Final = 2
WITHIN: Final = frozenset(("в", "во", "на", "in"))  # "индексы в постгресе" is about one subject


class Subjects:
    def __init__(self, library: Library) -> None:
        self._titles = {section.id: words(section.title) for section in library.subjects()}
        self._names = {compact(section.title): section.id for section in library.subjects()}
        self._heard = {section: heard(name) for name, section in self._names.items()}
        self._sounds = {section: sound(name) for name, section in self._names.items()}
        self._families = dict(_families(library))

    def meant(self, text: str) -> SectionId | None:
        """The subject or the family that the text is the name of."""
        name = compact(text)
        known = self._names.get(name) or self._families.get(name) or self._subject(name)
        is_inflected = known is None and is_cyrillic(name) and len(text.split()) == 1
        return self._subject(stem(name)) if is_inflected else known

    def _subject(self, name: str) -> SectionId | None:
        spoken, sounded = heard(name), sound(name)
        for section, title in self._heard.items():
            if (
                is_cyrillic(name)
                and sounded == self._sounds[section]
                and self._is_alike(name, spoken, section)
            ):
                return section
            is_long = len(spoken) >= max(BEGUN_FROM, len(title) * BEGUN_SHARE)
            if is_long and title.startswith(spoken):
                return section
        return None

    def _is_alike(self, name: str, spoken: str, section: SectionId) -> bool:
        """Whether more than the consonants are the same; a short name is spelled to the letter: гит, not гет."""
        if len(name) <= SHORT:
            return self._names.get(in_latin(name)) == section
        return Indel.normalized_similarity(spoken, self._heard[section]) >= LIKE_ENOUGH

    def scope(self, query: str) -> tuple[SectionId | None, str]:
        """The subject that the query opens with, or is within, and the rest of it."""
        asked = words(query)
        for section, title in self._titles.items():
            if title and asked[: len(title)] == title and len(asked) > len(title):
                return section, " ".join(asked[len(title) :])
        return self.within(query)

    def within(self, query: str) -> tuple[SectionId | None, str]:
        """The subject that the query says it is within, at its end, and the rest of it."""
        *rest, joint, name = ["", "", *fold(query).split()]
        about = " ".join(rest).strip()
        section = self._subject_of(name) if joint in WITHIN and about else None
        return (section, about) if section is not None else (None, query)

    def _subject_of(self, name: str) -> SectionId | None:
        found = self.meant(name)
        return found if found in self._titles else None


def _families(library: Library) -> Iterator[tuple[str, SectionId]]:
    """What the commands of a family open with, whole or without the tool, and the section called after it."""
    members: dict[tuple[str, ...], list[SectionId]] = {}
    names = {fold(name) for command in library.commands.values() for name in (command.name, *command.aliases)}
    for command in library.commands.values():
        opening = tuple(fold(command.name).split()[:FAMILY_WORDS])
        if len(opening) == FAMILY_WORDS and " ".join(opening) not in names:
            members.setdefault(opening, []).append(command.section)
    for opening, sections in members.items():
        around = _around(library, sections, opening[-1]) if len(sections) >= FAMILY else None
        if around is not None:
            yield compact(" ".join(opening)), around.id
            yield compact(opening[-1]), around.id


def _around(library: Library, sections: list[SectionId], word: str) -> Section | None:
    """The outermost section around all of them that has the word in its title."""
    above = [library.ancestors(library.sections[section]) for section in sections]
    shared = [section for section in above[0] if all(section in other for other in above)]
    return next((section for section in shared if word in words(section.title)), None)
