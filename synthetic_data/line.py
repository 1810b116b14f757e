"""One locality from its settings to its files: draw, spoil, write."""

from pathlib import Path

from synthetic_data.files import Written, write_table, write_values
from synthetic_data.localities import Locality
from synthetic_data.locality_data import make_locality
from synthetic_data.profiles import Profile
from synthetic_data.spoil import spoil


def write_locality(
    root: Path, locality: Locality, profile: Profile, seed: int, scale: float
) -> list[Written]:
    """Make a locality and write it below the folder of its profile."""
    data = make_locality(locality, seed, scale)
    spoilt = spoil(data.world, data.tables, profile.faults)
    here = locality.slug
    tables = [
        write_table(root, f"{here}/{name}.parquet", held.table)
        for name, held in sorted(spoilt.tables.items())
    ]
    truth = [
        write_table(root, f"{here}/truth/{name}.parquet", table)
        for name, table in sorted({**data.truth, "faults": spoilt.log}.items())
    ]
    values = write_values(root, f"{here}/truth/values.json", data.values)
    return [*tables, *truth, values]
