"""The truth about the review at 2 to 2.5 years: who was due, who had it, who saw nobody."""

import numpy as np

from synthetic_data.arrays import Bools, Ints, after, on_or_before
from synthetic_data.calendar import EXTRACT_DATE, REVIEW_WINDOW, REVIEW_YEAR_END
from synthetic_data.columns import plain_table, take
from synthetic_data.hv_contacts import Contacts
from synthetic_data.social_care import LOOKED_AFTER, Episodes
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World


def review_truth(world: World, contacts: Contacts, episodes: Episodes) -> Service:
    """Who had the review in its window, among children registered throughout the window."""
    people = world.people
    opens, closes = (after(people.birth, day) for day in REVIEW_WINDOW)
    reviewed = _had(world, contacts, contacts.is_review_at_two, REVIEW_WINDOW[1])
    seen = reviewed | _had(world, contacts, contacts.face_to_face, REVIEW_YEAR_END)
    due = people.resident(opens) & people.resident(closes) & on_or_before(closes, EXTRACT_DATE)
    quintile = world.places.quintile[people.home(opens)]
    cared = episodes.open_on(LOOKED_AFTER, opens, len(people))
    rows = np.flatnonzero(due)
    truth = plain_table(
        child_id=take(world.child_id, rows),
        reviewed=reviewed[rows],
        seen_face_to_face=seen[rows],
        imd_quintile=quintile[rows],
        looked_after=cared[rows],
    )
    return Service(
        {},
        _coverage(reviewed[rows], quintile[rows], cared[rows])
        | _ratios(reviewed[rows], quintile[rows], cared[rows])
        | _no_contact(reviewed[rows], seen[rows]),
        {"review": truth},
    )


def _had(world: World, contacts: Contacts, which: Bools, last_day: int) -> Bools:
    """Whether each child had such a contact from the opening of the window to that day of age."""
    age = (contacts.date - world.people.birth[contacts.child]).astype(np.int64)
    found = np.zeros(len(world.people), dtype=bool)
    found[contacts.child[which & (age >= REVIEW_WINDOW[0]) & (age <= last_day)]] = True
    return found


def _coverage(reviewed: Bools, quintile: Ints, cared: Bools) -> dict[str, TruthValue]:
    """Coverage of the review, in all and by group."""
    had = (
        "Percentage who truly had the review at 2 to 2.5 years, from day "
        f"{REVIEW_WINDOW[0]} to day {REVIEW_WINDOW[1]} of age, of the children registered "
        "throughout that time"
    )
    everyone = np.ones(len(reviewed), dtype=bool)
    groups = {"": (everyone, "", 2.0)}
    for fifth in range(1, 6):
        words = f" and living in areas of deprivation fifth {fifth} (1 is the most deprived)"
        groups[f"_quintile_{fifth}"] = (quintile == fifth, words, 3.0)
    groups["_looked_after"] = (cared, " and looked after when it opened", 8.0)
    groups["_not_looked_after"] = (~cared, " and not looked after when it opened", 2.0)
    return {
        f"review_coverage{name}": TruthValue(percent(reviewed, rows), f"{had}{words}.", tolerance)
        for name, (rows, words, tolerance) in groups.items()
    }


def _ratios(reviewed: Bools, quintile: Ints, cared: Bools) -> dict[str, TruthValue]:
    """How the chance of the review compares between groups, without adjustment."""

    def ratio(group: Bools, other: Bools) -> float:
        share = percent(reviewed, other)
        return round(percent(reviewed, group) / share, 4) if share else float("nan")

    had = "who truly had the review in its window, divided by that of"
    return {
        "review_ratio_most_to_least_deprived": TruthValue(
            ratio(quintile == 1, quintile == 5),
            f"Share of the children due in the most deprived fifth {had} the least deprived fifth.",
            0.03,
        ),
        "review_ratio_looked_after": TruthValue(
            ratio(cared, ~cared),
            f"Share of the looked-after children due {had} children not looked after.",
            0.12,
        ),
    }


def _no_contact(reviewed: Bools, seen: Bools) -> dict[str, TruthValue]:
    """How many saw nobody face to face in the year."""
    nobody = (
        f"neither the review nor any other contact face to face from day {REVIEW_WINDOW[0]} to day "
        f"{REVIEW_YEAR_END} of age"
    )
    return {
        "no_contact_of_all": TruthValue(
            percent(~seen), f"Percentage of the children due who had {nobody}.", 2.0
        ),
        "no_contact_of_missed": TruthValue(
            percent(~seen, ~reviewed),
            f"Percentage of the children who missed the review who had {nobody}.",
            4.0,
        ),
    }
