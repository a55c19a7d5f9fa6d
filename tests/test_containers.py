"""The container files, by the tools that know them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def lint(*command: str) -> str:
    ended = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr


def test_the_dockerfile_passes_hadolint() -> None:
    assert lint("hadolint", "Dockerfile") == ""


def test_the_compose_file_fits_the_schema() -> None:
    assert lint("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml") == ""


def test_the_linters_do_refuse(tmp_path: Path) -> None:
    """The two tests above would not notice a linter that says yes to everything."""
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN cd /x && sudo apt-get install y\n")
    (tmp_path / "docker-compose.yml").write_text("services: {bot: {imagee: x}}\n")
    assert "DL3006" in lint("hadolint", str(tmp_path / "Dockerfile"))
    assert "imagee" in lint(
        "check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(tmp_path / "docker-compose.yml")
    )
