"""What many tests share: a little synthetic data, made once and kept between test runs."""

from pathlib import Path

import pytest
from filelock import FileLock

from hub.settings import Settings
from synthetic_data import store

SMALL = Settings(scale=0.05, profiles=("clean",))


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the profile clean for Sandhythe at a twentieth of its size."""
    root = tmp_path_factory.getbasetemp().parent / "small-data"
    root.mkdir(exist_ok=True)
    with FileLock(root / ".lock"):  # several test processes want it at once
        return store.make(
            root, "clean", seed=SMALL.seed, scale=SMALL.scale, localities=["sandhythe"]
        )
