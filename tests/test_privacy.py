"""What `/privacy` says is what `bot.store` says."""

import pytest

from bot import store
from bot.privacy import KEPT, Kept, Lifetime, read_table

TABLE = """
| key | type | what | lifetime |
|---|---|---|---|
| `thing:{<id>}` | hash | something | 5 days after the last answer |
| `who_said:<x>` | set | who said so, by chat id | kept for the author |
| `all` | string | nobody's business | kept |
"""


def test_rows_about_people_are_read_and_no_others() -> None:
    assert read_table(TABLE) == (
        Kept("thing", Lifetime.DAYS_AFTER_LAST, 5),
        Kept("who-said", Lifetime.FOR_AUTHOR, 0),
    )


@pytest.mark.parametrize("table", ["", TABLE.replace("{<id>}", "").replace("chat id", "")])
def test_a_table_without_people_is_a_fault(table: str) -> None:
    with pytest.raises(ValueError, match="missing"):
        read_table(table)


def test_a_lifetime_that_nobody_could_be_told_is_a_fault() -> None:
    with pytest.raises(ValueError, match="a while"):
        read_table(TABLE.replace("5 days after the last answer", "a while"))


def test_every_key_with_braces_is_in_it() -> None:
    """The table's rows by another way of reading: whatever has a person's braces is told."""
    keys = [line.split("`")[1] for line in (store.__doc__ or "").splitlines() if line.startswith("| `")]
    of_people = {key.split(":")[0].replace("_", "-") for key in keys if "{<id>}" in key}
    assert of_people <= {kept.name for kept in KEPT}
    assert {"due", "bad-question"} <= {kept.name for kept in KEPT}
