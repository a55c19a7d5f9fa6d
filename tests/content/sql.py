"""`sql run`: each section on a real PostgreSQL, in one transaction that is rolled back."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 - psycopg2 names its class so
from psycopg2.extensions import new_type, register_type, string_types

from tests.content.fences import Block, Fence, Verdict, Wrong, skipped

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
SECONDS = 10
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|--[^\n]*|/\*.*?\*/|\s+|;|.""", re.DOTALL
)
_EXPECTED = re.compile(r"--\s*=>\s?(?P<row>.*)")
_TRANSACTION = re.compile(
    r"(?:BEGIN|START\s+TRANSACTION|COMMIT|END|ROLLBACK(?!\s+TO)|ABORT)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Statement:
    """One statement, and the rows that the notes show under it (`-- => 1 | cup`)."""

    line: int  # in the notes
    text: str
    rows: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def answers() -> bool:
    try:
        psycopg2.connect(URL, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


def check(block: Block) -> Verdict:
    if not answers():
        return skipped(block, "no PostgreSQL")
    wrongs: list[Wrong] = []
    connection = psycopg2.connect(URL, connect_timeout=3)
    try:
        _as_text(connection)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", (SECONDS * 1000,))
        for fence in block.fences:
            wrongs.extend(_run(fence, connection))
            if wrongs:
                break  # what follows stands on what failed
    finally:
        connection.close()  # rolls back
    return Verdict(len(block.fences), tuple(wrongs))


def _as_text(connection: Connection) -> None:
    """Every value as the server writes it, so that a row reads as in psql."""
    connection.set_client_encoding("UTF8")
    register_type(new_type(tuple(string_types), "AS_WRITTEN", lambda value, _: value), connection)


def statements(fence: Fence) -> Iterator[Statement]:
    current: Statement | None = None
    last: Statement | None = None
    for token in _TOKEN.finditer(fence.code):
        text = token[0]
        if current is None and (shown := _EXPECTED.match(text)):
            if last:
                last.rows.append(" ".join(shown["row"].split()))
        elif current is None and (text.isspace() or text.startswith(("--", "/*"))):
            continue
        elif current is None:
            if last:
                yield last
            last = current = Statement(fence.line + fence.code.count("\n", 0, token.start()), text)
        elif text == ";":
            current = None
        else:
            current.text += text
    if last:
        yield last


def _run(fence: Fence, connection: Connection) -> Iterator[Wrong]:
    for statement in statements(fence):
        if _TRANSACTION.match(statement.text):
            what = (
                "the section is one transaction that is rolled back: no BEGIN, COMMIT or ROLLBACK of its own"
            )
            yield Wrong(fence.file, statement.line, what)
            return
        try:
            rows = _rows(statement.text, connection)
        except psycopg2.Error as error:
            line = statement.line + statement.text.count("\n", 0, int(error.diag.statement_position or 1) - 1)
            yield Wrong(fence.file, line, error.diag.message_primary or str(error).strip())
            return
        if statement.rows and rows[: len(statement.rows)] != statement.rows:
            yield Wrong(fence.file, statement.line, f"gives {rows}, the notes show {statement.rows}")


def _rows(text: str, connection: Connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        if cursor.description is None:
            return []
        lines = (" | ".join("NULL" if value is None else value for value in row) for row in cursor.fetchall())
        return [" ".join(line.split()) for line in lines]
