"""Every fence of the notes that has a check passes it: docs/notes.md, "Fences that are checked"."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content import elastic, files, python_code, redis_commands, shell, sql
from tests.content.fences import RAN, SKIPPED, Block, Verdict, blocks_of

CONTENT = Path(__file__).parents[2] / "content"
SIMPLE: dict[str, Callable[[Block], Verdict]] = {
    "bash": shell.check,
    "dockerfile": files.check_dockerfile,
    "json es": elastic.check,
    "psql": files.check_psql,
    "sql run": sql.check,
    "yaml compose": files.check_compose,
}


def judge(block: Block, redis_port: int, directory: Path) -> Verdict:
    match block.kind:
        case "python run":
            return python_code.check(block, redis_port, directory)
        case "redis run":
            return redis_commands.check(block, redis_port)
        case kind:
            return SIMPLE[kind](block)


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
