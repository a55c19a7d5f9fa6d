"""Notes made by chance, alike in shape to those people write: for measuring sizes that no folder here has.

Words follow Zipf's law over a made-up vocabulary, so that an index meets as many different words as in real notes
(Heaps' law), and the same seed gives the same notes.
"""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

SYLLABLES: Final = [a + b for a in "бвгдзклмнпрстфхш" for b in "аеиоуы"]
LATIN: Final = [a + b for a in "bcdfgklmnprst" for b in "aeiou"]
VOCABULARY: Final = 40_000
FILE_BYTES: Final = 200_000
SECTION_WORDS: Final = (60, 250)


class Notes:
    """A source of endless notes."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)
        syllables = self._random.choices
        self._words = ["".join(syllables(SYLLABLES, k=2 + n % 3)) + "й" * (n % 2) for n in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self._tools = ["".join(syllables(LATIN, k=3)) for _ in range(200)]
        self._serial = 0

    def file(self, size: int = FILE_BYTES) -> str:
        """One subject of about that many bytes."""
        parts = [f"# {self._sentence(2)}\n"]
        while size > 0:
            parts.append(self._section())
            size -= len(parts[-1].encode())
        return "\n".join(parts)

    def _section(self) -> str:
        kinds = (self._prose, self._command, self._table, self._question, self._definition, self._list)
        body = [self._prose(), *(self._random.choice(kinds)() for _ in range(3))]
        return f"{'#' * self._random.choice((2, 3, 3, 4))} {self._sentence(3)}\n\n" + "\n\n".join(body) + "\n"

    def _some(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def _sentence(self, count: int) -> str:
        return " ".join(self._some(count)).capitalize()

    def _prose(self) -> str:
        count = self._random.randint(*SECTION_WORDS) // 3
        words = self._some(count)
        words[count // 3] = f"**{words[count // 3]}**"
        words[count // 2] = f"`{words[count // 2]}`"
        words[-2] = f"[{words[-2]}](https://example.org/{count})"
        return " ".join(words).capitalize() + "."

    def _command(self) -> str:
        self._serial += 1
        name = f"{self._random.choice(self._tools)} {''.join(self._random.choices(LATIN, k=3))}"
        flags = "\n".join(
            f"--{''.join(self._random.choices(LATIN, k=3))} - {self._sentence(6)}" for _ in range(4)
        )
        return (
            f"1. `{name}` - {self._sentence(7)}.\n\n```bash\n# сигнатура\n{name} [OPTIONS]\n{flags}\n\n"
            f"# пример: {self._sentence(4)}\n{name} --all x{self._serial}\n```"
        )

    def _definition(self) -> str:
        return f"**{self._sentence(2)}** — это {' '.join(self._some(9))}."

    def _table(self) -> str:
        rows = "\n".join(f"| {' '.join(self._some(2))} | {' '.join(self._some(5))} |" for _ in range(4))
        return f"| имя | смысл |\n|---|---|\n{rows}"

    def _question(self) -> str:
        options = "\n".join(f"- [{'x' if n == 1 else ' '}] {self._sentence(4)}" for n in range(4))
        return f"##### {self._sentence(8)}?\n\n{options}\n\n> {self._sentence(12)}."

    def _list(self) -> str:
        return "\n".join(f"- {self._sentence(6)}" for _ in range(5))


def files(size: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of notes of `size` bytes in all."""
    notes = Notes(seed)
    for number in range(max(1, size // FILE_BYTES)):
        yield f"{number:03}.md", notes.file(min(size, FILE_BYTES))


def write(folder: Path, size: int) -> int:
    """Write notes of about `size` bytes; gives how many they are."""
    folder.mkdir(parents=True, exist_ok=True)
    return sum((folder / name).write_bytes(text.encode()) for name, text in files(size))
