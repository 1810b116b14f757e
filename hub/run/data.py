"""The synthetic data that recipes run on, made before the first run."""

from __future__ import annotations

from pathlib import Path

from hub.progress import Progress
from hub.settings import Settings
from synthetic_data import store


def make_data(out: Path, settings: Settings, progress: Progress) -> dict[str, Path]:
    """The synthetic data of every profile, made only where they are not there already."""
    data = {}
    for profile in settings.profiles:
        with progress.step(f"synthetic data, profile {profile}"):
            data[profile] = store.make(
                out / "data", profile, seed=settings.seed, scale=settings.scale
            )
    return data
