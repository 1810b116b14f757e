"""The synthetic data that recipes run on, made before the first run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hub.data import store
from hub.errors import Mendable
from hub.progress import Progress
from hub.settings import Settings


def make_data(
    out: Path, settings: Settings, progress: Progress, only: Sequence[str] = ()
) -> dict[str, Path]:
    """The synthetic data of every profile, or only of some, made where they are not there already.

    Raises Mendable where they cannot be made as the settings ask.
    """
    return {
        profile: _made(out, profile, settings, progress) for profile in only or settings.profiles
    }


def _made(out: Path, profile: str, settings: Settings, progress: Progress) -> Path:
    with progress.step(f"synthetic data, profile {profile}"):
        try:
            return store().make(out / "data", profile, seed=settings.seed, scale=settings.scale)
        except store().CannotMake as fault:
            raise Mendable(str(fault)) from fault
