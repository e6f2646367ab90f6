"""The words of consumption histories, Dutch and English: registers, units and validation statuses."""

from __future__ import annotations

from energie.series import REGISTERS
from kern.intake.headings import normalise_heading

FLOWS = {
    "afname": "offtake", "offtake": "offtake",
    "injectie": "injection", "injection": "injection",
    "productie": "production", "production": "production",
    "hulpverbruik": "auxiliary", "auxiliary": "auxiliary",
}  # fmt: skip
TARIFFS = {"dag": "_day", "day": "_day", "nacht": "_night", "night": "_night"}
NO_ENERGY = {
    "reactief": "reactive", "reactive": "reactive", "capacitief": "reactive", "capacitive": "reactive",
    "inductief": "reactive", "inductive": "reactive", "piekvermogen": "peak", "peak": "peak",
}  # fmt: skip
SILENT = {"actief", "active", "totaal", "total", "consumption", "power", "energy", "energie"}

UNITS = {
    "kwh": ("energy", 1.0), "mwh": ("energy", 1000.0), "wh": ("energy", 0.001),
    "m3": ("volume", 1.0), "m3n": ("volume", 1.0), "m3(n)": ("volume", 1.0),
    "kvarh": ("reactive", 1.0), "kw": ("peak", 1.0),
}  # fmt: skip
"""Unit -> what it measures, and its size in kWh or m³."""

STATUSES = {
    "uitgelezen": "measured", "read": "measured",
    "gevalideerd": "validated", "validated": "validated",
    "geschat": "estimated", "estimated": "estimated",
    "ongevalideerd": "provisional", "unvalidated": "provisional", "not validated": "provisional",
    "geen verbruik": "no_data", "no consumption": "no_data",
    "geen gegevens": "no_data", "no data": "no_data",
}  # fmt: skip
PROVISIONAL = ("voorlopig", "provisional")


def register_of(text: str) -> str | None:
    """The code of a register's name: a register of the readings, `reactive`, `peak`, or None when unknown.

    >>> [register_of(name) for name in ("Afname Dag", "Offtake Night", "Afname Reactief", "Injectie Actief", "Warmte")]
    ['offtake_day', 'offtake_night', 'reactive', 'injection', None]
    """
    words = normalise_heading(text).split()
    no_energy = [NO_ENERGY[word] for word in words if word in NO_ENERGY]
    if no_energy:
        return no_energy[0]
    flows = {FLOWS[word] for word in words if word in FLOWS}
    tariffs = {TARIFFS[word] for word in words if word in TARIFFS}
    if len(flows) != 1 or len(tariffs) > 1 or any(word not in FLOWS | TARIFFS and word not in SILENT for word in words):
        return None
    code = flows.pop() + "".join(tariffs)
    return code if code in REGISTERS.categories else None


def unit_of(text: str) -> tuple[str, float] | None:
    """What a unit measures (energy, volume, reactive, peak) and its size in kWh or m³; None when unknown.

    >>> unit_of("m³"), unit_of("MWh"), unit_of("pk")
    (('volume', 1.0), ('energy', 1000.0), None)
    """
    return UNITS.get(text.strip().lower().replace("³", "3"))


def status_of(text: str) -> str | None:
    """The quality a validation status stands for; None when unknown.

    >>> status_of("Geschat"), status_of("No consumption"), status_of("?")
    ('estimated', 'no_data', None)
    """
    return STATUSES.get(normalise_heading(text))
