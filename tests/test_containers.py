"""The container files, by the tools that know them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

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


COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_as_small_as_it_can_be(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", ())) <= {"NET_BIND_SERVICE"}
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["cpus"] <= 1
    assert service["pids_limit"] <= 64
    assert "privileged" not in service


def test_nobody_in_our_own_image_is_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["10001"]


def test_without_a_profile_one_bot_polls_and_with_webhook_two_stand_behind_caddy() -> None:
    always = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert always == {"bot", "redis"}
    webhook = {name for name, service in SERVICES.items() if "webhook" in service.get("profiles", ())}
    assert webhook == {"bot-2", "caddy"}
    assert SERVICES["bot"]["environment"]["WEBHOOK_URL"] == "${WEBHOOK_URL:-}"
    # a second bot that polls would take the first one's updates
    assert SERVICES["bot-2"]["environment"]["WEBHOOK_URL"] == "${WEBHOOK_URL:-missing}"
    assert "bot:8080 bot-2:8080" in COMPOSE["configs"]["caddyfile"]["content"]


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not installed")
def test_caddy_understands_its_file(tmp_path: Path) -> None:
    written = COMPOSE["configs"]["caddyfile"]["content"].replace("{$$WEBHOOK_URL}", "https://bot.example.org")
    (tmp_path / "Caddyfile").write_text(written)
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_linters_do_refuse(tmp_path: Path) -> None:
    """The two tests above would not notice a linter that says yes to everything."""
    (tmp_path / "Dockerfile").write_text("FROM debian\nRUN cd /x && sudo apt-get install y\n")
    (tmp_path / "docker-compose.yml").write_text("services: {bot: {imagee: x}}\n")
    assert "DL3006" in lint("hadolint", str(tmp_path / "Dockerfile"))
    assert "imagee" in lint(
        "check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(tmp_path / "docker-compose.yml")
    )
