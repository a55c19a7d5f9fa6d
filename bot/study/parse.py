r"""Markdown of any kind -> the library. Pure: nothing is read, nothing is raised.

>>> library = parse([SourceFile("docker.md", "# Docker\n\n## `docker ps` - список контейнеров\n".encode())])
>>> [section.title for section in library.sections.values()]
['Docker', 'docker ps - список контейнеров']
>>> library.commands["docker_ps"].purpose
'список контейнеров'
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from bot.study.commands import CommandDraft, gather
from bot.study.drafts import Draft
from bot.study.faults import fault
from bot.study.fence import Spot
from bot.study.ids import command_id, question_ids, section_ids
from bot.study.known import Known, remember
from bot.study.links import check_links, sections_linked
from bot.study.notefile import NoteFile, read_file
from bot.study.notes import (
    Command,
    Definition,
    Fault,
    Library,
    Outline,
    Picture,
    Section,
    SectionId,
    WrittenQuestion,
)
from bot.study.shell import words_of
from bot.study.source import SourceFile, decode
from bot.study.tldr import is_page, parse_tldr
from bot.study.tree import Tree, walk
from bot.study.written import Written, faults_of, is_usable

__all__ = ["Known", "SourceFile", "parse", "remember"]


def parse(
    files: Iterable[SourceFile], known: Known | None = None, assets: Container[str] = frozenset()
) -> Library:
    """The notes that the files hold, and every fault in them.

    `known` is what earlier loads knew (`known.remember`): what was moved or renamed since keeps its id.
    A folder of tldr pages and nothing else is read in their own format (`study.tldr`).
    `assets` holds the paths of all other files and folders of the notes: links and pictures may lead there.
    """
    files = tuple(files)
    if files and all(map(is_page, files)):
        return parse_tldr(files)
    faults: list[Fault] = []
    read: list[NoteFile] = []
    for source in files:
        text, found = decode(source)
        faults.extend(found)
        if text is not None:
            read.append(read_file(text))
    return _Builder(read, faults, known or Known(), assets).build()


class _Builder:
    """Puts ids on what was read, and turns it into values."""

    def __init__(
        self, files: Sequence[NoteFile], faults: list[Fault], known: Known, assets: Container[str]
    ) -> None:
        self.known = known
        self.files = files
        self.faults = faults
        self.tree = Tree(files)
        self.subjects = self.tree.grow()
        self.faults.extend(self.tree.faults)
        self.faults.extend(check_links(self.tree.places, assets))
        self.ids: dict[Draft, str] = {}
        self.said: dict[str, str] = {}  # what is said of a heading twice is kept once
        self.main = {file.root: file.main for file in files if file.main is not file.root}

    def build(self) -> Library:
        drafts = list(walk(self.subjects))
        self.ids = section_ids(drafts, self.known)
        commands, twice = gather([spot for file in self.files for spot in file.spots])
        self.faults.extend(twice)
        names = {command.spot: command.name for command in commands}
        return Library(
            sections={self.ids[draft]: self._section(draft) for draft in drafts},
            commands={command_id(command.name): self._command(command) for command in commands},
            definitions=tuple(self._definitions(commands)),
            questions={question.id: question for question in self._questions()},
            outlines=tuple(self._outline(file, names) for file in self.files),
            faults=self._sorted_faults(drafts),
            intro=self.tree.top.body,
            pictures=tuple(
                Picture(file.path, reference.line, reference.target)
                for file in self.files
                for reference in file.references
                if reference.is_picture
            ),
            links=dict(self._links()) if drafts else {},
        )

    def _section(self, draft: Draft) -> Section:
        above = list(draft.ancestors())[:-1]
        return Section(
            id=self.ids[draft],
            title=self.said.setdefault(draft.title, draft.title),
            path=(*(other.title for other in reversed(above)), draft.title),
            parent=self.ids[above[0]] if above else None,
            children=tuple(self.ids[child] for child in draft.children),
            text=draft.body,
            file=draft.file,
            line=draft.line,
            is_stub=draft.is_stub,
            references=draft.references,
        )

    def _place(self, draft: Draft | None) -> str:
        """The id of the section that something stands in: a file's root may have become another one."""
        while draft is not None and draft not in self.ids:
            draft = self.main.get(draft, draft.parent)
        return self.ids[draft or self.subjects[0]]

    def _command(self, command: CommandDraft) -> Command:
        section = command.spot.section
        return Command(
            id=command_id(command.name),
            name=command.name,
            purpose=command.purpose,
            synopsis=tuple(command.synopsis),
            flags=tuple(command.flags.values()),
            examples=tuple(command.examples.values()),
            aliases=tuple(command.aliases),
            section=self._place(section),
            file=section.file if section else "",
            line=command.spot.line,
        )

    def _links(self) -> Iterator[tuple[tuple[str, str], SectionId]]:
        """Where links lead; a link to the page of the whole folder leads to no section."""
        for link, section in sections_linked(self.tree.places):
            if section is not self.tree.top:
                yield link, self._place(section)

    def _definitions(self, commands: Sequence[CommandDraft]) -> Iterator[Definition]:
        """The terms that are no commands: `` `docker ps` - ... `` reads like a definition too."""
        names = {command.name for command in commands}
        for file in self.files:
            for term, section, line in file.terms:
                if not (
                    term.is_code and (" ".join(words_of(term.term)) in names or term.term.startswith("-"))
                ):
                    yield Definition(term.term, term.meaning, self._place(section), file.path, line)

    def _questions(self) -> Iterator[WrittenQuestion]:
        """The written questions that can be asked."""
        usable: list[tuple[Written, Draft, str]] = []
        for file in self.files:
            for question, section in file.questions:
                found = faults_of(question, file.path)
                self.faults.extend(found)
                if is_usable(found):
                    usable.append((question, section, file.path))
        ids = question_ids([question for question, _, _ in usable], self.known)
        self._report_repeated_ids(usable)
        for name, (question, section, path) in zip(ids, usable, strict=True):
            yield WrittenQuestion(
                id=name,
                stem=self.said.setdefault(question.stem, question.stem),
                options=question.options,
                explanation=question.explanation,
                section=self._place(section),
                file=path,
                line=question.line,
            )

    def _report_repeated_ids(self, questions: Sequence[tuple[Written, Draft, str]]) -> None:
        first: dict[str, str] = {}
        for question, _, path in questions:
            name, place = question.explicit_id, f"{path}:{question.line}"
            if name and first.setdefault(name, place) != place:
                self.faults.append(
                    fault("duplicate-explicit-id", path, question.line, id=name, other=first[name])
                )

    def _outline(self, file: NoteFile, names: Mapping[Spot, str]) -> Outline:
        tally = file.tally
        return Outline(
            path=file.path,
            headings=tuple((level, self.said.get(title, title)) for level, title in tally.headings),
            fences=tally.fences,
            tables=tally.tables,
            images=tally.images,
            links=tally.links,
            commands=tuple(names[spot] for spot in file.spots if spot in names),
        )

    def _sorted_faults(self, drafts: Sequence[Draft]) -> tuple[Fault, ...]:
        for file in self.files:
            self.faults.extend(file.faults)
        self.faults.extend(section_faults(drafts))
        if not drafts:
            self.faults.append(fault("no-sections", "", 1))
        return tuple(sorted(self.faults, key=lambda found: (found.file, found.line, found.code)))


def section_faults(drafts: Iterable[Draft]) -> Iterator[Fault]:
    """Sections without text, and sections that their siblings are called like."""
    seen: dict[tuple[Draft | None, str], Draft] = {}
    for draft in drafts:
        if draft.level > 0 and not (draft.body or draft.children or draft.has_questions):
            yield fault("empty-section", draft.file, draft.line, title=draft.title)
        first = seen.setdefault((draft.parent, draft.key), draft)
        if first is not draft and not draft.is_stub:
            other = f"{first.file}:{first.line}"
            yield fault("duplicate-title", draft.file, draft.line, title=draft.title, other=other)
