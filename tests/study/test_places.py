"""Zones by what people write: cities, countries, offsets, the time on their clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.cities import cities
from bot.study.places import FAMILIAR, OFFERED, find, offset_text, title
from tests.limited import ending

NOW = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Москва", "Europe/Moscow"),
        ("НОВОСИБИРСК", "Asia/Novosibirsk"),
        ("Novosibirsk", "Asia/Novosibirsk"),
        ("Санкт Петербург", "Europe/Moscow"),
        ("питер", "Europe/Moscow"),
        ("г. Орел", "Europe/Moscow"),
        ("Орёл", "Europe/Moscow"),
        ("в Казани", "Europe/Moscow"),
        ("я в Тбилиси", "Asia/Tbilisi"),
        ("ростов на дону", "Europe/Moscow"),
        ("Ростов-на-Дону", "Europe/Moscow"),
        ("Йошкар Ола", "Europe/Moscow"),
        ("уфа", "Asia/Yekaterinburg"),
        ("Ufa", "Asia/Yekaterinburg"),
        ("Красноярск", "Asia/Krasnoyarsk"),
        ("Хабаровск", "Asia/Vladivostok"),
        ("Южно-Сахалинск", "Asia/Sakhalin"),
        ("Киев", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("Минск", "Europe/Minsk"),
        ("астана", "Asia/Almaty"),
        ("мюнхен", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Saint Petersburg", "Europe/Moscow"),
        ("new york", "America/New_York"),
        ("San-Francisco", "America/Los_Angeles"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Хошимин", "Asia/Ho_Chi_Minh"),
        ("дели", "Asia/Kolkata"),
        # slips
        ("новосибирсг", "Asia/Novosibirsk"),
        ("Екатеринбруг", "Asia/Yekaterinburg"),
        ("лос анжелес", "America/Los_Angeles"),
        ("toyko", "Asia/Tokyo"),
        # names of the tables, of today and of old
        ("asia/tokyo", "Asia/Tokyo"),
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        ("US/Pacific", "US/Pacific"),
        # countries of one zone
        ("Грузия", "Asia/Tbilisi"),
        ("Белоруссия", "Europe/Minsk"),
        ("Japan", "Asia/Tokyo"),
    ],
)
def test_a_place_that_is_clear_gives_its_zone(words: str, zone: str) -> None:
    assert find(words, NOW) == (zone,)


@pytest.mark.parametrize(
    ("words", "among", "not_among"),
    [
        ("+3", {"Europe/Moscow", "Europe/Minsk", "Europe/Istanbul", "Etc/GMT-3"}, {"Europe/Kyiv"}),
        ("UTC+5:30", {"Asia/Kolkata"}, {"Etc/GMT-5"}),
        ("utc +0530", {"Asia/Kolkata"}, set()),
        ("−8", {"America/Los_Angeles", "Etc/GMT+8"}, set()),
        ("мск+4", {"Asia/Novosibirsk", "Asia/Krasnoyarsk", "Etc/GMT-7"}, {"Asia/Omsk"}),
        ("UTC", {"Europe/London", "Etc/UTC"}, {"Europe/Berlin"}),
        ("сейчас 15:40", {"Europe/Moscow", "Europe/Minsk"}, {"Europe/Samara"}),
        ("15:36", {"Europe/Moscow"}, {"Europe/Samara"}),
        ("у меня 15.43", {"Europe/Moscow"}, set()),
        ("now 3:40 pm", {"Europe/Moscow"}, set()),
        ("18:10", {"Asia/Kolkata"}, {"Asia/Almaty"}),
        ("02:40", {"Pacific/Kiritimati"}, set()),  # tomorrow there
        ("Россия", {"Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka"}, {"Europe/Minsk"}),
        ("США", {"America/New_York", "America/Los_Angeles"}, set()),
        ("Окленд", {"Pacific/Auckland", "America/Los_Angeles"}, set()),  # there are two
    ],
)
def test_what_fits_several_zones_offers_them(words: str, among: set[str], not_among: set[str]) -> None:
    found = find(words, NOW)
    assert among <= set(found)
    assert not not_among & set(found)
    assert 1 < len(found) <= OFFERED or words in {"UTC+5:30", "18:10", "02:40", "utc +0530"}


@pytest.mark.parametrize(
    "words",
    ["", "  ", "docker ps", "Луна/Море", "+99", "11:11", "25:00", "ы", "нет", "+", "٣:٠٠", "м" * 5000],
)
def test_what_names_no_place_finds_none(words: str) -> None:
    assert find(words, NOW) == ()


def test_an_offset_means_what_clocks_show_now() -> None:
    assert "Europe/Berlin" in find("+1", NOW)
    assert "Europe/Berlin" not in find("+1", SUMMER)
    assert "Europe/Berlin" in find("+2", SUMMER)


def test_what_is_offered_begins_with_what_our_readers_know() -> None:
    assert find("+3", NOW)[:2] == ("Europe/Moscow", "Europe/Minsk")


@pytest.mark.parametrize(
    ("zone", "ru", "en", "offset"),
    [
        ("Europe/Moscow", "Москва", "Moscow", "UTC+3"),
        ("Europe/Kyiv", "Киев", "Kyiv", "UTC+2"),
        ("Asia/Kolkata", "Калькутта", "Kolkata", "UTC+5:30"),
        ("America/New_York", "Нью-Йорк", "New York", "UTC−5"),
        ("Etc/GMT-3", "UTC+3", "UTC+3", "UTC+3"),
        ("UTC", "UTC", "UTC", "UTC"),
        ("US/Pacific", "Pacific", "Pacific", "UTC−8"),
    ],
)
def test_a_zone_is_told_by_its_city(zone: str, ru: str, en: str, offset: str) -> None:
    assert (title(zone, "ru"), title(zone, "en"), offset_text(zone, NOW)) == (ru, en, offset)


def test_every_city_is_found_in_the_zone_it_stands_under() -> None:
    listed = list(cities())
    assert len({name for _, names in listed for name in names}) > 500
    assert {zone for zone, _ in listed} <= available_timezones()
    for zone, names in listed:
        for name in names:
            assert zone in find(name, NOW), name


def test_zones_with_buttons_are_found_by_their_own_titles() -> None:
    for zone in FAMILIAR:
        for language in ("ru", "en"):
            assert zone in find(title(zone, language), NOW)


@given(words=st.text(max_size=120))
def test_whatever_is_written_gives_zones_that_exist(words: str) -> None:
    for zone in find(words, NOW):
        ZoneInfo(zone)
        assert title(zone, "ru")


def test_noise_finds_nothing_and_ends() -> None:
    for noise in ("🙂" * 100, "ё́" * 50, "<b>" * 30, "'; DROP TABLE" * 7, "\u202e" * 100):
        with ending("find a zone"):
            assert find(noise, NOW) == ()
