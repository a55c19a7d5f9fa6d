"""Every fence of the notes that has a check passes it: docs/notes.md, "Fences that are checked"."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.fences import RAN, SKIPPED, Block, blocks_of
from tests.content.judge import judge

CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize(
    "block", list(blocks_of(CONTENT)), ids=lambda block: f"{block.file}:{block.line}:{block.kind}"
)
def test_fences_are_right(
    block: Block, redis_port: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    verdict = judge(block, redis_port, tmp_path)
    record_property(RAN, (block.kind, verdict.ran))
    for reason, count in verdict.skipped.items():
        record_property(SKIPPED, (block.kind, reason, count))
    if verdict.wrongs:
        pytest.fail("\n".join(f"content/{wrong}" for wrong in verdict.wrongs), pytrace=False)
