"""Family P: identifiers that could belong to a person. The value is never repeated in a message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from stdnum.gb import nhs, upn

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import File, Place

STOP = (
    "Stop: do not push another commit. If it is real, tell your data protection lead and the hub's "
    "maintainers; a deleted file stays in git's history, which must be rewritten. If it is "
    "invented, use the ranges kept for that: hub explain "
)
DIGITS = r"(?<![\d.])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)"
NHS_NUMBER = re.compile(DIGITS)
UPN = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])")
NI_NUMBER = re.compile(
    r"(?<![A-Z0-9])(?!QQ|BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?![A-Z0-9])"
)
POSTCODE = re.compile(
    r"(?<![A-Z0-9])(?!ZZ)[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? \d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
INVENTED_MAIL = re.compile(r"@(?:[\w-]+\.)*(?:example\.(?:org|com|net)|invalid|test)$", re.I)
CONTACT = re.compile(r"^\s*contact\s*:.*$", re.MULTILINE)
ISSUED = (range(300, 500), range(600, 800))


def _plain(text: str) -> str:
    """Text without the characters that hide a number from a search."""
    flat = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in flat if unicodedata.category(letter) != "Cf")


def _texts(subject: Subject) -> Iterator[tuple[Place, str]]:
    """Every text of the folder with its place; a notebook cell by cell."""
    recipe = subject.recipe
    for cell in recipe.notebook.cells:
        yield (
            Place(f"{recipe.folder}/recipe.ipynb", cell=cell.number, heading=cell.heading),
            cell.source,
        )
    for file in recipe.files:
        if file.path == "recipe.ipynb" and not recipe.notebook.problem:
            continue
        yield subject.at(file.path), _decoded(file)


def _decoded(file: File) -> str:
    wide = file.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = file.data.decode("utf-16" if wide else "utf-8", errors="replace")
    return CONTACT.sub("", text) if file.suffix == ".yml" else text


def _found(
    subject: Subject, pattern: re.Pattern[str], counts: Callable[[str], bool], kind: str, code: str
) -> Iterator[Complaint]:
    for place, text in _texts(subject):
        hits = [m for m in pattern.finditer(_plain(text)) if counts(m[0])]
        if not hits:
            continue
        line = None if place.cell else _plain(text).count("\n", 0, hits[0].start()) + 1
        yield Complaint(
            f"{len(hits)} × what could be {kind}.",
            STOP + code,
            Place(place.file, line, place.cell, place.heading),
        )


def _any(_: str) -> bool:
    return True


def _issued_nhs(text: str) -> bool:
    number = re.sub(r"\D", "", text)
    return any(int(number[:3]) in part for part in ISSUED) and nhs.is_valid(number)


def _issued_upn(text: str) -> bool:
    body = text[1:]
    return int(body[:3]) < 990 and body[-1].isdigit() and upn.calc_check_digit(body) == text[0]


@check("P101", "nhs-number")
def nhs_number(subject: Subject) -> Iterator[Complaint]:
    """A number that could be a person's NHS number stands in the recipe.

    It lies in a range that is issued and its check digit is right. Invented NHS numbers come from
    999 000 0000 to 999 999 9999, which are never issued.
    """
    yield from _found(subject, NHS_NUMBER, _issued_nhs, "an NHS number", "P101")


@check("P102", "pupil-number")
def pupil_number(subject: Subject) -> Iterator[Complaint]:
    """A unique pupil number with a right check letter stands in the recipe.

    Invented ones carry a local authority number from 990 to 999, which no authority has.
    """
    yield from _found(subject, UPN, _issued_upn, "a unique pupil number", "P102")


@check("P103", "national-insurance-number")
def national_insurance_number(subject: Subject) -> Iterator[Complaint]:
    """What could be a National Insurance number stands in the recipe.

    Recipes need none. An invented one begins with QQ, which is never issued.
    """
    yield from _found(subject, NI_NUMBER, _any, "a National Insurance number", "P103")


@check("P104", "postcode")
def postcode(subject: Subject) -> Iterator[Complaint]:
    """A full postcode stands in the recipe. With a date of birth it can single out one child.

    Invented postcodes lie in the area ZZ (ZZ1 to ZZ98), which does not exist.
    """
    yield from _found(subject, POSTCODE, _any, "a full postcode", "P104")


@check("P105", "mail-address")
def mail_address(subject: Subject) -> Iterator[Complaint]:
    """A mail address stands somewhere other than under `contact`.

    The address of a team belongs under `contact` in recipe.yml or locality.yml; one of a parent or
    colleague belongs nowhere. Invented ones end in example.org.
    """
    yield from _found(
        subject, MAIL, lambda text: not INVENTED_MAIL.search(text), "a mail address", "P105"
    )


PRIVACY: tuple[StaticCheck, ...] = (
    nhs_number,
    pupil_number,
    national_insurance_number,
    postcode,
    mail_address,
)
