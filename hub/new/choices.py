"""What can be asked of a table of the contract: a share of its rows, by a group of them."""

from __future__ import annotations

from dataclasses import dataclass

from hub import vocabulary
from hub.data import CONTRACT, Field, Table
from hub.nearest import listed, suggestion

DEPRIVATION, RATE = "deprivation", "rate-with-interval"
MOST_GROUPS = 12
FIFTHS = {
    "1": "1 (most deprived)",
    "2": "2",
    "3": "3",
    "4": "4",
    "5": "5 (least deprived)",
}


class NotPossible(Exception):
    """What was asked cannot be made a recipe; the text says why and what to choose."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: rows whose field is true, has a code, or is filled in at all."""

    field: Field
    code: str | None = None

    @property
    def words(self) -> str:
        """What the rows have that are counted."""
        name = spoken(self.field.name)
        if self.code is not None:
            return f"{name}: {self.field.codes[self.code]}"
        return name if self.field.type == "boolean" else f"{name} recorded"

    @property
    def test(self) -> str:
        """The expression that tells the rows that are counted."""
        column = f'rows["{self.field.name}"]'
        if self.code is not None:
            value = self.code if self.field.type == "integer" else f'"{self.code}"'
            return f"{column} == {value}"
        return f"{column}.fillna(False).astype(bool)" if self.is_flag else f"{column}.notna()"

    @property
    def is_flag(self) -> bool:
        """Whether the field says yes or no by itself."""
        return self.field.type == "boolean"


@dataclass(frozen=True, slots=True)
class Group:
    """By what the rows are told apart: the fifths of deprivation, or the codes of a field."""

    field: Field | None = None

    @property
    def words(self) -> str:
        """What the groups are called."""
        return spoken(self.field.name) if self.field else DEPRIVATION

    @property
    def labels(self) -> dict[str, str]:
        """Each value with what readers see; the results have a row for each of them."""
        if self.field is None:
            return FIFTHS
        if self.field.type == "boolean":
            return {"True": "yes", "False": "no"}
        return dict(self.field.codes)


def spoken(name: str) -> str:
    """The name of a field or table in words."""
    return {"gld": "good level of development", "eypp": "early years pupil premium"}.get(
        name, name.replace("_", " ")
    )


def topic(service: str) -> str:
    """The topic of a recipe that reads a table of that service."""
    known = vocabulary.WORDS.services
    return known.get(service) or known.get("other") or vocabulary.TOPICS[0].slug


def method() -> str:
    """The method of a new recipe: a rate, where the hub has such a method."""
    slugs = [one.slug for one in vocabulary.METHODS]
    return RATE if RATE in slugs else slugs[0]


def tables() -> tuple[str, ...]:
    """The tables of which something can be counted by a group."""
    services = vocabulary.WORDS.services
    return tuple(
        table.name
        for table in CONTRACT.tables
        if table.service in (services or [table.service])
        and not table.name.endswith(("_person", "person_review"))
        and measures(table)
    )


def table(name: str) -> Table:
    """The table of that name. Raises NotPossible."""
    if name not in tables():
        why = suggestion(name, tables(), "table")
        if CONTRACT.has_table(name):
            why = "it holds nothing to count by a group: a yes or no, and a field with codes, say."
        raise NotPossible(f'hub new makes no recipe of the table "{name}": {why}')
    return CONTRACT.table(name)


def measures(of: Table) -> tuple[str, ...]:
    """What can be counted of a table by some group, as `field` or `field=code`, plainest first."""
    flags = [f.name for f in of.fields if f.type == "boolean"]
    coded = [f"{f.name}={code}" for f in of.fields if 1 < len(f.codes) <= 25 for code in f.codes]
    filled = [f.name for f in of.fields if f.nullable and f.type != "boolean"]
    every = (*flags, *coded, *filled)
    return tuple(one for one in every if set(groups(of)) - {one.partition("=")[0]})


def measure(of: Table, named: str) -> Measure:
    """The measure of that name. Raises NotPossible."""
    name, _, code = named.partition("=")
    if named not in measures(of):
        choices = listed(measures(of), 30)
        raise NotPossible(f'"{named}" cannot be counted of "{of.name}"; choose from: {choices}.')
    return Measure(of.field(name), code or None)


def groups(of: Table) -> tuple[str, ...]:
    """By what the rows of a table can be told apart."""
    place = (DEPRIVATION,) if of.has_field("lsoa21") and of.name != "area" else ()
    coded = [f.name for f in of.fields if 1 < len(f.codes) <= MOST_GROUPS]
    flags = [f.name for f in of.fields if f.type == "boolean" and not f.nullable]
    return (*place, *coded, *flags)


def group(of: Table, named: str) -> Group:
    """The group of that name. Raises NotPossible."""
    if named not in groups(of):
        raise NotPossible(
            f'the rows of "{of.name}" cannot be told apart by "{named}": '
            + suggestion(named, groups(of), "field")
        )
    return Group(None if named == DEPRIVATION else of.field(named))
