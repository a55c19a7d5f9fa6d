"""A small folder of notes that tests edit: two sections, a command and a written question."""

from pathlib import Path

import pytest

from bot import making
from bot.content import Content
from bot.study.known import Known
from bot.study.notes import Library

VOLUMES = """\
## Тома

**Том** — это место вне контейнера, где его данные живут дольше него самого.

### Как переживают данные удаление контейнера?

- [x] В томе
- [ ] В слое контейнера
- [ ] В образе
- [ ] В сети

> Слой контейнера удаляется вместе с ним.
"""
NETWORKS = """\
## Сети

Контейнеры одной сети видят друг друга по именам, а из других сетей к ним не попасть.
"""
LIST = """\
## Список контейнеров

1. `docker ps` - показывает контейнеры

```bash
# сигнатура
docker ps [OPTIONS]
-a, --all - показать и остановленные контейнеры
```
"""


def write_notes(folder: Path, *sections: str) -> Path:
    """Docker notes of these sections, of all three where none is named."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "docker.md"
    file.write_text("\n".join(("# Docker\n", *(sections or (VOLUMES, NETWORKS, LIST)))), encoding="utf-8")
    return file


def what_is_made_here(monkeypatch: pytest.MonkeyPatch) -> list[Content]:
    """What this process makes of notes from now on: not taken from the cache, nor made by another process."""
    found: list[Content] = []
    read_library = making.read_library

    def noted(content: Content, known: Known) -> Library:
        found.append(content)
        return read_library(content, known)

    monkeypatch.setattr(making, "read_library", noted)
    return found
