"""The one pint registry, conversion at the border, and the unit suffixes a name may wear."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_

if TYPE_CHECKING:
    import pint

# Suffix of a column or a numeric parameter -> the unit it stands for (pint syntax).
SUFFIXES = {
    "kwh": "kWh",
    "mwh": "MWh",
    "kw": "kW",
    "kvarh": "kvarh",
    "mj": "MJ",
    "m": "m",
    "m2": "m**2",
    "m3": "m**3",
    "cm": "cm",
    "mm": "mm",
    "l": "l",
    "km": "km",
    "kg": "kg",
    "t": "t",
    "co2_kg": "kg",
    "co2_t": "t",
    "co2e_kg": "kg",
    "eur": "EUR",
    "g_per_km": "g/km",
    "l_per_100km": "l/hectokilometre",
    "kwh_per_m2": "kWh/m**2",
    "co2_kg_per_m2": "kg/m**2",
    "eur_per_m2": "EUR/m**2",
    "share": "",
    "pct": "percent",
    "fte": "fte",
    "count": "",
    "db": "dB",
    "utc": "",
    "days": "day",
    "months": "month",
    "degc": "degC",
    "degree_days": "delta_degC*day",
}


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[float]:
    import pint

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(cache_folder=None)
    registry.define("EUR = [currency] = euro")
    registry.define("fte = [person] = head")
    registry.define("kvarh = 1000 * volt * ampere * hour = kVArh")
    registry.define("hectokilometre = 100 * kilometre")
    registry.define("cubic_metre_normal = [normal_gas_volume] = m3n")
    return registry


def parse_unit(text: str) -> str:
    """The unit in its normal spelling.

    Raises:
        InputWrong: The unit is not known.

    >>> parse_unit("kg/kWh")
    'kilogram / kilowatt_hour'
    """
    import pint

    try:
        return str(_registry().parse_units(text))
    except (pint.errors.PintError, ValueError, AssertionError, TypeError, AttributeError) as error:
        raise InputWrong(
            N_("Unit {unit} is not known. Use a unit such as kWh, MWh, MJ, m³, l, kg, kg/kWh."), unit=text
        ) from error


def convert(value: float, source_unit: str, target_unit: str) -> float:
    """Convert a number between units of the same quantity. A calorific value is never a unit conversion.

    Raises:
        InputWrong: A unit is unknown, or the two measure different things.

    >>> convert(1.5, "MWh", "kWh")
    1500.0
    >>> convert(3.6, "MJ", "kWh")
    1.0
    """
    import pint

    source, target = parse_unit(source_unit), parse_unit(target_unit)
    try:
        return float(_registry().Quantity(value, source).to(target).magnitude)
    except pint.errors.DimensionalityError as error:
        raise InputWrong(
            N_("{source} cannot be converted into {target}: they measure different things."),
            source=source_unit,
            target=target_unit,
        ) from error


def conversion_factor(source_unit: str, target_unit: str) -> float:
    """The factor that turns a number in one unit into another, for use on a whole column.

    >>> conversion_factor("GJ", "kWh")
    277.77777777777777
    """
    return convert(1.0, source_unit, target_unit)


def has_permitted_suffix(name: str) -> bool:
    """Whether a column or parameter name ends in a known unit suffix.

    >>> has_permitted_suffix("primary_energy_kwh"), has_permitted_suffix("energy")
    (True, False)
    """
    return any(name == suffix or name.endswith(f"_{suffix}") for suffix in SUFFIXES)
