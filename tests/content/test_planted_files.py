"""The checks of Compose, Dockerfile and Elasticsearch under test: what is planted in notes is found, at its line, and what is right is not."""

import pytest

from tests.content.fences import Verdict
from tests.content.planted import Judge, complaint, notes


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
