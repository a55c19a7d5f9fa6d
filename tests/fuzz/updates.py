"""Updates by chance through the real bot: no exception reaches the log, and Telegram takes whatever is sent.

    python -m tests.fuzz.updates [UPDATES] [SEED]

The updates are made from aiogram's types; four of five are what people may ask of this bot: commands, links, true and
forged buttons, votes on anybody's polls. What fails is told with the update that did it, and the rest goes on.
"""

import logging
import secrets
import sys
from collections import Counter
from time import monotonic
from typing import Final
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.asked import Known, updates
from tests.fuzz.objects import Json
from tests.fuzz.scene import Scene, WrongError

BATCH: Final = 500  # updates of one seed
SHOWN: Final = 3000  # characters of a failure


def run(scene: Scene, count: int, first_seed: int) -> list[WrongError]:
    """Feed so many updates; gives the failures."""
    failures: list[WrongError] = []

    def once(drawn: tuple[str, Json, float]) -> None:
        if scene.fed.total() >= count:
            return
        try:
            scene.feed(*drawn)
        except WrongError as error:
            failures.append(error)

    batch = settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # the state of the bot is part of a failure: it cannot be made smaller
        suppress_health_check=list(HealthCheck),
    )
    made = updates(Known(scene.ids))
    number = first_seed
    while scene.fed.total() < count:
        seed(number)(batch(given(made)(once)))()
        number += 1
    return failures


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(count: int, first_seed: int) -> int:
    logging.disable(logging.INFO)
    logging.getLogger().addHandler(logging.NullHandler())
    scene = Scene()
    begun = monotonic()
    with patch("bot.handlers.answers.OVERTAKEN", ()):  # most of these polls nobody sent
        failures = run(scene, count, first_seed)
    first = {failure.kind: failure for failure in reversed(failures)}
    for kind, times in Counter(failure.kind for failure in failures).most_common():
        say(f"FAILED {times} times: {str(first[kind])[:SHOWN]}\n")
    say(
        f"{scene.fed.total()} updates in {monotonic() - begun:.0f} s, seed {first_seed}, {len(failures)} failed"
    )
    for kind, times in scene.fed.most_common():
        say(f"{times:7} {kind}")
    say("what Telegram refused, as it may:")
    for words, times in scene.refused.most_common():
        say(f"{times:7} {words}")
    scene.close()
    return int(bool(failures))


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    sys.exit(main(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbelow(1 << 30)))
