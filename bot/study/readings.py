"""What a person may have meant to type: the other keyboard layout, look-alike letters, the other alphabet.

>>> other_layout("вщслук зы")
'docker ps'
>>> sound("докер") == sound("docker")
True
"""

import re

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюе"  # folded: ё is on the key of `, and reads as е
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS.removesuffix("е"), _LATIN_KEYS.removesuffix("`"))

_ALIKE_RUSSIAN = "авсенкмортухі"
_ALIKE_LATIN = "abcehkmoptyxi"
_ALIKE_TO_LATIN = str.maketrans(_ALIKE_RUSSIAN, _ALIKE_LATIN)
_ALIKE_TO_RUSSIAN = str.maketrans(_ALIKE_LATIN.removesuffix("i"), _ALIKE_RUSSIAN.removesuffix("і"))

_CYRILLIC_TO_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhcie", strict=True))
    | dict(zip("жчшщъьюя", ("zh", "ch", "sh", "sch", "", "", "yu", "ya"), strict=True))
)
_LATIN_TO_CYRILLIC = (
    *zip(("shch", "sch", "zh", "kh", "ch", "sh", "ts"), "щщжхчшц", strict=True),
    *zip(
        ("yu", "ju", "ya", "ja", "yo", "ye", "iy", "yj"),
        ("ю", "ю", "я", "я", "е", "е", "ий", "ый"),
        strict=True,
    ),
    *zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхиз", strict=True),
)
_TO_CYRILLIC: dict[str, str] = dict(_LATIN_TO_CYRILLIC)
_LATIN_PIECE = re.compile("|".join(piece for piece, _ in _LATIN_TO_CYRILLIC))

# How English spelling and Russian ears write one consonant. The order matters: the longer spellings first.
_HEARD = "tch=h sch=s sh=s ch=h ph=f th=t kh=h dzh=s zh=s ck=k ow=o ew=u qu=kv dge=s ge=s gi=s j=s x=ks q=k ce=s ci=s c=k w=v ts=s z=s"
_SOUNDS = tuple(pair.split("=") for pair in _HEARD.split())
_SPELLED = re.compile("|".join(spelling for spelling, _ in _SOUNDS))  # few words need any of them
_VOWEL = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)(?=\1)")  # all of a run but its last


def other_layout(text: str) -> str:
    """The text as its keys would read in the other layout; Russian letters decide which one that is."""
    if any("а" <= letter <= "я" for letter in text):
        return text.translate(_TO_LATIN)
    return text.translate(_TO_RUSSIAN)


def alike(word: str) -> tuple[str, ...]:
    """The word with its look-alike letters taken from one alphabet, for words that do not read otherwise."""
    return tuple(
        other
        for other in (word.translate(_ALIKE_TO_LATIN), word.translate(_ALIKE_TO_RUSSIAN))
        if other != word
    )


def in_latin(word: str) -> str:
    """The word in Latin letters: докер is doker."""
    return word.translate(_CYRILLIC_TO_LATIN)


def in_cyrillic(word: str) -> str:
    """The word in Russian letters: udalit is удалит."""
    return _LATIN_PIECE.sub(lambda piece: _TO_CYRILLIC[piece[0]], word)


def heard(word: str) -> str:
    """The word as one hears it, in Latin letters: exec and экзек are both eksek."""
    return _DOUBLED.sub("", _spoken(word))


def _spoken(word: str) -> str:
    spoken = in_latin(word)
    if _SPELLED.search(spoken):
        for spelling, letter in _SOUNDS:
            if spelling in spoken:  # half the time of replacing what is not there
                spoken = spoken.replace(spelling, letter)
    return spoken


def sound(word: str) -> str:
    """The consonants of a word as one hears them: one key for docker, докер and doker."""
    spoken = _spoken(word)
    opening = "a" if spoken[:1] in "aeiouy" else ""
    return opening + _DOUBLED.sub("", _VOWEL.sub("", spoken))
