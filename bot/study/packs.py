"""Texts that are kept but seldom read, compressed together with their neighbours.

>>> kept = dict(packed([("a", "Том хранит данные."), ("b", "Сеть связывает контейнеры.")], len))
>>> kept["a"] is kept["b"], kept["b"]["b"]
(True, 'Сеть связывает контейнеры.')
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

Value = TypeVar("Value")

_TOGETHER: Final = 16_000  # characters in one pack: more take little less memory, and longer to open (0.2 ms)
_OPEN: Final = 32  # packs kept open
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Pack:
    """Some values of JSON by their names."""

    data: bytes

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- as in json
        return _opened(self.data)[name]


def packed(values: Iterable[tuple[str, Value]], size: Callable[[Value], int]) -> Iterator[tuple[str, Pack]]:
    """The name of each value, with the pack that holds it; `size` is that of a value in characters."""
    together: dict[str, Value] = {}
    room = _TOGETHER
    for name, value in values:
        together[name] = value
        room -= size(value)
        if room <= 0:
            yield from _closed(together)
            together, room = {}, _TOGETHER
    yield from _closed(together)


def _closed(together: dict[str, Any]) -> Iterator[tuple[str, Pack]]:
    if together:
        text = json.dumps(together, ensure_ascii=False)
        # a lone half of a UTF-16 pair may stand in notes that were made by a program
        pack = Pack(zlib.compress(text.encode(errors="surrogatepass"), _LEVEL))
        yield from ((name, pack) for name in together)


@lru_cache(_OPEN)
def _opened(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data).decode(errors="surrogatepass"))
    return found
