"""Family P: what could belong to a person. The thing itself is never repeated in a message."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from hub.check.rules import Check, Complaint, check
from hub.model import Finding, Level, Locality, Place, Recipe, Seen
from hub.privacy import Kind, Sighting, Spot, mask, scan_bytes, scan_path

MOST_SPOTS = 4
SECONDS = 120.0  # for the folder of one recipe
LARGE = 20.0  # for one file that is refused anyhow, mostly for its size
NO_TIME = "the folder takes longer than it may to look through, so it and what follows was not"
IF_INVENTED = "If it is invented, use what is kept for that: hub explain {code}."


class Looked(Protocol):
    """Whatever was looked through: what was seen in it, and whom to tell."""

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What could belong to a person."""

    @property
    def contact(self) -> str:
        """Who must be told of it."""


PrivacyCheck = Check[Looked]


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What was looked through outside any recipe: files, commits, a locality's card."""

    seen: tuple[Seen, ...]
    contact: str


def look_through(recipe: Recipe, seconds: float = SECONDS) -> tuple[Seen, ...]:
    """What stands in any file of a recipe's folder, those included that no other step reads."""
    end = time.monotonic() + seconds
    found = []
    for file in recipe.files:
        named = f"{recipe.folder}/{file.path}"
        left = max(0.0, end - time.monotonic())
        found += [Seen(named, one) for one in scan_bytes(file.path, file.data, seconds=left)]
    for entry in recipe.unread:
        named = f"{recipe.folder}/{entry.path}"
        left = end - time.monotonic()
        if left <= 0:
            found.append(Seen(named, Sighting(Kind.SHUT, Spot(), reason=NO_TIME)))
            break
        for one in scan_path(entry.lies_at, entry.path, seconds=min(left, LARGE)):
            if not (entry.left_behind and one.kind is Kind.SHUT):
                found.append(Seen(named, one))
    return tuple(found)


def what_to_do(code: str, contact: str) -> str:
    """What whoever finds it does now, in the order in which it must be done."""
    to = contact.removeprefix("mailto:")
    return (
        f"stop, and do not push another commit. If it could be real, tell {to} and your data "
        "protection lead today: a deleted file stays in git's history, which must be rewritten. "
        + IF_INVENTED.format(code=code)
    )


def _complaints(looked: Looked, kind: Kind, code: str) -> Iterator[Complaint]:
    for place, seen in _by_place(one for one in looked.seen if one.sighting.kind is kind):
        yield Complaint(_problem(kind, seen), what_to_do(code, looked.contact), place)


def _by_place(seen: Iterable[Seen]) -> Iterator[tuple[Place, list[Seen]]]:
    """The sightings of one kind, those of one cell or one file together."""
    places: dict[tuple[str, int | None, str | None], list[Seen]] = {}
    for one in seen:
        places.setdefault((one.file, one.sighting.spot.cell, one.commit), []).append(one)
    for (file, cell, _), found in places.items():
        spot = found[0].sighting.spot
        line = None if cell or spot.inside else spot.line
        yield Place(file, line, cell, spot.heading), found


def _problem(kind: Kind, seen: list[Seen]) -> str:
    """How many, of what kind, and where inside the file; and why, where it cannot be opened."""
    count = sum(one.sighting.count for one in seen)
    if kind is Kind.SHUT:
        said = f"{kind}: {seen[0].sighting.reason}"
    else:
        said = f"{count} × what could be {kind}"
    spots = list(dict.fromkeys(_inside(one) for one in seen if one.sighting.spot.inside))
    if spots:
        more = f" and {len(spots) - MOST_SPOTS} more places" if len(spots) > MOST_SPOTS else ""
        said += f", in {'; '.join(spots[:MOST_SPOTS])}{more}"
    if seen[0].commit:
        said += f", in commit {seen[0].commit}, which stays readable when the file is changed"
    return f"{said}."


def _inside(seen: Seen) -> str:
    spot = seen.sighting.spot
    trail = " › ".join(mask(name) for name in spot.inside)
    return f"{trail}, line {spot.line}" if spot.line and not spot.cell else trail


@check("P101", "nhs-number")
def nhs_number(looked: Looked) -> Iterator[Complaint]:
    """A number that could be a person's NHS number stands in the recipe.

    It lies in a range that is issued and its check digit is right, or it is called an NHS number.
    Community Health Index numbers of Scotland and Health and Care numbers of Northern Ireland count
    as well. Invented NHS numbers come from 999 000 0000 to 999 999 9999, which are never issued.
    """
    yield from _complaints(looked, Kind.NHS_NUMBER, "P101")


@check("P102", "pupil-number")
def pupil_number(looked: Looked) -> Iterator[Complaint]:
    """A unique pupil number with a right check letter stands in the recipe.

    Invented ones carry a local authority number from 990 to 999, which no authority has.
    """
    yield from _complaints(looked, Kind.PUPIL_NUMBER, "P102")


@check("P103", "national-insurance-number")
def national_insurance_number(looked: Looked) -> Iterator[Complaint]:
    """What could be a National Insurance number stands in the recipe.

    Recipes need none. An invented one begins with QQ, which is never issued.
    """
    yield from _complaints(looked, Kind.NI_NUMBER, "P103")


@check("P104", "postcode")
def postcode(looked: Looked) -> Iterator[Complaint]:
    """A full postcode stands in the recipe. With a date of birth it can single out one person.

    Invented postcodes lie in the area ZZ (ZZ1 to ZZ98), which does not exist. The first half of a
    postcode alone may stand anywhere.
    """
    yield from _complaints(looked, Kind.POSTCODE, "P104")


@check("P105", "mail-address")
def mail_address(looked: Looked) -> Iterator[Complaint]:
    """A mail address stands somewhere other than under `contact`.

    The address of a team belongs under `contact` in recipe.yml or locality.yml; one of a parent or
    colleague belongs nowhere. Invented ones end in example.org.
    """
    yield from _complaints(looked, Kind.MAIL, "P105")


@check("P106", "phone-number")
def phone_number(looked: Looked) -> Iterator[Complaint]:
    """A telephone number of a person or a household could stand in the recipe.

    Help lines (those that begin with 03 or 08) may stand. Invented numbers come from those kept for
    drama, such as 07700 900000 to 07700 900999.
    """
    yield from _complaints(looked, Kind.PHONE, "P106")


@check("P107", "date-of-birth")
def date_of_birth(looked: Looked) -> Iterator[Complaint]:
    """A whole date stands in the recipe, called a date of birth.

    The days at which school years, tax years and calendar years turn may stand, and so may limits
    such as "born after"; a month and year of birth is enough for most recipes.
    """
    yield from _complaints(looked, Kind.BIRTH, "P107")


@check("P108", "records-of-people")
def records_of_people(looked: Looked) -> Iterator[Complaint]:
    """A table with a row for each person lies in the recipe: names with birthdays, or the like.

    Recipes carry no data. They read the hub's tables, whose rows carry reserved identifiers; rows
    that carry one are not complained of. A small reference table of places belongs in lookups/.
    """
    yield from _complaints(looked, Kind.RECORDS, "P108")


@check("P109", "password-or-key")
def password_or_key(looked: Looked) -> Iterator[Complaint]:
    """A password or a key stands in the recipe. Whoever has read it can use it.

    Make it useless first: change the password, withdraw the key. Recipes need none, since they read
    no network; on your own machine read one with getpass.getpass() and never write it down.
    """
    for complaint in _complaints(looked, Kind.SECRET, "P109"):
        yield Complaint(
            complaint.problem,
            "change the password or withdraw the key now; then stop, and do not push another "
            f"commit. Tell {looked.contact.removeprefix('mailto:')}: a deleted file stays in "
            "git's history, which must be rewritten.",
            complaint.place,
        )


@check("P110", "personal-path", Level.WARNING)
def personal_path(looked: Looked) -> Iterator[Complaint]:
    r"""A path names a person's own folder or a server of your network.

    It tells strangers who works there and how your network is laid out, and it is on no other
    machine. Recipes read from the folder in `data` and write to the folder in `results`. Paths such
    as C:\Users\Public or /home/jovyan name nobody and may stand.
    """
    for complaint in _complaints(looked, Kind.PERSONAL_PATH, "P110"):
        yield Complaint(
            complaint.problem,
            "take it out: read tables from the folder in the parameter data, and write results to "
            "the folder in the parameter results.",
            complaint.place,
        )


@check("P111", "cannot-be-looked-into")
def cannot_be_looked_into(looked: Looked) -> Iterator[Complaint]:
    """A file cannot be looked into, so nobody can say that no record of a person lies in it.

    Pickles run code when they are opened; encrypted and unknown files cannot be opened at all; some
    unfold without end. Data belong in none of them, and recipes carry no data.
    """
    to = looked.contact.removeprefix("mailto:")
    for complaint in _complaints(looked, Kind.SHUT, "P111"):
        book = complaint.place is not None and complaint.place.file.endswith(".ipynb")
        do = (
            "clear its outputs and save it again, so that it can be looked through."
            if book
            else "take the file out; write a small reference table as plain CSV into lookups/."
        )
        yield Complaint(
            complaint.problem,
            f"{do} If it holds real records, stop and tell {to}.",
            complaint.place,
        )


@check("P112", "position-in-picture")
def position_in_picture(looked: Looked) -> Iterator[Complaint]:
    """A picture says in its metadata where it was taken, as those of a phone do.

    Save it again without metadata, or draw the figure in the notebook.
    """
    to = looked.contact.removeprefix("mailto:")
    for complaint in _complaints(looked, Kind.POSITION, "P112"):
        do = "save the picture again without metadata, or draw it in the notebook."
        yield Complaint(
            complaint.problem,
            f"{do} If it was taken at somebody's home, tell {to}.",
            complaint.place,
        )


PRIVACY: tuple[PrivacyCheck, ...] = (
    nhs_number,
    pupil_number,
    national_insurance_number,
    postcode,
    mail_address,
    phone_number,
    date_of_birth,
    records_of_people,
    password_or_key,
    personal_path,
    cannot_be_looked_into,
    position_in_picture,
)


def findings_in(looked: Looked, recipe: str | None = None) -> Iterator[Finding]:
    """What the same checks find where there is no recipe to judge; each names its own place."""
    for one in PRIVACY:
        for said in one.find(looked):
            place = said.place or Place("")
            owner = recipe or _owner(place.file)
            yield Finding(one.code, one.name, one.level, owner, place, said.problem, said.do)


def _owner(file: str) -> str | None:
    """The recipe in whose folder a file of the project lies."""
    parts = file.split("/")
    return "/".join(parts[1:3]) if len(parts) > 3 and parts[0] == "recipes" else None


def of_card(place: Locality, contact: str) -> Iterator[Finding]:
    """The same for a locality's card, and for what lies beside it."""
    seen = [Seen(place.card.file, one) for one in scan_bytes("locality.yml", place.data)]
    for file in place.beside:
        named = f"{place.card.file.rpartition('/')[0]}/{file.path}"
        seen += [Seen(named, one) for one in scan_bytes(file.path, file.data)]
    yield from findings_in(LookedThrough(tuple(seen), contact))
