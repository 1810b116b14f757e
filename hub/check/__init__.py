"""check: what is wrong with a recipe, where, and what to do; before the run and after it.

F files · M metadata · N notebook · D data · L learning · P privacy · X execution · R results
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.check.code import CODE
from hub.check.data import DATA
from hub.check.disclosure import DISCLOSURE
from hub.check.drafts import softened
from hub.check.execution import EXECUTION
from hub.check.files import FILES
from hub.check.indicators import INDICATORS
from hub.check.learning import LEARNING, LEARNT
from hub.check.metadata import METADATA, of_locality
from hub.check.notebook import NOTEBOOK
from hub.check.optional import OPTIONAL
from hub.check.packages import PACKAGES
from hub.check.parameters import PARAMETERS
from hub.check.people import PEOPLE
from hub.check.privacy import PRIVACY, look_through, of_card
from hub.check.readable import READABLE
from hub.check.results import RESULTS
from hub.check.rules import Check, Subject, all_findings
from hub.check.sources import SOURCES, of_source
from hub.check.versions import VERSIONS
from hub.check.wording import WORDING
from hub.collect import Collection
from hub.model import Finding, Level, Locality, Published, Recipe
from hub.settings import Settings

STATIC: tuple[Check[Any], ...] = (
    *FILES,
    *METADATA,
    *INDICATORS,
    *WORDING,
    *READABLE,
    *OPTIONAL,
    *PACKAGES,
    *VERSIONS,
    *NOTEBOOK,
    *CODE,
    *PARAMETERS,
    *DATA,
    *LEARNING,
    *PRIVACY,
)
OF_ANY_LANGUAGE = tuple(one for one in STATIC if one not in (*CODE, *PARAMETERS))
DEFAULTS = Settings()
AFTER_RUN = (*EXECUTION, *RESULTS, *DISCLOSURE, *PEOPLE)
CHECKS: tuple[Check[Any], ...] = (*STATIC, *SOURCES, *AFTER_RUN, *LEARNT)

FAMILIES = {
    "F": "Files",
    "M": "Metadata",
    "N": "Notebook",
    "D": "Data",
    "L": "Learning",
    "P": "Privacy",
    "X": "Execution",
    "R": "Results",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A recipe with what the checks before the run found.

    `blocked_by` is what stands in the way of running it; in a draft that is no error.
    """

    recipe: Recipe
    findings: tuple[Finding, ...]
    blocked_by: str | None

    @property
    def can_run(self) -> bool:
        """Whether nothing stands in the way of running it."""
        return self.blocked_by is None


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything collected, judged before the run."""

    recipes: tuple[Judged, ...]
    localities: tuple[Locality, ...]
    findings: tuple[Finding, ...]  # of the localities' cards and repositories
    commit: str | None


def check(
    collection: Collection,
    settings: Settings = DEFAULTS,
    published: Mapping[str, Published] | None = None,
    *,
    privacy: bool = True,
) -> Checked:
    """Judge every recipe by itself: a broken one never takes the others down.

    Without `privacy` nothing is looked through for what could belong to a person; what was judged
    so must not be run. The settings say whom to tell where something could belong to a person, and
    which further packages a recipe may ask for; `published` maps the id of a recipe to the newest
    version of it that was published.
    """
    before, contact = published or {}, settings.security_contact
    packages = {name: one.imported(name) for name, one in settings.packages.items()}
    known = settings.kernels if settings.engine == "kernel" else ()
    languages = frozenset(language.lower() for language in known)
    ids = frozenset(recipe.id for recipe in collection.recipes)
    looked = collection.localities if privacy else ()

    def subject(recipe: Recipe) -> Subject:
        return Subject(
            recipe,
            ids,
            collection.partial,
            seen=look_through(recipe) if privacy else (),
            contact=contact,
            published=before.get(recipe.id),
            packages=packages,
            languages=languages,
        )

    return Checked(
        tuple(_judged(subject(recipe)) for recipe in collection.recipes),
        collection.localities,
        (
            *(found for place in collection.localities for found in of_locality(place)),
            *(one for place in looked for one in of_card(place, contact)),
            *(found for source in collection.sources for found in of_source(*source)),
        ),
        collection.commit,
    )


def _judged(subject: Subject) -> Judged:
    recipe = subject.recipe
    asked = STATIC if recipe.notebook.is_python else OF_ANY_LANGUAGE
    found = all_findings(asked, subject, recipe)
    blocking = next((one.problem for one in found if one.level is Level.ERROR), None)
    return Judged(recipe, softened(recipe, found), blocking)


def find_check(code: str, checks: Iterable[Check[Any]] = CHECKS) -> Check[Any] | None:
    """The check of that code or name, in capitals or not."""
    wanted = code.casefold()
    return next((c for c in checks if wanted in (c.code.casefold(), c.name)), None)
