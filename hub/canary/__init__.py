"""canary: recipes that must fail and a file that must be refused, in every full build.

A monitor that says all is well while it has stopped looking is worse than none. So the hub shows
itself what it must not pass, with the same checks, engine and isolation as everybody's recipes.
"""

from __future__ import annotations

from hub.errors import Stopped


class CanaryPassed(Stopped):
    """Something that must be found was not found; the text says what, for a maintainer."""
