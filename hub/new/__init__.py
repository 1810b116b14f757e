"""new: a recipe that passes every check and runs, made of a few answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hub.check.files import slug
from hub.data import LOCALITIES, Table
from hub.new import writing
from hub.new.choices import Group, Measure, NotPossible
from hub.repair import write_aside
from hub.vocabulary import NATIONS, WORDS

__all__ = [
    "Asked",
    "NotPossible",
    "Place",
    "create",
    "default_place",
    "default_question",
    "default_title",
    "introduce",
]


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
    if introduce(recipes, place):
        written.append(folder.parent / "locality.yml")
    return tuple(written)


def introduce(recipes: Path, place: Place) -> bool:
    """Write the card of a locality that gives its first recipe; whether one was written."""
    card = recipes / place.slug / "locality.yml"
    if card.exists():
        return False
    write_aside(card, writing.locality(place))
    return True


def default_place(name: str, stand_in: str) -> Place:
    """What can be said of a locality by its name alone, until its team says more."""
    folder, about = slug(name), WORDS.says.about
    return Place(
        folder,
        name if name != folder else name.replace("-", " ").title(),
        f"{name} {about} team",
        f"{slug(about)}@{folder}.example.org",
        stands_in=folder if folder in LOCALITIES else stand_in,
    )


def default_title(measure: Measure, group: Group) -> str:
    """A plain title, until somebody finds a better one."""
    text = f"{measure.words} by {group.words}"
    return f"{text[:1].upper()}{text[1:]}"[:100]


def default_question(measure: Measure, group: Group) -> str:
    """The question that the count answers."""
    return f"How does the share with {measure.words} differ by {group.words}?"[:200]
