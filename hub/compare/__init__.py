"""compare: places side by side on one indicator, by one recipe run on the data of each.

Never a league table: places stand in the order of their names, with intervals and limits, and a
place where something else is measured is left out with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hub.check import Checked
from hub.compare import elsewhere, funnel, same
from hub.compare.measuring import Asked, asked, fits, measured, name_of, standing, why_not
from hub.data import LOCALITIES
from hub.indicators import indicators
from hub.model import Apart, Comparison, Entry, Measured, Record, Verdict
from hub.run.engines import Engine
from hub.settings import Settings

__all__ = ["compare"]

Runs = Mapping[str, Mapping[str, Record]]  # the place, then the recipe


def compare(
    entries: Sequence[Entry],
    checked: Checked,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine | None = None,
    jobs: int | None = None,
) -> tuple[Comparison, ...]:
    """Every indicator that some recipe computes, place by place, in the order of their ids.

    Where several recipes compute one, the first that works is run at every place; what the others
    say of their own place is named, and not put beside.
    """
    asking = [
        [one for entry in entries if (one := asked(indicator, entry))]
        for indicator in indicators().values()
    ]
    chosen = [next(filter(_works, found), None) for found in asking]
    runs = _runs([one for one in chosen if one], checked, data, out, settings, engine, jobs)
    return tuple(
        _comparison(one, found, runs, data, settings) if one else _none(found)
        for one, found in zip(chosen, asking, strict=True)
        if found
    )


def _works(one: Asked) -> bool:
    return one.entry.verdict is Verdict.PASSED and one.entry.shown is not None


def _none(found: Sequence[Asked]) -> Comparison:
    first = found[0]
    reason = first.entry.reason or "it has not been run."
    why = f"The recipe that computes it does not work today: {reason}"
    return Comparison(first.indicator.id, first.recipe, why=why)


def _home(one: Asked, settings: Settings) -> str:
    return settings.data_of(one.entry.recipe.locality.data_of)


def _runs(
    chosen: Sequence[Asked],
    checked: Checked,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine | None,
    jobs: int | None,
) -> Runs:
    """The runs at each place of what is not at home there."""
    judged = {one.recipe.id: one for one in checked.recipes}
    return {
        place: elsewhere.records(
            [
                judged[recipe]
                for recipe in dict.fromkeys(
                    one.recipe
                    for one in chosen
                    if _home(one, settings) != place and fits(one, place)
                )
            ],
            place,
            data,
            out,
            settings,
            engine,
            jobs,
        )
        for place in LOCALITIES
    }


def _comparison(
    one: Asked, found: Sequence[Asked], runs: Runs, data: Mapping[str, Path], settings: Settings
) -> Comparison:
    home = _home(one, settings)
    base = _home_measured(one, settings, data)
    beside, apart = [], []
    for place in sorted(LOCALITIES, key=name_of):
        made = one.entry.shown if place == home else runs[place].get(one.recipe)
        why = why_not(one, place, made)
        given = measured(one, place, made, data) if made and not why else None
        why = why or (same.difference(base, given) if given else "")
        if given and not why:
            beside.append(given)
        else:
            apart.append(Apart(place, name_of(place), why))
    others = [other for other in found if other is not one and _works(other)]
    apart += _of_others(base, others, settings, data)
    limits = funnel.of_places(beside)
    return Comparison(
        one.indicator.id,
        one.recipe,
        tuple(standing(place, limits) for place in beside),
        tuple(apart),
        limits,
    )


def _home_measured(one: Asked, settings: Settings, data: Mapping[str, Path]) -> Measured:
    shown = one.entry.shown
    if shown is None:
        raise AssertionError("only a recipe that works is compared")
    return measured(one, _home(one, settings), shown, data)


def _of_others(
    base: Measured, others: Sequence[Asked], settings: Settings, data: Mapping[str, Path]
) -> Iterator[Apart]:
    """What other recipes say of their own place, which is not put beside."""
    for other in others:
        theirs = _home_measured(other, settings, data)
        if why := same.difference(base, theirs):
            yield Apart(theirs.place, theirs.name, why)
