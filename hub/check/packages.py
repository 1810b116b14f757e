"""Of family M: the packages that a recipe asks for beyond the locked environment."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.nearest import suggestion


@check("M122", "package-not-allowed")
def package_not_allowed(subject: Subject) -> Iterator[Complaint]:
    """A recipe declares a package that is not on the hub's list of further packages.

    Such packages are installed from pins with hashes before the run, never in it. To ask for one,
    say in an issue what it does, its licence and which recipe needs it; a maintainer pins it with
    everything it needs and lists it under `packages` in the settings.
    """
    card = subject.recipe.card
    for i, name in enumerate(card.value.packages if card.value else ()):
        if name not in subject.packages:
            offered = (
                suggestion(name, subject.packages, "package")
                if subject.packages
                else "this hub lists no further packages; ask for it in an issue."
            )
            yield Complaint(
                f'the package "{name}" is not on the hub\'s list of further packages.',
                offered,
                subject.at("recipe.yml", card.line("packages", i)),
            )


PACKAGES: tuple[StaticCheck, ...] = (package_not_allowed,)
