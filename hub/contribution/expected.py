"""expected.yml: what the results must be, by profile of the synthetic data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    Field,
    model_validator,
)

from hub.contribution.parts import (
    Card,
    Name,
)


class Expectation(Card):
    """What one result must be: a value within a tolerance, a planted truth, or a number of rows."""

    value: float | None = None
    truth: Name | None = None
    tolerance: Annotated[float, Field(ge=0)] | None = None
    tolerance_percent: Annotated[float, Field(ge=0)] | None = Field(
        None, description="how near in per cent of the target: for counts, which grow with the data"
    )
    within: Literal["interval"] | None = None
    rows: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Expectation:
        targets = [t for t in (self.value, self.truth, self.rows) if t is not None]
        if len(targets) != 1:
            raise ValueError("give exactly one of value, truth and rows")
        near = [n for n in (self.tolerance, self.tolerance_percent, self.within) if n is not None]
        if self.rows is None and len(near) != 1:
            raise ValueError(
                'say how near, in one way: "tolerance: number", "tolerance_percent: number", or '
                '"within: interval"'
            )
        return self


class Expected(Card):
    """expected.yml: what the results must be, by profile of the synthetic data."""

    clean: dict[Name, Expectation]
    messy: dict[Name, Expectation] = {}
    tiny: dict[Name, Expectation] = {}
    minimum: dict[Name, Expectation] = {}
    other_system: dict[Name, Expectation] = Field({}, alias="other-system")

    def of(self, profile: str) -> dict[str, Expectation]:
        """What is expected on one profile."""
        return dict(getattr(self, profile.replace("-", "_"), {}))

    def profiles(self) -> tuple[str, ...]:
        """Every profile that something may be expected on, as expected.yml writes it."""
        return tuple(field.alias or name for name, field in type(self).model_fields.items())


NOTHING = Expected.model_validate({"clean": {}})
"""What is expected of a recipe that is run otherwise than as it was given: nothing."""
