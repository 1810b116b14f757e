"""Hits weighed together: a column of true numbers is all right, one of other codes seldom is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.privacy import contact, numbers, places
from hub.privacy.hit import Hit
from hub.privacy.sighting import Kind, Sighting, Spot

DELIMITERS = ("\t", ";", "|", ",")
SNIFFED = 20  # lines
NAMED = {
    Kind.NHS_NUMBER: numbers.NAMED,
    Kind.NI_NUMBER: numbers.NI_NAMED,
    Kind.POSTCODE: places.NAMED,
    Kind.PHONE: contact.NAMED,
}
OTHERWISE = "called otherwise"
CARD_CONTACT = re.compile(r"\s*(?:- )?contact\s*:")

Group = tuple[Kind, str, int | None]


@dataclass
class _Count:
    good: int = 0
    certain: int = 0
    total: int = 0
    line: int | None = None


@dataclass
class Tally:
    """The hits of one passage, over all its pieces; of several views the fullest counts."""

    card: bool = False
    delimiter: str | None = None
    header: tuple[str, ...] = ()
    views: dict[int, dict[Group, _Count]] = field(default_factory=dict)

    def lay_out(self, text: str) -> None:
        """See from its first lines whether the passage is a table with named columns."""
        lines = [line for line in text[:50_000].splitlines()[: SNIFFED + 1] if line.strip()]
        for mark in DELIMITERS:
            counts = Counter(line.count(mark) for line in lines)
            usual, often = counts.most_common(1)[0] if counts else (0, 0)
            if len(lines) > 2 and usual > 0 and often >= 0.8 * len(lines):
                self.delimiter = mark
                self.header = tuple(lines[0].lower().split(mark))
                return

    def add(self, hits: Iterator[Hit], text: str, first_line: int, view: int) -> None:
        """Count the hits of one view of one piece."""
        groups = self.views.setdefault(view, {})
        for hit in hits:
            if self.card and hit.kind in (Kind.MAIL, Kind.PHONE) and _is_contact(text, hit.start):
                continue
            column = self._column(text, hit)
            shape = OTHERWISE if self._called_otherwise(hit.kind, column) else hit.shape
            count = groups.setdefault((hit.kind, shape, column), _Count())
            count.total += 1
            if hit.good:
                count.good += 1
                count.certain += hit.certain or self._called_so(hit.kind, column)
                if count.line is None:
                    count.line = first_line + text.count("\n", 0, hit.start)

    def _column(self, text: str, hit: Hit) -> int | None:
        if self.delimiter is None or hit.certain:
            return None
        start = text.rfind("\n", 0, hit.start) + 1
        return text.count(self.delimiter, start, hit.start)

    def _called_so(self, kind: Kind, column: int | None) -> bool:
        if column is None or kind not in NAMED or column >= len(self.header):
            return False
        return NAMED[kind].search(self.header[column]) is not None

    def _called_otherwise(self, kind: Kind, column: int | None) -> bool:
        if kind is not Kind.NHS_NUMBER or column is None or column >= len(self.header):
            return False
        name = self.header[column]
        return numbers.OTHER_CODE.search(name) is not None and not numbers.NAMED.search(name)

    def sightings(self, spot: Spot) -> Iterator[Sighting]:
        """What is enough to be told, one a kind."""
        best: dict[Kind, Sighting] = {}
        for groups in self.views.values():
            found: dict[Kind, list[_Count]] = {}
            for (kind, shape, _), count in groups.items():
                if _enough(kind, shape, count):
                    found.setdefault(kind, []).append(count)
            for kind, counts in found.items():
                number = sum(count.good for count in counts)
                line = min(count.line or 1 for count in counts)
                if kind not in best or number > best[kind].count:
                    best[kind] = Sighting(kind, spot.at(line), number)
        yield from best.values()


def _is_contact(text: str, at: int) -> bool:
    return CARD_CONTACT.match(text, text.rfind("\n", 0, at) + 1) is not None


def _enough(kind: Kind, shape: str, count: _Count) -> bool:
    """Whether so many good ones among so many can hardly be chance."""
    if count.certain:
        return True
    if not count.good:
        return False
    share = count.good / count.total
    if kind is Kind.NHS_NUMBER:
        if shape in (OTHERWISE, "not issued"):
            return count.total >= 5 and share >= 0.9
        if shape == "scottish":
            return count.total >= 4 and share >= 0.8
        if shape == "crowded":
            return count.good >= 3 and share >= 0.5
        return count.total <= 4 or share >= 0.3
    if kind is Kind.PHONE:
        return shape == "without its 0" and count.total >= 3 and share >= 0.9
    if kind is Kind.POSTCODE and shape == "together":
        return count.good >= 3
    return not (kind is Kind.NI_NUMBER and shape == "cut short")
