"""What people write, as models: recipe.yml, expected.yml, learning.yml, the locality's, mappings.

The models are the definition. Messages, JSON Schemas for editors and the pages all come from them.
"""

from __future__ import annotations

from typing import Any

from hub.contribution.expected import Expectation, Expected
from hub.contribution.learning import Exercise, Learning, Note, Shows
from hub.contribution.locality import Adoption, Advisories, Advisory, LocalityCard, Repository
from hub.contribution.mapping import MappingCard
from hub.contribution.parts import RESERVED_PARAMETERS, Card
from hub.contribution.recipe import (
    Author,
    FigureResult,
    Input,
    NumberResult,
    RecipeCard,
    TableResult,
)

__all__ = [
    "RESERVED_PARAMETERS",
    "SCHEMAS",
    "Adoption",
    "Advisories",
    "Advisory",
    "Author",
    "Card",
    "Exercise",
    "Expectation",
    "Expected",
    "FigureResult",
    "Input",
    "Learning",
    "LocalityCard",
    "MappingCard",
    "Note",
    "NumberResult",
    "RecipeCard",
    "Repository",
    "Shows",
    "TableResult",
    "json_schemas",
]

SCHEMAS: dict[str, type[Card]] = {
    "recipe": RecipeCard,
    "locality": LocalityCard,
    "advisories": Advisories,
    "expected": Expected,
    "learning": Learning,
    "mapping": MappingCard,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each file that a contributor writes, by the file's stem."""
    return {stem: model.model_json_schema(by_alias=True) for stem, model in SCHEMAS.items()}
