"""What the cells of a column look like: a moment, a day, a clock time, a number, a code or a known word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from energie.history_words import register_of, status_of
from energie.readers.layout import SERIES_UNITS, carrier_code
from kern.intake.headings import normalise_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MONTH_NAME = r"[a-z]{3,9}\.?"
_PARTED = rf"(?:\d{{1,4}}|{_MONTH_NAME})[-/. ] ?(?:\d{{1,2}}|{_MONTH_NAME})[-/., ]+ ?\d{{1,4}}"
_DAY = rf"(?:{_PARTED}|(?:19|20)\d{{6}}|\d{{4}}(?:19|20)\d\d)"
_WEEKDAY = r"(?:[a-z]{2,9}[.,]? )?"
_CLOCK = r"\d{1,2}[:hu]\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|[+-]\d{2}:?\d{2}))?"
MOMENT = re.compile(rf"^{_WEEKDAY}{_DAY}(?:[ t,]+(?:{_CLOCK}|\d{{4}}))$", re.IGNORECASE)
DAY = re.compile(rf"^{_WEEKDAY}{_DAY}$", re.IGNORECASE)
MONTH = re.compile(r"^(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])$")
CLOCK = re.compile(rf"^{_CLOCK}(?: ?[-–] ?{_CLOCK})?$", re.IGNORECASE)
NUMBER = re.compile(r"^[+-]?(?:\d[\d.,'   ]*|[.,]\d+)(?:[eE][+-]?\d+)?$")
EAN = re.compile(r"^54\d{16}$")
_MOST = 0.9

_QUANTITY_WORDS = {
    "verbruik", "volume", "waarde", "value", "consumption", "energie", "energy", "quantity", "hoeveelheid", "afname",
    "offtake", "usage", "wert", "verbrauch", "consommation", "valeur", "import", "injectie", "injection", "export",
    "productie", "production", "actief", "active", "power", "vermogen", "meting", "reading",
}  # fmt: skip
_NOT_QUANTITY = {
    "temperatuur", "temperature", "prijs", "price", "kost", "cost", "bedrag", "amount", "euro", "eur", "btw", "id",
    "nr", "index", "stand", "co2", "vochtigheid", "humidity", "reactief", "reactive", "kvarh", "cos", "phi", "spanning",
    "voltage", "stroom", "current", "dag", "maand", "jaar", "uur", "week", "dju", "graaddagen", "piek", "peak",
}  # fmt: skip
_METER_WORDS = {"meter", "ean", "meetpunt", "aansluiting", "meternummer", "metercode", "meterid", "point", "zahler"}
INJECTION_WORDS = {"injectie", "injection", "export", "teruglevering", "einspeisung"}


@dataclass(frozen=True)
class ColumnSigns:
    """One column: its heading and the kind of most of its cells.

    Args:
        place: From the left, counted from 0.
        heading: As in the file.
        kind: moment, day, month, clock, number, ean, unit, carrier, register, status, text or empty.
        values: Cells with something, from the first rows.
    """

    place: int
    heading: str
    kind: str
    values: tuple[str, ...]

    @property
    def words(self) -> set[str]:
        """The words of the heading, normalised, units in brackets included."""
        bare = self.heading.replace("³", "3").replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ")
        return set(normalise_heading(bare).split())

    @property
    def unit(self) -> str | None:
        """The unit its heading says, as in SERIES_UNITS."""
        found = {name.lower().replace("³", "3"): name for name in SERIES_UNITS}
        words = re.split(r"[^A-Za-z0-9³]+", self.heading.lower().replace("³", "3"))
        return next((found[word] for word in reversed(words) if word in found and len(word) > 1), None)

    @property
    def says_quantity(self) -> int:
        """How much the heading speaks for (above 0) or against (below 0) a quantity of energy."""
        score = 2 if self.unit else 0
        score += 1 if self.words & _QUANTITY_WORDS else 0
        return score - (3 if self.words & _NOT_QUANTITY and not self.unit else 0)

    @property
    def says_meter(self) -> bool:
        """Whether the heading speaks of a meter or connection."""
        return bool(self.words & _METER_WORDS)


def signs_of(place: int, heading: str, cells: Sequence[str]) -> ColumnSigns:
    """What the cells of a column look like.

    >>> signs_of(0, "Tijd", ["1/02/2025 00:15", "1/02/2025 00:30"]).kind
    'moment'
    >>> [signs_of(0, "x", [cell]).kind for cell in ("20250131", "0:15", "1.234,5", "541448000000000011", "MWh")]
    ['day', 'clock', 'number', 'ean', 'unit']
    """
    values = tuple(text for cell in cells if (text := cell.strip().strip('="').strip()))
    return ColumnSigns(place, heading, _kind(values), values)


def _kind(values: Sequence[str]) -> str:
    if not values:
        return "empty"
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("ean", EAN.match),
        ("moment", MOMENT.match),
        ("day", _is_day),
        ("month", MONTH.match),
        ("clock", CLOCK.match),
        ("number", NUMBER.match),
        ("unit", _is_unit),
        ("carrier", carrier_code),
        ("register", register_of),
        ("status", status_of),
    )
    for kind, test in tests:
        if sum(1 for value in values if test(value)) >= _MOST * len(values):
            return kind
    return "text"


def _is_unit(text: str) -> bool:
    plain = text.lower().replace("³", "3")
    return any(name.lower().replace("³", "3") == plain for name in SERIES_UNITS)


def _is_day(text: str) -> bool:
    return DAY.match(text) is not None
