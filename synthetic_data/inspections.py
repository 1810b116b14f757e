"""Inspections of providers under both of Ofsted's regimes, with planted yo-yo providers."""

from dataclasses import replace

import numpy as np

from synthetic_data import columns
from synthetic_data.arrays import Bools, Dates, Ints, after, chance
from synthetic_data.columns import pick, plain_table, table, take
from synthetic_data.contract.inspections import EVALUATION_AREAS, SCALE
from synthetic_data.providers import TYPES, Providers
from synthetic_data.reregistration import former_table, reregistered
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.world import World

OUTSTANDING, GOOD, IMPROVE, INADEQUATE = 1, 2, 3, 4

# Report cards replaced overall grades on 10 November 2025; the register was read at the end of
# April 2026. Good or better at the latest inspection: 98% (Ofsted, 31 March 2025); the share that
# is outstanding was not seen and is an assumption, as is all of how grades follow one another.
_LAST_GRADED = np.datetime64("2025-11-09", "D")
_CARDS_FROM, _READ_ON = np.datetime64("2025-11-10", "D"), np.datetime64("2026-04-30", "D")
_FIRST = np.datetime64("2005-01-02", "D")  # of the days from which inspections are kept
_CIF_UNTIL = np.datetime64("2019-08-31", "D")
_OUTSTANDING = 0.15
_EVERY_DAYS, _MOST = 1_250, 5
_ONE_DIP, _INADEQUATE_OF_DIPS = 0.09, 0.25
# Providers whose grade crosses the line between good and less than good at least three times.
YO_YO = 0.03
_UPS_AND_DOWNS = ((2, 3, 2, 4, 2), (2, 4, 3, 2, 3), (3, 2, 3, 2, 2), (1, 3, 2, 4, 2))
_CARDS = 0.09
_SCALE_SHARES = (0.03, 0.22, 0.66, 0.08, 0.01)


def make_inspections(world: World, providers: Providers) -> tuple[Service, Providers]:
    """Histories of grades, and report cards; schools' nurseries are inspected with the school.

    Gives the providers too, registered on the day from which they have their present number.
    """
    if world.locality.wales:  # its inspectorate gave no such grades
        names = ("inspection", "report_card", "former_provider")
        tables = {name: ServiceTable(columns.empty(name)) for name in names}
        return Service(tables), providers
    rng, count = world.stream("inspections"), len(providers)
    inspected = np.flatnonzero(providers.kind != TYPES.index("school_nursery"))
    dates = _dates(rng, count)
    yo_yo = _yo_yo(rng, providers)
    dates[yo_yo] = np.maximum(dates[yo_yo], _FIRST + np.arange(_MOST))  # none of their ups is lost
    grades = _grades(rng, count, yo_yo)
    moved = reregistered(world, providers, dates, yo_yo)
    grades[moved.hidden] = _UPS_AND_DOWNS[0]
    began = np.where(yo_yo | moved.changed, _FIRST - 1, providers.registered_on)
    kept = (dates > began[:, None]) & np.isin(np.arange(count), inspected)[:, None]
    provider, position = np.nonzero(kept)
    day = dates[provider, position]
    history = table(
        "inspection",
        provider_id=moved.number_on(providers, provider, day),
        inspection_date=day,
        overall_effectiveness=grades[provider, position],
        framework=pick(("CIF", "EIF"), (day > _CIF_UNTIL).astype(np.int64)),
    )
    flagged = np.flatnonzero(yo_yo)
    service = Service(
        {
            "inspection": ServiceTable(history),
            "report_card": ServiceTable(_report_cards(rng, providers, inspected)),
            "former_provider": ServiceTable(former_table(world, providers, moved)),
        },
        {
            "yo_yo_providers": TruthValue(
                float(len(flagged)),
                "Providers whose overall grade crosses the line between good and less than good at "
                "least three times: planted; no other provider's does.",
            ),
            **moved.values(),
        },
        {
            "yo_yo_provider": plain_table(provider_id=take(providers.number, flagged)),
            "reregistered_provider": moved.truth(providers),
        },
    )
    since = np.where(moved.changed, moved.on, providers.registered_on)
    return service, replace(providers, registered_on=since)


def _dates(rng: np.random.Generator, count: int) -> Dates:
    """Days of the last five inspections of each, in order."""
    gaps = 420 + rng.gamma(6.0, (_EVERY_DAYS - 420) / 6, (count, _MOST))
    gaps[:, 0] = rng.uniform(1, _EVERY_DAYS, count)
    back = np.cumsum(gaps.astype(np.int64), axis=1)[:, ::-1]
    return after(np.full((count, _MOST), _LAST_GRADED), -back)


def _yo_yo(rng: np.random.Generator, providers: Providers) -> Bools:
    """Which nurseries go up and down."""
    nurseries = np.flatnonzero(providers.kind == TYPES.index("non_domestic"))
    wanted = min(len(nurseries) // 2, max(1, round(YO_YO * len(nurseries))))
    found = np.zeros(len(providers), dtype=bool)
    found[nurseries[rng.permutation(len(nurseries))[:wanted]]] = True
    return found


def _grades(rng: np.random.Generator, count: int, yo_yo: Bools) -> Ints:
    """Five grades each: mostly good throughout, some with one dip, the planted up and down."""
    top = chance(rng, _OUTSTANDING, count)
    grades = np.where(top[:, None], OUTSTANDING, np.full((count, _MOST), GOOD))
    first = chance(rng, 0.5, count) & top
    grades[first, :2] = GOOD
    dips = np.flatnonzero(chance(rng, _ONE_DIP, count))
    low = np.where(chance(rng, _INADEQUATE_OF_DIPS, len(dips)), INADEQUATE, IMPROVE)
    grades[dips, rng.integers(0, _MOST, len(dips))] = low
    patterns = np.array(_UPS_AND_DOWNS)
    grades[yo_yo] = patterns[rng.integers(len(patterns), size=int(yo_yo.sum()))]
    return np.asarray(grades)


def _report_cards(rng: np.random.Generator, providers: Providers, inspected: Ints) -> object:
    """Report cards of those inspected since: areas go together, safeguarding is rarely not met."""
    who = inspected[chance(rng, _CARDS, len(inspected))]
    count, points = len(who), len(SCALE)
    days = rng.integers(0, int((_READ_ON - _CARDS_FROM).astype(np.int64)) + 1, count)
    level = rng.choice(points, p=_SCALE_SHARES, size=count)
    areas = {}
    for name, _ in EVALUATION_AREAS:
        step = rng.choice((-1, 0, 1), p=(0.15, 0.7, 0.15), size=count)
        areas[name] = pick(tuple(SCALE), np.clip(level + step, 0, points - 1))
    return table(
        "report_card",
        provider_id=take(providers.number, who),
        inspection_date=after(np.full(count, _CARDS_FROM), days),
        safeguarding=pick(("met", "not_met"), (level == points - 1).astype(np.int64)),
        **areas,
    )
