"""Questions laid out for picking: made once, picked from often, each pick a look at what it takes and no more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from random import Random

from bot.study.notes import QuestionId
from bot.study.quiz import Question


class Pool:
    """Questions in contents order."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)
        self._places = {question.id: place for place, question in enumerate(self._questions)}
        by_subject: defaultdict[str, list[Question]] = defaultdict(list)
        for question in self._questions:
            by_subject[question.subject].append(question)
        self._by_subject = tuple(map(tuple, by_subject.values()))

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions)

    def among(self, ids: Iterable[QuestionId]) -> list[Question]:
        """Those of the questions that are in the pool, in contents order."""
        places = self._places
        return [self._questions[place] for place in sorted(places[id_] for id_ in ids if id_ in places)]

    def mixed(self, without: Collection[QuestionId], rng: Random) -> "Mixed":
        """One of each subject in turn, each in its own order; chance says which subject opens the day."""
        subjects = list(self._by_subject)
        rng.shuffle(subjects)
        return Mixed(subjects, without)


class Mixed:
    """The questions of several subjects in turn; can be walked more than once."""

    def __init__(self, subjects: Iterable[Collection[Question]], without: Collection[QuestionId]) -> None:
        self._subjects = subjects
        self._without = without

    def __iter__(self) -> Iterator[Question]:
        rows = ((q for q in subject if q.id not in self._without) for subject in self._subjects)
        return (question for turn in zip_longest(*rows) for question in turn if question is not None)
