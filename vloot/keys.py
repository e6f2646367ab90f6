"""Keys of the fleet's figures: `vloot.<what>.<year>[.<detail>]`, with a vehicle as `voertuig.<VIN>`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kern.errors import InputWrong
from kern.language import N_

KEY = re.compile(r"^vloot\.(?P<what>[a-z0-9_]+)\.(?P<year>\d{4})(?:\.(?P<detail>.+))?$")

OF_PATH = ("pad", "pad_samengesteld", "kloof", "verandering", "vereist", "doel", "trend")
"""Details of `vloot.co2.<year>` that come from the trajectory."""

BESIDE = ("bron_tot_wiel", "laden", "geschat")
"""Details of `vloot.co2.<year>` that stand beside the indicator."""

VEHICLE = "voertuig."
FORMS = (
    "vloot.co2.2025",
    "vloot.co2.2025.<entiteit>",
    "vloot.co2.2025.voertuig.<chassisnummer>",
    *(f"vloot.co2.2025.{detail}" for detail in (*OF_PATH, *BESIDE)),
    "vloot.verbruik.2025.<product>",
    "vloot.laden.2025",
    "vloot.laden.2025.achter_meter",
    "vloot.mobiliteit.2025",
    *(f"vloot.mobiliteit.2025.{detail}" for detail in ("vermeden", "gedeeld", "duurzaam")),
    "vloot.voertuigen.2025",
    "vloot.elektrisch.2025",
    "vloot.afstand.2025",
    "vloot.vervanging.2030",
    "vloot.vervanging.2030.aantal",
    "vloot.vervanging.2030.aankoop",
    "vloot.vervanging.2030.kost",
    "vloot.vervanging.2030.marge",
    "vloot.praktijk.2025",
    "vloot.praktijk.2025.elektrisch",
    "vloot.ecoscore.2025",
    "vloot.ecoscore.2025.km",
    "vloot.ecoscore.2025.<entiteit>",
    "vloot.quota.2025.<klasse>.<beginjaar>",
    "vloot.gereedheid.2025",
    "vloot.gereedheid.2025.<entiteit>",
)


@dataclass(frozen=True)
class FleetKey:
    """The parts of a key."""

    what: str
    year: int
    detail: str

    @property
    def vin(self) -> str | None:
        """The chassis number asked for, or None."""
        return self.detail.removeprefix(VEHICLE) if self.detail.startswith(VEHICLE) else None


def co2_key(year: int, detail: str = "") -> str:
    """The key of a CO2 figure.

    >>> co2_key(2025), co2_key(2025, "pad")
    ('vloot.co2.2025', 'vloot.co2.2025.pad')
    """
    return f"vloot.co2.{year}" + (f".{detail}" if detail else "")


def parse_key(key: str) -> FleetKey:
    """The parts of a fleet key.

    Raises:
        InputWrong: It has another form; the valid ones are named.

    >>> parse_key("vloot.co2.2025.voertuig.WVWZZZE1ZNP000001").vin
    'WVWZZZE1ZNP000001'
    """
    found = KEY.match(key)
    if found is None:
        raise unknown_key(key)
    return FleetKey(found["what"], int(found["year"]), found["detail"] or "")


def unknown_key(key: str) -> InputWrong:
    """The error for a key that no figure of the fleet has."""
    return InputWrong(N_("Figure {key} is not one of the fleet. Forms: {forms}."), key=key, forms=", ".join(FORMS))
