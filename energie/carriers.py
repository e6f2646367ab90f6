"""Energy carriers as `data/factors/carriers.csv` has them: names, factor keys, and the basis of their kWh."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_, current_language
from kern.sources import factor, read_table
from kern.units import conversion_factor, parse_unit

if TYPE_CHECKING:
    from datetime import date

    from kern.sources import Factor

CARRIER_TABLE = "factors/carriers.csv"
ENERGY_CONTENT_TABLE = "factors/energy_content.csv"
ENERGY_CONTENT_SET = "be_default"


@dataclass(frozen=True)
class Carrier:
    """One energy carrier.

    Args:
        code: Code in every table.
        dutch: Dutch name.
        english: English name.
        aliases: What else people write.
        is_fossil: None where it depends, as for a heat network.
        emission_key: Key of the direct emission factor; empty where none is published.
        lifecycle_key: Key of the life-cycle emission factor.
        primary_energy_key: Key of the primary energy factor.
        energy_content_key: Key of the calorific value per unit of quantity.
        reading_basis: `gross` or `net`: the calorific value that its kilowatt-hours stand on.
    """

    code: str
    dutch: str
    english: str
    aliases: tuple[str, ...]
    is_fossil: bool | None
    emission_key: str
    lifecycle_key: str
    primary_energy_key: str
    energy_content_key: str
    reading_basis: str

    @property
    def name(self) -> str:
        """The carrier's name in the language in force."""
        return self.dutch if current_language() == "nl" else self.english


@lru_cache(maxsize=1)
def carriers() -> dict[str, Carrier]:
    """All carriers by code.

    >>> carriers()["natural_gas"].reading_basis
    'gross'
    """
    found = {}
    for row in read_table(CARRIER_TABLE).iter_rows(named=True):
        text = {name: value or "" for name, value in row.items()}
        found[text["code"]] = Carrier(
            text["code"],
            text["nl"],
            text["en"],
            tuple(filter(None, text["aliases"].split(";"))),
            {"true": True, "false": False}.get(text["is_fossil"]),
            text["emission_key"],
            text["lifecycle_key"],
            text["primary_energy_key"],
            text["energy_content_key"],
            text["reading_basis"],
        )
    return found


def carrier(code: str) -> Carrier:
    """One carrier.

    Raises:
        InputWrong: The code is not in the table.
    """
    found = carriers().get(code)
    if found is None:
        raise InputWrong(
            N_("Energy carrier {carrier} is not known. Known are: {known}. Add a row to data/{table}."),
            carrier=code,
            known=", ".join(carriers()),
            table=CARRIER_TABLE,
        )
    return found


def carrier_words() -> dict[str, str]:
    """Text as people write it -> carrier code, for the fields of readers.

    >>> carrier_words()["mazout"]
    'heating_oil'
    """
    return {word: c.code for c in carriers().values() for word in (c.dutch, c.english, *c.aliases)}


def energy_content(code: str, unit: str, on: date, factor_set: str = ENERGY_CONTENT_SET) -> Factor:
    """The calorific value of a carrier on a day, per unit of quantity, on the basis its kilowatt-hours stand on.

    Args:
        code: Carrier.
        unit: Unit of the quantity, such as `m**3`, `l` or `kg`.
        on: The day it must hold.
        factor_set: Set of `data/factors/energy_content.csv`.

    Raises:
        FactorMissing: No value holds on that day.
        InputWrong: The carrier has no calorific value in this unit.

    >>> from datetime import date
    >>> energy_content("natural_gas", "m**3", date(2024, 1, 1)).value
    11.5
    """
    key = carrier(code).energy_content_key
    found = factor(ENERGY_CONTENT_TABLE, key, on, factor_set) if key else None
    if found is None or parse_unit(found.unit) != parse_unit(f"kWh/{unit}"):
        raise InputWrong(
            N_("{carrier} has no calorific value in kWh per {unit}. Add a row with its source to data/{table}."),
            carrier=code,
            unit=unit,
            table=ENERGY_CONTENT_TABLE,
        )
    return found


def kwh_per_unit(code: str, unit: str, on: date, factor_set: str = ENERGY_CONTENT_SET) -> tuple[float, Factor | None]:
    """What one unit of a carrier is in kilowatt-hours, and the calorific value used (None for energy units).

    Args:
        code: Carrier.
        unit: An energy unit (kWh, MWh, MJ, GJ), with ` gross` or ` net` behind it where the bill says so, or a
            quantity (m**3, l, kg, t).
        on: The day.
        factor_set: Set of calorific values.

    Raises:
        InputWrong: The unit does not fit the carrier.

    >>> from datetime import date
    >>> kwh_per_unit("heating_oil", "MWh", date(2024, 1, 1))
    (1000.0, None)
    >>> kwh_per_unit("heating_oil", "l", date(2024, 1, 1))[0]
    10.0
    >>> kwh_per_unit("natural_gas", "kWh net", date(2024, 1, 1))[0]
    1.1111111111111112
    """
    energy_unit, _space, basis = unit.partition(" ")
    if energy_unit in ENERGY_UNITS:
        factor_to_kwh, own_basis = conversion_factor(energy_unit, "kWh"), carrier(code).reading_basis
        if not basis or not own_basis or basis == own_basis:
            return factor_to_kwh, None
        net_per_gross = factor(ENERGY_CONTENT_TABLE, f"net_per_gross.{code}", on, factor_set)
        turned = 1 / net_per_gross.value if basis == "net" else net_per_gross.value
        return factor_to_kwh * turned, net_per_gross
    base = {"t": "kg", "m**3": "m**3", "l": "l", "kg": "kg"}.get(unit, unit)
    found = energy_content(code, base, on, factor_set)
    return found.value * (1000.0 if unit == "t" else 1.0), found


ENERGY_UNITS = ("kWh", "MWh", "MJ", "GJ", "Wh")
