"""Text as the words that a search compares, and the words that mean the same in this field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hub.vocabulary import WORDS

WORD = re.compile(r"[a-z0-9]+")
HALVES = re.compile(r"½| and a half\b")
NUMBERS = {  # "two" and "2" are one word
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
LONGEST = 40  # letters of a word that are compared


def words(text: str) -> Iterator[str]:
    """The words of a text in order: small letters without accents, numbers as digits."""
    plain = HALVES.sub(" half ", text.lower()).replace("’", "").replace("'", "")
    plain = unicodedata.normalize("NFKD", plain)
    for word in WORD.findall("".join(c for c in plain if not unicodedata.combining(c))):
        yield NUMBERS.get(word, word[:LONGEST])


def same(text: str) -> Iterator[str]:
    """The words of every phrase that means the same as one in the text."""
    held = f" {' '.join(words(text))} "
    for phrases in _SAME_WORDS:
        if any(f" {phrase} " in held for phrase in phrases):
            for phrase in phrases:
                yield from phrase.split()


_SAME_WORDS = tuple(tuple(" ".join(words(phrase)) for phrase in line) for line in WORDS.same)
