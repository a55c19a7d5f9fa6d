"""`yaml compose` against the Compose schema, `dockerfile` against hadolint, `psql` against psql itself."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from tests.content.fences import Block, Fence, Verdict, Wrong, skipped
from tests.content.manuals import help_of, path_of

HADOLINT = Path(sys.executable).with_name("hadolint")
IGNORED = (
    "DL3006",  # notes show FROM with a tag that stands in an ARG
    "DL3008",  # pinned apt versions would rot in the notes
    "DL3013",  # the same of pip
    "DL3018",  # the same of apk
)
_UNEXPECTED = re.compile(r"\('([^']+)'.* unexpected\)")
FRAGMENT = ("# сигнатура", "# synopsis")


def check_compose(block: Block) -> Verdict:
    return Verdict(len(block.fences), tuple(w for fence in block.fences for w in _compose_faults(fence)))


@lru_cache(maxsize=1)
def _compose_schema() -> Draft202012Validator:
    text = files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def _compose_faults(fence: Fence) -> Iterator[Wrong]:
    try:
        value = yaml.safe_load(fence.code)
        node = yaml.compose(fence.code, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        last = fence.code.count("\n") - 1  # what is missing is told at the end of all
        line = min(error.problem_mark.line, last) if error.problem_mark else 0
        yield Wrong(fence.file, fence.line + line, f"is no YAML: {error.problem}")
        return
    for found in _compose_schema().iter_errors(value):
        path = [*found.absolute_path, *_UNEXPECTED.findall(found.message)[:1]]
        yield Wrong(fence.file, fence.line + _line_of(node, path), found.message)


def _line_of(node: yaml.Node | None, path: list[str | int]) -> int:
    """The line, from 0, of what a path such as `services/web/ports/0` leads to."""
    line = node.start_mark.line if node else 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pairs = ((key, value) for key, value in node.value if key.value == str(step))
            key, node = next(pairs, (None, None))
            line = key.start_mark.line if key else line
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line
    return line


def check_dockerfile(block: Block) -> Verdict:
    """Whole files; a fragment that describes one instruction is no file that hadolint could read."""
    if not HADOLINT.exists():
        return skipped(block, "no hadolint")
    whole = [fence for fence in block.fences if not fence.code.startswith(FRAGMENT)]
    fragments = len(block.fences) - len(whole)
    wrongs = tuple(wrong for fence in whole for wrong in _dockerfile_faults(fence))
    return Verdict(len(whole), wrongs, {"one instruction, no file": fragments} if fragments else {})


def _dockerfile_faults(fence: Fence) -> Iterator[Wrong]:
    ignored = [part for code in IGNORED for part in ("--ignore", code)]
    done = subprocess.run(
        [str(HADOLINT), "--no-color", "--format", "json", *ignored, "-"],
        input=fence.code.encode(),
        capture_output=True,
        check=False,
        timeout=30,
    )
    for found in json.loads(done.stdout or b"[]"):
        yield Wrong(fence.file, fence.line + found["line"] - 1, f"{found['code']} {found['message']}")


def check_psql(block: Block) -> Verdict:
    """Lines that begin with a backslash are commands that psql lists."""
    if path_of("psql") is None:
        return skipped(block, "no psql")
    told = help_of(("psql",))
    wrongs = tuple(
        Wrong(fence.file, number, f"psql has no command {name}")
        for fence in block.fences
        for number, line in enumerate(fence.code.splitlines(), fence.line)
        if (name := line.split(" ")[0].rstrip("+")).startswith("\\") and not _is_listed(name, told)
    )
    return Verdict(len(block.fences), wrongs)


def _is_listed(name: str, told: str) -> bool:
    """`\\dtS` is `\\dt` with system objects; `\\dt` stands in the help as `\\dt[S+]`."""
    names = {name, name.removesuffix("S")}
    return any(
        line.split("[")[0].split()[0] in names for line in told.splitlines() if line.startswith("  \\")
    )
