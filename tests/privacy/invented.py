"""Invented persons with identifiers that could be issued, made at test time and never stored.

Every value is drawn from a generator with a seed, so that no file of the project holds one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from stdnum.gb import nhs, upn

FORENAMES = ("Olivia", "Noah", "Amelia", "Oliver", "Isla", "Mohammed", "Freya", "Harry")
SURNAMES = ("Ashdown", "Brackwell", "Carrow", "Dunmere", "Ellery", "Farrant", "Garside", "Hollins")


@dataclass(frozen=True)
class Person:
    """One invented child, with what a record of it would hold."""

    forename: str
    surname: str
    born: str  # year, month, day
    nhs: str  # ten digits
    upn: str
    ni: str  # of a parent
    postcode: str
    mail: str
    phone: str

    @property
    def born_in_words(self) -> str:
        """The date of birth as people write it."""
        year, month, day = self.born.split("-")
        return f"{day}/{month}/{year}"

    @property
    def nhs_spaced(self) -> str:
        """The NHS number as it stands on letters."""
        return f"{self.nhs[:3]} {self.nhs[3:6]} {self.nhs[6:]}"


def a_person(seed: int = 1) -> Person:
    """The same person for the same seed."""
    draw = random.Random(seed)
    forename, surname = draw.choice(FORENAMES), draw.choice(SURNAMES)
    return Person(
        forename,
        surname,
        f"20{draw.randint(17, 23)}-{draw.randint(2, 11):02}-{draw.randint(2, 27):02}",
        an_nhs_number(draw),
        a_pupil_number(draw),
        f"{draw.choice('ABCE')}{draw.choice('ABCE')}{draw.randint(100000, 999999)}"
        f"{draw.choice('ABCD')}",
        f"{draw.choice(('LS', 'BD', 'NG', 'SW'))}{draw.randint(1, 9)} {draw.randint(1, 9)}"
        f"{draw.choice('ABDE')}{draw.choice('ABDE')}",
        f"{forename}.{surname}".lower() + chr(64) + draw.choice(("anytown", "anyco")) + ".gov.uk",
        f"07{draw.choice('4589')}{draw.randint(10, 99)} {draw.randint(100000, 999999)}",
    )  # fmt: skip


def people(count: int = 8) -> list[Person]:
    """So many persons."""
    return [a_person(seed) for seed in range(1, count + 1)]


def an_nhs_number(draw: random.Random) -> str:
    """A number in the range that England issues, with a right check digit."""
    while True:
        number = f"{draw.choice((range(400, 500), range(600, 700)))[draw.randint(0, 98)]}"
        number += f"{draw.randint(0, 9_999_999):07}"
        if nhs.is_valid(number):
            return number


def a_pupil_number(draw: random.Random) -> str:
    """A unique pupil number of an authority that exists, with its check letter."""
    body = f"{draw.choice((801, 302, 873, 925))}{draw.randint(2000, 3999)}{draw.randint(18, 24)}"
    body += f"{draw.randint(1, 999):03}"
    return str(upn.calc_check_digit(body)) + body
