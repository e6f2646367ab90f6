"""Fluvius consumption histories of 2025 as the site writes them: quarters for four buildings, hours of gas for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from example.assets import Building, Portfolio
from example.climate import days_in, degree_days
from example.defects import KEPT, Planted
from example.load_shape import cloud_of_day, heat_shape, is_working_day, power_shape, sun_shape
from example.meters import FLUVIUS, HOURLY_GAS, Meter
from example.write import dutch, stream, write_gzip, write_zip

FOLDER = "energie/fluvius"
YEAR = 2025
_ZONE = ZoneInfo("Europe/Brussels")
_HEADER = (
    "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Omschrijving"
)
_GAS_HEADER = (
    "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Calorische Bovenwaarde"
)
_BOM = "\ufeff"

# Days without data and days that were estimated, by building: first moment, last moment, local.
_GAPS = {
    "GB-0019": (datetime(2025, 5, 14, 10, 0), datetime(2025, 5, 14, 20, 0)),
    "GB-0015": (datetime(2025, 8, 3, 0, 0), datetime(2025, 8, 4, 0, 0)),
}
_ESTIMATED = {
    "GB-0001": (datetime(2025, 2, 11, 0, 0), datetime(2025, 2, 13, 0, 0)),
    "GB-0015": (datetime(2025, 9, 20, 6, 0), datetime(2025, 9, 21, 18, 0)),
}
_GAS_GAP = (datetime(2025, 7, 8, 9, 0), datetime(2025, 7, 8, 15, 0))


@dataclass(frozen=True, eq=False)
class Step:
    """One interval: its place in true time, and its start and end on the wall clock."""

    start_utc: datetime
    start: datetime
    end: datetime

    @cached_property
    def wall_clock(self) -> datetime:
        """The start without its zone."""
        return self.start.replace(tzinfo=None)

    @cached_property
    def columns(self) -> str:
        """The four columns of time."""
        return f"{self.start:%d-%m-%Y;%H:%M:%S};{self.end:%d-%m-%Y;%H:%M:%S}"

    def inside(self, bounds: tuple[datetime, datetime] | None) -> bool:
        """Whether it starts between two wall-clock moments."""
        return bounds is not None and bounds[0] <= self.wall_clock < bounds[1]


def steps(minutes: int, first: datetime, last: datetime) -> list[Step]:
    """All intervals between two wall-clock moments, in the order of the site's files."""
    moment, end = first.replace(tzinfo=_ZONE).astimezone(UTC), last.replace(tzinfo=_ZONE).astimezone(UTC)
    found: list[Step] = []
    # Sorted by wall clock, then in true order, as the site does: the repeated hour comes in pairs.
    while moment < end:
        after = moment + timedelta(minutes=minutes)
        found.append(Step(moment, moment.astimezone(_ZONE), after.astimezone(_ZONE)))
        moment = after
    return sorted(found, key=lambda step: (step.wall_clock, step.start_utc))


def write_fluvius(root: Path, portfolio: Portfolio, meters: list[Meter], planted: Planted) -> dict[str, float]:
    """The five files.

    Returns:
        By meter what a careful reader takes from its file over the year. [kWh]
    """
    quarters = steps(15, datetime(YEAR, 1, 1), datetime(YEAR + 1, 1, 1))
    taken: dict[str, float] = {}
    for place, (code, kind) in enumerate(FLUVIUS.items()):
        meter = next(m for m in meters if m.asset == code and m.carrier == "elektriciteit")
        building = portfolio.building(code)
        if kind == "amr":
            lines, total = _amr(meter, building, quarters)
        else:
            lines, total = _digital(meter, building, quarters)
        taken[meter.code] = total
        name = f"Verbruikshistoriek_elektriciteit_{meter.code}_20250101_20260101_kwartiertotalen"
        text = _BOM + "\r\n".join([_HEADER, *lines]) + "\r\n"
        if place % 2 == 0:
            write_zip(root / FOLDER / f"{name}.zip", {f"{name}.csv": text.encode()})
        else:
            write_gzip(root / FOLDER / f"{name}.csv.gz", text)
        for what, bounds in (
            ("no data (Geen verbruik)", _GAPS.get(code)),
            ("estimated (Geschat)", _ESTIMATED.get(code)),
        ):
            if bounds:
                planted.add(f"{FOLDER}/{name}", f"{bounds[0]:%d-%m-%Y %H:%M} to {bounds[1]:%d-%m-%Y %H:%M}", what, KEPT)
    meter = next(m for m in meters if m.asset == HOURLY_GAS and m.carrier == "aardgas")
    lines, taken[meter.code] = _gas(meter)
    name = f"Verbruikshistoriek_gas_{meter.code}_20250101_20260101_uurtotalen"
    write_gzip(root / FOLDER / f"{name}.csv.gz", _BOM + "\n".join([_GAS_HEADER, *lines]) + "\n")
    planted.add(f"{FOLDER}/{name}", f"{_GAS_GAP[0]:%d-%m-%Y %H:%M} and on", "six hours without data", KEPT)
    planted.add(f"{FOLDER}/{name}", "all", "every hour stands there twice, in kWh and in m³: counts once", KEPT)
    return taken


def _scaled(raw: Iterable[tuple[Step, float]], use: dict[tuple[int, int], float], step_kwh: float) -> dict[Step, float]:
    """Values that add up to the use of each month, in whole steps of the meter."""
    by_month: dict[int, list[tuple[Step, float]]] = defaultdict(list)
    for step, value in raw:
        by_month[step.start.month].append((step, value))
    found: dict[Step, float] = {}
    for month, values in by_month.items():
        factor = use[YEAR, month] / sum(value for _step, value in values)
        carried = 0.0
        for step, value in values:
            exact = value * factor + carried
            found[step] = max(0, round(exact / step_kwh)) * step_kwh
            carried = exact - found[step]
    return found


def _digital(meter: Meter, building: Building, quarters: list[Step]) -> tuple[list[str], float]:
    """A digital meter: day and night registers, and injection where there are panels."""
    random = stream(f"fluvius/{building.code}")
    clouds = {
        date(YEAR, month, day): cloud_of_day(random)
        for month in range(1, 13)
        for day in range(1, days_in(YEAR, month) + 1)
    }
    level = sum(meter.use[YEAR, month] for month in range(1, 13)) / 8760 * 1.75
    offtake: list[tuple[Step, float]] = []
    injected: dict[Step, float] = {}
    for step in quarters:
        load = power_shape(step.start, random) * level / 4
        sun = sun_shape(step.start, clouds[step.start.date()]) * building.solar_kwp / 4
        offtake.append((step, max(0.0, load - sun)))
        injected[step] = round(max(0.0, sun - load) / 0.125) * 0.125
    values = _scaled(offtake, meter.use, 0.25 if level > 60 else 0.1)
    place = f'="{meter.code}";1SAG{meter.code[-10:]};Digitale meter'
    lines: list[str] = []
    total = 0.0
    for step in quarters:
        tariff = "Dag" if step.start.weekday() < 5 and 7 <= step.start.hour < 22 else "Nacht"
        gap = step.inside(_GAPS.get(building.code))
        status = "Geen verbruik" if gap else "Geschat" if step.inside(_ESTIMATED.get(building.code)) else "Uitgelezen"
        volume = "" if gap else dutch(values[step], 3)
        total += 0.0 if gap else values[step]
        lines.append(f"{step.columns};{place};Afname {tariff};{volume};kWh;{status};")
        if building.solar_kwp:
            volume = "" if gap else dutch(injected[step], 3)
            lines.append(f"{step.columns};{place};Injectie {tariff};{volume};kWh;{status};")
    return lines, total


def _amr(meter: Meter, building: Building, quarters: list[Step]) -> tuple[list[str], float]:
    """A large connection: active energy, and two registers of reactive energy that are no energy."""
    random = stream(f"fluvius/{building.code}")
    values = _scaled([(step, power_shape(step.start, random)) for step in quarters], meter.use, 1.0)
    place = f'="{meter.code}";;AMR-meter'
    lines: list[str] = []
    for step in quarters:
        active = values[step]
        reactive = round(active * (0.26 if is_working_day(step.start.date()) else 0.12), 0)
        capacitive = 0.5 if active < 20 and random.random() < 0.3 else 0.0
        for register, value, unit in (
            ("Actief", active, "kWh"), ("Reactief", reactive, "kVArh"), ("Capacitief", capacitive, "kVArh"),
        ):  # fmt: skip
            line = f"{step.columns};{place};Afname {register};{dutch(value, 3)};{unit};Gevalideerd;{building.name}"
            lines.append(line)
    return lines, sum(values.values())


def _gas(meter: Meter) -> tuple[list[str], float]:
    """Hours from 06:00 on the first day (a gas day) to the end of the year, each in kWh and in m³."""
    random = stream("fluvius/gas")
    hours = steps(60, datetime(YEAR, 1, 1, 6), datetime(YEAR + 1, 1, 1))
    cold = {
        date(YEAR, month, day): max(0.0, degree_days(YEAR, month) / 13 * random.uniform(0.6, 1.4))
        for month in range(1, 13)
        for day in range(1, days_in(YEAR, month) + 1)
    }
    kwh_per_m3 = {month: round(random.uniform(11.28, 11.42), 3) for month in range(1, 13)}
    in_m3 = {(YEAR, month): meter.use[YEAR, month] / kwh_per_m3[month] for month in range(1, 13)}
    raw = [(hour, heat_shape(hour.start, cold[hour.start.date()], random)) for hour in hours]
    volumes = _scaled(raw, in_m3, 0.5)
    return list(_gas_lines(meter, hours, volumes, kwh_per_m3)), sum(
        round(volumes[hour] * kwh_per_m3[hour.start.month], 3) for hour in hours if not hour.inside(_GAS_GAP)
    )


def _gas_lines(
    meter: Meter, hours: list[Step], volumes: dict[Step, float], kwh_per_m3: dict[int, float]
) -> Iterator[str]:
    place = f'="{meter.code}";7FLO{meter.code[-8:]};Digitale Meter;Afname'
    for hour in hours:
        month = hour.start.month
        known = "Voorlopig" if month == 12 else "Definitief"
        if hour.inside(_GAS_GAP):
            kwh, m3, status, known = "", "", "Geen verbruik", ""
        else:
            kwh, m3, status = dutch(volumes[hour] * kwh_per_m3[month], 3), dutch(volumes[hour], 3), "Gevalideerd"
        yield f"{hour.columns};{place};{kwh};kWh;{status};{known}"
        yield f"{hour.columns};{place};{m3};m³;{status};"
