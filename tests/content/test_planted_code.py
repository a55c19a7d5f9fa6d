"""The checks of SQL, Redis and Python under test: what is planted in notes is found, at its line, and what is right is not."""

import pytest

from tests.content import python_code, sql
from tests.content.fences import Verdict
from tests.content.planted import Judge, complaint, notes


def need_postgres() -> None:
    if not sql.answers():
        pytest.skip("no PostgreSQL")


SQL = """
CREATE TABLE cup (id int PRIMARY KEY, name text);
INSERT INTO cup VALUES (1, 'a;b'), (2, NULL);

SELECT id, name
FROM cup;
-- => 1 | a;b
-- => 2 | NULL
"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (SQL.replace("SELECT id", "SELEKT id"), 'notes.md:7: syntax error at or near "SELEKT"'),
        (SQL.replace("FROM cup", "FROM cups"), 'notes.md:8: relation "cups" does not exist'),
        (SQL.replace("2 | NULL", "2 | b"), "notes.md:7: gives ['1 | a;b', '2 | NULL'], the notes show"),
        (SQL.replace("SELECT id, name\nFROM cup;", "COMMIT;"), "notes.md:7: the section is one transaction"),
    ],
)
def test_broken_sql_is_found(verdict_on: Judge, code: str, told: str) -> None:
    need_postgres()
    assert complaint(verdict_on(notes("sql run", code))).startswith(told)


def test_a_section_of_sql_leaves_nothing_behind(verdict_on: Judge) -> None:
    need_postgres()
    for _ in range(2):  # the second would find the table that the first made
        assert verdict_on(notes("sql run", SQL)) == Verdict(ran=1)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("SET a 1\nGTE a", "notes.md:5: GTE a: unknown command"),
        ("GET a b", "notes.md:4: GET a b: wrong number of arguments"),
        ('SET a 1\nGET a\n# => "2"', "notes.md:5: GET a gives 1, the notes show 2"),
        (
            "# сигнатура\nZADDD key score member\n# пример: добавить\nZADD top 1 a",
            "notes.md:5: the server knows no",
        ),
        ("SET a x\nINCR a", "notes.md:5: INCR a: value is not an integer"),
        ("BLPOP jobs 0", "notes.md:4: BLPOP jobs 0: Timeout"),
    ],
)
def test_broken_redis_commands_are_found(
    verdict_on: Judge, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    monkeypatch.setattr("tests.content.redis_commands.SECONDS", 0.3)
    assert complaint(verdict_on(notes("redis run", code))).startswith(told)


def test_right_redis_commands_are_left_in_peace(verdict_on: Judge) -> None:
    code = """
# сигнатура
INCR key
# пример: два раза
MULTI
INCR a
INCR a
EXEC
# => OK
# => QUEUED
# => QUEUED
# => 1) (integer) 1
# => 2) (integer) 2
SET a x
INCR a
# => (error) ERR value is not an integer or out of range
"""
    assert verdict_on(notes("redis run", code)) == Verdict(ran=1)


PYTHON = """
import redis

client = redis.Redis(decode_responses=True)
client.set("cup", 1)
print(client.incr("cup"))  # => 2
"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            PYTHON.replace("incr(", "inc("),
            "notes.md:8: AttributeError: 'Redis' object has no attribute 'inc'",
        ),
        (PYTHON.replace("=> 2", "=> 3"), "notes.md:8: prints ['2'], the notes show 3"),
        (PYTHON.replace("client = ", "client == = "), "notes.md:6: SyntaxError: invalid syntax"),
        ("import time\n\ntime.sleep(60)", "notes.md:4: does not end within 0.5 s"),
    ],
)
def test_broken_python_is_found(
    verdict_on: Judge, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    if "sleep" in code:
        monkeypatch.setattr(python_code, "SECONDS", 0.5)
    assert complaint(verdict_on(notes("python run", code))).startswith(told)


def test_fences_of_a_section_are_one_program_on_the_tests_own_redis(verdict_on: Judge) -> None:
    text = (
        notes("python run", PYTHON) + "\nИ дальше:\n\n```python run\nprint(client.get('cup'))  # => 2\n```\n"
    )
    assert verdict_on(text) == Verdict(ran=2)


def test_port_6379_of_an_example_is_the_tests_own_server(verdict_on: Judge, redis_port: int) -> None:
    code = f"""
import asyncio

import redis
import redis.asyncio

print(redis.Redis().info("server")["tcp_port"])  # => {redis_port}


async def main() -> None:
    async with redis.asyncio.from_url("redis://localhost:6379/0") as client:
        print((await client.info("server"))["tcp_port"])  # => {redis_port}


asyncio.run(main())
"""
    assert verdict_on(notes("python run", code)) == Verdict(ran=1)
