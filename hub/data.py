"""The package of synthetic data that a hub runs on, and all that the hub asks of it.

It is named in the settings (`data = "falls_data"`) and lies in the hub's folder or is installed.
Without that it is `synthetic_data`, which holds early years data. What a table and a field are is
the same for every package: `synthetic_data.contract.model`.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast

from hub.configured import SettingsError, said
from synthetic_data.contract import keeping, reading
from synthetic_data.contract.arrow import as_text
from synthetic_data.contract.frictionless import table_schema
from synthetic_data.contract.mapping import FieldMapping, TableMapping, as_it_is
from synthetic_data.contract.model import Contract, Field, Table
from synthetic_data.contract.template import mapping_template

__all__ = [
    "CONTRACT",
    "DEFAULT_SEED",
    "LOCALITIES",
    "PROFILES",
    "Contract",
    "Field",
    "FieldMapping",
    "Table",
    "TableMapping",
    "as_it_is",
    "as_text",
    "keeping",
    "mapping_template",
    "reading",
    "store",
    "table_schema",
]

OURS = "synthetic_data"
NAME = re.compile(r"[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*")


class Profile(Protocol):
    """One version of the data, made to test something."""

    @property
    def meaning(self) -> str:
        """What it holds and is for, in one sentence."""


class Invented(Protocol):
    """An invented locality, of which the data are."""

    @property
    def name(self) -> str:
        """What readers see."""


class Truth(Protocol):
    """A number that was planted, which a good method should give back."""

    @property
    def value(self) -> float:
        """The number itself."""

    @property
    def meaning(self) -> str:
        """What it is, in one sentence."""


class Store(Protocol):
    """The module `store` of a package of data: where the data lie, and how they are made."""

    CannotMake: type[Exception]
    """Raised by `make`, with one sentence for whoever asked."""

    def make(
        self,
        out: Path,
        profile: str,
        *,
        seed: int,
        scale: float,
        localities: Iterable[str] | None = None,
    ) -> Path:
        """Have the data of a profile in OUT/<profile>, made only where they are not there.

        At least of these localities, or of all; what of a locality is made does not depend on
        which others are.
        """

    def table_path(self, root: Path, profile: str, locality: str, table: str) -> Path:
        """The Parquet file of a table; those of a locality lie in one folder."""

    def truth_values(self, root: Path, profile: str, locality: str) -> Mapping[str, Truth]:
        """What was planted, by name; nothing where nothing was."""

    def manifest(self, folder: Path) -> Mapping[str, Any]:
        """Facts of a profile's data that pages show: label, notice, generator, seed, scale."""

    def data_version(self, folder: Path) -> str:
        """What identifies a profile's data: another text where they were made otherwise."""


ASKED = {  # the modules of the package, and the names that each must hold
    "contract": ("CONTRACT",),
    "profiles": ("PROFILES", "DEFAULT_SEED"),
    "localities": ("LOCALITIES",),
    "store": ("CannotMake", "make", "table_path", "truth_values", "manifest", "data_version"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the package of a hub gives; `problem` says why it cannot be used, and ours stands in."""

    package: str
    contract: Contract
    profiles: Mapping[str, Profile]
    localities: Mapping[str, Invented]
    seed: int
    problem: str = ""


def read(folder: Path) -> Given:
    """The package that the settings of a folder name."""
    try:
        found = said(folder)
    except SettingsError:
        return _given(OURS)  # said again, and raised, when the settings are read
    name = found.table.get("data", OURS)
    where = f'{found.file}: data = "{name}"'
    if not isinstance(name, str) or not NAME.fullmatch(name):
        return _given(OURS, f"{where}: that is no name of a Python package.")
    if name == OURS:
        return _given(OURS)
    if str(folder) not in sys.path:
        sys.path.append(str(folder))  # the last place that is looked into: nothing is hidden by it
    problem = next((f"{where}: {wrong}" for wrong in _wrong(name)), "")
    return _given(OURS, problem) if problem else _given(name)


def _given(name: str, problem: str = "") -> Given:
    contract, profiles, localities = (
        importlib.import_module(f"{name}.{part}") for part in ("contract", "profiles", "localities")
    )
    return Given(
        name,
        contract.CONTRACT,
        profiles.PROFILES,
        localities.LOCALITIES,
        profiles.DEFAULT_SEED,
        problem,
    )


def _wrong(name: str) -> list[str]:
    """What a package lacks of that which is asked, the first fault first."""
    modules: dict[str, ModuleType] = {}
    for part, names in ASKED.items():
        try:
            modules[part] = importlib.import_module(f"{name}.{part}")
        except Exception as fault:  # noqa: BLE001 - whatever a stranger's module raises
            return [f"the module {name}.{part} cannot be used ({type(fault).__name__}: {fault})."]
        lacking = [one for one in names if not hasattr(modules[part], one)]
        if lacking:
            return [f"{name}.{part} lacks {', '.join(lacking)}. hub/data.py says what each is."]
    return [
        *_of_make(name, modules["store"].make),
        *_of_contract(name, modules["contract"].CONTRACT),
        *_of_names(f"{name}.profiles.PROFILES", modules["profiles"].PROFILES, "meaning"),
        *_of_names(f"{name}.localities.LOCALITIES", modules["localities"].LOCALITIES, "name"),
    ]


def _of_make(name: str, make: Callable[..., Path]) -> list[str]:
    """Whether the data can be made as they are asked for."""
    try:
        inspect.signature(make).bind(Path(), "", seed=1, scale=1.0, localities=None)
    except (TypeError, ValueError) as fault:
        return [f"{name}.store.make takes other arguments than hub/data.py says ({fault})."]
    return []


def _of_contract(name: str, contract: object) -> list[str]:
    if not isinstance(contract, Contract) or not contract.tables:
        return [
            f"{name}.contract.CONTRACT is no Contract with tables; make it of "
            "synthetic_data.contract.model."
        ]
    unkeyed = [one.name for one in contract.tables if not one.key or not one.fields]
    return [f'the table "{one}" of {name} has no key or no fields.' for one in unkeyed]


def _of_names(what: str, values: object, wanted: str) -> list[str]:
    """Whether something maps names to values that have an attribute."""
    if not isinstance(values, Mapping) or not values:
        return [f"{what} maps no name to anything."]
    bad = [name for name, one in values.items() if not isinstance(getattr(one, wanted, None), str)]
    return [f'{what}: "{name}" has no {wanted}.' for name in bad]


GIVEN = read(Path.cwd())  # what recipes may ask for is fixed when their models are imported
CONTRACT, PROFILES, LOCALITIES = GIVEN.contract, GIVEN.profiles, GIVEN.localities
DEFAULT_SEED = GIVEN.seed


@cache
def store() -> Store:
    """Where the data lie and how they are made; imported when it is first asked for."""
    return cast(Store, importlib.import_module(f"{GIVEN.package}.store"))
