"""Where a person's clock is: the time zones that a city, an offset or the time of day may mean.

Names of zones' cities and of countries, Russian and English, come from CLDR (babel); other big cities from
`study.cities`. What people write is forgiven: case, ё, hyphens, "г. Казань", "в Казани", a slip or two.

>>> from datetime import UTC, datetime
>>> find("новосибирск", datetime(2026, 3, 1, tzinfo=UTC))
('Asia/Novosibirsk',)
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.study.cities import cities

FAMILIAR: Final = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk",
    "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka", "Europe/Minsk",
    "Europe/Kyiv", "Europe/Berlin", "Europe/London", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku", "Asia/Tashkent",
    "Asia/Almaty", "Asia/Bishkek", "America/New_York",
)  # fmt: skip
OFFERED: Final = 12  # zones that fit an offset, a time of day or a country: more are no choice
READ: Final = 100  # characters: no place has a longer name

_LANGUAGES: Final = ("ru", "en")
# CLDR keeps the first name that a zone ever had; the tables of today call these otherwise
_RENAMED: Final = MappingProxyType(
    {
        "Africa/Asmera": "Africa/Asmara",
        "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
        "America/Catamarca": "America/Argentina/Catamarca",
        "America/Coral_Harbour": "America/Atikokan",
        "America/Cordoba": "America/Argentina/Cordoba",
        "America/Godthab": "America/Nuuk",
        "America/Indianapolis": "America/Indiana/Indianapolis",
        "America/Jujuy": "America/Argentina/Jujuy",
        "America/Louisville": "America/Kentucky/Louisville",
        "America/Mendoza": "America/Argentina/Mendoza",
        "Asia/Calcutta": "Asia/Kolkata",
        "Asia/Katmandu": "Asia/Kathmandu",
        "Asia/Rangoon": "Asia/Yangon",
        "Asia/Saigon": "Asia/Ho_Chi_Minh",
        "Atlantic/Faeroe": "Atlantic/Faroe",
        "Europe/Kiev": "Europe/Kyiv",
        "Pacific/Ponape": "Pacific/Pohnpei",
        "Pacific/Truk": "Pacific/Chuuk",
    }
)
_BEFORE: Final = re.compile(r"(?:я\s+)?(?:(?:живу\s+)?(?:в|во|из|in|город|city)\s+|г\.\s*)")
_OFFSET: Final = re.compile(
    r"(?P<base>utc|gmt|мск|msk)?\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?\s*(?:ч|h)?",
    re.ASCII,
)
_TIME: Final = re.compile(
    r"(?:(?:у меня\s+)?сейчас|у меня|now|it is|it's)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>am|pm)?",
    re.ASCII,
)
# what people call countries that CLDR calls otherwise
_COUNTRIES: Final = MappingProxyType(
    {
        "US": ("США", "USA", "US", "Америка", "America"),
        "GB": ("Англия", "Британия", "UK", "England", "Britain"),
        "RU": ("РФ", "RF"),
        "BY": ("Белоруссия", "РБ"),
        "MD": ("Молдавия",),
        "NL": ("Голландия", "Holland"),
        "AE": ("Эмираты", "UAE", "Emirates"),
        "KR": ("Корея", "Korea", "Южная Корея", "South Korea"),
        "TR": ("Turkey",),
        "CZ": ("Czech Republic",),
    }
)
_NO_OFFSET: Final = frozenset({"utc", "gmt", "utc0", "gmt0"})
_MOSCOW: Final = timedelta(hours=3)
_CLOCK_IS_OFF: Final = timedelta(minutes=7)  # how far a clock that a person reads may be from ours
_DAY: Final = timedelta(days=1)
_SLIP: Final = 0.75  # of letters in place: two slips in a name of eight
_LEAD: Final = 0.1  # by so much the first must be nearer than others, else they are all offered
_SHORTEST_FORGIVEN: Final = 4  # letters: shorter names are too near each other


def find(words: str, now: datetime) -> tuple[str, ...]:
    """The zones that the words may mean, best first: one where they are clear, none where they say nothing."""
    words = " ".join(words.casefold().split())
    if not words or len(words) > READ:
        return ()
    if (offset := _offset(words)) is not None:
        return _at_offset(offset, now)
    if (shown := _TIME.fullmatch(words)) is not None:
        return _at_time(shown, now)
    return _named(_BEFORE.sub("", words, count=1) if _BEFORE.match(words) else words)


def exists(zone: str) -> bool:
    """Whether the tables of this machine hold a zone of that very name."""
    return zone in _available()


def title(zone: str, language: str) -> str:
    """The zone as a person knows it: its city; for a bare offset `UTC+3`."""
    return _titles(language).get(zone) or _fixed(zone) or _last_part(zone)


def offset_text(zone: str, now: datetime) -> str:
    """`UTC+3`, `UTC+5:30`, `UTC`: how the zone stands to the world at that moment."""
    minutes = round(_offset_of(zone, now) / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _offset(words: str) -> timedelta | None:
    """`+3`, `UTC+5:30`, `мск+4` as the distance from UTC."""
    if words in _NO_OFFSET:
        return timedelta()
    found = _OFFSET.fullmatch(words)
    if found is None:
        return None
    distance = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    base = _MOSCOW if found["base"] in {"мск", "msk"} else timedelta()
    return base + (distance if found["sign"] == "+" else -distance)


def _at_offset(offset: timedelta, now: datetime) -> tuple[str, ...]:
    """Cities whose clocks stand so now, and the bare offset, which knows no summer time."""
    fitting = [zone for zone in _zones() if _offset_of(zone, now) == offset]
    hours, rest = divmod(offset, timedelta(hours=1))
    bare = (f"Etc/GMT{-hours:+}" if hours else "Etc/UTC") if not rest else ""
    return (*_familiar_first(fitting)[: OFFERED - 1], *({bare} & _available()))


def _at_time(shown: re.Match[str], now: datetime) -> tuple[str, ...]:
    """Cities whose clocks show that time now, give or take some minutes."""
    hour = int(shown["hour"])
    if shown["half"] is not None:
        hour = hour % 12 + (12 if shown["half"] == "pm" else 0)
    wanted = timedelta(hours=hour, minutes=int(shown["minute"]))
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    since = now - midnight

    def error(zone: str) -> timedelta:
        apart = (since + _offset_of(zone, now) - wanted) % _DAY
        return min(apart, _DAY - apart)

    return _familiar_first([zone for zone in _zones() if error(zone) <= _CLOCK_IS_OFF])[:OFFERED]


def _named(words: str) -> tuple[str, ...]:
    names = _names()
    wanted = _key(words)
    if found := names.get(wanted):
        return found[:OFFERED]
    if len(wanted) < _SHORTEST_FORGIVEN:
        return ()
    near = _near(wanted, names)
    return tuple(dict.fromkeys(zone for name in near for zone in names[name]))[:OFFERED]


def _near(wanted: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The names that are as near to the wanted one as the nearest, or almost."""
    found = process.extract(
        wanted, names.keys(), scorer=OSA.normalized_similarity, limit=OFFERED, score_cutoff=_SLIP
    )
    return [name for name, score, _ in found if score > found[0][1] - _LEAD]


def _key(name: str) -> str:
    """Letters and digits alone: without case, accents, ё's dots, hyphens."""
    return "".join(char for char in normalize("NFKD", name.casefold()) if char.isalnum())


def _fixed(zone: str) -> str:
    """`UTC+3` for `Etc/GMT-3`: those names count the other way round."""
    _, is_fixed, sign_and_hours = zone.partition("Etc/GMT")
    if not is_fixed or not sign_and_hours:
        return "UTC" if zone in {"UTC", "Etc/UTC", "Etc/GMT"} else ""
    return ("UTC−" if sign_and_hours[0] == "+" else "UTC+") + sign_and_hours[1:]


def _offset_of(zone: str, now: datetime) -> timedelta:
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def _familiar_first(zones: Iterable[str]) -> tuple[str, ...]:
    """Those with a button of their own, then those with big cities, then the rest by name."""
    order = _order()
    return tuple(sorted(zones, key=lambda zone: (order.get(zone, len(order)), zone)))


@cache
def _order() -> Mapping[str, int]:
    zones = dict.fromkeys((*FAMILIAR, *(zone for zone, _ in cities())))
    return {zone: place for place, zone in enumerate(zones)}


@cache
def _available() -> frozenset[str]:
    return frozenset(available_timezones())  # looks through the disk each time


@cache
def _titles(language: str) -> Mapping[str, str]:
    """The city of each zone that is named after one."""
    known = Locale.parse(language).time_zones
    every = Locale.parse("ru").time_zones  # the English table holds only what it spells otherwise
    titles = {}
    for old in map(str, every):
        zone = _RENAMED.get(old, old)
        if zone in _available() and not zone.startswith("Etc/"):
            titles[zone] = known.get(old, {}).get("city") or _last_part(zone)
    return MappingProxyType(titles)


def _last_part(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _zones() -> Iterable[str]:
    return _titles("en")


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Zones by everything that may be written for them, folded by `_key`."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for language in _LANGUAGES:
        for zone, city in _titles(language).items():
            found[_key(city)][zone] = None
    for zone, names in cities():
        for name in names:
            found[_key(name)][zone] = None
    for name, zones in _countries():
        found[_key(name)] = found[_key(name)] or dict.fromkeys(zones)
    for zone in _available():
        found[_key(zone)] = found[_key(zone)] or {zone: None}  # `asia/tokyo`, and names of old
    return MappingProxyType({name: tuple(zones) for name, zones in found.items()})


def _countries() -> Iterable[tuple[str, tuple[str, ...]]]:
    by_territory: defaultdict[str, list[str]] = defaultdict(list)
    for zone, territory in get_global("zone_territories").items():
        if zone in _titles("en"):
            by_territory[territory].append(zone)
    for language in _LANGUAGES:
        names = Locale.parse(language).territories
        for territory, zones in by_territory.items():
            if territory in names:
                yield names[territory], _familiar_first(zones)
    for territory, called in _COUNTRIES.items():
        for name in called:
            yield name, _familiar_first(by_territory[territory])
