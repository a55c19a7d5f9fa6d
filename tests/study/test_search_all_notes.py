"""Look-up over all the notes that ship: what a learner asks of eleven subjects at once."""

import pytest

from bot.study.parse import parse
from bot.study.pasted import is_message
from bot.study.search import Index, SectionTarget
from bot.study.source import SourceFile
from tests.bench.queries import NOTHING, ROOT, written_suites

INDEX = Index.build(
    parse(SourceFile(path.name, path.read_bytes()) for path in sorted((ROOT / "content").glob("*.md")))
)


def first(query: str) -> str:
    """What is found first; empty where nothing is."""
    return next((INDEX.name(hit.target) for hit in INDEX.find(query)), "")


def read_about(query: str) -> list[str]:
    """Where the words of the query are mentioned, best first."""
    return [INDEX.name(hit.target) for hit in INDEX.mentions(query)]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("404", "REST API / "),
        ("422", "REST API / "),
        ("137", "Docker / Архитектура Docker / Объекты / Коды завершения"),
        ("код 137", "Docker / Архитектура Docker / Объекты / Коды завершения"),
        ("OOMKilled", "Docker / Архитектура Docker / Объекты / Коды завершения"),
        ("WRONGTYPE", "Redis / "),
        ("lambda", "Python / "),
        ("KeyError", "Python / "),
        ("uptime", "Linux / "),
        ("bash: ./app: Permission denied", "Linux / Файлы и права / Права доступа"),
        ("port is already allocated", "Docker / Архитектура Docker / Объекты / Публикация портов"),
        (  # most of it says who says it
            "Error response from daemon: driver failed: Bind for 0.0.0.0:80 failed: port is already allocated",
            "Docker / Архитектура Docker / Объекты / Публикация портов",
        ),
        ("No space left on device", "Linux / Диск"),  # it stands in a question of the author's alone
    ],
)
def test_a_word_that_stands_in_passing_is_read_about(query: str, where: str) -> None:
    assert any(name.startswith(where) for name in read_about(query)[:3])


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("что такое docker", "Docker"),
        ("зачем нужен докер", "Docker"),
        ("что такое git", "Git"),
        ("what is redis?", "Redis"),
    ],
)
def test_who_asks_what_a_subject_is_gets_the_subject(query: str, subject: str) -> None:
    assert INDEX.name(INDEX.find(query)[0].target) == subject


@pytest.mark.parametrize(
    ("phrase", "command"),
    [
        ("run container on port 8080", "docker run"),
        ("run script.py", "python"),
        ("copy file to/from container", "docker cp"),
        ("add file.txt to git", "git add"),
        ("RUN apt-get install x/y", "RUN"),
        ("set user:1 x", "SET"),
        ("chmod 755 file.txt", "chmod"),
    ],
)
def test_a_phrase_is_no_command_line_though_it_names_a_file(phrase: str, command: str) -> None:
    assert INDEX.name(INDEX.find(phrase)[0].target) == command


@pytest.mark.parametrize(
    "query", ["add 2 columns to a table", "sort list in python 3", "set vs list, what's faster"]
)
def test_a_phrase_with_a_number_gets_no_command_for_its_first_word(query: str) -> None:
    assert INDEX.find(query) == ()


@pytest.mark.parametrize(
    "query", ["zxqwv", "react useState hook", "404 zxqwv plmkn", "погода в москве", "как"]
)
def test_words_that_stand_nowhere_are_not_read_about(query: str) -> None:
    assert read_about(query) == []


def test_noise_is_hardly_ever_mentioned() -> None:
    suites = [(Index.build(suite.library), suite) for suite in written_suites()]
    noise = [
        (index, case.query)
        for index, suite in suites
        for case in (*suite.tuning, *suite.test)
        if case.kind == NOTHING
    ]
    mentioned = [query for index, query in noise if index.mentions(query)]
    assert len(mentioned) <= len(noise) * 0.05, mentioned


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("зачем нужен dockerfile", {"Docker / Dockerfile"}),
        (
            "зачем нужны индексы",
            {"PostgreSQL / SQL-запросы / Индексы", "Elasticsearch / Индекс и документы / Индекс"},
        ),
        ("чем отличается образ от контейнера", {"Docker / Архитектура Docker / Объекты / Контейнеры"}),
        ("разница между образом и контейнером", {"Docker / Архитектура Docker / Объекты / Контейнеры"}),
        ("разница между put и patch", {"REST API / Методы и идемпотентность / Замена: PUT"}),
        ("put vs patch", {"REST API / Методы и идемпотентность / Замена: PUT"}),
        ("difference between put and patch", {"REST API / Методы и идемпотентность / Замена: PUT"}),
        (
            "what is the difference between put and patch",
            {"REST API / Методы и идемпотентность / Замена: PUT"},
        ),
        ("что такое образ", {"Docker / Архитектура Docker / Объекты / Образы"}),
        ("почему индекс не используется", {"PostgreSQL / SQL-запросы / Индексы"}),
    ],
)
def test_a_question_is_answered_by_a_section(query: str, sections: set[str]) -> None:
    assert first(query) in sections


def test_a_difference_of_one_thing_is_something_to_look_at() -> None:
    assert first("разница между версиями") == "git diff"


def test_what_a_command_is_for_is_on_its_card() -> None:
    assert first("для чего docker run") == "docker run"


@pytest.mark.parametrize(
    ("message", "where"),
    [
        (
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
            "Docker / Архитектура Docker / Демон",
        ),
        ("ModuleNotFoundError: No module named 'fastapi'", "FastAPI / "),
        ("port is already allocated", "Docker / Команды и флаги / "),
        ("psql: error: connection refused", "PostgreSQL / "),
        ("TypeError: unhashable type: 'list'", "Python / Структуры данных и их сложность / Хешируемость"),
        ("WRONGTYPE Operation against a key holding the wrong kind of value", "Redis / "),
        ("RuntimeError: This event loop is already running", "Python / asyncio / "),
    ],
)
def test_what_a_program_said_is_read_about(message: str, where: str) -> None:
    assert is_message(message)
    assert any(name.startswith(where) for name in read_about(message)[:3])


def test_nothing_that_is_asked_for_passes_for_what_a_program_said() -> None:
    asked = [case.query for suite in written_suites() for case in (*suite.tuning, *suite.test)]
    assert not [query for query in asked if is_message(query)]


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("докер", "Docker"),
        ("докере", "Docker"),
        ("гит", "Git"),
        ("постгрес", "PostgreSQL"),
        ("postgres", "PostgreSQL"),
        ("редис", "Redis"),
        ("линукс", "Linux"),
        ("питон", "Python"),
        ("пайтон", "Python"),
        ("эластик", "Elasticsearch"),
        ("натс", "NATS"),
        ("селери", "Celery"),
        ("рест апи", "REST API"),
        ("compose", "Docker / docker-compose.yml"),
        ("docker-compose", "Docker / docker-compose.yml"),
    ],
)
def test_a_subject_is_found_by_its_name_in_any_spelling(query: str, subject: str) -> None:
    assert first(query) == subject
    scores = [hit.score for hit in INDEX.sections(query)[:2]]
    assert INDEX.name(INDEX.sections(query)[0].target) == subject
    assert scores[0] > max(scores[1:], default=0.0), "so that its page opens at once"


@pytest.mark.parametrize(("query", "command"), [("гет", "GET"), ("сет", "SET"), ("докер пс", "docker ps")])
def test_a_command_is_not_taken_for_a_subject_that_sounds_like_it(query: str, command: str) -> None:
    assert first(query) == command


@pytest.mark.parametrize("query", ["индекс в постгресе", "индексы в постгрес", "indexes in postgres"])
def test_a_subject_named_at_the_end_narrows_the_query(query: str) -> None:
    assert first(query) == "PostgreSQL / SQL-запросы / Индексы"
    found = INDEX.sections(query)
    assert all(INDEX.name(hit.target).startswith("PostgreSQL / ") for hit in found)


def test_what_is_not_in_the_subject_is_looked_for_everywhere() -> None:
    assert INDEX.find("репликация в постгресе")
    assert first("что в контейнере").startswith("Docker / ")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("chmod 755 file.txt", "chmod"),
        ("psql -h localhost -U postgres", "psql -h"),
        ("docker run -p 8080:80 nginx", "docker run -p"),
        ("docker run --publish=8080:80 nginx", "docker run -p"),
        ("sudo docker run -p 8080:80 nginx", "docker run -p"),
        ("$ git commit -m 'fix'", "git commit -m"),
        ("FROM python:3.12", "FROM"),
        ("EXPIRE key 60", "EXPIRE"),
    ],
)
def test_a_command_line_means_its_command_and_the_flag_it_sets(line: str, answer: str) -> None:
    assert first(line) == answer


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("man", "Linux / Краткие сведения / Справка и пакеты"),
        ("select", "PostgreSQL / SQL-запросы / Выборка"),
        ("SELECT * FROM users", "PostgreSQL / SQL-запросы / Выборка"),
        ("insert into", "PostgreSQL / SQL-запросы / Вставка"),
        ("DELETE", "REST API / Методы и идемпотентность / Удаление: DELETE"),
    ],
)
def test_a_word_that_names_no_command_is_read_about(query: str, where: str) -> None:
    assert first(query) == where


@pytest.mark.parametrize(
    "query", ["cat file.txt", "cd", "wget", "man", "which", "nginx", "kubectl apply -f x.yaml"]
)
def test_a_program_that_is_not_described_is_not_taken_for_another(query: str) -> None:
    assert not [hit for hit in INDEX.find(query) if not isinstance(hit.target, SectionTarget)]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("gerp", "grep"),
        ("prune", "docker container prune"),
        ("images", "docker images"),
        ("volumes", "VOLUME"),
    ],
)
def test_a_word_that_is_almost_a_name_or_part_of_several_finds_them(query: str, answer: str) -> None:
    assert first(query) == answer


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("джоин", "PostgreSQL / SQL-запросы / Соединения"),
        ("левый джоин", "PostgreSQL / SQL-запросы / Соединения"),
        ("ребейз", "git rebase"),
        ("крон", "crontab"),
    ],
)
def test_slang_is_understood(query: str, where: str) -> None:
    assert first(query) == where


def test_slang_for_what_stands_in_passing_is_read_about() -> None:
    assert read_about("лямбда")[0] == "Python / Функции / Замыкания"
