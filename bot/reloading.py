"""When the notes are read anew: on SIGHUP, when another replica did, and in the preview when a note is saved.

`/reload` reaches every replica through a number in Redis that each of them looks at now and then: one that was away
or busy meanwhile catches up, which a message of Redis' pub/sub would not give it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from redis import RedisError
from watchfiles import Change, awatch

from bot.content import NOTE_SUFFIXES
from bot.publishing import News, Publisher, Refusal
from bot.store import Store
from bot.store.mending import TROUBLE

log = logging.getLogger(__name__)

LOOK: Final = timedelta(seconds=5)  # how often the number of reloads is read
LONGEST: Final = timedelta(
    minutes=1
)  # between tries, each of which may read all the notes: it doubles up to this
BACK: Final = timedelta(seconds=1)  # how often a folder that is gone is looked for


@dataclass(slots=True)
class Reloading:
    """Keeps the notes of this process as new as it was told."""

    publisher: Publisher
    store: Store
    seen: int  # the number of reloads when this process began to read its notes
    look: timedelta = LOOK
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    def want(self) -> None:
        """Reload soon; several wishes at once are one. For a signal handler."""
        self._wanted.set()

    async def for_all(self) -> News | Refusal:
        """Reload here and now, and let the other replicas follow if the notes are fit to be used.

        Raises:
            redis.RedisError: the reload was not made, or the others do not know of it.
        """
        outcome = await self.publisher.reload()
        if isinstance(outcome, News):
            counted = await self.store.count_reload()
            if counted == self.seen + 1:  # else another replica was at it too, and may have newer notes
                self.seen = counted
        return outcome

    async def run(self, stop: asyncio.Event) -> None:
        """Reload whenever it is wanted, until `stop` is set. Redis may come and go."""
        pause = self.look
        while not stop.is_set():
            try:
                await self._round()
            except TROUBLE as error:
                await self.store.mending.excuse(error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause.total_seconds())
                pause = min(2 * pause, LONGEST)
            else:
                pause = self.look
                await self._until_told(stop)

    async def _round(self) -> None:
        counted = await self.store.reloads()
        if counted != self.seen:
            self._wanted.set()
            self.seen = counted
        if self._wanted.is_set():
            self._wanted.clear()  # what is wanted from here on is another one
            try:
                await self.publisher.reload()
            except BaseException:
                self._wanted.set()
                raise

    async def _until_told(self, stop: asyncio.Event) -> None:
        """Return when a reload is wanted, when it is time to look at the number again, or at the end."""
        async with asyncio.TaskGroup() as group:
            told = [group.create_task(event.wait()) for event in (stop, self._wanted)]
            await asyncio.wait(told, timeout=self.look.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
            for task in told:
                task.cancel()


async def follow_saves(
    content_dir: Path, publisher: Publisher, tell: Callable[[News | Refusal], None], stop: asyncio.Event
) -> None:
    """Reload whenever a note is saved, and tell the outcome, until `stop` is set."""
    async for _ in saves(Watched.at(content_dir), stop):
        try:
            tell(await publisher.reload())
        except RedisError as error:
            log.warning("a saved note waits for the store: %s", type(error).__name__)


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder, and which changes in it are changes of the notes."""

    folder: Path
    file: Path | None  # the notes, where they are one file

    @classmethod
    def at(cls, content_dir: Path) -> "Watched":
        path = content_dir.resolve()
        # an editor may put a new file in the place of the old one, which ends a watch of the file itself
        return cls(path.parent, path) if path.is_file() else cls(path, None)

    @property
    def is_there(self) -> bool:
        return self.folder.is_dir()

    def __call__(self, _: Change, changed: str) -> bool:
        path = Path(changed)
        if self.file is not None:
            return path == self.file
        is_folder_maybe = "." not in path.name  # one that moved away is told alone, without what is in it
        is_note = path.suffix.lower() in NOTE_SUFFIXES and not path.name.startswith(".")
        return is_note or is_folder_maybe


async def saves(watched: Watched, stop: asyncio.Event) -> AsyncIterator[None]:
    """One item for each handful of notes that were written, moved or deleted, until `stop` is set."""
    is_all = watched.file is None
    while not stop.is_set():
        try:
            async for _ in awatch(watched.folder, watch_filter=watched, stop_event=stop, recursive=is_all):
                yield
                if not watched.is_there:
                    break  # the watch is of that very folder, not of one that takes its name
        except FileNotFoundError:
            await _until_back(watched, stop)
            yield
        except (
            OSError,
            RuntimeError,
        ) as error:  # a RuntimeError is watchfiles' own: no more folders can be watched
            log.warning("saved notes are not noticed, /reload and SIGHUP still work: %s", error)
            return


async def _until_back(watched: Watched, stop: asyncio.Event) -> None:
    log.warning("%s is gone, waiting for it", watched.folder)
    while not (watched.is_there or stop.is_set()):
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), BACK.total_seconds())
