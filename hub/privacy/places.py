"""Full postcodes of the areas that exist; the invented area ZZ is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.privacy.hit import Hit, before
from hub.privacy.sighting import Kind

AREAS = (
    "A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE"
    "|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
APART = re.compile(
    rf"(?<![0-9A-Za-z#])((?:{AREAS})(?:\d[A-HJKMNPR-Y]|\d{{1,2}}))[ ._+-]{{1,2}}({INWARD})"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    rf"(?<![0-9A-Za-z#])((?:{AREAS})(?:\d[A-HJKMNPR-Y]|\d{{1,2}}))({INWARD})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
MEMORY = re.compile(r"[LM]\d{1,2}[ -]\d(?:GB|TB)", re.IGNORECASE)  # "M2 8GB" is a computer
NAMED = re.compile(r"post.?code|\bpcds?\d?\b|p\.?code|address|\bhome\b|\blives?\b")


def postcodes(text: str) -> Iterator[Hit]:
    """A full postcode with its blank; without one, where words or its like around it say so."""
    for match in APART.finditer(text):
        sure = match[0].isupper() or not ORDINAL.fullmatch(match[2])
        mixed = match[1].upper() != match[1] and match[2].upper() == match[2]
        if sure and not mixed and not MEMORY.fullmatch(match[0]):
            yield Hit(Kind.POSTCODE, match.start(), match.end(), certain=match[0].isupper(),
                      shape="apart")  # fmt: skip
    for match in TOGETHER.finditer(text):
        if ORDINAL.fullmatch(match[2]) and not match[2].isupper():
            continue
        named = NAMED.search(before(text, match.start())) is not None
        if named or match[0].isupper():
            yield Hit(Kind.POSTCODE, match.start(), match.end(), True, named, "together")
