"""What many tests share: a little synthetic data, made once and kept between test runs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

with contextlib.chdir(Path(__file__).parent):  # where no hub.toml names another sector's data
    import hub.indicators
    import hub.vocabulary  # noqa: F401 - read from the folder in which they are imported

from hub.run.choose import choose
from hub.run.engines import Engine
from hub.settings import Settings
from synthetic_data import store
from tests.gitserver import GitServer, serving

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


@pytest.fixture(scope="session")
def every_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the profile clean for all localities, each at a fiftieth of its size."""
    root = tmp_path_factory.getbasetemp().parent / "every-place"
    root.mkdir(exist_ok=True)
    with FileLock(root / ".lock"):
        return store.make(root, "clean", seed=SMALL.seed, scale=0.02)


@pytest.fixture(scope="session")
def profile_data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of every profile for Sandhythe at a twentieth of its size."""
    root = tmp_path_factory.getbasetemp().parent / "profile-data"
    root.mkdir(exist_ok=True)
    with FileLock(root / ".lock"):
        return {
            profile: store.make(
                root, profile, seed=SMALL.seed, scale=SMALL.scale, localities=["sandhythe"]
            )
            for profile in store.PROFILES
        }


ENGINES = ("warm", "kernel") if sys.platform == "linux" else ("kernel",)


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """Each engine by name, with the tightest isolation that holds here."""
    cache = tmp_path_factory.mktemp("engines")
    made = {name: choose(Settings(engine=name), cache / name) for name in ENGINES}
    yield made
    for one in made.values():
        one.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> Engine:
    """One engine after the other: what holds for a run holds for both."""
    return engines[request.param]


@pytest.fixture
def warm(engines: dict[str, Engine]) -> Engine:
    """The quickest engine that works here."""
    return engines[ENGINES[0]]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """A git server whose certificate is trusted."""
    with serving(tmp_path) as made:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
        monkeypatch.setenv("NO_PROXY", "localhost")
        yield made
