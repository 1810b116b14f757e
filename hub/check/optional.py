"""Of family M: what a recipe says it can do without, and what then is not given."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import RecipeCard


@check("M121", "needs-what-is-always-there")
def needs_what_is_always_there(subject: Subject) -> Iterator[Complaint]:
    """A result's `needs` names something that is not an optional input of the recipe.

    A result that rests on an optional table, or on an optional field of a table, says so, and is
    then not asked for where data lack it: `needs: [social_care_episode, birth.sex]`. What is
    required is always there, and what is not declared never is.
    """
    card = subject.recipe.card
    for name, result in card.value.results.items() if card.value else ():
        for i, needed in enumerate(result.needs):
            do = _mend(card.value, needed) if card.value else None
            if do:
                yield Complaint(
                    f'the result "{name}" needs "{needed}", which is no optional input.',
                    do,
                    subject.at("recipe.yml", card.line("results", name, "needs", i)),
                )


def _mend(card: RecipeCard, needed: str) -> str | None:
    table, _, field = needed.partition(".")
    wanted = card.inputs.get(table)
    if wanted is None or (field and field not in wanted.fields):
        return f'declare "{needed}" under inputs first, or take it out.'
    if field and field not in wanted.optional and wanted.required:
        return f'write "optional: [{field}]" under inputs, {table}; or take it out of needs.'
    if not field and wanted.required:
        return f'write "required: false" under inputs, {table}; or take it out of needs.'
    return None


OPTIONAL: tuple[StaticCheck, ...] = (needs_what_is_always_there,)
