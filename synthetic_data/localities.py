"""The fictional localities, one row of settings each; a new locality is a new row at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    the underlying percentage of eligible two-year-olds who take a place. `under_served_areas` are
    deprived and far from any place. In `behind_at_two_areas`, which adjoin, children are behind at
    the review at two. From `visits_slip_from` the share `visits_slip_by` of the new birth visits
    that were in time come late. Infant feeding support begins on `feeding_support_from`, and
    `lost_quarter` ("2021-Q3") is one that a team's contacts of the messy profile lack, and
    `partial_quarter` one of which half is lost.
    `flying_start` is the share of areas, most deprived first, with the Welsh programme.
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
    ethnicity: Mapping[str, float] = field(hash=False)
    moves: float
    moves_within: float
    gld: Mapping[str, float] = field(hash=False)
    gld_earlier: Mapping[str, float] = field(hash=False)
    reviews: tuple[float, float, float, float, float]
    take_up: float
    low_take_up_areas: int
    under_served_areas: int
    teams: int = 3
    trusts: int = 1
    feeding_support_from: str | None = None
    lost_quarter: str | None = None
    partial_quarter: str | None = None
    visits_slip_from: str | None = None
    visits_slip_by: float = 0.0
    behind_at_two_areas: int = 0
    flying_start: float = 0.0

    @property
    def wales(self) -> bool:
        """Whether it lies in Wales, where services, returns and indices differ."""
        return self.nation == "wales"

    @property
    def letter(self) -> str:
        """The first letter of the codes of its areas."""
        return "W" if self.wales else "E"

    @property
    def authority(self) -> str:
        """The code of the local authority, from the range that is never issued."""
        return f"{self.letter}0699900{self.number}"

    @property
    def neighbour(self) -> str:
        """The code of the authority across its border."""
        return f"{self.letter}0699910{self.number}"

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
        under_served_areas=8,
        teams=4,
        partial_quarter="2021-Q1",
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
        under_served_areas=24,
        teams=8,
        trusts=2,
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
        under_served_areas=5,
        feeding_support_from="2020-09-01",
    ),
    Locality(
        slug="wexcombe",
        name="Wexcombe",
        nation="england",
        number=4,
        kind="large, young northern city of South Asian heritage and high deprivation",
        births_a_year=7500,
        small_areas=310,
        latitude=55.2,
        longitude=3.9,
        radius_km=9.0,
        towns=5,
        coastal=False,
        deciles=(0.36, 0.16, 0.11, 0.09, 0.07, 0.06, 0.05, 0.04, 0.03, 0.03),
        ethnicity=MappingProxyType(
            {"White": 0.62, "Mixed": 0.9, "Asian": 3.6, "Black": 0.6, "Chinese": 0.5, "Other": 1.1}
        ),
        moves=0.06,
        moves_within=0.075,
        gld=MappingProxyType({"2022/23": 63.6, "2023/24": 64.1, "2024/25": 64.6}),
        gld_earlier=MappingProxyType({"2018/19": 67.4, "2021/22": 61.9}),
        reviews=(73.0, 74.0, 75.5, 77.0, 78.5),
        take_up=66.0,
        low_take_up_areas=20,
        under_served_areas=12,
        teams=6,
        partial_quarter="2020-Q4",
        behind_at_two_areas=12,
    ),
    Locality(
        slug="stainholme",
        name="Stainholme",
        nation="england",
        number=5,
        kind="post-industrial unitary authority with one health visiting provider",
        births_a_year=1000,
        small_areas=60,
        latitude=55.9,
        longitude=3.2,
        radius_km=6.0,
        towns=2,
        coastal=True,
        deciles=(0.40, 0.16, 0.11, 0.09, 0.07, 0.06, 0.05, 0.03, 0.02, 0.01),
        ethnicity=MappingProxyType(
            {"White": 1.28, "Mixed": 0.5, "Asian": 0.3, "Black": 0.3, "Chinese": 0.4, "Other": 0.5}
        ),
        moves=0.055,
        moves_within=0.08,
        gld=MappingProxyType({"2022/23": 65.0, "2023/24": 65.5, "2024/25": 66.2}),
        gld_earlier=MappingProxyType({"2018/19": 70.4, "2021/22": 62.9}),
        reviews=(82.0, 83.0, 84.0, 85.0, 86.0),
        take_up=78.0,
        low_take_up_areas=5,
        under_served_areas=4,
        teams=2,
        lost_quarter="2021-Q3",
        visits_slip_from="2021-10-01",
        visits_slip_by=0.15,
    ),
    Locality(
        slug="dyffryn-caerwyn",
        name="Dyffryn Caerwyn",
        nation="wales",
        number=6,
        kind="Welsh county of valleys and towns with Flying Start areas",
        births_a_year=1500,
        small_areas=95,
        latitude=53.9,
        longitude=2.4,
        radius_km=18.0,
        towns=5,
        coastal=True,
        deciles=(0.12, 0.12, 0.11, 0.11, 0.10, 0.10, 0.09, 0.09, 0.08, 0.08),
        ethnicity=MappingProxyType(
            {"White": 1.27, "Mixed": 0.6, "Asian": 0.3, "Black": 0.2, "Chinese": 0.5, "Other": 0.5}
        ),
        moves=0.045,
        moves_within=0.05,
        gld=MappingProxyType({}),
        gld_earlier=MappingProxyType({}),
        reviews=(70.0, 72.0, 74.0, 76.0, 78.0),
        take_up=87.0,
        low_take_up_areas=6,
        under_served_areas=8,
        flying_start=0.25,
    ),
    Locality(
        slug="isle-of-sarn",
        name="Isle of Sarn",
        nation="england",
        number=7,
        kind="island authority with 25 births a year",
        births_a_year=25,
        small_areas=4,
        latitude=54.0,
        longitude=1.6,
        radius_km=3.0,
        towns=1,
        coastal=False,
        deciles=(0.0, 0.0, 0.25, 0.0, 0.25, 0.25, 0.0, 0.25, 0.0, 0.0),
        ethnicity=MappingProxyType(
            {"White": 1.3, "Mixed": 0.5, "Asian": 0.2, "Black": 0.2, "Chinese": 0.5, "Other": 0.3}
        ),
        moves=0.06,
        moves_within=0.05,
        gld=MappingProxyType({"2022/23": 68.0, "2023/24": 68.0, "2024/25": 69.0}),
        gld_earlier=MappingProxyType({"2018/19": 72.0, "2021/22": 66.0}),
        reviews=_REVIEWS,
        take_up=75.0,
        low_take_up_areas=1,
        under_served_areas=1,
        teams=1,
    ),
)

LOCALITIES: Mapping[str, Locality] = MappingProxyType({row.slug: row for row in _ROWS})

# Not a locality but a yardstick: the mix of England, against which the figures are checked.
ENGLAND = replace(
    LOCALITIES["hartsfold"],
    slug="england",
    name="England (yardstick)",
    kind="the national mix, for comparison with published figures",
    births_a_year=60_000,
    gld=MappingProxyType({"2022/23": 67.2, "2023/24": 67.7, "2024/25": 68.3}),
    take_up=65.2,
)
