"""The headcount of funded early education, as the authority collects it each term."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Bools, Ints, chance, logistic
from synthetic_data.calendar import TERMS
from synthetic_data.columns import pick, table, take
from synthetic_data.families import EHCP, NO_SEN, SEN_SUPPORT
from synthetic_data.providers import Providers
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.two_year_olds import BASES, TwoYearOlds, from_outside
from synthetic_data.world import World

_HOURS = 15.0
# Working parents of two-year-olds have 15 funded hours since April 2024; the share who use them is
# an assumption.
_EXPANDED_FROM = TERMS.index(next(term for term in TERMS if term.name == "2024-summer"))
_EXPANDED_SHARE = 0.42
# Three- and four-year-olds in any funded place: 93.1% (DfE LAIT 2024/25), fewer in hardship.
_AT_THREE = 0.931
# Of those entitled, the share for whom the premium is claimed, at two from April 2024 (assumption).
_PREMIUM_CLAIMED = 0.80
_NO_BASIS = -1
# Working parents of three- and four-year-olds who use 15 further hours (assumption: a third).
_WORKING = -0.7

# Of the children who will have support, or at two a plan, those whose need is known at two and at
# three or four: what gives the published shares of children in funded places.
_NEED_KNOWN = (0.20, 0.92)


@dataclass(frozen=True)
class Headcount:
    """Who was with which provider in which term: rows of `People`, positions of the others."""

    child: Ints
    term: Ints
    provider: Ints
    two: Bools

    def twos_in_latest_term(self, providers: int) -> Ints:
        """How many two-year-olds each provider has in the latest term."""
        latest = self.provider[self.two & (self.term == len(TERMS) - 1)]
        return np.bincount(latest, minlength=providers)


def make_early_education(
    world: World, twos: TwoYearOlds, providers: Providers
) -> tuple[Service, Headcount]:
    """The headcount of all terms."""
    rng, people = world.stream("early_education"), world.people
    child, term, home, base, expanded, two = _attending(rng, world, twos)
    order = np.lexsort((child, term))
    child, term, home = child[order], term[order], home[order]
    base, expanded, two = base[order], expanded[order], two[order]
    provider = _provider_of(rng, providers, child, home, two)
    needs = people.sen[child]
    known = np.where(two, *_NEED_KNOWN)  # many needs are seen only later
    seen = rng.random(len(people))[child] < known
    provision = np.where((needs == EHCP) & two, SEN_SUPPORT, needs)
    provision = np.where((provision == SEN_SUPPORT) & ~seen, NO_SEN, provision)
    entitled = np.where(two, (base != _NO_BASIS) & (term >= _EXPANDED_FROM), people.fsm[child])
    premium = entitled & chance(rng, _PREMIUM_CLAIMED, len(people))[child]
    works = rng.random(len(people)) < logistic(_WORKING - 1.1 * people.hardship)
    basis = np.where(base == BASES.index("LAA"), 1, 0)
    wales = np.full(len(child), world.locality.wales)
    rows = table(
        "early_education",
        child_id=take(world.child_id, child),
        term=pick([term.name for term in TERMS], term),
        date_of_birth=people.birth[child],
        provider_id=take(providers.number, provider),
        lsoa21=take(world.places.code, home),
        funded_hours=np.where(expanded, 0.0, _HOURS),
        expanded_hours=np.where(expanded, _HOURS, 0.0),
        two_year_old_basis=pick(BASES, np.maximum(base, 0), base == _NO_BASIS),
        eypp=pa.array(premium, mask=wales),
        sen_provision=pick(("N", "K", "E"), provision),
        extended_hours=np.where(~two & works[child], _HOURS, 0.0),
        eypp_basis=pick(("EE", "EO"), basis, ~premium | wales),
        disability_access_fund=(provision == EHCP) & ~wales,
    )
    return (
        Service({"early_education": ServiceTable(rows, child)}),
        Headcount(child, term, provider, two.astype(bool)),
    )


def _attending(
    rng: np.random.Generator, world: World, twos: TwoYearOlds
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """Everyone in a funded place: two-year-olds of both kinds, outsiders, and older children."""
    people = world.people
    here = np.flatnonzero(twos.here)
    works = rng.random(len(people)) < _EXPANDED_SHARE * logistic(1.2 - 1.5 * people.hardship) * 1.6
    uses = ~twos.eligible & (twos.term >= _EXPANDED_FROM) & works[twos.child]
    uses &= not world.locality.wales  # an English entitlement
    working = np.flatnonzero(uses)
    outside, outside_term = from_outside(world, twos)
    older, older_term = _older(rng, world)
    starts = np.array([term.starts for term in TERMS])
    older_home = people.home(starts[older_term], older)
    parts = (
        (twos.child[here], twos.term[here], twos.home[here], twos.base[here], False, True),
        (twos.child[working], twos.term[working], twos.home[working], _NO_BASIS, True, True),
        (outside, outside_term, people.first_home[outside], 0, False, True),
        (older, older_term, older_home, _NO_BASIS, False, False),
    )
    columns = [
        np.concatenate([np.broadcast_to(part[index], len(part[0])) for part in parts])
        for index in range(6)
    ]
    child, term, home, base, expanded, two = columns
    return child, term, home, base, expanded, two


def _older(rng: np.random.Generator, world: World) -> tuple[Ints, Ints]:
    """Three- and four-year-olds in a funded place, until they start reception."""
    people = world.people
    takes = rng.random(len(people)) < logistic(
        np.log(_AT_THREE / (1 - _AT_THREE)) + 0.1 - 0.4 * people.hardship
    )
    children, terms = [], []
    for index, term in enumerate(TERMS):
        aged = (people.birth < term.years_before(3)) & (people.birth > term.reception_births_end)
        rows = np.flatnonzero(aged & takes & people.resident(term.starts))
        children.append(rows)
        terms.append(np.full(len(rows), index))
    return np.concatenate(children), np.concatenate(terms)


def _provider_of(
    rng: np.random.Generator, providers: Providers, child: Ints, home: Ints, two: Ints
) -> Ints:
    """The provider each child attends: the same from term to term while home and age group stay."""
    combined = (child * 100_000 + home) * 2 + two
    _, first, back = np.unique(combined, return_index=True, return_inverse=True)
    chosen = providers.attended(rng, home[first], two[first].astype(bool))
    return np.asarray(chosen[back])
