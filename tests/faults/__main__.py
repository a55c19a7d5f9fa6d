"""`make faults`: a fan-out broken in every way, and the table of what came of it.

python -m tests.faults                                    # all, 1,000 chats and 50 kills
python -m tests.faults kill redis --chats 200 --kills 10  # some
"""

import argparse
import asyncio
import sys

from tests.faults.cases import CASES
from tests.faults.experiment import Outcome

COLUMNS = (
    "fault",
    "chats",
    "came",
    "sent",
    "unknown",
    "(came)",
    "uncaused",
    "a kill",
    "ours",
    "lost",
    "twice",
    "early",
    "streaks",
    "s",
)


def row(name: str, found: Outcome) -> str:
    days = found.days
    cells = (
        name, found.chats, found.received, days["sent"], days["unknown"], found.arrived_unknown,
        found.uncaused, found.most_at_a_kill, days["ours"], found.lost, found.twice, found.early, found.harmed, round(found.seconds),
    )  # fmt: skip
    return line(cells)


def line(cells: tuple[object, ...]) -> str:
    return "".join(
        f"{cell!s:>{9 if place else 0}}".ljust(0 if place else 11) for place, cell in enumerate(cells)
    )


def main(arguments: list[str]) -> int:
    given = argparse.ArgumentParser(prog="python -m tests.faults", description="A fan-out, broken.")
    given.add_argument("names", nargs="*", metavar="FAULT", help=", ".join(CASES))
    given.add_argument("--chats", type=int, default=1000)
    given.add_argument("--kills", type=int, default=50)
    wanted = given.parse_args(arguments)
    if unknown := set(wanted.names) - set(CASES):
        given.error(f"no such fault: {', '.join(sorted(unknown))}")
    sys.stdout.write(line(COLUMNS) + "\n")
    is_well = True
    for name in wanted.names or CASES:
        found = asyncio.run(CASES[name](wanted.chats, wanted.kills))
        is_well &= found.is_well
        sys.stdout.write(row(name, found) + ("" if found.is_well else f"  {dict(found.days)}") + "\n")
        sys.stdout.flush()
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
