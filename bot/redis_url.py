"""The address of Redis as the host writes it into REDIS_URL, checked whole before anybody is called.

redis://:password@host:6379/0              one server; `rediss://` is the same over TLS
unix:///run/redis.sock?db=0                one server on this machine
redis+sentinel://h1,h2:26379/mymaster/0    whatever those Sentinels call the master; `rediss+sentinel://`
redis+cluster://h1:7000,h2:7001            a Redis Cluster, found by any of its nodes; `rediss+cluster://`
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

Kind: TypeAlias = Literal["server", "unix", "sentinel", "cluster"]
Node: TypeAlias = tuple[str, int]

# scheme -> what is there, and whether over TLS
SCHEMES: Final[dict[str, tuple[Kind, bool]]] = {
    "redis": ("server", False),
    "rediss": ("server", True),
    "unix": ("unix", False),
    "redis+sentinel": ("sentinel", False),
    "rediss+sentinel": ("sentinel", True),
    "redis+cluster": ("cluster", False),
    "rediss+cluster": ("cluster", True),
}
PORT: Final = 6379
SENTINEL_PORT: Final = 26379
# names as in redis-py's own addresses; files of TLS: whom we trust, who we are, and the key to that
FILES: Final = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
TLS_OPTIONS: Final = {*FILES, "ssl_check_hostname", "ssl_cert_reqs"}
OPTIONS: Final[dict[Kind, set[str]]] = {
    "server": {"db"},
    "unix": {"db"},
    "sentinel": {"db", "sentinel_username", "sentinel_password"},
    "cluster": set(),
}
YES: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class RedisUrlError(ValueError):
    """REDIS_URL cannot be used; the message says why and shows neither user nor password."""


@dataclass(frozen=True, slots=True)
class Tls:
    """How the other side is trusted, and who we are to it."""

    ca: str | None = None  # file of certificates; None: those of the system
    certificate: str | None = None  # file; None: we show none
    key: str | None = None
    checks_hostname: bool = True
    checks_certificate: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class RedisUrl:
    kind: Kind
    nodes: tuple[Node, ...] = ()  # of the servers, or of the Sentinels
    path: str = ""  # of the socket
    master: str = ""  # as Sentinel calls it
    db: int = 0
    username: str | None = None
    password: str | None = None
    sentinel_username: str | None = None
    sentinel_password: str | None = None
    tls: Tls | None = None

    def __repr__(self) -> str:
        return f"RedisUrl({self.shown})"

    @property
    def shown(self) -> str:
        """The address as it may be told and logged: no user, no password, no files."""
        if self.kind == "unix":
            return f"unix://{self.path}"
        scheme = next(name for name, it in SCHEMES.items() if it == (self.kind, self.tls is not None))
        hosts = ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.nodes)
        master = f"/{self.master}" if self.master else ""
        return f"{scheme}://{hosts}{master}" + ("" if self.kind == "cluster" else f"/{self.db}")


def parse(url: str) -> RedisUrl:
    """The address in parts.

    Raises:
        RedisUrlError: it cannot be used.
    """
    try:
        parts = urlsplit(url.strip())
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError:  # its message quotes the address
        raise RedisUrlError(
            "is no address: look at brackets, and at what follows the question mark"
        ) from None
    if parts.scheme not in SCHEMES:
        known = [f"{scheme}://" for scheme in SCHEMES]
        raise RedisUrlError(f"must begin with {', '.join(known[:-1])} or {known[-1]}")
    if parts.fragment:
        raise RedisUrlError("has a # in it: write %23 in a password")
    kind, is_secure = SCHEMES[parts.scheme]
    _check_options(options, OPTIONS[kind] | (TLS_OPTIONS if is_secure else set()))
    who, _, hosts = parts.netloc.rpartition("@")
    username, _, password = who.partition(":")
    path = unquote(parts.path)
    master, db = _path(kind, path, options)
    return RedisUrl(
        kind=kind,
        nodes=_nodes(kind, hosts),
        path=path if kind == "unix" else "",
        master=master,
        db=db,
        username=unquote(username) or None,
        password=unquote(password) or None,
        sentinel_username=options.get("sentinel_username"),
        sentinel_password=options.get("sentinel_password"),
        tls=_tls(options) if is_secure else None,
    )


def _check_options(options: dict[str, str], known: set[str]) -> None:
    if unknown := sorted(set(options) - known):
        told = ", ".join(sorted(known)) or "none"
        # a password with a question mark in it ends up here: the name may be a part of it
        raise RedisUrlError(f"has {len(unknown)} option(s) that are not known here (known: {told})")


def _nodes(kind: Kind, hosts: str) -> tuple[Node, ...]:
    if kind == "unix":
        if hosts:
            raise RedisUrlError("unix:// wants three slashes before the path of the socket")
        return ()
    nodes = tuple(_node(part, SENTINEL_PORT if kind == "sentinel" else PORT) for part in hosts.split(","))
    if kind == "server" and len(nodes) > 1:
        raise RedisUrlError("names several servers: begin it with redis+sentinel:// or redis+cluster://")
    return nodes


def _node(text: str, port: int) -> Node:
    try:
        parts = urlsplit(f"//{text}")
        found = parts.port
    except ValueError:
        raise RedisUrlError("has a port that is no number from 1 to 65535") from None
    if not parts.hostname or found == 0 or parts.path:
        raise RedisUrlError("has no host where one is wanted (write %2F for a slash in a password)")
    return parts.hostname, found or port


def _path(kind: Kind, path: str, options: dict[str, str]) -> tuple[str, int]:
    """The master's name and the number of the database."""
    words = [word for word in path.split("/") if word]
    match kind, words:
        case "unix", []:
            raise RedisUrlError("unix:// wants the path of the socket: unix:///run/redis.sock")
        case "unix", _:
            return "", _db(options.get("db", "0"))
        case "sentinel", [master] | [master, _]:
            return master, _db(options.get("db") or (words[1] if len(words) > 1 else "0"))
        case "sentinel", _:
            raise RedisUrlError(
                "wants the master's name after the Sentinels: redis+sentinel://h1,h2/mymaster"
            )
        case "cluster", [] | ["0"]:
            return "", 0
        case "cluster", _:
            raise RedisUrlError("names a database: a Redis Cluster has database 0 only")
        case _, [] | [_]:
            return "", _db(options.get("db") or (words[0] if words else "0"))
        case _:
            raise RedisUrlError("has more than a database's number after the host")


def _db(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise RedisUrlError("wants a number as its database: redis://host:6379/0")
    return int(text)


def _tls(options: dict[str, str]) -> Tls:
    for name in FILES:
        if name in options and not Path(options[name]).is_file():
            raise RedisUrlError(f"{name}: there is no such file")
    if ("ssl_keyfile" in options) and ("ssl_certfile" not in options):
        raise RedisUrlError("ssl_keyfile wants ssl_certfile beside it")
    hostname = YES.get(options.get("ssl_check_hostname", "true").lower())
    if hostname is None:
        raise RedisUrlError("ssl_check_hostname must be true or false")
    required = options.get("ssl_cert_reqs", "required")
    if required not in {"required", "none"}:
        raise RedisUrlError("ssl_cert_reqs must be required or none")
    return Tls(
        ca=options.get("ssl_ca_certs"),
        certificate=options.get("ssl_certfile"),
        key=options.get("ssl_keyfile"),
        checks_hostname=hostname and required == "required",
        checks_certificate=required == "required",
    )
