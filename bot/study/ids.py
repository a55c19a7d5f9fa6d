"""Ids that fit callback data and `?start=`.

>>> command_id("docker ps"), command_id("docker-compose_x"), command_id("WORKDIR")
('docker_ps', 'docker-compose__x', 'WORKDIR')
"""

import re
from collections.abc import Container, Iterable
from hashlib import blake2b

from bot.study.drafts import Draft
from bot.study.notes import CommandId, SectionId

COMMAND_LIMIT = 40
_PLAIN = re.compile(r"[A-Za-z0-9_ -]+")


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for the parts."""
    return blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()


def command_id(name: str) -> CommandId:
    """The id of a command: its name, readable where it is made of plain letters."""
    escaped = name.replace("_", "__").replace(" ", "_")
    if _PLAIN.fullmatch(name) and len(escaped) <= COMMAND_LIMIT and not escaped.startswith("_"):
        return escaped
    return "_" + digest(name)


def section_ids(drafts: Iterable[Draft]) -> dict[Draft, SectionId]:
    """Ids for sections given in reading order, from their paths of titles."""
    ids: dict[Draft, SectionId] = {}
    taken: set[SectionId] = set()
    paths: dict[Draft, tuple[str, ...]] = {}
    for draft in drafts:
        above = paths.get(draft.parent, ()) if draft.parent is not None else ()
        paths[draft] = (*above, draft.key)
        ids[draft] = free_id(paths[draft], taken)
        taken.add(ids[draft])
    return ids


def free_id(path: tuple[str, ...], taken: Container[str]) -> str:
    """An id made of a path, another one for each further section of the same path."""
    found = digest(*path)
    count = 1
    while found in taken:
        count += 1
        found = digest(*path, f"#{count}")
    return found
