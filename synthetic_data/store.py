"""Where the data lies and how to have it made: the one home of the folder layout.

OUT/<profile>/data.json                       what was made, with rows and hash of every file
OUT/<profile>/<locality>/<table>.parquet      what the services hold
OUT/<profile>/<locality>/truth/values.json    named truths
OUT/<profile>/<locality>/truth/*.parquet      the truth by child, and every planted fault
OUT/<profile>/<locality>/export/<vendor>/     other systems' files, with their mappings
OUT/<profile>/datapackage.json                the tables as a Frictionless data package
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from synthetic_data import __version__
from synthetic_data.contract import CONTRACT
from synthetic_data.files import LABEL, NOTICE, read_values
from synthetic_data.folder import Files, in_turn, manifest, put, settings_of, whole
from synthetic_data.localities import LOCALITIES, Locality
from synthetic_data.profiles import DEFAULT_SEED, PROFILES, Profile
from synthetic_data.trouble import CannotMake, nearest
from synthetic_data.truth import TruthValue

__all__ = [
    "DEFAULT_SEED",
    "LOCALITIES",
    "PROFILES",
    "CannotMake",
    "Made",
    "TruthValue",
    "data_version",
    "make",
    "manifest",
    "table_path",
    "truth_values",
]

_LARGEST = 20.0
_LIBRARIES = ("numpy", "pyarrow", "scipy", "shapely")


@dataclass(frozen=True)
class Made:
    """What is told of one locality when it has been made."""

    profile: str
    locality: str
    rows: int
    seconds: float


def _silent(_: Made) -> None:
    """Tell nobody."""


def make(
    out: Path,
    profile: str,
    *,
    seed: int = DEFAULT_SEED,
    scale: float = 1.0,
    localities: Iterable[str] | None = None,
    nhs_numbers: bool = True,
    csv: bool = False,
    tell: Callable[[Made], None] = _silent,
) -> Path:
    """Have the data of a profile below `out`, at least of these localities; gives its folder.

    Only what is not there is made: localities of the same settings are added to those that are
    there, and other settings take their place. `nhs_numbers` says whether records carry them: the
    reserved ones are limited, so a large scale must do without. Raises CannotMake, with one
    sentence, for an unknown name, an impossible scale or seed, or a folder that cannot be written.
    """
    chosen = _profile(profile)
    places = _localities(localities)
    _check_numbers(seed, scale, nhs_numbers)
    folder = Path(out) / chosen.name
    settings = _settings(chosen, seed, scale) | {"nhs_numbers": nhs_numbers, "csv": csv}
    try:
        if _lacking(folder, settings, places):
            with in_turn(folder):
                lacking = _lacking(folder, settings, places)  # perhaps made while we waited
                if lacking:
                    put(folder, settings, LOCALITIES, lambda at: _fill(at, lacking, settings, tell))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise CannotMake(f"Cannot write the data to {folder}: {reason}.") from error
    return folder


def table_path(root: Path, profile: str, locality: str, table: str) -> Path:
    """The file of a table."""
    return Path(root) / profile / locality / f"{table}.parquet"


def truth_values(root: Path, profile: str, locality: str) -> dict[str, TruthValue]:
    """The named truths of a locality; none when it was not made."""
    path = Path(root) / profile / locality / "truth" / "values.json"
    return read_values(path) if path.is_file() else {}


def data_version(folder: Path) -> str:
    """A hash of all that decided the data of a profile; the same whichever localities are there."""
    content = json.dumps(settings_of(folder), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _settings(profile: Profile, seed: int, scale: float) -> dict[str, Any]:
    """Everything that decides what the data will be."""
    return {
        "schema": "1",
        "label": LABEL,
        "notice": NOTICE,
        "profile": profile.name,
        "meaning": profile.meaning,
        "generator": __version__,
        "contract": CONTRACT.version,
        "seed": seed,
        "scale": scale,
        "source": _source_hash(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _source_hash() -> str:
    """A hash of the generator's own code."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py"), key=lambda path: path.as_posix()):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _lacking(
    folder: Path, settings: Mapping[str, Any], places: tuple[Locality, ...]
) -> tuple[Locality, ...]:
    """The localities that are not there, or not whole."""
    held = whole(folder, settings)
    return tuple(place for place in places if place.slug not in held)


def _fill(
    aside: Path,
    places: tuple[Locality, ...],
    settings: Mapping[str, Any],
    tell: Callable[[Made], None],
) -> Files:
    from synthetic_data.making import make_localities  # heavy, only when something is made

    made: Files = {}
    for place, written, seconds in make_localities(aside, places, settings):
        made[place.slug] = written
        rows = sum(one.rows for one in written if one.is_table)
        tell(Made(settings["profile"], place.slug, rows, seconds))
    return made


def _profile(name: str) -> Profile:
    if name not in PROFILES:
        raise CannotMake(f'There is no profile "{name}"; {nearest(name, PROFILES)}')
    return PROFILES[name]


def _localities(names: Iterable[str] | None) -> tuple[Locality, ...]:
    wanted = list(LOCALITIES) if names is None else list(names)
    for name in wanted:
        if name not in LOCALITIES:
            raise CannotMake(f'There is no locality "{name}"; {nearest(name, LOCALITIES)}')
    return tuple(place for slug, place in LOCALITIES.items() if slug in wanted)


def _check_numbers(seed: int, scale: float, nhs_numbers: bool) -> None:
    if seed < 0:
        raise CannotMake("The seed must be a whole number from 0.")
    if not scale > 0:
        raise CannotMake("The scale must be a number above 0.")
    if scale > _LARGEST:
        raise CannotMake(f"The scale must not be above {_LARGEST:g}: identifiers would run out.")
    if nhs_numbers and scale > 1:  # at that scale they suffice
        _check_enough(scale)


def _check_enough(scale: float) -> None:
    from synthetic_data.identifiers import NHS_CAPACITY
    from synthetic_data.world import largest_scale  # heavy, and rarely needed

    if scale > largest_scale():
        raise CannotMake(
            f"The scale {scale:g} needs more children than the {NHS_CAPACITY:,} NHS numbers that "
            f"are reserved and never issued; the largest scale is {largest_scale():g}, unless the "
            "numbers are left out with --without-nhs-numbers."
        )
