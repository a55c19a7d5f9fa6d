from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.study.parse import parse
from bot.study.search import CommandTarget, FlagTarget, Index, Kind, SectionTarget
from bot.study.source import SourceFile
from bot.study.tldr import parse_tldr
from tests.bench.queries import NOTHING, Case, Suite, written_suites

SUITES = written_suites()
INDEXES = {suite.name: Index.build(suite.library) for suite in SUITES}
DOCKER, TOOLS = INDEXES["docker"], INDEXES["tools"]

# Shares of the test half: the least that issue 4 asks for, where the class has a bar of its own.
FIRST = {
    "exact": 0.99,
    "prefix": 0.99,
    "layout": 0.99,
    "alias": 0.99,
    "typo": 0.95,
    "task-ru": 0.80,
    NOTHING: 0.95,
}
FIRST_OF_ALL = 0.90
AMONG_FIVE_OF_ALL = 0.97


def names(index: Index, query: str, scope: str | None = None) -> list[str]:
    return [index.name(hit.target) for hit in index.find(query, scope=scope)]


def is_first(index: Index, case: Case) -> bool:
    found = names(index, case.query)
    return bool(found) and found[0] in case.answers if case.answers else not found


def shares(half: str) -> dict[str, list[bool]]:
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for suite in SUITES:
        for case in getattr(suite, half):
            hits[case.kind].append(is_first(INDEXES[suite.name], case))
    return hits


@pytest.mark.parametrize(("kind", "bar"), FIRST.items())
def test_each_class_is_found_first_on_the_half_that_was_not_tuned_on(kind: str, bar: float) -> None:
    hits = shares("test")[kind]
    assert len(hits) >= 8
    assert sum(hits) / len(hits) >= bar


def test_nothing_is_said_to_noise_on_both_halves() -> None:
    hits = shares("test")[NOTHING] + shares("tuning")[NOTHING]
    assert len(hits) >= 80
    assert sum(hits) / len(hits) >= 0.95


def test_the_right_answer_is_first_or_among_five() -> None:
    cases = [(suite, case) for suite in SUITES for case in suite.test if case.answers]
    first = [is_first(INDEXES[suite.name], case) for suite, case in cases]
    among = [bool(case.answers.intersection(names(INDEXES[suite.name], case.query))) for suite, case in cases]
    assert sum(first) / len(cases) >= FIRST_OF_ALL
    assert sum(among) / len(cases) >= AMONG_FIVE_OF_ALL


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_answers_of_the_labelled_queries_are_names_of_the_notes(suite: Suite) -> None:
    index = INDEXES[suite.name]
    targets = [CommandTarget(command) for command in suite.library.commands]
    sections = [SectionTarget(section) for section in suite.library.sections]
    flags = [
        FlagTarget(command.id, flag.names[0])
        for command in suite.library.commands.values()
        for flag in command.flags
    ]
    known = {*map(index.name, targets), *map(index.name, sections), *map(index.name, flags)}
    answers = {answer for case in (*suite.tuning, *suite.test) for answer in case.answers}
    assert answers <= known


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_every_name_alias_and_flag_finds_itself(suite: Suite) -> None:
    index = INDEXES[suite.name]
    for command in suite.library.commands.values():
        for name in (command.name, command.name.upper(), *command.aliases):
            hit = index.find(name)[0]
            assert (hit.target, hit.kind, hit.score) == (CommandTarget(command.id), Kind.EXACT, 1.0)
        for flag in command.flags:
            for asked in (f"{command.name} {flag.names[-1]}", f"флаг {flag.names[0]} {command.name}"):
                assert index.find(asked)[0].target == FlagTarget(command.id, flag.names[0])


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("dokcer ps", "docker ps"),
        ("вщслук зы", "docker ps"),
        ("докер пс", "docker ps"),
        ("doсkеr ps", "docker ps"),
        ("docker container ls", "docker ps"),
        ("как удалить контейнер", "docker rm"),
        ("dockerps", "docker ps"),
        ("docker-compose up", "docker compose up"),
        ("docker run -V", "docker run -v"),
        ("вщслук кгт -м", "docker run -v"),
        ("docker run --vol", "docker run -v"),
    ],
)
def test_look_up_forgives(query: str, answer: str) -> None:
    assert names(DOCKER, query)[0] == answer


def test_case_tells_two_flags_apart() -> None:
    assert names(DOCKER, "docker run -p")[0] == "docker run -p"
    assert names(DOCKER, "docker run -P")[0] == "docker run -P"


def test_a_bunch_of_flags_offers_each() -> None:
    assert {"docker exec -i", "docker exec -t"} <= set(names(DOCKER, "docker exec -it"))


def test_a_word_that_is_a_flag_elsewhere_is_a_word_here() -> None:
    assert names(TOOLS, "удалить ключ")[0] == "DEL"
    assert names(TOOLS, "git switch")[0] == "git switch"


def test_a_name_of_one_letter_or_of_marks_is_found() -> None:
    assert names(TOOLS, r"\d")[0] == r"\d"
    assert names(TOOLS, r"\dt")[0] == r"\dt"


def test_limit_is_kept_and_scores_fall() -> None:
    hits = DOCKER.find("контейнер", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_scope_keeps_to_a_part_of_the_tree() -> None:
    compose = next(s.id for s in SUITES[0].library.sections.values() if s.title == "docker-compose.yml")
    found = names(DOCKER, "посмотреть журнал", scope=compose)
    assert found[0] == "docker compose logs"
    assert "docker logs" not in found


def test_sections_to_read_are_ranked_and_a_subject_narrows_them() -> None:
    first = TOOLS.sections("память")[0]
    assert TOOLS.name(first.target).startswith("Redis / ")
    in_git = TOOLS.sections("Git удалить")
    assert in_git
    assert all(TOOLS.name(hit.target).startswith("Git / ") for hit in in_git)


def test_sections_of_a_command_are_its_own() -> None:
    hit = DOCKER.sections("список контейнеров")[0]
    assert DOCKER.name(hit.target).endswith("docker ps — показать список контейнеров")


def test_near_names_are_offered_for_what_is_not_found() -> None:
    assert [DOCKER.name(target) for target in DOCKER.near("docker pruune images", 3)]
    assert DOCKER.name(DOCKER.near("docker stopp")[0]) == "docker stop"
    assert DOCKER.near("🦀") == ()


def test_notes_go_before_what_lies_under_them() -> None:
    notes = parse([SourceFile("a.md", "# A\n\n## `tar` — архивы\n\n```bash\ntar -x FILE\n```\n".encode())])
    page = "# {0}\n\n> Pack files.\n\n- Pack a file:\n\n`{0} {{{{path}}}}`\n"
    pages = parse_tldr(SourceFile(f"common/{name}.md", page.format(name).encode()) for name in ("tar", "zip"))
    index = Index.build(notes, pages)
    assert names(index, "tar")[0] == "tar"
    assert index.find("tar")[0].target == CommandTarget("tar")
    assert names(index, "архивы") == ["tar"]
    assert names(index, "zip")[0] == "zip"
    assert names(index, "pack files")[0] == "zip"
    assert {hit.target for hit in index.sections("pack files")} <= {
        SectionTarget(section) for section in notes.sections
    }


def test_an_index_of_no_notes_finds_nothing() -> None:
    index = Index.build(parse([]))
    assert index.find("docker ps") == ()
    assert index.sections("docker ps") == ()
    assert index.near("docker ps") == ()


def test_threads_read_one_index_alike() -> None:
    queries = [case.query for suite in SUITES for case in suite.test]
    alone = [DOCKER.find(query) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(DOCKER.find, queries)) == alone


def test_the_same_notes_give_the_same_answers() -> None:
    again = Index.build(SUITES[0].library)
    for case in SUITES[0].test:
        assert again.find(case.query) == DOCKER.find(case.query)
