"""The data that these tests look at: every profile, small, and one locality large enough."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from synthetic_data import store
from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality

Reader = Callable[[str, str, str], pd.DataFrame]

SCALES = {"clean": 0.02, "messy": 0.02, "tiny": 1.0, "minimum": 0.005, "other-system": 0.005}
"""How large each profile is made."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every profile of all localities, made once for all test processes."""
    root = tmp_path_factory.getbasetemp().parent / "all-profiles"
    root.mkdir(exist_ok=True)
    with FileLock(root / ".lock"):
        for profile, scale in SCALES.items():
            store.make(root, profile, scale=scale)
    return root


@pytest.fixture(scope="session")
def read(data: Path) -> Reader:
    """A table by profile, locality and name; truth tables by "truth/name"."""

    @cache
    def reader(profile: str, locality: str, table: str) -> pd.DataFrame:
        return pq.read_table(store.table_path(data, profile, locality, table)).to_pandas()

    return reader


@pytest.fixture(scope="session")
def county() -> LocalityData:
    """Hartsfold, of average mix, at half its size: 30,000 births."""
    return make_locality(LOCALITIES["hartsfold"], seed=7, scale=0.5)
