"""A believable early years population, as its services would hold it, with the truth kept."""

__version__ = "1.0.0"
