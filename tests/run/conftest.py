"""Each engine in each isolation that holds here, for the probes and the floods."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from hub.run.choose import choose
from hub.run.engines import Engine
from hub.run.isolation import NoIsolation
from hub.settings import Settings

MODES = [(e, i) for e in ("warm", "kernel") for i in ("strict", "landlock")]


@pytest.fixture(scope="module", params=MODES, ids=lambda mode: "-".join(mode))
def confined(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Each engine in each isolation that holds here."""
    engine, isolation = request.param
    made = choose(Settings(engine=engine, isolation=isolation), tmp_path_factory.mktemp("confined"))
    try:
        assert made.isolation == isolation
    except NoIsolation as fault:
        if engine == "kernel" and isolation == "strict" and not shutil.which("bwrap"):
            pytest.skip(str(fault))
        raise
    yield made
    made.close()
