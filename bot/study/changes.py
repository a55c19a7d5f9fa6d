"""What became of things that have ids, between two editions of the notes.

>>> found = compare({"a": "Тома", "b": "Сети"}, {"a": "Томы", "c": "Образы"}, title=str, text=len)
>>> found.added, found.removed, found.renamed, found.reworded
(('Образы',), ('Сети',), (('Тома', 'Томы'),), ())
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Changes(Generic[Thing]):
    """What is new, gone or altered, each in its edition's order."""

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    renamed: tuple[tuple[Thing, Thing], ...]  # before, after: the id is the same, the title is not
    reworded: tuple[Thing, ...]  # as it is now: only its text is another

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.reworded)


def compare(
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    *,
    title: Callable[[Thing], object],
    text: Callable[[Thing], object],
) -> Changes[Thing]:
    """The changes between two states of things by id; `title` and `text` say what of a thing counts as which."""
    stayed = [(before[name], thing) for name, thing in after.items() if name in before]
    return Changes(
        added=tuple(thing for name, thing in after.items() if name not in before),
        removed=tuple(thing for name, thing in before.items() if name not in after),
        renamed=tuple((old, new) for old, new in stayed if title(old) != title(new)),
        reworded=tuple(new for old, new in stayed if title(old) == title(new) and text(old) != text(new)),
    )
