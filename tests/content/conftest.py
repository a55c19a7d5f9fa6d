"""What the checks of the notes share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content import server
from tests.content.fences import Verdict, blocks_of
from tests.content.judge import judge
from tests.content.planted import Judge


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with server.serve(tmp_path_factory.mktemp("redis")) as port:
        yield port


@pytest.fixture(scope="session")
def content() -> Path:
    return Path(__file__).parents[2] / "content"


@pytest.fixture
def verdict_on(redis_port: int, tmp_path: Path) -> Judge:
    """The verdict on notes that hold one section of one kind."""

    def read(text: str) -> Verdict:
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        (block,) = blocks_of(tmp_path)
        return judge(block, redis_port, tmp_path)

    return read
