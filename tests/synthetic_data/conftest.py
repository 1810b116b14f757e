"""The data that these tests look at: both profiles, small, and one locality large enough."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from synthetic_data import store
from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality

Reader = Callable[[str, str, str], pd.DataFrame]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both profiles of all localities at a fiftieth of their size."""
    root = tmp_path_factory.mktemp("data")
    for profile in store.PROFILES:
        store.make(root, profile, scale=0.02)
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
