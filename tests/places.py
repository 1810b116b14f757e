"""Builders of comparisons, with good defaults."""

from __future__ import annotations

from hub.model import Apart, Comparison, Funnel, Measured, Number, Standing

RECIPE = "sandhythe/two-year-old-take-up"


def a_place(name: str, value: float, n: int = 600, chance: int = 0, spread: int = 0) -> Standing:
    """A place that measured a share."""
    number = Number(value, value - 3, value + 3, n)
    slug = name.casefold()
    measured = Measured(
        slug,
        name,
        "two-year-old-take-up",
        1,
        RECIPE,
        "1.2.0",
        (),
        "dfe_cin",
        "%",
        number,
        value + 1,
    )
    return Standing(measured, chance, spread)


def a_comparison() -> Comparison:
    """Three places side by side, and one that is left out."""
    return Comparison(
        "two-year-old-take-up",
        RECIPE,
        (
            a_place("Aldermere", 70.0, 3000, 2, 1),
            a_place("Sandhythe", 61.5),
            a_place("Wexcombe", 62),
        ),
        (Apart("dyffryn-caerwyn", "Dyffryn Caerwyn", "It lies in <Wales>."),),
        Funnel(0.68, 4.2, 0.03, 3),
    )
