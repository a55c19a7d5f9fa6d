"""In the examples of the notes, port 6379 of this machine is a server of the tests' own.

So the notes may write `redis://localhost:6379` as everybody does, and touch nobody's data.
"""

import os
import socket
from typing import Any

REDIS_PORT = 6379
HOSTS = frozenset(("localhost", "127.0.0.1", "::1"))


class _Socket(socket.socket):
    def connect(self, address: Any, /) -> None:
        super().connect(_own(self, address))

    def connect_ex(self, address: Any, /) -> int:
        return super().connect_ex(_own(self, address))


def _own(kind: socket.socket, address: Any) -> Any:
    if isinstance(address, tuple) and address[0] in HOSTS and address[1] == REDIS_PORT:
        host = "127.0.0.1" if kind.family == socket.AF_INET else address[0]
        return (host, int(os.environ["KONSPEKT_REDIS_PORT"]), *address[2:])
    return address


socket.socket = _Socket  # type: ignore[misc] # every library makes its sockets by this name
