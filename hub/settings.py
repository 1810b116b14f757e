"""The hub's settings: hub.toml, or [tool.hub] of pyproject.toml, or the defaults here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from hub.configured import SettingsError, said
from hub.data import DEFAULT_SEED, GIVEN, LOCALITIES, OURS, PROFILES
from hub.nearest import suggestion
from hub.vocabulary import WORDS

__all__ = ["Limits", "Neighbour", "Package", "Settings", "SettingsError", "load"]
STAND_IN = "sandhythe" if GIVEN.package == OURS else next(iter(LOCALITIES))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Part):
    """How much one run may use."""

    cell_seconds: Annotated[int, Field(ge=1)] = 120
    run_seconds: Annotated[int, Field(ge=1)] = 600
    start_seconds: Annotated[int, Field(ge=1)] = 60
    memory_mib: Annotated[int, Field(ge=256)] = 4096
    processes: Annotated[int, Field(ge=4)] = 64
    threads: Annotated[int, Field(ge=32)] = 256  # with the first of each process
    written_bytes: Annotated[int, Field(ge=1_000_000)] = 500_000_000
    files: Annotated[int, Field(ge=10)] = 2_000
    output_bytes: Annotated[int, Field(ge=1000)] = 50_000_000  # beyond it the run is ended
    outputs: Annotated[int, Field(ge=10)] = 5_000
    page_bytes: Annotated[int, Field(ge=1000)] = 5_000_000  # beyond it output is dropped
    page_outputs: Annotated[int, Field(ge=10)] = 500
    file_bytes: Annotated[int, Field(ge=1000)] = 5_000_000
    folder_files: Annotated[int, Field(ge=1)] = 100
    source_seconds: Annotated[int, Field(ge=1)] = 60  # for one fetch from another repository
    source_bytes: Annotated[int, Field(ge=100_000)] = 50_000_000
    source_files: Annotated[int, Field(ge=10)] = 2_000
    result_bytes: Annotated[int, Field(ge=1000)] = 5_000_000
    table_rows: Annotated[int, Field(ge=10)] = 20_000


class Package(_Part):
    """A package that recipes may ask for beyond the locked environment."""

    pins: Path  # a file of pins with hashes: it, and whatever it needs beyond what is offered
    modules: tuple[str, ...] = ()  # what recipes import of it, if not its own name

    def imported(self, name: str) -> tuple[str, ...]:
        """The modules that a recipe imports to use it."""
        return self.modules or (name.replace("-", "_"),)


class Neighbour(_Part):
    """Another hub that this one lists."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    address: str

    @field_validator("address")
    @classmethod
    def _of_the_web(cls, value: str) -> str:
        if not re.fullmatch(r"https://[^\s@?#]+", value):
            raise ValueError("it must begin with https://, and hold no name, password, ? or #")
        return value


class Settings(_Part):
    """Everything that may be set, with defaults that need no file."""

    title: str = "Early Years Hub"
    summary: str = (
        "Analyses of early years data that localities share, run on synthetic data "
        "to show that they work and that they are right."
    )
    address: str = "https://early-years-hub.example.org/"  # where the site will be read
    repository: str = "https://code.example.org/early-years-hub"
    security_contact: str = "mailto:security@early-years-hub.example.org"
    maintainers: tuple[str, ...] = ()  # accounts on the code host that review everything
    recipes: str = "recipes"
    data: str = OURS  # the package of synthetic data; hub/data.py says what it must hold
    neighbours: tuple[Neighbour, ...] = ()  # other hubs that the site lists
    profiles: Annotated[tuple[str, ...], Field(min_length=1)] = tuple(PROFILES)
    seed: int = DEFAULT_SEED
    scale: Annotated[float, Field(gt=0)] = 1.0
    stand_in: str = STAND_IN  # whose data a locality runs on that has none of its own
    history: str = "history"  # the branch that keeps the ledger of runs and published versions
    own: tuple[str, ...] = ()  # localities whose recipes are one's own: only they run unconfined
    engine: Literal["auto", "warm", "kernel"] = "auto"
    isolation: Literal["auto", "strict", "landlock", "none"] = "auto"
    cluster: str | None = None  # the address of a Dask scheduler
    packages: dict[str, Package] = {}  # that a recipe may declare, by name
    kernels: dict[str, str] = {}  # installed ones by their language, for engine = "kernel" alone
    limits: Limits = Limits()

    def data_of(self, named: str) -> str:
        """The locality of the synthetic data for one of that name: itself, or the stand-in."""
        return named if named in LOCALITIES else self.stand_in


def load(root: Path) -> Settings:
    """Read the settings of a project folder; raises SettingsError in words a person can use."""
    if WORDS.problem or GIVEN.problem:
        raise SettingsError(WORDS.problem or GIVEN.problem)
    found = said(root)
    return _with_pins(found.file, _known(found.file, _checked(found.file, found.table)), root)


def _known(name: str, settings: Settings) -> Settings:
    """Settings that name only profiles and localities that the data have."""
    for profile in settings.profiles:
        if profile not in PROFILES:
            raise SettingsError(f"{name}: profiles: " + _unknown(profile, PROFILES, "profile"))
    if settings.stand_in not in LOCALITIES:
        raise SettingsError(
            f"{name}: stand_in: " + _unknown(settings.stand_in, LOCALITIES, "locality")
        )
    return settings


def _unknown(named: str, known: Mapping[str, object], noun: str) -> str:
    return f'{GIVEN.package} has no {noun} "{named}": {suggestion(named, known, noun)}'


def _with_pins(name: str, settings: Settings, root: Path) -> Settings:
    """The files of pins are named from the project's folder."""
    found = {}
    for package, one in settings.packages.items():
        path = root.resolve() / one.pins
        if not path.is_file():
            raise SettingsError(f"{name}: packages.{package}.pins: there is no file {one.pins}.")
        found[package] = one.model_copy(update={"pins": path})
    return settings.model_copy(update={"packages": found})


def _checked(name: str, table: dict[str, object]) -> Settings:
    try:
        return Settings.model_validate(table)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{name}: {where}: {first['msg']}. The settings are listed in hub/settings.py."
        ) from fault
