"""A client of one server whose callers share round trips.

A round trip costs 0.1 ms of CPU here, most of it in sockets and in waking up. When many updates are in hand, the
commands that they give in one turn of the event loop leave as one pipeline and come back as one answer: half the CPU
and a fraction of the trips. A command that is alone goes its usual way.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.exceptions import ReadOnlyError, ResponseError

from bot import metrics

# the words of a command, and how its answer is read, as redis-py has it
Command: TypeAlias = tuple[Sequence[Any], Mapping[str, Any]]


class Together(Redis):
    """Commands and pipelines without MULTI travel together; transactions have a connection of their own."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- redis-py's
        super().__init__(*args, **options)
        self._waiting: list[tuple[Sequence[Command], asyncio.Future[list[Any]]]] = []
        self._trips: set[asyncio.Task[None]] = set()

    def pipeline(self, transaction: bool = True, shard_hint: str | None = None) -> Pipeline:
        return super().pipeline(transaction, shard_hint) if transaction else _Joining(self)

    async def execute_command(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 -- redis-py's
        (answer,) = await self.join([(args, options)])
        if isinstance(answer, ResponseError):
            raise answer
        return answer

    async def join(self, commands: Sequence[Command]) -> list[Any]:
        """The answers to the commands, which leave with this turn of the loop; one may be a ResponseError.

        Raises:
            RedisError: the server cannot be asked.
        """
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._leave, loop)
        answers: asyncio.Future[list[Any]] = loop.create_future()
        self._waiting.append((commands, answers))
        return await answers

    def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send off what waits. A trip is nobody's own: a caller that is cancelled must not end it for the others."""
        waiting, self._waiting = self._waiting, []
        trip = loop.create_task(self._travel(waiting))
        self._trips.add(trip)
        trip.add_done_callback(self._trips.discard)

    async def _travel(self, waiting: Sequence[tuple[Sequence[Command], asyncio.Future[list[Any]]]]) -> None:
        try:
            with metrics.REDIS.time():
                found = iter(await self._ask([command for commands, _ in waiting for command in commands]))
        except Exception as error:  # noqa: BLE001 -- whatever it is, nobody may wait for ever
            for _, answers in waiting:
                if not answers.done():
                    answers.set_exception(error)
            return
        for commands, answers in waiting:
            own = [next(found) for _ in commands]
            if not answers.done():  # a caller that was cancelled waits no more
                answers.set_result(own)

    async def _ask(self, commands: Sequence[Command]) -> list[Any]:
        if len(commands) == 1:
            ((args, options),) = commands
            try:
                return [await super().execute_command(*args, **options)]  # type: ignore[no-untyped-call]
            except ResponseError as error:
                return [error]
        pipe: Any = super().pipeline(transaction=False)
        async with pipe:
            for args, options in commands:
                pipe.execute_command(*args, **options)
            answers: list[Any] = await pipe.execute(raise_on_error=False)
        if any(isinstance(answer, ReadOnlyError) for answer in answers):
            # the server is the master no longer: its name may lead to the new one by now
            await self.connection_pool.disconnect(inuse_connections=False)
        return answers


class _Joining(Pipeline):
    """A pipeline that leaves with the others."""

    def __init__(self, client: Together) -> None:
        super().__init__(
            client.connection_pool, client.response_callbacks, transaction=False, shard_hint=None
        )
        self._client = client

    async def execute(self, raise_on_error: bool = True) -> list[Any]:
        if self.scripts or self.watching:  # these need a connection to themselves
            return await super().execute(raise_on_error)
        commands, self.command_stack = self.command_stack, []
        answers = await self._client.join(commands) if commands else []
        if raise_on_error:
            self.raise_first_error(commands, answers)
        return answers
