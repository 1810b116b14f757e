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
INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![0-9A-Za-z])")
OUTWARD = re.compile(
    rf"(?:^|[^0-9A-Za-z#])((?:{AREAS})(?:\d[A-HJKMNPR-Y]|\d{{1,2}}))([ ._+-]{{0,2}})$",
    re.IGNORECASE,
)
LONGEST = 8  # characters before the second half, one of them in front of the postcode
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
MEMORY = re.compile(r"[LM]\d{1,2}[ -]\d(?:GB|TB)", re.IGNORECASE)  # "M2 8GB" is a computer
NAMED = re.compile(r"post.?code|\bpcds?\d?\b|p\.?code|address|\bhome\b|\blives?\b")


def postcodes(text: str) -> Iterator[Hit]:
    """A full postcode with its blank; without one, where words or its like around it say so."""
    for match in INWARD.finditer(text):
        first = max(0, match.start() - LONGEST)
        found = OUTWARD.search(text[first : match.start()])
        if found is None:
            continue
        start, outward, inward = first + found.start(1), found[1], match[0]
        small = outward.upper() != outward and inward.upper() == inward
        if small or (ORDINAL.fullmatch(inward) and not inward.isupper()):
            continue
        whole = text[start : match.end()]
        if found[2] and not MEMORY.fullmatch(whole):
            yield Hit(Kind.POSTCODE, start, match.end(), True, whole.isupper(), "apart")
        elif not found[2]:
            named = NAMED.search(before(text, start)) is not None
            if named or whole.isupper():
                yield Hit(Kind.POSTCODE, start, match.end(), True, named, "together")
