"""The command line, and the only reader of settings and of the clock."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot import early, garbage, lazy_types
from bot import settings as settings_module
from bot.settings import CannotStartError, SettingsError

CMD_OPTIONS = ("--json", "--stdin", "--help")
FAULTY = 2  # exit status where the bot could not start because of what it was given


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits with 0, 1 (notes have errors) or 2 (cannot start)."""
    given = parser().parse_args(with_flags_as_words(sys.argv[1:] if arguments is None else arguments))
    try:
        sys.exit(given.act(given))
    except SettingsError as error:
        for name, reason in error.faults:
            sys.stderr.write(f"{name}: {reason}\n")
        sys.exit(FAULTY)
    except CannotStartError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(FAULTY)
    except BrokenPipeError:  # `konspekt cmd | head`: whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(0 if early.heard.end else 130)


def with_flags_as_words(arguments: Sequence[str]) -> list[str]:
    """`cmd docker run -v` asks about -v: after `cmd` only our own options are options."""
    if arguments[:1] != ["cmd"]:
        return [*arguments]
    options = [word for word in arguments[1:] if word in CMD_OPTIONS or arguments[1:] == ["-h"]]
    words = [word for word in arguments[1:] if word not in options]
    return ["cmd", *options, "--", *words]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="konspekt", description="A folder of Markdown notes as a Telegram bot."
    )
    top.set_defaults(act=_run)
    commands = top.add_subparsers(title="commands")
    run = commands.add_parser("run", help="the bot; without BOT_TOKEN the preview (this is the default)")
    run.set_defaults(act=_run)
    preview = commands.add_parser("preview", help="the bot on a local model of Telegram, in a browser")
    preview.set_defaults(act=_preview)
    check = commands.add_parser("check", help="the notes: their tree, counts, and every fault with file:line")
    check.add_argument("path", nargs="?", type=Path, help="folder or file (default: CONTENT_DIR)")
    check.add_argument("--json", action="store_true", help="for programs")
    check.add_argument(
        "--questions", action="store_true", help="every question made of the notes, to be read"
    )
    check.set_defaults(act=_check)
    cmd = commands.add_parser("cmd", help="look a command up, as /cmd does")
    cmd.add_argument("words", nargs="*", help="what to look for")
    cmd.add_argument("--json", action="store_true", help="for programs")
    cmd.add_argument(
        "--stdin", action="store_true", help='queries as JSON lines {"q": ...} on standard input'
    )
    cmd.set_defaults(act=_cmd)
    backup = commands.add_parser("backup", help="all that the bot keeps, into a file of JSON lines")
    backup.add_argument("file", help="where to; - is standard output")
    backup.set_defaults(act=_backup)
    restore = commands.add_parser("restore", help="all of it back from such a file; stop the bot first")
    restore.add_argument("file", help="where from; - is standard input")
    restore.add_argument("--force", action="store_true", help="in the place of all that is there")
    restore.set_defaults(act=_restore)
    return top


def _check(given: argparse.Namespace) -> int:
    from bot.console import check  # noqa: PLC0415 -- each command loads what it needs: `check` must not wait for aiogram

    settings = settings_module.load()
    with _content_faults():
        return check.check(
            given.path or settings.content_dir,
            settings.default_language,
            as_json=given.json,
            with_questions=given.questions,
        )


def _cmd(given: argparse.Namespace) -> int:
    from bot.console import cmd  # noqa: PLC0415 -- as above
    from bot.console.terminal import Terminal  # noqa: PLC0415 -- as above

    settings = settings_module.load()
    with _content_faults():
        edition = cmd.read(settings.content_dir, settings.tldr_dir)
    words = " ".join(given.words)
    if given.stdin:
        return cmd.look_up_lines(edition, sys.stdin, sys.stdout)
    if given.json:
        return cmd.look_up_json(words, edition)
    return cmd.look_up(words, edition, settings.default_language, Terminal.of(sys.stdout, os.environ))


def _backup(given: argparse.Namespace) -> int:
    from bot import safekeeping  # noqa: PLC0415 -- as above

    return safekeeping.back_up(settings_module.load(), given.file)


def _restore(given: argparse.Namespace) -> int:
    from bot import safekeeping  # noqa: PLC0415 -- as above

    return safekeeping.restore(settings_module.load(), given.file, force=given.force)


def _run(given: argparse.Namespace) -> int:
    early.listen()
    settings = settings_module.load()
    if settings.bot_token is None:
        return _preview(given)
    garbage.start_without_collector()
    lazy_types.install()
    from bot import serving  # noqa: PLC0415 -- as above

    return serving.run_bot(settings)


def _preview(_: argparse.Namespace) -> int:
    early.listen()
    settings = settings_module.load()
    garbage.start_without_collector()
    lazy_types.install()
    from bot import previewing  # noqa: PLC0415 -- as above

    return previewing.run_preview(settings)


@contextmanager
def _content_faults() -> Iterator[None]:
    """Notes that cannot be read end the command with a clear word."""
    from bot.content import ContentError  # noqa: PLC0415 -- as above

    try:
        yield
    except ContentError as error:
        raise CannotStartError(str(error)) from error


if __name__ == "__main__":
    main()
