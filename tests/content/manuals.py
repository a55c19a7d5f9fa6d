"""What the programs of this machine say of themselves: `--help`, manual pages, the shell's own `help`."""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

SECONDS = 10
OWN = Path(sys.executable).parent  # celery, uvicorn, alembic ... stand beside the Python of the tests
BUILTINS = frozenset(
    "alias bg cd declare export fg hash help history jobs read set shift source trap type ulimit umask unset wait".split()  # noqa: SIM905 - words read better as text
)
# Their own help names a part of their flags only: without a manual page nothing can be said against one.
BRIEF = frozenset(("apt", "awk", "find", "git", "ip", "lsof", "ps", "scp", "sftp", "ssh", "ssh-keygen"))
# What else tells of a program, beside --help.
MORE: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("celery", "control"): (("celery", "control", "--list"),),
    ("celery", "inspect"): (("celery", "inspect", "--list"),),
    ("curl",): (("curl", "--help", "all"),),
    ("git",): (("git", "--list-cmds=main,nohelpers"),),
    ("psql",): (("psql", "--help=commands"),),
}
# Manual pages of others, whose flags a command takes too.
SAME_FLAGS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("git", "reflog"): (("git", "log"),),
    ("apt", "install"): (("apt-get",),),
    ("apt", "remove"): (("apt-get",),),
    ("apt", "update"): (("apt-get",),),
    ("apt", "upgrade"): (("apt-get",),),
}
# Commands that come with a plugin, and what tells whether it is there. Without Buildx `docker build` is the old builder, which has other flags.
PLUGINS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("celery", "flower"): ("celery", "flower", "--help"),
    ("docker", "build"): ("docker", "buildx", "version"),
    ("docker", "buildx"): ("docker", "buildx", "version"),
    ("docker", "compose"): ("docker", "compose", "version"),
}


def path_of(tool: str) -> str | None:
    return shutil.which(tool, path=f"{OWN}{os.pathsep}{os.environ.get('PATH', os.defpath)}")


def is_builtin(tool: str) -> bool:
    return tool in BUILTINS and path_of("bash") is not None


@lru_cache(maxsize=512)
def lacking(words: tuple[str, ...]) -> str:
    """What this machine lacks to check the command, "" where it lacks nothing."""
    if is_builtin(words[0]):
        return ""
    if path_of(words[0]) is None:
        return f"no {words[0]}"
    if words[1:2] == ("-m",):
        return f"no {' '.join(words)}" if "No module named" in help_of(words) else ""
    plugin = PLUGINS.get(words[:2])
    if plugin and re.search("unknown command|No such command", _said_by(plugin)):
        return f"no {' '.join(plugin[:2])}"
    if words[0] in BRIEF and not manual(words):
        return f"no manual page of {words[0]}"
    return ""


@lru_cache(maxsize=512)
def help_of(words: tuple[str, ...]) -> str:
    """All that the machine says about a command: `("docker", "run")`."""
    if len(words) > 2 and words[:2] in MORE:
        return help_of(words[:2])  # what is below takes the same flags, and Celery is slow to speak
    if is_builtin(words[0]):
        return _said_by(("bash", "-c", f"help {words[0]}"))
    flag = "-h" if words[0] == "git" and len(words) > 1 else "--help"
    texts = [_said_by((*words, flag)), manual(words)]
    texts.extend(_said_by(more) for more in MORE.get(words, ()))
    texts.extend(manual(other) for other in SAME_FLAGS.get(words[:2], ()))
    return "\n".join(texts)


def _said_by(arguments: tuple[str, ...]) -> str:
    program = path_of(arguments[0])
    if program is None:
        return ""
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(
                [program, *arguments[1:]],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                cwd=empty,
                env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "200", "PAGER": "cat"},
            )
        except subprocess.TimeoutExpired:
            return ""
    return (done.stdout + done.stderr).decode(errors="replace")


@lru_cache(maxsize=512)
def manual(words: tuple[str, ...]) -> str:
    """The manual page of `git-log` or of `git`, its markup taken off as far as flags need it."""
    pages = _pages()
    page = pages.get("-".join(words[:2]), pages.get(words[0]))
    if page is None:
        return ""
    data = page.read_bytes()
    return _plain((gzip.decompress(data) if page.suffix == ".gz" else data).decode(errors="replace"))


@lru_cache(maxsize=1)
def _pages() -> Mapping[str, Path]:
    """Every page about commands (sections 8 and 1, which goes first) by its name."""
    folders = [Path(folder) for folder in _said_by(("manpath", "-q")).strip().split(":") if folder]
    return {
        path.name.removesuffix(".gz").rpartition(".")[0]: path
        for section in ("man8", "man1")
        for folder in reversed(folders)
        for path in sorted((folder / section).glob("*.[18]*"))
    }


def _plain(roff: str) -> str:
    text = re.sub(r"\\f(?:\[[^\]]*\]|\(..|.)|\\&|\\/|\\,|\\s[-+]?\d", "", roff)
    text = text.replace(r"\-", "-").replace(r"\(hy", "-").replace(r"\(en", "-").replace(r"\e", "\\")
    text = re.sub(r"\bFl (-?)([\w-]+)", r"-\1\2", text)  # mdoc: .It Fl p Ar port
    return re.sub(r'^\.\w+ ?"?', "", text, flags=re.MULTILINE)
