"""What a contributor writes: recipe.yml, locality.yml, advisories.yml and expected.yml as models.

The models are the definition. Messages, JSON Schemas for editors and the pages all come from them.
"""

from __future__ import annotations

from typing import Any

from hub.contribution.expected import Expectation, Expected
from hub.contribution.locality import Advisories, Advisory, LocalityCard, Repository
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
    "Advisories",
    "Advisory",
    "Author",
    "Card",
    "Expectation",
    "Expected",
    "FigureResult",
    "Input",
    "LocalityCard",
    "NumberResult",
    "RecipeCard",
    "Repository",
    "TableResult",
    "json_schemas",
]

SCHEMAS: dict[str, type[Card]] = {
    "recipe": RecipeCard,
    "locality": LocalityCard,
    "advisories": Advisories,
    "expected": Expected,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each file that a contributor writes, by the file's stem."""
    return {stem: model.model_json_schema(by_alias=True) for stem, model in SCHEMAS.items()}
