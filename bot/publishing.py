"""New editions of the notes: made aside, compared with the one on the shelf, and put in its place whole.

Whatever goes wrong, people keep the notes they have. The ids that earlier editions gave are read before the notes and
written after them, so that progress stays with its subject.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from redis import RedisError

from bot.content import Content, ContentError, read_content
from bot.edition import Edition, Shelf, assemble
from bot.garbage import give_back
from bot.making import KilledError, make, make_apart
from bot.notes_cache import Made, NotesCache
from bot.store import Store
from bot.study.changes import Changes, compare
from bot.study.known import Known, remember
from bot.study.notes import Command, Library, Section
from bot.study.quiz import Question

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """What a reload brought."""

    edition: Edition  # that stands on the shelf now
    sections: Changes[Section]
    commands: Changes[Command]
    questions: Changes[Question]

    def __bool__(self) -> bool:
        return bool(self.sections or self.commands or self.questions)


class Reason(StrEnum):
    CONTENT = "content"  # the notes cannot be read, or hold no section
    ENCODING = "encoding"  # files that could be read before
    KILLED = "killed"  # the process that makes them was ended by the system
    CRASH = "crash"  # a fault of ours, its story is in the log


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the notes on the shelf stay as they were."""

    reason: Reason
    detail: str = ""  # CONTENT: what is wrong; ENCODING: the files with their lines


class LostFilesError(ContentError):
    """Files that the edition before could read cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Press:
    """Makes editions of the notes in a folder, ids kept from edition to edition."""

    content_dir: Path
    store: Store
    under: Library | None = None  # a second source for look-up
    cache: NotesCache | None = None  # not used with a second source, which changes apart from the notes
    is_apart: bool = False  # a process of its own makes what is not in the cache

    async def edition(self, before: Edition | None = None) -> Edition:
        """The notes of this moment, to stand in the place of `before`.

        Raises:
            ContentError: the notes cannot be read, hold no section, or lost a file that `before` could read.
            redis.RedisError: the ids of earlier editions cannot be read or kept.
        """
        edition = await self._edition(before)
        await asyncio.to_thread(give_back)  # the files' own bytes above all, which nobody needs any more
        return edition

    async def _edition(self, before: Edition | None) -> Edition:
        content = await asyncio.to_thread(read_content, self.content_dir)
        made = await self._kept(content)
        if made is None:
            made = await self._anew(content, before)
        return await asyncio.to_thread(_assembled, replace(content, files=()), made, self.under)

    @property
    def _cache(self) -> NotesCache | None:
        return self.cache if self.under is None else None

    async def _kept(self, content: Content) -> Made | None:
        """What was made of this very content before."""
        if self._cache is None:
            return None
        ids = await self.store.known_text()
        made = await _found(self._cache, content, ids)
        if made is not None and not ids:  # a new Redis, which gets the ids that it would have given
            await self.store.keep_known(await asyncio.to_thread(remember, made.library))
        return made

    async def _anew(self, content: Content, before: Edition | None) -> Made:
        known = await self.store.known()
        apart = await self._apart(content, known, is_first=before is None)
        made, ids = apart or await self._here(content, known)
        if before is not None and (lost := _lost_files(before.library, made.library)):
            if self._cache is not None:
                await asyncio.to_thread(self._cache.coming.clear)
            raise LostFilesError(", ".join(lost))
        await self.store.keep_known(ids)
        if self._cache is not None:
            if apart:
                await asyncio.to_thread(self._cache.take, self._cache.coming)
            else:
                is_first = known == Known()
                await asyncio.to_thread(self._cache.save, content, ids.to_text(), made, is_first=is_first)
        return made

    async def _here(self, content: Content, known: Known) -> tuple[Made, Known]:
        return await asyncio.to_thread(make, content, known, self.under)

    async def _apart(self, content: Content, known: Known, *, is_first: bool) -> tuple[Made, Known] | None:
        """The notes as another process made them; None where it did not, or saw other files than we did."""
        if self._cache is None or not self.is_apart:
            return None
        coming = self._cache.coming
        if not await asyncio.to_thread(coming.is_writable):  # what it made could not be handed over
            return None
        try:
            ids = await make_apart(self.content_dir, known, coming)
        except KilledError as error:
            if not is_first:
                raise
            log.warning("the process that makes the notes was ended: %s; they are made here", error)
            return None
        if ids is None:
            return None
        made = await _found(coming, content, ids.to_text())
        if made is None:
            log.info("the notes changed while another process made them, they are made here")
            return None
        return made, ids


async def _found(cache: NotesCache, content: Content, ids: bytes) -> Made | None:
    # a thread may hold what it was given for a moment longer: the files are let go of while the next one reads
    key = await asyncio.to_thread(cache.key, content, ids)
    return await asyncio.to_thread(cache.find, key, content.assets)


class Publisher:
    """Puts new editions of the notes on the shelf, one at a time."""

    def __init__(self, shelf: Shelf, press: Press) -> None:
        self.shelf = shelf
        self._press = press
        self._turn = asyncio.Lock()

    async def reload(self) -> News | Refusal:
        """Read the notes anew; a second reload waits for the first.

        Raises:
            redis.RedisError: the ids of earlier editions cannot be read or kept; the shelf is as it was.
        """
        async with self._turn:
            outcome = await self._next()
            if isinstance(outcome, News):
                self.shelf.edition = outcome.edition
            _note_down(outcome)
            return outcome

    async def _next(self) -> News | Refusal:
        before = self.shelf.edition
        try:
            edition = await self._press.edition(before)
            return await asyncio.to_thread(news, before, edition)
        except RedisError:
            raise
        except LostFilesError as error:
            return Refusal(Reason.ENCODING, str(error))
        except ContentError as error:
            return Refusal(Reason.CONTENT, str(error))
        except KilledError as error:
            return Refusal(Reason.KILLED, str(error))
        except Exception:  # whatever new notes do to the parser, people keep the ones they have
            log.exception("the notes cannot be read for a fault of ours")
            return Refusal(Reason.CRASH)


def _assembled(content: Content, made: Made, under: Library | None) -> Edition:
    edition = assemble(content, made.library, made.index, under)
    vars(edition)["questions"] = made.questions  # as the cached property itself would put them there
    return edition


def _lost_files(before: Library, after: Library) -> list[str]:
    """Where files became unreadable: half written, or saved in another encoding."""
    readable = {outline.path for outline in before.outlines}
    return [
        f"{fault.file}:{fault.line}"
        for fault in after.faults
        if fault.code == "encoding" and fault.file in readable
    ]


def news(before: Edition, after: Edition) -> News:
    """What differs between two editions."""
    old, new = before.library, after.library
    return News(
        after,
        compare(old.sections, new.sections, title=lambda one: one.title, text=lambda one: one.body),
        compare(old.commands, new.commands, title=lambda one: one.name, text=_said_of),
        compare(before.questions, after.questions, title=_asked, text=_answered),
    )


def _said_of(command: Command) -> object:
    return command.purpose, command.synopsis, command.flags, command.examples, command.aliases


def _asked(question: Question) -> object:
    return question.kind, question.stem_args


def _answered(question: Question) -> object:
    return question.rights, question.code, question.explanation


def _note_down(outcome: News | Refusal) -> None:
    match outcome:
        case Refusal(reason, detail):
            log.warning("the notes stay as they were: %s: %s", reason, detail)
        case News():
            sections, commands = _counted(outcome.sections), _counted(outcome.commands)
            questions = _counted(outcome.questions)
            log.info("new notes: sections %s; commands %s; questions %s", sections, commands, questions)


def _counted(changes: Changes[Any]) -> str:
    return (
        f"+{len(changes.added)} -{len(changes.removed)}, "
        f"{len(changes.renamed)} renamed, {len(changes.reworded)} reworded"
    )
