"""Laws that hold for every seed and scale, whichever is drawn."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_data import siblings, slips, store
from synthetic_data.contract import CONTRACT
from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import services
from synthetic_data.moves import BORN_HERE
from synthetic_data.validate import check_folder, check_table
from synthetic_data.world import make_world

SMALL = [slug for slug, row in LOCALITIES.items() if row.births_a_year <= 1_500]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**31), slug=st.sampled_from(SMALL), scale=st.floats(0.002, 0.03))
def test_every_table_keeps_to_the_contract(seed: int, slug: str, scale: float) -> None:
    """Types, blanks, codes and keys, whatever the seed and however few the children."""
    world = make_world(LOCALITIES[slug], seed, scale)

    for service in services(world):
        for name, held in service.tables.items():
            assert list(map(str, check_table(CONTRACT.table(name), held.table))) == []


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**31), scale=st.floats(0.002, 0.02))
def test_every_foreign_key_resolves(seed: int, scale: float) -> None:
    """Also with every fault, for any seed and scale."""
    with TemporaryDirectory() as folder:
        made = store.make(Path(folder), "messy", seed=seed, scale=scale, localities=["sandhythe"])
        problems = [str(one) for one in check_folder(made / "sandhythe")]

    assert [one for one in problems if " are not in " in one and "code list" not in one] == []


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), slug=st.sampled_from(SMALL))
def test_lives_are_in_possible_order(seed: int, slug: str) -> None:
    """Nobody arrives before birth, leaves before arriving, or outlives the own death."""
    people = make_world(LOCALITIES[slug], seed, 0.05).people
    left, died = people.left, people.died

    assert (people.arrived >= people.birth).all()
    assert not (left <= people.arrived)[people.origin != 2].any()
    assert not (died <= people.birth).any()
    assert (left[~np.isnat(died)] <= died[~np.isnat(died)]).all()
    assert not (people.moved_on <= people.arrived).any()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), slug=st.sampled_from(SMALL))
def test_families_are_possible(seed: int, slug: str) -> None:
    """Twins share a birthday; other siblings are ten months apart and share their mother."""
    world = make_world(LOCALITIES[slug], seed, 0.05)
    people = world.people
    first = people.delivery == np.arange(len(people))
    family, birth = people.family[first], people.birth[first]
    order = np.lexsort((birth, family))
    gaps = np.diff(birth[order]).astype(int)[np.diff(family[order]) == 0]

    assert (people.birth == people.birth[people.delivery]).all()
    assert (gaps >= 280).all()
    assert (people.ethnicity == people.ethnicity[people.family]).all()
    assert (world.mothers.age > 15).all()
    assert (world.mothers.age < 56).all()


@given(st.lists(st.integers(0, 1_800), min_size=0, max_size=300), st.integers(0, 1_000))
def test_a_child_has_one_family(days: list[int], seed: int) -> None:
    """Every row leads to a first child that leads to itself."""
    birth = np.sort(np.array(days, dtype=np.int64))
    rows = np.arange(len(birth))
    family = siblings.families(
        np.random.default_rng(seed), birth, np.full(len(birth), BORN_HERE), rows
    )

    assert (family[family] == family).all()
    assert (family <= rows).all()


@given(st.integers(0, 20_000))
def test_turning_day_and_month_twice_gives_the_day_back(days: int) -> None:
    """Where it gives a date at all."""
    date = np.array([np.datetime64("1970-01-01", "D") + days])
    turned = slips.day_and_month_turned(date)

    assert (slips.day_and_month_turned(turned) == date).all()
