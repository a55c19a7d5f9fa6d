"""Inline mode: what any chat is offered."""

from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.preview import Person, Telegram


def answer(telegram: Telegram) -> dict[str, Any]:
    """What the bot answered the last inline query with."""
    return dict(next(call for call in reversed(telegram.calls) if call.method == "answerInlineQuery").params)


async def titles(person: Person, query: str) -> list[str]:
    asked = await person.inline(query)
    assert asked.results is not None
    return [result["title"] for result in asked.results]


async def test_the_best_answer_comes_first_with_what_it_is_for(learner: Person) -> None:
    asked = await learner.inline("dokcer ps")
    assert asked.results is not None
    assert asked.results[0]["title"] == "⌨️ docker ps"
    assert asked.results[0]["description"] == "показать список контейнеров"


async def test_a_chosen_card_stands_in_the_chat_with_a_way_to_the_bot(learner: Person) -> None:
    asked = await learner.inline("docker ps")
    chosen = await learner.choose(asked, "c:docker_ps:-1")
    assert "docker ps [OPTIONS]" in chosen.text
    assert {"pre", "bold"} <= {entity.type for entity in chosen.entities}
    link = chosen.message.buttons[-1][0]["url"]
    payload = link.partition("?start=")[2]
    assert "docker ps [OPTIONS]" in await learner.start(payload)


async def test_a_flag_has_its_own_result_with_its_meaning(learner: Person) -> None:
    asked = await learner.inline("docker run -v")
    assert asked.results is not None
    assert asked.results[0]["title"] == "⌨️ docker run -v"
    assert asked.results[0]["description"].startswith("подключить том или каталог")


async def test_a_section_gives_its_first_page_and_a_link_to_the_rest(learner: Person) -> None:
    asked = await learner.inline("хранение данных")
    assert asked.results is not None
    section = next(result for result in asked.results if result["title"] == "📖 Хранение данных")
    chosen = await learner.choose(asked, section["id"])
    link = chosen.message.buttons[-1][0]["url"]
    assert "Хранение данных" in await learner.start(link.partition("?start=")[2])


async def test_what_stands_in_passing_gives_the_sections_that_mention_it(learner: Person) -> None:
    assert "📖 Коды завершения" in await titles(learner, "OOMKilled")


async def test_found_answers_are_kept_for_the_asker_only(learner: Person, telegram: Telegram) -> None:
    """They are in the asker's language, and Telegram tells cached answers apart by the query alone."""
    await learner.inline("docker ps")
    assert answer(telegram)["is_personal"] == "true"
    assert int(answer(telegram)["cache_time"]) == 300


async def test_an_empty_query_offers_recent_then_popular_and_is_asked_anew(
    learner: Person, telegram: Telegram
) -> None:
    boris = telegram.person("Борис")
    await boris.start()
    for words in ("docker rm", "docker rm", "docker logs"):
        await boris.send(words)
    await learner.send("/cmd docker exec")
    await telegram.advance(timedelta(minutes=1))
    await learner.send("/cmd docker ps")
    offered = await titles(learner, "  ")
    assert offered[:3] == ["⌨️ docker ps", "⌨️ docker exec", "⌨️ docker rm"]
    assert len(offered) == len(set(offered))
    assert answer(telegram)["is_personal"] == "true"
    assert int(answer(telegram)["cache_time"]) <= 10


async def test_where_nobody_looked_anything_up_the_subjects_are_offered(learner: Person) -> None:
    assert await titles(learner, "") == ["📖 Docker"]


async def test_nothing_found_still_leads_to_the_bot(learner: Person) -> None:
    asked = await learner.inline("qwzxv jjjj")
    assert asked.results == []
    assert asked.button is not None
    assert "Ничего не нашлось" in asked.button["text"]
    assert "Что я умею" in await learner.start(asked.button["start_parameter"])


async def test_half_typed_queries_are_no_misses(learner: Person, host: Person) -> None:
    await learner.inline("qwzxv jjjj")
    assert "что-нибудь нашли" in await host.send("/misses")


async def test_who_never_wrote_to_the_bot_is_answered_too(konspekt: object, telegram: Telegram) -> None:
    stranger = telegram.person("Зоя")
    assert (await titles(stranger, "docker ps"))[0] == "⌨️ docker ps"


async def test_one_query_costs_at_most_two_round_trips(
    learner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    trips = count_trips(monkeypatch)
    for query in ("docker ps", ""):
        trips.clear()
        await learner.inline(query)
        assert 1 <= len(trips) <= 2


async def test_one_look_up_costs_at_most_two_round_trips(
    learner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    trips = count_trips(monkeypatch)
    for words in ("/cmd docker ps", "docker run -v", "/find сеть", "/find qwzxv jjjj", "как настроить nginx"):
        trips.clear()
        await learner.send(words)
        assert 1 <= len(trips) <= 2, words


def count_trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands and pipelines that leave for Redis from now on."""
    from redis.asyncio.client import Pipeline  # noqa: PLC0415 -- beside its only use

    trips: list[str] = []
    command: Any = Redis.execute_command
    pipeline: Any = Pipeline.execute

    async def one(self: Any, *args: Any, **options: Any) -> Any:
        trips.append(str(args[0]))
        return await command(self, *args, **options)

    async def many(self: Any, *args: Any, **options: Any) -> Any:
        trips.append("pipeline")
        return await pipeline(self, *args, **options)

    monkeypatch.setattr(Redis, "execute_command", one)
    monkeypatch.setattr(Pipeline, "execute", many)
    return trips


@pytest.mark.parametrize(
    "noise", ["<b>" * 85, "\u202e\u200b😀" * 60, "'; DROP TABLE--", "\x00\x01", "😀" * 128]
)
async def test_noise_is_answered(learner: Person, telegram: Telegram, noise: str) -> None:
    asked = await learner.inline(noise)
    assert asked.results is not None
