"""Which section of these notes is which section of the notes known before.

By its path of titles first; then by its text, by what stands under it, and by likeness. What is
recognized makes its neighbours recognizable: a section found by its text under a new parent gives its
children their paths back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from bot.study.drafts import Draft
from bot.study.known import Trace, question_sketch
from bot.study.likeness import Sketch, likeness, sketch
from bot.study.titles import match_keys, title_key
from bot.study.written import Written

ALIKE = 0.45  # of texts whose titles differ and which stood elsewhere
ALIKE_NEAR = 0.3  # of texts of one title, or under one parent
UNLIKE = 0.2  # under this, two texts of one title are about different things
MIN_WORDS = 3  # a shorter text is no evidence of anything
MIN_WORDS_MOVED = 8  # a shorter text, found elsewhere, does not take an id from an unchanged path
MAX_COMPARED = 10_000  # pairs of sections of one title under one parent; more are taken in order
MAX_QUESTION_PAIRS = 100_000  # compared by their words; a huge quiz is compared in part
COMMON = 40  # a word in more texts than that leads to no candidate
_TITLE_BONUS = 0.3
_PARENT_BONUS = 0.1


class Recognizer:
    """Pairs drafts, given in reading order, with traces. Each trace is given once."""

    def __init__(self, drafts: Sequence[Draft], traces: Mapping[str, Trace]) -> None:
        self.drafts = drafts
        self.traces = traces
        self.ids: dict[Draft, str] = {}
        self.free = dict.fromkeys(traces)  # in order
        self.keys = {name: title_key(trace.title) for name, trace in traces.items()}
        self.by_path: dict[tuple[str, str], list[str]] = {}
        self.by_parent: dict[str, list[str]] = {}
        for name, trace in traces.items():
            self.by_path.setdefault((trace.parent, self.keys[name]), []).append(name)
            self.by_parent.setdefault(trace.parent, []).append(name)
        self.twins: dict[tuple[Draft | None, str], list[Draft]] = {}
        for draft in drafts:
            self.twins.setdefault((draft.parent, draft.key), []).append(draft)
        self.parents_of: dict[str, set[str]] = {}  # of the sections of a title
        for name, trace in traces.items():
            self.parents_of.setdefault(self.keys[name], set()).add(trace.parent)
        self._sketches: dict[Draft, Sketch] = {}
        self._displaced: set[str] = set()

    def recognize(self) -> dict[Draft, str]:
        self._pair_paths()
        if len(self.ids) == len(self.drafts):
            return self.ids
        self._reconsider_paths()
        while any([self._pair_paths(), self._pair_texts(), self._pair_parents(), self._pair_loose_titles()]):
            pass
        while any([self._pair_alike(), self._pair_rare_titles()]):
            while any([self._pair_paths(), self._pair_parents()]):
                pass
        return self.ids

    def _sketch(self, draft: Draft) -> Sketch:
        if draft not in self._sketches:
            self._sketches[draft] = sketch(draft.body)
        return self._sketches[draft]

    def _pair(self, draft: Draft, name: str) -> None:
        self.ids[draft] = name
        del self.free[name]

    def _unknown(self) -> list[Draft]:
        return [draft for draft in self.drafts if draft not in self.ids]

    def _parent_id(self, draft: Draft) -> str | None:
        """The known id of the parent; "" at the top; None where the parent is not recognized."""
        above = draft.parent
        return "" if above is None or above.level < 0 else self.ids.get(above)

    def _pair_paths(self) -> bool:
        """Same parent, same title. Sections of one title under one parent are told apart by their text."""
        found = False
        for draft in self.drafts:
            if draft in self.ids or (parent := self._parent_id(draft)) is None:
                continue
            names = [name for name in self.by_path.get((parent, draft.key), ()) if name in self.free]
            names = [name for name in names if name not in self._displaced]
            if names:
                found = True
                twins = self.twins[draft.parent, draft.key]
                self._pair_group([twin for twin in twins if twin not in self.ids], names)
        return found

    def _pair_group(self, drafts: Sequence[Draft], names: Sequence[str]) -> None:
        if len(drafts) == len(names) == 1 or len(drafts) * len(names) > MAX_COMPARED:
            self._pair_all(zip(drafts, names, strict=False))
            return
        scores = [
            (-self._resemblance(draft, name), row, column)
            for row, draft in enumerate(drafts)
            for column, name in enumerate(names)
        ]
        for _, row, column in sorted(scores):
            if drafts[row] not in self.ids and names[column] in self.free:
                self._pair(drafts[row], names[column])

    def _resemblance(self, draft: Draft, name: str) -> float:
        """How much two sections of one path have in common: their texts, then what stands under them."""
        old = {self.keys[child] for child in self.by_parent.get(name, ())}
        new = {child.key for child in draft.children}
        texts = likeness(self._sketch(draft), self.traces[name].text)
        return texts + len(old & new) / (len(old | new) or 1)

    def _reconsider_paths(self) -> None:
        """Takes an id back from a path whose text has moved away, when another text stands there now."""
        texts = (self._sketch(draft) for draft in self._unknown())
        strangers = {text.exact for text in texts if text.count >= MIN_WORDS_MOVED}
        for draft, name in list(self.ids.items()):
            old = self.traces[name].text
            if old.exact in strangers and likeness(old, self._sketch(draft)) < UNLIKE:
                del self.ids[draft]
                self.free[name] = None
                self._displaced.add(name)

    @staticmethod
    def _speaks(text: Sketch) -> bool:
        return text.count >= MIN_WORDS

    def _pair_texts(self) -> bool:
        """The same text somewhere else, or under another title."""
        texts: dict[str, list[str]] = {}
        for name in self.free:
            if self._speaks(self.traces[name].text):
                texts.setdefault(self.traces[name].text.exact, []).append(name)
        places = Counter(self._sketch(draft).exact for draft in self._unknown())
        pairs = []
        for draft in self._unknown():
            names = texts.get(self._sketch(draft).exact, [])
            same = [name for name in names if self.keys[name] == draft.key]
            if len(same) == 1 or (len(names) == 1 and places[self._sketch(draft).exact] == 1):
                pairs.append((draft, (same or names)[0]))
        return self._pair_all(pairs)

    def _pair_all(self, pairs: Iterable[tuple[Draft, str]]) -> bool:
        found = False
        for draft, name in pairs:
            if draft not in self.ids and name in self.free:
                self._pair(draft, name)
                found = True
        return found

    def _pair_parents(self) -> bool:
        """A section is what most of its children say it is; with no child recognized, what their titles say."""
        found = False
        for draft in reversed(self._unknown()):
            if name := self._by_children(draft):
                self._pair(draft, name)
                found = True
        return found

    def _by_children(self, draft: Draft) -> str:
        votes = Counter(self.traces[self.ids[child]].parent for child in draft.children if child in self.ids)
        best = next((name for name, _ in votes.most_common() if name in self.free), "")
        if best and votes[best] * 2 > votes.total():
            return best
        if votes or self._speaks(self._sketch(draft)):
            return ""
        return self._by_child_titles({child.key for child in draft.children})

    def _by_child_titles(self, titles: set[str]) -> str:
        if len(titles) < 2:  # noqa: PLR2004 - one title is no evidence
            return ""
        shared = Counter(parent for title in titles for parent in self.parents_of.get(title, ()))
        alike = [name for name, count in shared.items() if name in self.free and count * 3 > len(titles) * 2]
        return alike[0] if len(alike) == 1 else ""

    def _pair_loose_titles(self) -> bool:
        """A stub "Images" of the contents list that was written as "Images (layers)"."""
        pairs = []
        for draft in self._unknown():
            parent = self._parent_id(draft)
            names = (
                [name for name in self.by_parent.get(parent, ()) if name in self.free]
                if parent is not None
                else []
            )
            same = [name for name in names if match_keys(self.traces[name].title) & draft.keys]
            if len(same) == 1 and self._may_be(draft, same[0]):
                pairs.append((draft, same[0]))
        return self._pair_all(pairs)

    def _may_be(self, draft: Draft, name: str) -> bool:
        """Whether texts do not forbid what titles suggest."""
        old, new = self.traces[name].text, self._sketch(draft)
        return not (self._speaks(old) and self._speaks(new)) or likeness(old, new) >= UNLIKE

    def _pair_alike(self) -> bool:
        """Texts that have most words in common: the closest first, and only where no other is as close."""
        scored = sorted(self._scores(), key=lambda score: -score[0])
        return self._pair_all((draft, name) for _, draft, name in scored)

    def _scores(self) -> Iterator[tuple[float, Draft, str]]:
        words: dict[int, list[str]] = {}
        for name in self.free:
            for word in self.traces[name].text.words:
                words.setdefault(word, []).append(name)
        for draft in self._unknown():
            text = self._sketch(draft)
            near = Counter(
                name for word in text.words if len(found := words.get(word, ())) <= COMMON for name in found
            )
            for name, _ in near.most_common(8):
                yield from self._score(draft, text, name)

    def _score(self, draft: Draft, text: Sketch, name: str) -> Iterator[tuple[float, Draft, str]]:
        trace = self.traces[name]
        same_title = self.keys[name] == draft.key
        same_parent = trace.parent == self._parent_id(draft)
        score = likeness(text, trace.text)
        if score >= (ALIKE_NEAR if same_title or same_parent else ALIKE):
            yield score + _TITLE_BONUS * same_title + _PARENT_BONUS * same_parent, draft, name

    def _pair_rare_titles(self) -> bool:
        """A title that stood, and stands, only once in all notes."""
        old, new = Counter(self.keys.values()), Counter(draft.key for draft in self.drafts)
        free = {self.keys[name]: name for name in self.free}
        pairs = []
        for draft in self._unknown():
            name = free.get(draft.key)
            if name and old[draft.key] == new[draft.key] == 1 and self._may_be(draft, name):
                pairs.append((draft, name))
        return self._pair_all(pairs)


def recognize_questions(questions: Sequence[Written], traces: Mapping[str, Trace]) -> dict[int, str]:
    """The known ids of written questions, by their number: by stem, else by what they ask and offer."""
    free: dict[str, list[str]] = {}
    for name, trace in reversed([*traces.items()]):
        free.setdefault(title_key(trace.title), []).append(name)
    given = {question.explicit_id for question in questions}
    ids: dict[int, str] = {}
    for number, question in enumerate(questions):
        names = [] if question.explicit_id else free.get(title_key(question.stem), [])
        while names and number not in ids:
            name = names.pop()
            if name not in given:
                ids[number] = name
                given.add(name)
    rest = {name: traces[name].text for name in traces if name not in given}
    size = MAX_QUESTION_PAIRS // (len(questions) or 1)
    for number, question in enumerate(questions if rest else ()):
        if number not in ids and not question.explicit_id:
            text = question_sketch(question)
            scores = ((likeness(text, old), name) for name, old in islice(rest.items(), size))
            best, name = max(scores, default=(0.0, ""))
            if best >= ALIKE:
                ids[number] = name
                del rest[name]
    return ids
