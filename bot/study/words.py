"""Text -> words that can be compared: case, invisible marks and inflection do not count.

>>> words("Удалённые контейнеры")
['удаленные', 'контейнеры']
>>> stem("удаление") == stem("удалить")
True
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+")
_LONG_WORD = re.compile(r"[^\W_]{2,}")
_CYRILLIC = re.compile(r"[а-я]")
# Soft hyphen, accents that NFKC left apart, zero-width and direction marks, variation selectors, byte order mark.
_INVISIBLE = re.compile(
    r"[\u00ad\u0300-\u036f\u0483-\u0489\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)

_ROOT = 4  # letters that stripping must leave, else it joins strangers
# Snowball joins the cases of a noun and the persons of a verb, but neither a verb with its noun (удалить, удаление;
# установить, установка) nor a noun with its own fleeting vowel (список, списка).
_DERIVED = ("ован", "ова", "ева", "ыва", "ива", "ени", "ани", "енн", "анн", "ов", "ен", "ан", "ян", "ал")
_VOWELS = "аяиуюоеы"
_AFTER_LABIAL = re.compile(r"(?<=[бпвмф])л$")
_AFTER_CONSONANT = re.compile(r"(?<=[бвгджзлмнпрстфхцчшщ])к$")
_VOWEL_K = re.compile(r"(?<=[аоуыэяюие])ек$")
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:[ое](?=[кц]$)|ь(?=ц$))")

# Cython's stemWord keeps the interpreter lock from start to end, so one stemmer serves all threads.
_RUSSIAN = Stemmer.Stemmer("russian", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)


def fold(text: str) -> str:
    """The text in lower case, one form per letter, without invisible characters; spaces are single."""
    return " ".join(_letters(text).split())


def words(text: str) -> list[str]:
    """The words of a text in order, folded; punctuation is dropped."""
    return WORD.findall(_letters(text))


def long_words(text: str) -> list[str]:
    """The same without single letters, which say nothing."""
    return _LONG_WORD.findall(_letters(text))


def _letters(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.casefold().replace("ё", "е")


def compact(text: str) -> str:
    """The letters and digits of a text, folded and joined: docker-compose, docker compose and dockercompose are one."""
    return "".join(words(text))


def is_cyrillic(word: str) -> bool:
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The part that the inflected and the derived forms of a folded word share."""
    if _CYRILLIC.search(word):
        return _root(_RUSSIAN.stemWord(word))
    return str(_ENGLISH.stemWord(word))


def _root(stemmed: str) -> str:
    """удал <- удаля, удален; остан <- останов, остановк; спис <- список, списк."""
    if stemmed.endswith("ек"):  # each rule is about an ending: looking at it spares most words the search
        stemmed = _VOWEL_K.sub("йк", stemmed)
    if len(stemmed) > _ROOT and stemmed.endswith(("к", "ц")):
        stemmed = _FLEETING.sub("", stemmed)
    while (shorter := _without_ending(stemmed)) != stemmed:
        stemmed = shorter
    return stemmed


def _without_ending(stemmed: str) -> str:
    if stemmed.endswith(_DERIVED):
        for ending in _DERIVED:
            if stemmed.endswith(ending) and len(stemmed) - len(ending) >= _ROOT:
                return stemmed[: -len(ending)]
    if len(stemmed) <= _ROOT:
        return stemmed
    if stemmed[-1] in _VOWELS:
        return stemmed[:-1]
    if stemmed[-1] == "л":
        return _AFTER_LABIAL.sub("", stemmed)
    return _AFTER_CONSONANT.sub("", stemmed) if stemmed[-1] == "к" else stemmed
