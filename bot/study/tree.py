"""Files -> one tree of sections: by their headings and folders, then by the contents lists."""

import posixpath
from collections.abc import Iterator, Sequence

from bot.study.contents import ContentsList, Entry, Matcher, Names
from bot.study.drafts import Draft
from bot.study.faults import fault
from bot.study.links import Places
from bot.study.notefile import NoteFile, is_folder_page, is_local
from bot.study.notes import Fault
from bot.study.titles import title_key


class Tree:
    """Grows from the headings; then the contents lists say which section goes where."""

    def __init__(self, files: Sequence[NoteFile]) -> None:
        self.files = sorted(files, key=_reading_order)
        self.top = Draft("", -1, "", 1)  # the notes as a whole; its text is the library's introduction
        self.folders: dict[str, Draft] = {"": self.top}
        self.listed: dict[Draft, list[Draft]] = {}  # by parent, in the order of the contents lists
        self.entries: dict[tuple[Draft, str], Draft] = {}  # the same by what the lists call them
        self.home: dict[Draft, Draft] = {}  # where the lists put a section
        self.titles: set[Draft] = set()  # headings over a contents list that only name the notes
        self.faults: list[Fault] = []
        for file in self.files:
            self._plant(file)
        self.places = Places(self.files)
        self.names = Names(self.top.below())

    def grow(self) -> list[Draft]:
        """The subjects in reading order, with all that is below them."""
        taken: set[Draft] = set()
        for file in self.files:
            if file.contents is not None:
                self._apply(file, file.contents, taken)
        self._arrange()
        self._prune()
        self._report_unlisted()
        return self.top.children

    def _plant(self, file: NoteFile) -> None:
        """Hangs a file's sections into its folder's. A file with one title needs no section of its own."""
        root, folder = file.root, posixpath.dirname(file.path)
        if is_folder_page(file.path) and folder and folder not in self.folders:
            page = root.children[0] if len(root.children) == 1 else root
            self._folder(posixpath.dirname(folder)).add(page)
            self.folders[folder] = file.main = page
        elif _is_wrapper(file):
            parent = self._folder(folder)
            file.main = root.children[0] if root.children else parent
            for child in root.children:
                parent.add(child)
        else:
            self._folder(folder).add(root)
            file.main = root
        if file.main is not root:
            alone = file.contents is None and bool(root.children)
            (file.main if alone else self._folder(folder)).add_text(root.body, before=True)
            file.main.has_questions |= root.has_questions

    def _folder(self, path: str) -> Draft:
        """The section of a folder; folders that have none yet are called by their names."""
        missing: list[str] = []
        while path not in self.folders:
            missing.append(path)
            path = posixpath.dirname(path)
        for folder in reversed(missing):
            name = posixpath.basename(folder).replace("_", " ").replace("-", " ").strip()
            self.folders[folder] = Draft(name or folder, 0, folder, 1)
            self.folders[posixpath.dirname(folder)].add(self.folders[folder])
        return self.folders[missing[0] if missing else path]

    def _apply(self, file: NoteFile, contents: ContentsList, taken: set[Draft]) -> None:
        folder = self.folders.get(posixpath.dirname(file.path), self.top)
        if contents.host is None and folder is not self.top:
            contents.host = folder
        Matcher(contents, self.top, self.names, taken).match(self._resolve)
        container = self._container(contents, folder)
        for entry in contents.entries:
            self._place(entry, container)

    def _resolve(self, entry: Entry) -> Draft | None:
        if not is_local(entry.target):
            return None
        found = self.places.section(self.places.find(entry.file, entry.target))
        return None if found is self.top else found

    def _container(self, contents: ContentsList, folder: Draft) -> Draft:
        """The section that the list's outermost entries go under.

        A heading over a list of what stands elsewhere is the title of the notes, not a subject.
        """
        host = contents.host
        if host is None:
            return self.top
        if folder is not self.top:
            return host
        found = [entry.section for entry in contents.entries if entry.section is not None]
        inside = sum(host in section.ancestors() for section in found)
        if host.children and inside * 2 >= len(found):
            return host
        self.titles.add(host)
        if not host.children and host not in self.home:
            self.top.add_text(host.body)
            host.body = ""
        return self.top

    def _place(self, entry: Entry, parent: Draft) -> None:
        section = entry.section or self._same(entry, parent)
        if section is None:
            section = self._stub(entry)
        if not self._is_under(parent, section):
            siblings = self.listed.setdefault(parent, [])
            if section not in self.home:
                self.home[section] = parent
                self.entries[parent, title_key(entry.title)] = section
                siblings.append(section)
        for child in entry.children:
            self._place(child, section)

    def _same(self, entry: Entry, parent: Draft) -> Draft | None:
        """What an entry repeats: a section that its link leads to, or an entry of another file's list."""
        linked = self._resolve(entry) if entry.target else None
        if linked is not None:
            return linked
        return self.entries.get((parent, title_key(entry.title)))

    def _stub(self, entry: Entry) -> Draft:
        if entry.target and not is_local(entry.target):
            return Draft(entry.title, 0, entry.file, entry.line, f"[{entry.title}]({entry.target})")
        self.faults.append(fault("contents-entry-without-section", entry.file, entry.line, title=entry.title))
        return Draft(entry.title, 0, entry.file, entry.line, is_stub=True)

    def _is_under(self, draft: Draft, section: Draft) -> bool:
        """Whether `draft` stands in `section`, where the lists have put things so far."""
        above: Draft | None = draft
        while above is not None and above is not section:
            above = self.home.get(above, above.parent)
        return above is section

    def _arrange(self) -> None:
        pending = [self.top]
        while pending:
            draft = pending.pop()
            draft.children = self._merged(draft)
            for child in draft.children:
                child.parent = draft
            pending.extend(draft.children)

    def _merged(self, draft: Draft) -> list[Draft]:
        """The listed children in the list's order, each followed by the unlisted ones that followed it."""
        listed = self.listed.get(draft, [])
        here = set(listed)
        followers: dict[Draft | None, list[Draft]] = {}
        last: Draft | None = None
        for child in draft.children:
            if child in here:
                last = child
            elif child not in self.home:
                followers.setdefault(last, []).append(child)
        merged = list(followers.get(None, ()))
        for child in listed:
            merged += [child, *followers.get(child, ())]
        return merged

    def _prune(self) -> None:
        """Drops what only held other sections: folders, files and the notes' title, once they are empty."""
        for draft in reversed(list(self.top.below())):
            draft.children = [child for child in draft.children if not self._is_hollow(child)]
        self.top.children = [child for child in self.top.children if not self._is_hollow(child)]

    def _is_hollow(self, draft: Draft) -> bool:
        holds = draft.body or draft.children or draft.has_questions or draft.is_stub
        return not holds and (draft.level == 0 or draft in self.titles)

    def _report_unlisted(self) -> None:
        """Headings that the contents lists miss, as deep as the lists go in that subject."""
        if not self.listed:
            return
        for subject in self.top.children:
            depth = self._listed_depth(subject)
            for draft in (subject, *subject.below()):
                is_deep = draft is not subject and _depth(draft) > depth
                if draft.level > 0 and draft not in self.home and draft not in self.titles and not is_deep:
                    self.faults.append(
                        fault("section-missing-from-contents", draft.file, draft.line, title=draft.title)
                    )

    def _listed_depth(self, subject: Draft) -> int:
        return max((_depth(draft) for draft in subject.below() if draft in self.home), default=0)


def _reading_order(file: NoteFile) -> tuple[str, bool, str]:
    folder, name = posixpath.split(file.path)
    return folder, not is_folder_page(file.path), name


def _depth(draft: Draft) -> int:
    return sum(1 for _ in draft.ancestors())


def _is_wrapper(file: NoteFile) -> bool:
    """Whether a file's sections stand for it: it has one, or several of the first level, or a list."""
    root = file.root
    if not root.children:
        return file.contents is not None
    if len(root.children) == 1:
        return True
    return not file.is_titled and (root.children[0].level == 1 or is_folder_page(file.path))


def walk(subjects: Sequence[Draft]) -> Iterator[Draft]:
    """All sections in reading order: depth first."""
    for subject in subjects:
        yield subject
        yield from subject.below()
