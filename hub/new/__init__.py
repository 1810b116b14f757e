"""new: a recipe that passes every check and runs, made of a few answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hub.check.files import slug
from hub.data import Table
from hub.new import writing
from hub.new.choices import Group, Measure, NotPossible
from hub.repair import write_aside
from hub.vocabulary import NATIONS

__all__ = ["Asked", "NotPossible", "Place", "create", "default_question", "default_title"]


@dataclass(frozen=True, slots=True)
class Place:
    """Who gives the recipe: the folder of the locality, and what its card says where it is new."""

    slug: str
    name: str
    team: str
    contact: str
    stands_in: str
    nation: str = NATIONS[0].slug


@dataclass(frozen=True, slots=True)
class Asked:
    """What the recipe is to answer, of which table."""

    title: str
    question: str
    table: Table
    measure: Measure
    group: Group


def create(recipes: Path, place: Place, asked: Asked, today: str) -> tuple[Path, ...]:
    """Write the recipe, and locality.yml where there is none; the paths written.

    Raises NotPossible where the folder is there already. Nothing half-made is left behind.
    """
    folder = recipes / place.slug / slug(asked.title)
    if folder.exists():
        raise NotPossible(
            f"{folder.name} is there already in {place.slug}; give the recipe another title."
        )
    files = writing.files(place, asked, today)
    folder.mkdir(parents=True)
    written = []
    for name, text in files.items():
        write_aside(folder / name, text)
        written.append(folder / name)
    card = folder.parent / "locality.yml"
    if not card.exists():
        write_aside(card, writing.locality(place))
        written.append(card)
    return tuple(written)


def default_title(measure: Measure, group: Group) -> str:
    """A plain title, until somebody finds a better one."""
    text = f"{measure.words} by {group.words}"
    return f"{text[:1].upper()}{text[1:]}"[:100]


def default_question(measure: Measure, group: Group) -> str:
    """The question that the count answers."""
    return f"How does the share with {measure.words} differ by {group.words}?"[:200]
