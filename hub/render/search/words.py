"""Text as the words that a search compares, and the words that mean the same in this field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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

# Each line holds phrases that people use for the same thing. A recipe that has one of them is
# found by the others too.
SAME = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
nursery | early education | childcare | child care | preschool | pre-school | childminder | setting
readiness | school readiness | good level of development | gld | eyfsp | early learning goals
two-year-old | 2 year | 2yo | 2s | funded place | entitlement
health visiting | health visitor | healthy child programme | hcp | mandated contact
review | check | developmental check | 2-2.5 year review | asq | ages and stages
send | sen | special needs | special educational needs | ehcp | additional needs
speech | language | communication | talking | slcn | wellcomm
social care | safeguarding | child protection | children in need | cin
deprivation | poverty | imd | disadvantage | inequality | gap
linkage | link | matching | match | record linkage | joining data | nhs number
family hub | children's centre | childrens centre | sure start | best start | flying start
immunisation | vaccination | vaccine | jab | mmr | cover
breastfeeding | infant feeding | breast milk
maternity | pregnancy | antenatal | midwife | booking
suppression | small numbers | disclosure | rounding | publish safely
ofsted | inspection | quality | grade | yo-yo
travel time | distance | access | desert | nearest | rural
funnel plot | comparison | compare | benchmark | league table
eal | english as an additional language | home language | main language
perinatal mental health | postnatal depression | bonding | infant mental health
engagement | attendance | reach | take-up | uptake | non-engagement
data quality | completeness | missing data | errors | duplicates
""".strip().splitlines()
)


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


_SAME_WORDS = tuple(tuple(" ".join(words(phrase)) for phrase in line) for line in SAME)
