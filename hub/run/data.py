"""The synthetic data that recipes run on, made before the first run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hub.data import store
from hub.errors import Mendable
from hub.model import Recipe
from hub.progress import Progress
from hub.settings import Settings


def make_data(
    out: Path,
    settings: Settings,
    progress: Progress,
    only: Sequence[str] = (),
    recipes: Iterable[Recipe] | None = None,
) -> dict[str, Path]:
    """The synthetic data of every profile, or only of some, made where they are not there already.

    With `recipes`, at least of the localities whose data these read, and else of all. Raises
    Mendable where they cannot be made as the settings ask.
    """
    places = None if recipes is None else _read_by(recipes, settings)
    return {
        profile: _made(out, profile, places, settings, progress)
        for profile in only or settings.profiles
    }


def _read_by(recipes: Iterable[Recipe], settings: Settings) -> list[str]:
    """A recipe reads the data of one locality: its own, or of that which stands in for it."""
    return sorted({settings.data_of(one.locality.data_of) for one in recipes})


def _made(
    out: Path, profile: str, places: list[str] | None, settings: Settings, progress: Progress
) -> Path:
    with progress.step(f"synthetic data, profile {profile}"):
        try:
            return store().make(
                out / "data",
                profile,
                seed=settings.seed,
                scale=settings.scale,
                localities=places,
            )
        except store().CannotMake as fault:
            raise Mendable(str(fault)) from fault
