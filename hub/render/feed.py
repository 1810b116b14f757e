"""The feed of recipes, and the file that tells where to report a security problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.render.output import Output
from hub.render.recipe import Made
from hub.render.site import Site
from hub.render.templating import file_of

ADDRESS = "https://early-years-hub.example.org/"  # as site_url of mkdocs.yml; change both
SECURITY_EXPIRES = "2027-10-31T00:00:00Z"  # a test fails a month before: look it over, move it on
BEGINNING = "2026-01-01T00:00:00Z"


def outputs(made: Sequence[Made], site: Site) -> Iterator[Output]:
    """feed.xml and .well-known/security.txt."""
    found = sorted(((one, _when(one)) for one in made), key=_newest_first)
    values = {"site": site, "address": ADDRESS, "found": found}
    updated = max((when for _, when in found), default=BEGINNING)
    yield file_of("feed.xml", "feed.xml.j2", updated=updated, **values)
    yield file_of(
        ".well-known/security.txt",
        "security.txt.j2",
        contact=f"{site.settings.repository}/security/advisories/new",
        policy=f"{site.settings.repository}/security/policy",
        expires=SECURITY_EXPIRES,
        address=ADDRESS,
    )


def _when(made: Made) -> str:
    return made.entry.shown.execution.started if made.entry.shown else BEGINNING


def _newest_first(pair: tuple[Made, str]) -> tuple[list[int], str]:
    return [-ord(char) for char in pair[1]], pair[0].entry.recipe.id
