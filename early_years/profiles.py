"""Disclosure profiles: named rules for what may be published, read from profiles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

DEFAULT = "nhs_secondary"


@dataclass(frozen=True, slots=True)
class Profile:
    """One set of rules. Its name is what recipe.yml gives as disclosure_profile.

    smallest          the smallest count that may be shown; nought may be too, unless `zeros` is off
    base              what other counts are rounded to; 0 for no rounding
    share_base        the fewest cases that a percentage or a mean may rest on
    hidden            what stands in the place of a hidden value
    zeros             whether nought may be shown
    none_or_all_from  the smallest group of which "none" or "all" may be said
    decimals_from     the fewest cases for a percentage with a decimal
    top, top_share    no sum of which the `top` largest givers hold more than `top_share` (n-k rule)
    p_share           no sum in which all but the two largest come to less than this share of the
                      largest, because the second could work the first out (p% rule)
    vectors           whether figures may be drawn as SVG, which holds exact values
    publishable       whether what it lets through may leave the locality
    """

    name: str
    title: str
    rule: str
    source: str
    smallest: int
    base: int
    share_base: int
    hidden: str = "*"
    zeros: bool = True
    none_or_all_from: int = 20
    decimals_from: int = 100
    top: int = 2
    top_share: float = 0.9
    p_share: float = 0.1
    vectors: bool = True
    publishable: bool = True

    def is_small(self, count: float) -> bool:
        """Whether a count must not be shown."""
        return 0 < count < self.smallest or (count == 0 and not self.zeros)


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by its name, the default first."""
    text = files("early_years").joinpath("profiles.toml").read_text("utf-8")
    return {name: Profile(name, **rules) for name, rules in tomllib.loads(text).items()}


def profile(name: str | Profile = DEFAULT) -> Profile:
    """The profile of that name. Raises ValueError with the nearest name where there is none."""
    if isinstance(name, Profile):
        return name
    known = profiles()
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        raise ValueError(f'no disclosure profile "{name}"{hint} There are: {", ".join(known)}.')
    return known[name]
