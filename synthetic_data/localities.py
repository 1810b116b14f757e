"""The fictional localities, one row of settings each; a new locality is a new row at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Locality:
    """What makes one locality itself. Nothing here is a figure of a real place.

    `number` gives the block of identifiers and is never reused. `deciles` are the shares of its
    small areas in each tenth of national deprivation, most deprived first. `ethnicity` multiplies
    the national share of each major group. `moves` is the yearly chance that a child moves away
    (as many move in) and `moves_within` that a child changes address inside. `gld` is the
    underlying percentage with a good level of development in each year, `gld_earlier` the
    published-style percentage of years before the first cohort. `reviews` is the percentage that
    receives the review at 2 to 2.5 years, from the most to the least deprived fifth. `take_up` is
    the underlying percentage of eligible two-year-olds who take a place.
    """

    slug: str
    name: str
    nation: str
    number: int
    kind: str
    births_a_year: int
    small_areas: int
    latitude: float
    longitude: float
    radius_km: float
    towns: int
    coastal: bool
    deciles: tuple[float, ...]
    ethnicity: Mapping[str, float]
    moves: float
    moves_within: float
    gld: Mapping[str, float]
    gld_earlier: Mapping[str, float]
    reviews: tuple[float, float, float, float, float]
    take_up: float
    low_take_up_areas: int

    @property
    def authority(self) -> str:
        """The code of the local authority, from the range that is never issued."""
        return f"E0699900{self.number}"

    @property
    def neighbour(self) -> str:
        """The code of the authority across its border."""
        return f"E0699910{self.number}"

    @property
    def dfe_number(self) -> int:
        """The three-digit number of the authority, from the range that is never issued."""
        return 989 + self.number


# The review by deprivation: 72% in the most deprived and 78% in the least deprived areas is
# published (Fraser and others 2022, BMJ Open 12(2):e053884); the steps between are an assumption.
_REVIEWS = (72.0, 73.5, 75.0, 76.5, 78.0)

_ROWS = (
    Locality(
        slug="aldermere",
        name="Aldermere",
        nation="england",
        number=1,
        kind="dense, diverse city borough with many providers",
        births_a_year=3500,
        small_areas=180,
        latitude=55.6,
        longitude=2.0,
        radius_km=4.5,
        towns=3,
        coastal=False,
        deciles=(0.12, 0.22, 0.20, 0.14, 0.10, 0.08, 0.06, 0.04, 0.03, 0.01),
        ethnicity=MappingProxyType(
            {"White": 0.58, "Mixed": 1.8, "Asian": 0.9, "Black": 4.4, "Chinese": 2.0, "Other": 2.4}
        ),
        moves=0.085,
        moves_within=0.06,
        gld=MappingProxyType({"2022/23": 67.9, "2023/24": 68.2, "2024/25": 68.9}),
        gld_earlier=MappingProxyType({"2018/19": 73.1, "2021/22": 66.4}),
        reviews=(66.0, 67.5, 69.0, 70.5, 72.0),
        take_up=62.0,
        low_take_up_areas=14,
    ),
    Locality(
        slug="hartsfold",
        name="Hartsfold",
        nation="england",
        number=2,
        kind="shire county of average mix, with towns and rural travel",
        births_a_year=12000,
        small_areas=680,
        latitude=54.9,
        longitude=2.6,
        radius_km=30.0,
        towns=9,
        coastal=False,
        deciles=(0.10,) * 10,
        ethnicity=MappingProxyType({}),
        moves=0.05,
        moves_within=0.05,
        # The change between the last two years, 1.5 points, is planted.
        gld=MappingProxyType({"2022/23": 67.2, "2023/24": 67.4, "2024/25": 68.9}),
        gld_earlier=MappingProxyType({"2018/19": 71.9, "2021/22": 65.3}),
        reviews=_REVIEWS,
        take_up=70.0,
        low_take_up_areas=40,
    ),
    Locality(
        slug="sandhythe",
        name="Sandhythe",
        nation="england",
        number=3,
        kind="coastal, deprived unitary authority with many moves",
        births_a_year=1400,
        small_areas=84,
        latitude=54.4,
        longitude=3.4,
        radius_km=9.0,
        towns=3,
        coastal=True,
        deciles=(0.34, 0.20, 0.13, 0.10, 0.08, 0.06, 0.04, 0.03, 0.01, 0.01),
        ethnicity=MappingProxyType(
            {"White": 1.22, "Mixed": 0.7, "Asian": 0.35, "Black": 0.3, "Chinese": 0.4, "Other": 0.6}
        ),
        moves=0.095,
        moves_within=0.09,
        gld=MappingProxyType({"2022/23": 63.9, "2023/24": 64.5, "2024/25": 64.9}),
        gld_earlier=MappingProxyType({"2018/19": 68.6, "2021/22": 61.8}),
        reviews=(70.0, 71.5, 73.0, 74.5, 76.0),
        take_up=68.0,
        low_take_up_areas=9,
    ),
)

LOCALITIES: Mapping[str, Locality] = MappingProxyType({row.slug: row for row in _ROWS})
