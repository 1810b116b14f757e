"""The profiles of the data, each made to test something."""

from dataclasses import dataclass

DEFAULT_SEED = 65


@dataclass(frozen=True)
class Profile:
    """One version of the data."""

    meaning: str


PROFILES = {
    "clean": Profile("As it is recorded when nothing goes wrong."),
    "messy": Profile("With falls of which nobody noted who fell."),
}
