"""What people do, once more: here the bot's memory is a Redis Cluster of three nodes.

The tests are those of the handlers and of the delivery; whatever touches two slots at once fails in them.
"""

# ruff: noqa: F401 -- pytest finds tests and fixtures by their names in this module

import pytest
from redis.asyncio import Redis

from bot.store import Store
from tests.handlers.conftest import anna, boris, group
from tests.handlers.test_bad import test_three_people_hide_a_question_until_the_host_has_looked
from tests.handlers.test_browse import (
    test_topics_turns_in_one_message,
    test_where_one_reads_is_remembered,
)
from tests.handlers.test_daily import test_a_time_subscribes, test_days_are_chosen_in_one_line_with_the_rest
from tests.handlers.test_group_daily import (
    asked,
    test_it_comes_once_for_all,
    test_several_a_day_come_hours_apart,
    test_the_result_comes_before_the_next_question,
    test_two_replicas_ask_once,
    test_who_threw_the_bot_out_gets_nothing,
)
from tests.handlers.test_group_moves import (
    basic,
    test_a_run_goes_on_in_the_supergroup,
    test_nothing_is_left_behind,
    test_the_open_question_and_the_table_follow,
)
from tests.handlers.test_group_run import test_a_run_from_beginning_to_end, test_stop_ends_it_with_the_score
from tests.handlers.test_group_votes import (
    question,
    test_an_answer_counts_for_the_week_and_as_a_review,
    test_who_never_started_the_bot_is_offered_to_take_over,
)
from tests.handlers.test_lookup import (
    test_cmd_gives_the_card,
    test_nothing_found_offers_near_names_or_a_way_on,
)
from tests.handlers.test_me import test_answers_are_counted_and_laid_on_the_map
from tests.handlers.test_quiz import (
    test_a_run_asks_ten_and_ends_with_the_score,
    test_an_answer_counts_once,
    test_what_was_answered_is_a_card_that_is_due_later,
)
from tests.handlers.test_rights import (
    edition,
    neighbour,
    test_after_forgetting_no_question_waits_and_none_comes,
    test_forgetting_asks_once_and_leaves_nothing,
    test_nothing_lives_longer_than_is_told,
    test_the_export_holds_nobody_else,
    test_the_export_is_all_of_it_and_can_be_put_back,
    test_what_is_kept_is_what_is_told,
)
from tests.handlers.test_start import test_start_greets_by_name_and_says_what_is_on_the_shelf
from tests.test_delivery import (
    subscriber,
    test_429_is_obeyed_and_the_set_comes_when_telegram_allows,
    test_the_next_set_is_due_tomorrow,
    test_the_set_comes_at_its_time_and_once,
    test_the_set_goes_on_after_each_answer_and_the_streak_grows,
)


@pytest.fixture
def store(cluster_store: Store) -> Store:
    return cluster_store


@pytest.fixture
def redis(cluster_store: Store) -> "Redis":
    """What some tests look into beside the store."""
    client: Redis = cluster_store._redis
    return client
