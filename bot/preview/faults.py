"""Trouble on demand: refusals, server errors, cut connections, slowness, and the real flood limits."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.preview import limits
from bot.preview.errors import ApiError, ConnectionCut, too_many_requests

SERVER_ERRORS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}

SLOW = timedelta(seconds=2)
STANDING_RETRY_AFTER = 5  # seconds
STANDING: dict[str, Callable[[], Exception]] = {
    "too_many": lambda: too_many_requests(STANDING_RETRY_AFTER),
    "server_error": lambda: ApiError(502, SERVER_ERRORS[502]),
    "cut": ConnectionCut,
}


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the next `times` calls that fit."""

    make: Callable[[], Exception]
    times: int
    chat_id: int | None  # None: any
    method: str | None  # None: any but getUpdates
    after: bool = False  # once the call has been carried out

    def fits(self, method: str, chat_id: int | None) -> bool:
        wanted = self.method.lower() == method.lower() if self.method else method != "getUpdates"
        return self.times > 0 and wanted and self.chat_id in (None, chat_id)


@dataclass(slots=True)
class Faults:
    pending: list[Fault] = field(default_factory=list)
    standing: dict[str, Fault] = field(default_factory=dict)  # switched on by name, until switched off
    latency: timedelta = timedelta()  # before each answer but that of getUpdates

    def too_many_requests(
        self,
        retry_after: int,
        *,
        times: int = 1,
        chat_id: int | None = None,
        method: str | None = None,
    ) -> None:
        """429 with `retry_after` seconds; for one chat, or for all."""
        self.pending.append(Fault(lambda: too_many_requests(retry_after), times, chat_id, method))

    def server_error(
        self,
        code: int = 502,
        *,
        times: int = 1,
        chat_id: int | None = None,
        method: str | None = None,
    ) -> None:
        """500, 502 or 504, with nothing carried out."""
        self.pending.append(Fault(lambda: ApiError(code, SERVER_ERRORS[code]), times, chat_id, method))

    def refuse(
        self,
        description: str,
        *,
        code: int = 400,
        times: int = 1,
        chat_id: int | None = None,
        method: str | None = None,
    ) -> None:
        """A refusal in Telegram's words, such as "Bad Request: IMAGE_PROCESS_FAILED"."""
        self.pending.append(Fault(lambda: ApiError(code, description), times, chat_id, method))

    def cut_connection(
        self,
        *,
        after: bool,
        times: int = 1,
        chat_id: int | None = None,
        method: str | None = None,
    ) -> None:
        """The line breaks before the call is carried out, or after it, before the answer."""
        self.pending.append(Fault(ConnectionCut, times, chat_id, method, after))

    def switch(self, name: str, *, is_on: bool) -> None:
        """Turn a standing trouble on or off: "too_many", "server_error", "cut" or "slow"."""
        if name == "slow":
            self.latency = SLOW if is_on else timedelta()
        elif not is_on:
            self.standing.pop(name, None)
        else:
            self.standing[name] = Fault(STANDING[name], 1, None, None)

    @property
    def switched_on(self) -> list[str]:
        return [*self.standing, *(["slow"] if self.latency else [])]

    def clear(self) -> None:
        self.pending.clear()
        self.standing.clear()
        self.latency = timedelta()

    def strike(self, method: str, chat_id: int | None, *, after: bool) -> None:
        """Raise the first trouble that fits this call at this moment, if any."""
        for fault in self.standing.values():
            if fault.after == after and fault.fits(method, chat_id):
                raise fault.make()
        for fault in self.pending:
            if fault.after == after and fault.fits(method, chat_id):
                fault.times -= 1
                raise fault.make()


@dataclass(slots=True)
class FloodLimits:
    """The sending speed that Telegram allows; off until a test turns it on."""

    now: Callable[[], datetime]
    is_on: bool = False
    _sent: dict[int | None, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, chat_id: int) -> None:
        """Count one message to a chat; raises 429 when it comes too early, and then does not count it."""
        if not self.is_on:
            return
        windows: list[tuple[int | None, int, int]] = [
            (None, limits.MESSAGES_A_SECOND, 1),
            (chat_id, limits.MESSAGES_A_SECOND_TO_A_CHAT, 1),
        ]
        if chat_id < 0:
            windows.append((chat_id, limits.MESSAGES_A_MINUTE_TO_A_GROUP, 60))
        for key, most, seconds in windows:
            border = self.now() - timedelta(seconds=seconds)
            recent = [at for at in self._sent[key] if at > border]
            if len(recent) >= most:
                wait = recent[-most] + timedelta(seconds=seconds) - self.now()
                raise too_many_requests(max(1, -(-wait // timedelta(seconds=1))))
        for key in (None, chat_id):
            self._sent[key].append(self.now())
            while self._sent[key][0] < self.now() - timedelta(minutes=1):
                self._sent[key].popleft()
