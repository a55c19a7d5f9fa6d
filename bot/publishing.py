"""New editions of the notes: made aside, compared with the one on the shelf, and put in its place whole.

Whatever goes wrong, people keep the notes they have. The ids that earlier editions gave are read before the notes and
written after them, so that progress stays with its subject.
"""

import asyncio
import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from redis import RedisError

from bot.content import ContentError
from bot.edition import Edition, Shelf, publish
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
    CRASH = "crash"  # a fault of ours, its story is in the log


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the notes on the shelf stay as they were."""

    reason: Reason
    detail: str = ""  # CONTENT: what is wrong; ENCODING: the files with their lines


class Publisher:
    """Puts new editions of the notes on the shelf, one at a time."""

    def __init__(self, shelf: Shelf, store: Store, content_dir: Path) -> None:
        self.shelf = shelf
        self._store = store
        self._content_dir = content_dir
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
            edition = await make_edition(self._content_dir, self._store, before)
            return await asyncio.to_thread(news, before, edition)
        except RedisError:
            raise
        except LostFilesError as error:
            return Refusal(Reason.ENCODING, str(error))
        except ContentError as error:
            return Refusal(Reason.CONTENT, str(error))
        except Exception:  # whatever new notes do to the parser, people keep the ones they have
            log.exception("the notes cannot be read for a fault of ours")
            return Refusal(Reason.CRASH)


class LostFilesError(ContentError):
    """Files that the edition before could read cannot be read any more."""


async def make_edition(
    content_dir: Path, store: Store, before: Edition | None = None, under: Library | None = None
) -> Edition:
    """The notes of this moment, their ids kept from the time before; the source under them stays as `before` had it.

    Raises:
        ContentError: the notes cannot be read, hold no section, or lost a file that `before` could read.
        redis.RedisError: the ids of earlier editions cannot be read or kept.
    """
    known = await store.known()
    under = before.under if before is not None else under
    edition = await asyncio.to_thread(_ready, content_dir, known, under)
    if before is not None and (lost := _lost_files(before, edition)):
        raise LostFilesError(", ".join(lost))
    await store.keep_known(await asyncio.to_thread(remember, edition.library, known))
    return edition


def _ready(content_dir: Path, known: Known, under: Library | None) -> Edition:
    """An edition whose questions are made: nobody should wait for them at the first quiz."""
    edition = publish(content_dir, known, under)
    log.info("%d questions can be asked", len(edition.questions))
    return edition


def _lost_files(before: Edition, after: Edition) -> list[str]:
    """Where files became unreadable: half written, or saved in another encoding."""
    readable = {outline.path for outline in before.library.outlines}
    return [
        f"{fault.file}:{fault.line}"
        for fault in after.library.faults
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
