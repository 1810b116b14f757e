"""The hub, one line from a recipe in a folder to a published catalogue.

    collect → check → run → record → render → publish

collect   reads localities' recipes as values
check     says what is wrong with them, where, and what to do
run       executes each on synthetic data, in a process of its own
record    reads the declared results back and gives the verdict; compare puts places side by side
render    turns the catalogue into safe pages and data files
publish   builds the site beside the old one, guards it, and swaps
"""

__version__ = "0.1.0"
