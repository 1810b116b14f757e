"""Invented names, made from syllables by rule; their forms differ between communities.

Nobody's name was read anywhere. Names of some communities can be spelt in several ways, are shared
by more people, or differ between mother and child, so the same slip of a service hurts their links
more: that is what makes linkage errors fall unequally.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data import calibration as cal
from synthetic_data.arrays import Bools, Ints, chance
from synthetic_data.columns import take
from synthetic_data.people import People
from synthetic_data.streams import stream

_LISTS_SEED = 1901
# Parents with different surnames, for each standard deviation of hardship (assumption).
_MORE_IN_HARDSHIP = 0.30


@dataclass(frozen=True)
class Community:
    """How names are formed and shared in one community; everything here is an assumption.

    `other_surname` is the share of mothers whose surname is not their child's father's,
    `takes_father` the share of their children who later bear his, `doubled` that of both joined.
    """

    name: str
    groups: tuple[str, ...]
    onsets: str
    vowels: str
    middles: str
    girl_ends: str
    boy_ends: str
    surname_ends: str
    forenames: int
    surnames: int
    other_surname: float
    takes_father: float
    doubled: float


_COMMUNITIES = (
    Community(
        "island",
        ("WBRI", "WIRI", "WIRT", "MWBC", "MWBA", "MWAS", "MOTH", "BCRB", "REFU", "NOBT"),
        "b br c d f g gr h j k l m n p r s st t tr w",
        "a e i o u ea",
        "l n r m ll rr nd st v th",
        "a ie elle y ine ea",
        "an er on y in o",
        "ton ley well worth ford by sett more wick stone",
        900,
        6_000,
        0.45,
        0.55,
        0.12,
    ),
    Community(
        "eastern",
        ("WOTH", "WROM"),
        "b d g k l m n p r s t v z w j dr kr",
        "a e i o u ie ya",
        "l n r m sz cz w d k sk",
        "a ia ina eta",
        "ek an usz islav or",
        "ski wicz enko escu ov auskas ić",
        400,
        1_500,
        0.25,
        0.5,
        0.02,
    ),
    Community(
        "southern",
        ("AIND", "APKN", "ABAN", "AOTH"),
        "z f r n sh h t y s j m kh b w q",
        "a i aa oo ee u",
        "h m r n sh z d l f",
        "een a isha ima oora ia",
        "eem an oor id iq eed",
        "ari eed oor aan ain ood iq awan",
        450,
        160,
        0.75,
        0.6,
        0.01,
    ),
    Community(
        "western",
        ("BAFR", "BOTH"),
        "o a k t b n f ch d m y kw",
        "a e i o u wa",
        "d l b k m n f t mb",
        "a ola ike oma isha",
        "e u ola ike oma i",
        "ele unde enkwo amoah adi awusu ayo",
        450,
        700,
        0.35,
        0.6,
        0.04,
    ),
    Community(
        "far eastern",
        ("CHNE",),
        "x zh l w y j ch m h q",
        "i ia uo ao e u",
        "n ng",
        "i a e",
        "ei ao u",
        "ng n ao u",
        220,
        60,
        0.9,
        0.85,
        0.0,
    ),
    Community(
        "near eastern",
        ("OOTH",),
        "h s kh j n r z m f b d gh",
        "a i u aa ou",
        "l m r s d n",
        "a ia een ah",
        "im ed an ir ouf",
        "i adi oun awi aji",
        350,
        300,
        0.8,
        0.7,
        0.0,
    ),
)


@dataclass(frozen=True)
class Names:
    """The names of each child and of its mother, by row of `People`.

    `birth_surname` is the mother's, which a baby bears until the birth is registered.
    """

    forename: pa.Array
    surname: pa.Array
    birth_surname: pa.Array
    mother_forename: pa.Array


@cache
def _lists() -> tuple[pa.Array, pa.Array, Ints, Ints]:
    """All first names and all surnames, with where each community's lists start and how long."""
    rng = stream(_LISTS_SEED, "names")
    firsts: list[str] = []
    lasts: list[str] = []
    starts, sizes = [], []
    for of in _COMMUNITIES:
        girls = _made(rng, of, of.girl_ends, of.forenames)
        boys = _made(rng, of, of.boy_ends, of.forenames)
        surnames = _made(rng, of, of.surname_ends, of.surnames)
        starts.append((len(firsts), len(firsts) + len(girls), len(lasts)))
        sizes.append((len(girls), len(boys), len(surnames)))
        firsts += girls + boys
        lasts += surnames
    return pa.array(firsts), pa.array(lasts), np.array(starts), np.array(sizes)


def _made(rng: np.random.Generator, of: Community, endings: str, count: int) -> list[str]:
    """So many different names from the syllables of a community."""
    onsets, vowels, middles, ends = (
        part.split() for part in (of.onsets, of.vowels, of.middles, endings)
    )
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [rng.choice(choice, size=4 * count) for choice in (onsets, vowels, middles, ends)]
        more = [rng.choice(choice, size=4 * count) for choice in (vowels, middles)]
        longer = rng.random(4 * count) < 0.35
        for o, v, m, e, v2, m2, is_longer in zip(*parts, *more, longer, strict=True):
            if len(found) == count:
                break
            found[(o + v + m + (v2 + m2 if is_longer else "") + e).capitalize()] = None
    return list(found)


def make_names(seed: int, locality: str, people: People) -> Names:
    """Draw names: those of a family go together, those of twins differ."""
    rng = stream(seed, locality, "names")
    firsts, lasts, starts, sizes = _lists()
    of = _community()[people.ethnicity]
    count = len(people)
    boy = (~people.girl).astype(np.int64)
    order = np.arange(count) - people.delivery  # the second twin has another name
    rank = (_ranks(rng, sizes[of, boy]) + order) % sizes[of, boy]
    family, mothers = people.family, _ranks(rng, sizes[of, 0])[people.family]
    father_name = (starts[of, 2] + _ranks(rng, sizes[of, 2]))[family]
    mother_name = (starts[of, 2] + _ranks(rng, sizes[of, 2]))[family]
    settings = np.array([(c.other_surname, c.takes_father, c.doubled) for c in _COMMUNITIES])[of]
    apart = settings[:, 0] * (1 + _MORE_IN_HARDSHIP * people.hardship)
    same = ~chance(rng, np.clip(apart, 0, 0.95), count)[family]
    mother_name = np.where(same, father_name, mother_name)
    draw = rng.random(count)[family]
    doubled = ~same & (draw < settings[:, 2])
    takes = ~same & ~doubled & (draw < settings[:, 2] + settings[:, 1])
    surname = np.where(takes, father_name, mother_name)
    return Names(
        forename=take(firsts, starts[of, boy] + rank),
        surname=_joined(lasts, surname, father_name, doubled),
        birth_surname=take(lasts, mother_name),
        mother_forename=take(firsts, starts[of, 0] + mothers),
    )


def _joined(lasts: pa.Array, one: Ints, other: Ints, both: Bools) -> pa.Array:
    """Surnames, joined by a hyphen for those who bear both."""
    plain = take(lasts, one)
    joined = pc.binary_join_element_wise(take(lasts, one[both]), take(lasts, other[both]), "-")
    return pc.replace_with_mask(plain, pa.array(both), joined)


def _ranks(rng: np.random.Generator, sizes: Ints) -> Ints:
    """The place of a name in its list: the first are the commonest, as in life."""
    draw = rng.random(len(sizes))
    flat = 12.0
    return np.minimum(
        (flat * ((1 + sizes / flat) ** draw - 1)).astype(np.int64), sizes - 1
    )  # density falling as 1 / (rank + 12)


@cache
def _community() -> Ints:
    """The position of the community of each ethnicity."""
    by_code = {code: index for index, of in enumerate(_COMMUNITIES) for code in of.groups}
    return np.array([by_code[row.code] for row in cal.ETHNICITIES])
