"""Source files -> what is asked of them: the library, its index, its questions. Here, or in a process of its own.

Making takes ten times the memory of what is made, and Python gives little of it back: a process that ends gives back
all (docs/decisions/0026-notes-are-made-in-a-process-of-their-own.md). It hands over the file that a start on notes that
have not changed reads anyway, and nobody waits for an answer while it works.
"""

import asyncio
import logging
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import bot
from bot.content import AskedAssets, Content, ContentError, read_content
from bot.garbage import collector_paused
from bot.notes_cache import Made, NotesCache
from bot.study.known import Known, remember
from bot.study.notes import Library
from bot.study.parse import parse
from bot.study.quiz import questions
from bot.study.search import Index

log = logging.getLogger(__name__)

ROOT: Final = Path(bot.__path__[0]).parent
# what a Python process needs of ours; the token and the passwords stay here
NEEDED: Final = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


class KilledError(Exception):
    """The process that made the notes was ended from outside: the system has no memory for it, as a rule."""


def read_library(content: Content, known: Known | None = None) -> Library:
    """The notes of that content.

    Raises:
        ContentError: they hold no section.
    """
    library = parse(content.files, known, content.assets)
    if not library.sections:
        unreadable = [f"{fault.file}:{fault.line}" for fault in library.faults if fault.code == "encoding"]
        reason = f", not UTF-8: {', '.join(unreadable)}" if unreadable else ""
        raise ContentError(f"{content.path}: no sections in {len(content.files)} files{reason}")
    return library.packed()


def make(content: Content, known: Known, under: Library | None = None) -> tuple[Made, Known]:
    """The notes with their index and questions, for nobody should wait for these at the first quiz; the ids they have.

    Raises:
        ContentError: they hold no section.
    """
    beside = AskedAssets(content.assets.root)
    with collector_paused():
        library = read_library(replace(content, assets=beside), known)
        index = Index.build(library, under)
        asked = {question.id: question for question in questions(library)}
    return Made(library, index, asked, beside.answers), remember(library, known)


async def make_apart(path: Path, known: Known, into: NotesCache) -> Known | None:
    """Have the notes made by another process and kept in a cache; gives the ids that they have.

    None: it could not be done so, the reason is in the log.
    Raises:
        KilledError: the process was ended from outside.
    """
    environment = {name: value for name, value in os.environ.items() if name in NEEDED}
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", __name__, str(path), str(into.folder), into.name),
            env={**environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *_own_path()]), "PYTHONUTF8": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; what is under way is ended below
        )
    except OSError as error:
        log.info("no process of its own for the notes: %s", error)
        return None
    try:
        ids, told = await process.communicate(known.to_text())
    except BaseException:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    if process.returncode == 0:
        return Known.from_text(ids)
    reason = told.decode(errors="replace").strip().rpartition("\n")[2]
    if (process.returncode or 0) < 0:
        raise KilledError(f"signal {-(process.returncode or 0)} {reason}".rstrip())
    log.info("the notes cannot be made by a process of its own, they are made here: %s", reason)
    return None


def _own_path() -> list[str]:
    """Where our own modules were looked for by wish of the host."""
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]


def main(path: str, folder: str, name: str) -> int:
    """Known ids on standard input, those of the notes on standard output; what was made is kept in the cache."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # to standard error: why it failed
    content = read_content(Path(path))
    known = Known.from_text(sys.stdin.buffer.read())
    made, ids = make(content, known)
    into = NotesCache(Path(folder), name)
    if not into.save(content, ids.to_text(), made, is_first=known == Known()):
        return 1
    sys.stdout.buffer.write(ids.to_text())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
