"""Which check goes with which kind of fence."""

from collections.abc import Callable
from pathlib import Path

from tests.content import elastic, files, python_code, redis_commands, shell, sql
from tests.content.fences import Block, Verdict

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
