"""Meters of every asset, and what each used per month, in kilowatt-hours, before anybody wrote it down wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from example.assets import Building, Infrastructure, Portfolio
from example.climate import NORMAL_TOTAL, days_in, degree_days, occupancy, setpoint, sun_share
from example.names import ean18
from example.write import stream

YEARS = (2015, 2019, 2020, 2021, 2022, 2023, 2024, 2025)
Month = tuple[int, int]

FLUVIUS = {"GB-0001": "digital", "GB-0019": "digital", "GB-0015": "digital", "GB-0004": "amr"}
"""Buildings with a quarter-hour file, and their kind of meter."""
HOURLY_GAS = "GB-0001"
SWAPPED = ("GB-0027", date(2021, 6, 15))
"""The building whose electricity connection was renewed, and the first day of the new one."""

_ELECTRICITY = {
    "office_main": 56, "office": 34, "office_rented": 38, "mixed": 42, "training": 30, "depot": 20, "laboratory": 88,
    "museum": 29, "dwelling": 22, "nature": 30,
}  # fmt: skip
_HEAT_BY_YEAR = ((1946, 158.0), (1975, 172.0), (1995, 151.0), (2006, 124.0), (9999, 82.0))
_HEAT_BY_KIND = {"laboratory": 1.25, "depot": 0.62, "museum": 0.8, "dwelling": 1.1}
_ELECTRICITY_A_YEAR = 0.995
_HEAT_A_YEAR = 0.999


@dataclass(eq=False)
class Meter:
    """One connection or tank.

    Args:
        code: EAN, or an own code where there is none.
        asset: What it serves.
        carrier: Dutch name of the energy carrier.
        measured: How it is read, as in the register.
        unit: What its invoices are in.
        billing: month, quarter or year.
        use: True use by month. [kWh]
        own_use: Solar power used on the spot, by month. [kWh]
        injection: Solar power fed in, by month. [kWh]
    """

    code: str
    asset: str
    carrier: str
    measured: str
    unit: str = "kWh"
    billing: str = "month"
    green: str = ""
    start: date | None = None
    until: date | None = None
    use: dict[Month, float] = field(default_factory=dict)
    injection: dict[Month, float] = field(default_factory=dict)


def make_meters(portfolio: Portfolio) -> list[Meter]:
    """All meters with their use, in the order of the assets."""
    random = stream("meters")
    numbers = iter(range(11, 9_000, 7))
    found: list[Meter] = []
    for building in portfolio.buildings:
        found += _of_building(building, random, numbers)
    for infra in portfolio.infrastructure:
        found.append(_of_infrastructure(infra, random, numbers))
    return found


def months(years: tuple[int, ...] = YEARS) -> Iterator[Month]:
    """Every month of these years."""
    return ((year, month) for year in years for month in range(1, 13))


def _electricity(numbers: Iterator[int]) -> str:
    return ean18(54_144_899_000_000_000 + next(numbers))


def _present(start: date | None, until: date | None, month: Month) -> float:
    """The part of a month in which something exists, by days."""
    days = days_in(*month)
    first = date(*month, 1)
    from_day = max(0, min(days, (start - first).days)) if start else 0
    to_day = max(0, min(days, (until - first).days)) if until else days
    return max(0, to_day - from_day) / days


def _of_building(b: Building, random: Random, numbers: Iterator[int]) -> list[Meter]:
    power, heat, solar = _use(b, random)
    digital = b.code in FLUVIUS
    quarter = digital or b.gross_m2 > 8_000
    yearly = b.kind == "dwelling"
    measured = "kwartiermeting" if quarter else "jaaropname" if yearly else "maandopname"
    green = "ja" if b.entity == "ENT01" or random.random() < 0.4 else "nee"
    billing = "year" if yearly else "month"
    main = Meter(
        _electricity(numbers), b.code, "elektriciteit", measured, billing=billing, green=green, start=b.start,
        until=b.until, use=power, injection=solar,
    )  # fmt: skip
    found = [main]
    if b.gross_m2 > 8_000 and not digital:
        other = Meter(
            _electricity(numbers), b.code, "elektriciteit", measured, green=green, start=b.start, until=b.until,
            use={month: kwh * 0.34 for month, kwh in power.items()},
        )  # fmt: skip
        main.use = {month: kwh * 0.66 for month, kwh in power.items()}
        found.append(other)
    if b.code == SWAPPED[0]:
        found.append(_renew(main, _electricity(numbers)))
    if heat:
        found.append(_heat_meter(b, heat, random, numbers))
    return found


def _renew(old: Meter, code: str) -> Meter:
    """The connection that takes over on the day of the swap; the month is shared by days."""
    day = SWAPPED[1]
    new = Meter(code, old.asset, old.carrier, "kwartiermeting", green=old.green, start=day, until=old.until)
    for month, kwh in list(old.use.items()):
        share = _present(day, None, month)
        new.use[month], old.use[month] = kwh * share, kwh * (1 - share)
    new.use = {month: kwh for month, kwh in new.use.items() if kwh}
    old.use = {month: kwh for month, kwh in old.use.items() if kwh}
    old.until = day
    return new


def _heat_meter(b: Building, heat: dict[Month, float], random: Random, numbers: Iterator[int]) -> Meter:
    place = int(b.code[-4:])
    match b.heating:
        case "oil":
            meter = Meter(f"STO-{place:04d}", b.code, "stookolie", "levering", "liter", "quarter")
        case "pellets":
            meter = Meter(f"PEL-{place:04d}", b.code, "pellets", "levering", "kg", "quarter")
        case "district_heat":
            meter = Meter(f"WN-{place:04d}", b.code, "warmtenet", "maandopname", "MWh")
        case _:
            hourly = b.code == HOURLY_GAS
            code = ean18(54_144_999_000_000_000 + next(numbers))
            measured = "uur" if hourly else "jaaropname" if b.kind == "dwelling" else "maandopname"
            unit = "MWh" if random.random() < 0.06 and not hourly else "kWh"
            meter = Meter(code, b.code, "aardgas", measured, unit)
            meter.billing = "year" if b.kind == "dwelling" else "month"
    meter.start, meter.until, meter.use = b.start, b.until, heat
    return meter


def _use(b: Building, random: Random) -> tuple[dict[Month, float], dict[Month, float], dict[Month, float]]:
    """Electricity taken off the grid, fuel for heat, and solar power fed in, by month, in kWh."""
    power_m2 = _ELECTRICITY[b.kind] * random.uniform(0.84, 1.2)
    heat_m2 = next(value for year, value in _HEAT_BY_YEAR if b.year < year) * _HEAT_BY_KIND.get(b.kind, 1.0)
    heat_m2 *= random.uniform(0.86, 1.16) * (0.86 if b.renovated and b.renovated < 2015 else 1.0)
    hot_water_m2 = random.uniform(4, 9) if b.kind not in ("depot", "museum") else 2.0
    cooling = random.uniform(0.06, 0.16) if b.kind in ("office_main", "laboratory") else random.uniform(0.0, 0.05)
    panels_from = max(2018, b.start.year) if b.start else random.randint(2018, 2023)
    led_from = b.led_from = random.randint(2016, 2026)
    power: dict[Month, float] = {}
    heat: dict[Month, float] = {}
    injected: dict[Month, float] = {}
    for year, month in months():
        share = _present(b.start, b.until, (year, month))
        if not share:
            continue
        empty = bool(b.vacant_since and date(year, month, 1) >= b.vacant_since)
        noise = random.uniform(0.965, 1.035)
        season = 1 + 0.09 * (degree_days(year, month) / 180 - 1) * 0.5 + cooling * (month in (6, 7, 8)) * 1.5
        used = b.gross_m2 * power_m2 / 12 * season * _ELECTRICITY_A_YEAR ** (year - 2015) * noise
        used *= 0.10 if empty else occupancy(year, month) if b.kind not in ("museum", "dwelling") else 1.0
        used *= 0.93 if year >= led_from else 1.0
        renewed = 0.80 if b.renovated and 2015 < b.renovated < year else 1.0
        room = b.gross_m2 * heat_m2 * degree_days(year, month) / NORMAL_TOTAL * setpoint(year) * renewed
        warm = (room * (0.3 if empty else 1.0) + b.gross_m2 * hot_water_m2 / 12 * (0 if empty else 1)) * noise
        warm *= _HEAT_A_YEAR ** (year - 2015)
        if b.heating == "heat_pump":
            used += warm / 3.3
        else:
            heat[year, month] = warm * share
        made = b.solar_kwp * 930 * sun_share(month) if b.solar_kwp and year >= panels_from else 0.0
        own = min(made * 0.74, used * 0.62)
        power[year, month] = (used - own) * share
        if made:
            injected[year, month] = (made - own) * share
    return power, heat, injected


_INFRA_SEASON = {
    "wegverlichting": (1.42, 1.18, 1.05, 0.84, 0.70, 0.62, 0.66, 0.79, 0.95, 1.15, 1.30, 1.44),
    "pompgemaal": (1.45, 1.35, 1.15, 0.9, 0.75, 0.65, 0.65, 0.7, 0.8, 1.0, 1.25, 1.35),
}


def _of_infrastructure(infra: Infrastructure, random: Random, numbers: Iterator[int]) -> Meter:
    season = _INFRA_SEASON.get(infra.sort, (1.0,) * 12)
    led = random.randint(2017, 2027) if infra.sort in ("wegverlichting", "tunnel") else 9999
    yearly = infra.code in ("TI-001", "TI-003", "TI-005", "TI-007", "TI-011", "TI-013")
    meter = Meter(
        _electricity(numbers), infra.code, "elektriciteit", "jaaropname" if yearly else "maandopname",
        billing="year" if yearly else "month", green="ja" if infra.sort == "wegverlichting" else "nee",
    )  # fmt: skip
    for year, month in months():
        wet = random.uniform(0.85, 1.2) if infra.sort == "pompgemaal" else random.uniform(0.97, 1.03)
        dim = 0.52 if year >= led else 0.9 if infra.sort == "wegverlichting" and year == 2023 else 1.0
        meter.use[year, month] = infra.yearly_mwh * 1000 / 12 * season[month - 1] * wet * dim
    return meter
