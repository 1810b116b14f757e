"""Words of the hub and of the trade, said again for a reader who has never met them."""

from __future__ import annotations

ISOLATION = {
    "strict": "confined: no network, no home folder, its own private file system",
    "landlock": "confined by the kernel: no network, only its own files",
    "none": "not confined; only the hub's own recipes are run like this",
}
ENGINE = {
    "warm": "cells run in a child of a process that already holds the usual libraries",
    "kernel": "cells run in a Jupyter kernel of their own",
}
DISCLOSURE = {
    "nhs_secondary": "NHS rule: counts from 1 to 7 become a star, others are rounded to 5",
    "nhs_old": "former NHS rule: counts from 1 to 5 become a star, and what gives one away",
    "dfe_ees": "Department for Education rule: symbols for what is missing or confidential",
    "dfe_cin": "Department for Education rule for children in need: counts rounded to 10",
    "acro10": "research rule: no cell of fewer than 10, and none that one member dominates",
    "ofqual_5": "Ofqual rule: counts rounded to 5",
    "local": "the rule of the locality itself",
}
IDENTIFIABILITY = {
    "identifiable": "identifiable: it names people or could",
    "pseudonymised": "pseudonymised: no names, but a code for each person; still personal data",
    "anonymised": "anonymised: nobody can be found in it again",
}
SMALLEST = {
    "postcode": "postcode",
    "LSOA": "LSOA, a small area of about 1,500 people",
    "MSOA": "MSOA, an area of about 8,000 people",
    "ward": "ward",
    "LA": "local authority",
    "none": "none",
}


def isolation(name: str) -> str:
    """How a run was confined, in plain words."""
    return ISOLATION.get(name, name)


def engine(name: str) -> str:
    """What executed the cells, in plain words where the engine's name is known."""
    return next((said for mark, said in ENGINE.items() if mark in name.lower()), "")


def disclosure(name: str) -> str:
    """What a disclosure profile does, in plain words; its name where it has none."""
    return DISCLOSURE.get(name, name)


def identifiability(name: str) -> str:
    """What kind of data a recipe expects."""
    return IDENTIFIABILITY.get(name, name)


def smallest(name: str) -> str:
    """The smallest area that the results speak of."""
    return SMALLEST.get(name, name)
