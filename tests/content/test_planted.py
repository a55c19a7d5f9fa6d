"""The checks themselves under test: what is planted in notes is found, at its line, and what is right is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content import manuals, python_code, sql
from tests.content.fences import Verdict, blocks_of
from tests.content.test_fences import judge

Judge = Callable[[str], Verdict]


@pytest.fixture
def verdict_on(redis_port: int, tmp_path: Path) -> Judge:
    """The verdict on notes that hold one section of one kind."""

    def read(text: str) -> Verdict:
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        (block,) = blocks_of(tmp_path)
        return judge(block, redis_port, tmp_path)

    return read


def notes(info: str, code: str, heading: str = "## Раздел") -> str:
    """The code begins in line 4."""
    return f"{heading}\n\n```{info}\n{code.strip()}\n```\n"


def complaint(verdict: Verdict) -> str:
    """The only thing wrong, with its place."""
    assert verdict.ran == 1, verdict.skipped
    assert len(verdict.wrongs) == 1, verdict.wrongs
    return str(verdict.wrongs[0])


def need(tool: str) -> None:
    if manuals.path_of(tool) is None:
        pytest.skip(f"no {tool}")


def need_postgres() -> None:
    if not sql.answers():
        pytest.skip("no PostgreSQL")


LS = "## `ls` — показать файлы"
SORT = """
# сигнатура
sort [OPTIONS] [FILE...]
# флаги
-r, --reverse - обратить порядок
-n, --numeric-sort - сравнивать числа
# пример: большие каталоги вверху
du -sh /srv/* | sort -rh | head -n 5 > big.txt
"""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (SORT.replace("--reverse", "--backwards"), "notes.md:7: sort has no flag --backwards"),
        (SORT.replace("-n, --num", "-r, --num"), "notes.md:8: --numeric-sort of sort is -n, not -r"),
        (SORT.replace("sort -rh", "sort -rq"), "notes.md:10: sort has no flag -rq"),
        (SORT.replace("head -n 5", "head --rows=5"), "notes.md:10: head has no flag --rows"),
        (SORT.replace("du -sh /srv/*", "echo $(sudo du --deep /srv)"), "notes.md:10: du has no flag --deep"),
    ],
)
def test_a_wrong_flag_is_found(verdict_on: Judge, code: str, told: str) -> None:
    need("sort")
    assert complaint(verdict_on(notes("bash", code, "## `sort` — упорядочить"))) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("git comit -m x", "notes.md:4: git has no command comit"),
        ("git log --oneline --hraph", "notes.md:4: git log has no flag --hraph"),
        ("git -C app status --shot", "notes.md:4: git status has no flag --shot"),
        ("cat <<EOF\n--odd\nEOF\ngit add \\\n  --bogus .", "notes.md:7: git add has no flag --bogus"),
    ],
)
def test_a_wrong_command_of_git_is_found(verdict_on: Judge, code: str, told: str) -> None:
    need("git")
    if not manuals.manual(("git", "log")):
        pytest.skip("no manual page of git")
    assert complaint(verdict_on(notes("bash", code))) == told


def test_only_commands_of_a_session_are_read(verdict_on: Judge) -> None:
    need("ls")
    session = "$ ls -l\nls --odd is what it printed\n$ ls --odd"
    assert complaint(verdict_on(notes("console", session))) == "notes.md:6: ls has no flag --odd"


def test_right_commands_are_left_in_peace(verdict_on: Judge) -> None:
    need("sort")
    assert verdict_on(notes("bash", SORT, "## `sort` — упорядочить")) == Verdict(ran=1)


def test_a_tool_that_is_not_here_is_counted(verdict_on: Judge) -> None:
    code = "# сигнатура\nno-such-tool [OPTIONS]\n# флаги\n--odd - странный"
    verdict = verdict_on(notes("bash", code, "## `no-such-tool` — нет такой"))
    assert (verdict.ran, dict(verdict.skipped), verdict.wrongs) == (0, {"no no-such-tool": 1}, ())


def test_an_unknown_command_of_psql_is_found(verdict_on: Judge) -> None:
    need("psql")
    assert (
        complaint(verdict_on(notes("psql", "\\dt+\n\\dtS\n\\dqq"))) == "notes.md:6: psql has no command \\dqq"
    )


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


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "services:\n  web:\n    image: nginx:1.29\n    prots: []",
            "notes.md:7: Unevaluated properties are not allowed ('prots' was unexpected)",
        ),
        ("services:\n  web:\n    image: [", "notes.md:6: is no YAML"),
        ("services:\n  web:\n    restart: 5", "notes.md:6: 5 is not of type 'string'"),
    ],
)
def test_a_broken_compose_file_is_found(verdict_on: Judge, code: str, told: str) -> None:
    assert complaint(verdict_on(notes("yaml compose", code))).startswith(told)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("FROM python:3.13\nRUNN make", "notes.md:5: DL1000 "),
        ("FROM python:latest\nWORKDIR /app", "notes.md:4: DL3007"),
        ('FROM python:3.13\nWORKDIR /app\nCMD ["a"]\nCMD ["b"]', "notes.md:7: DL4003"),
    ],
)
def test_a_broken_dockerfile_is_found(verdict_on: Judge, code: str, told: str) -> None:
    assert str(verdict_on(notes("dockerfile", code)).wrongs[0]).startswith(told)


def test_a_fragment_of_a_dockerfile_is_counted(verdict_on: Judge) -> None:
    verdict = verdict_on(notes("dockerfile", "# сигнатура\nEXPOSE <port>"))
    assert (verdict.ran, dict(verdict.skipped), verdict.wrongs) == (0, {"one instruction, no file": 1}, ())


SEARCH = """
POST /books/_search
{
  "size": 5,
  "query": {"bool": {"must": [{"match": {"title": {"query": "сеть", "operator": "and"}}}]}},
  "aggs": {"by_author": {"terms": {"field": "author", "size": 3}}}
}

PUT /books
{"mappings": {"properties": {"title": {"type": "text", "analyzer": "russian"}}}}
"""


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"size": 5', '"sise": 5', "notes.md:4: the client refuses: "),
        ("_search", "_serach", "notes.md:4: POST /books/_serach: the check knows no such request"),
        ('"match"', '"mach"', "notes.md:7: there is no query mach"),
        ('"must"', '"musst"', "notes.md:7: bool takes no musst"),
        ('"operator"', '"operater"', "notes.md:7: match takes no operater"),
        ('"size": 3', '"sise": 3', "notes.md:8: terms takes no sise"),
        ('"text"', '"txt"', "notes.md:12: the field title has no known type: txt"),
        ('"analyzer"', '"analizer"', "notes.md:12: a field of type text takes no analizer"),
        ('"size": 5,', '"size": 5', "notes.md:7: is no JSON"),
    ],
)
def test_a_broken_request_to_elasticsearch_is_found(verdict_on: Judge, was: str, now: str, told: str) -> None:
    assert verdict_on(notes("json es", SEARCH)) == Verdict(ran=1)
    assert complaint(verdict_on(notes("json es", SEARCH.replace(was, now)))).startswith(told)


def test_fences_without_a_check_are_shown_only(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(notes("sql", "SELEKT") + notes("python", "1 +") + notes("", "?"))
    assert list(blocks_of(tmp_path)) == []
