"""Nurseries that changed owner: a new number, and a history of grades that starts again."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Dates, Ints, after
from synthetic_data.columns import blanked, pick, plain_table, table, take
from synthetic_data.identifiers import prefixed
from synthetic_data.providers import TYPES, Providers, positions
from synthetic_data.truth import TruthValue
from synthetic_data.world import World

# The share of nurseries that changed owner between their second and third last five inspections,
# and of these the share whose grades go up and down across the change (assumptions).
_CHANGED, _HIDDEN = 0.06, 0.34
_FIRST_NUMBER, _NUMBERS_PER_LOCALITY = 90_000, 1_200
_AFTER_INSPECTION, _SHORTEST = 60, 2_500  # days; an owner kept the nursery at least so long
_OWNERS = ("Tansy", "Lantern", "Pebble", "Kite", "Clover", "Thimble")


@dataclass(frozen=True)
class Reregistered:
    """By provider: whether and when it changed owner, its earlier number, and a hidden up and down.

    `number` holds the earlier number, blank for those that never changed.
    """

    changed: Bools
    hidden: Bools
    on: Dates
    number: pa.Array

    def number_on(self, providers: Providers, provider: Ints, day: Dates) -> pa.Array:
        """The number that each provider had on that day."""
        earlier = self.changed[provider] & (day < self.on[provider])
        return pc.if_else(
            pa.array(earlier), take(self.number, provider), take(providers.number, provider)
        )

    def values(self) -> dict[str, TruthValue]:
        """How many there are."""
        return {
            "reregistered_providers": TruthValue(
                float(self.changed.sum()), "Nurseries whose number changed with their owner."
            ),
            "yo_yo_providers_hidden": TruthValue(
                float(self.hidden.sum()),
                "Of these, nurseries whose grade crosses the line at least three times when both "
                "numbers are read together, and under neither of them alone.",
            ),
        }

    def truth(self, providers: Providers) -> pa.Table:
        """Which number became which, and when."""
        rows = np.flatnonzero(self.changed)
        return plain_table(
            provider_id=take(providers.number, rows),
            former_provider_id=take(self.number, rows),
            changed_on=self.on[rows],
            yo_yo_hidden=self.hidden[rows],
        )


def reregistered(
    world: World, providers: Providers, inspected: Dates, yo_yo: Bools
) -> Reregistered:
    """Draw who changed owner, some weeks after the second of the last five inspections."""
    rng, count = world.stream("reregistration"), len(providers)
    nurseries = np.flatnonzero((providers.kind == TYPES.index("non_domestic")) & ~yo_yo)
    chosen = nurseries[rng.permutation(len(nurseries))[: round(_CHANGED * len(nurseries))]]
    changed, hidden = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    changed[chosen] = True
    hidden[chosen[: round(_HIDDEN * len(chosen))]] = True
    order = np.full(count, -1)
    order[chosen] = np.arange(len(chosen))
    first = _FIRST_NUMBER + _NUMBERS_PER_LOCALITY * world.locality.number
    numbers = prefixed("EY9", first + np.maximum(order, 0), 5)
    on = after(inspected[:, 1], _AFTER_INSPECTION)
    return Reregistered(changed, hidden, on, blanked(numbers, ~changed))


def former_table(world: World, providers: Providers, moved: Reregistered) -> pa.Table:
    """The registrations that ended, as the register still lists them."""
    rows = np.flatnonzero(moved.changed)
    latitude, longitude = positions(world, providers)
    began = np.minimum(providers.registered_on, after(moved.on, -_SHORTEST))[rows]
    area = take(world.places.name, providers.area[rows])
    owner = pick(_OWNERS, rows % len(_OWNERS))
    return table(
        "former_provider",
        provider_id=take(moved.number, rows),
        provider_name=pc.binary_join_element_wise(area, owner, pa.scalar("Nursery"), " "),
        lsoa21=take(world.places.code, providers.area[rows]),
        latitude=latitude[rows],
        longitude=longitude[rows],
        registered_on=began,
        resigned_on=moved.on[rows],
    )
