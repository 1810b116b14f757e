"""The early years foundation stage profile: results of the locality's reception classes."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import calibration as cal
from synthetic_data import columns
from synthetic_data import development as dev
from synthetic_data.arrays import Bools, Floats, Ints, chance
from synthetic_data.calendar import SCHOOL_YEARS
from synthetic_data.columns import pick, plain_table, table, take
from synthetic_data.contract import GOALS
from synthetic_data.fitted import EFFECTS
from synthetic_data.identifiers import prefixed, upns
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

DFE_CODES = tuple(row.code for row in cal.ETHNICITIES)
SEN_CODES = ("N", "K", "E")

# Children in schools that make no return, such as independent ones (assumption).
_RETURNED = 0.985
# How much small areas differ beyond who lives in them, in standard deviations (assumption).
_SMALL_AREA_SPREAD = 0.10
_PUPILS_PER_SCHOOL_YEAR = 60
_FIRST_SCHOOL = 2_000
_SCHOOLS = 7_999


@dataclass(frozen=True)
class Profiled:
    """The children assessed, by row of `People`, with what was predicted for each."""

    child: Ints
    year: Ints
    predicted: Floats
    gld: Bools
    school: pa.Array
    upn: pa.Array


def make_eyfsp(world: World) -> tuple[Service, Profiled]:
    """Results of every school year that is over, and the chances behind them."""
    if world.locality.wales:  # no such profile
        none = np.zeros(0, dtype=np.int64)
        no_text = pa.array([], pa.string())
        empty = Profiled(none, none, none.astype(float), none.astype(bool), no_text, no_text)
        return Service({"eyfsp_result": ServiceTable(columns.empty("eyfsp_result"), none)}), empty
    rng, people = world.stream("eyfsp"), world.people
    area_effect = _SMALL_AREA_SPREAD * rng.normal(size=len(world.places.decile))
    year = _school_year_of(world, rng)
    rows = np.flatnonzero(year >= 0)
    rows = rows[np.argsort(year[rows], kind="stable")]
    year = year[rows]
    assessed = np.array([school_year.assessed for school_year in SCHOOL_YEARS])[year]
    home = people.home(assessed, rows)
    predicted = dev.at_five(people, EFFECTS)[rows] + area_effect[home]
    predicted += world.programmes.effect[rows]
    predicted += _level_of_year(world, predicted, year)
    reached = dev.goals_reached(rng, predicted, people.development[rows])
    gld = np.asarray(reached[:, dev.IN_GLD].all(axis=1), dtype=bool)
    chance_of_gld = dev.gld_probability(predicted)
    names = tuple(school_year.name for school_year in SCHOOL_YEARS)
    pupil = _pupils(rng, year)
    school = prefixed(str(world.locality.dfe_number), pupil[0], 4)
    upn = upns(world.locality.dfe_number, *pupil)
    results = table(
        "eyfsp_result",
        child_id=take(world.child_id, rows),
        upn=upn,
        academic_year=pick(names, year),
        date_of_birth=people.birth[rows],
        sex=pick(("M", "F"), people.girl[rows].astype(np.int64)),
        ethnicity=pick(DFE_CODES, people.ethnicity[rows]),
        lsoa21=take(world.places.code, home),
        free_school_meals=people.fsm[rows],
        first_language_eal=people.eal[rows],
        sen_provision=pick(SEN_CODES, people.sen[rows]),
        gld=gld,
        school=school,
        **{goal.name: reached[:, index] + 1 for index, goal in enumerate(GOALS)},
    )
    truth = plain_table(
        child_id=take(world.child_id, rows),
        academic_year=pick(names, year),
        gld_chance=chance_of_gld,
        gld=gld,
    )
    service = Service(
        {"eyfsp_result": ServiceTable(results, rows)},
        _values(year, gld, chance_of_gld),
        {"eyfsp": truth},
    )
    return service, Profiled(rows, year, predicted, gld, school, upn)


def _school_year_of(world: World, rng: np.random.Generator) -> Ints:
    """The position of each child's school year, -1 for those whom the return does not hold."""
    people = world.people
    found = np.full(len(people), -1)
    returned = chance(rng, _RETURNED, len(people))
    for index, year in enumerate(SCHOOL_YEARS):
        born = (people.birth >= year.first_birth) & (people.birth <= year.last_birth)
        found[born & returned & people.resident(year.assessed)] = index
    return found


def _level_of_year(world: World, predicted: Floats, year: Ints) -> Floats:
    """What must be added in each year so that the locality's underlying percentage is planted."""
    shift = np.zeros_like(predicted)
    for index, school_year in enumerate(SCHOOL_YEARS):
        this = year == index
        if this.any():
            share = world.locality.gld[school_year.name] / 100
            shift[this] = dev.shift_for(predicted[this], share)
    return shift


def _pupils(rng: np.random.Generator, year: Ints) -> tuple[Ints, Ints, Ints]:
    """The school, year of entry and serial of each pupil."""
    place = np.empty(len(year), dtype=np.int64)
    for index in range(len(SCHOOL_YEARS)):
        this = np.flatnonzero(year == index)
        place[this] = rng.permutation(len(this))
    largest = int(place.max(initial=0)) + 1
    each = max(_PUPILS_PER_SCHOOL_YEAR, -(-largest // _SCHOOLS))
    entered = np.array([int(row.name[2:4]) for row in SCHOOL_YEARS])[year]
    return _FIRST_SCHOOL + place // each, entered, place % each


def _values(year: Ints, gld: Bools, chance_of_gld: Floats) -> dict[str, TruthValue]:
    """The underlying percentages by year and their last change, with what was observed."""
    values = {}
    underlying, noises = [], []
    for index, school_year in enumerate(SCHOOL_YEARS):
        this = year == index
        share = round(100 * float(chance_of_gld[this].mean()), 4) if this.any() else 0.0
        spread = np.sqrt((chance_of_gld[this] * (1 - chance_of_gld[this])).sum())
        noise = 100 * float(spread) / max(1, int(this.sum()))
        name = school_year.name.replace("/", "_")
        underlying.append(share)
        noises.append(noise)
        values[f"gld_underlying_{name}"] = TruthValue(
            share,
            f"Percentage with a good level of development in {school_year.name} that the children's"
            " chances imply, before the luck of the draw.",
            round(2 * noise, 4),
        )
        values[f"gld_observed_{name}"] = TruthValue(
            percent(gld, this),
            f"Percentage with a good level of development in {school_year.name}.",
        )
    last, before = SCHOOL_YEARS[-1].name, SCHOOL_YEARS[-2].name
    values["gld_change_underlying"] = TruthValue(
        round(underlying[-1] - underlying[-2], 4),
        f"Planted change of the underlying percentage from {before} to {last}, in points.",
        round(2 * float(np.hypot(noises[-1], noises[-2])), 4),
    )
    values["gld_change_observed"] = TruthValue(
        round(percent(gld, year == 2) - percent(gld, year == 1), 4),
        f"Change of the observed percentage from {before} to {last}, in points.",
    )
    return values
