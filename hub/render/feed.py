"""The feed of recipes, and the file that tells where to report a security problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.render.output import Output
from hub.render.recipe import Made
from hub.render.site import Site
from hub.render.templating import file_of

SECURITY_EXPIRES = "2027-10-31T00:00:00Z"  # a test fails a month before: look it over, move it on
BEGINNING = "2026-01-01T00:00:00Z"


def outputs(made: Sequence[Made], site: Site) -> Iterator[Output]:
    """feed.xml and .well-known/security.txt."""
    found = sorted(((one, _when(one)) for one in made), key=_newest_first)
    address = site.settings.address
    advisories = [one for place in site.catalogue.localities for one in place.advisories]
    values = {"site": site, "address": address, "found": found, "advisories": advisories}
    times = [*(when for _, when in found), *(f"{one.date}T00:00:00Z" for one in advisories)]
    updated = max(times, default=BEGINNING)
    yield file_of("feed.xml", "feed.xml.j2", updated=updated, **values)
    yield file_of(
        ".well-known/security.txt",
        "security.txt.j2",
        contact=site.settings.security_contact,
        policy=f"{address}about/#report-a-problem",
        expires=SECURITY_EXPIRES,
        address=address,
    )


def _when(made: Made) -> str:
    shown = made.entry.shown
    return (shown.execution.started if shown else "") or BEGINNING


def _newest_first(pair: tuple[Made, str]) -> tuple[list[int], str]:
    return [-ord(char) for char in pair[1]], pair[0].entry.recipe.id
