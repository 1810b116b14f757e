"""privacy: what in a file could belong to a person, and where. The thing itself is never told.

readers/ takes any container apart into text with its place; the finders look at each text in every
way in which it can be read; the tally weighs what they find; mask() keeps it out of every message.
"""

from __future__ import annotations

from hub.privacy.budget import Budget
from hub.privacy.mask import mask
from hub.privacy.scan import scan_bytes, scan_path, scan_stream, scan_text
from hub.privacy.sighting import Kind, Sighting, Spot

__all__ = [
    "Budget",
    "Kind",
    "Sighting",
    "Spot",
    "mask",
    "scan_bytes",
    "scan_path",
    "scan_stream",
    "scan_text",
]
