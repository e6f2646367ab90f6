"""The page beside the example: what each file is, what is wrong in it on purpose, and what it adds up to."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from example.bim.buildings import FAULTS, FILES, MIXED, MODERN, OLDER
from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.fuel_card import Fuelled
from example.meters import YEARS
from example.totals import ROAD_CO2

_INTRO = """\
# The example portfolio

**Everything here is invented**: entities, buildings, meters, vehicles, people, numbers. Only the form is real:
headings, codes with their check digits, file dialects, towns with their place on the map. Any likeness is chance.
Codes lie in ranges that say so (OVO99…, KBO 0999…, EAN 541448 99…); plates and chassis numbers are drawn at random.

`python tools/make_example.py [DIR]` makes all of it, byte for byte the same each time; `--check` tells whether what
is here is what would be made. Change the generator, never the files. `koers demo` loads this folder through the same
readers and checks as a user's own files.

In these files `Geldig tot` and `Plaat tot` are the first day that no longer counts; `Periode tot` of an invoice is its
last day. The property data stand as on 31 December 2025.

## Files

| file | rows | what |
|---|---|---|
"""

_WHAT = {
    "vastgoed/entiteiten.csv": "the 12 entities",
    "vastgoed/vastgoeddatabank-2025.xlsx": "property database, newer definitions: 96 buildings, areas, contracts",
    "vastgoed/oude-uitvoer-2019.csv": "eight of these buildings in the older definitions (OIDN number)",
    "vastgoed/technische-infrastructuur.csv": "24 objects: road lighting, locks, pumping stations, bridge, tunnel",
    "vastgoed/overdrachten.csv": "who managed, owned or used which asset, where that is not plain",
    "vastgoed/inkanteling-gereedheid.csv": "readiness for transfer, eight parts per building",
    "vastgoed/inkanteling-capaciteit.csv": "what the agency can take in per quarter, 2027 to 2029",
    "energie/meters.csv": "connections and tanks: asset, carrier, how they are read, from when till when",
    "energie/temperaturen.csv": "daily mean temperatures 2015 to 2025 of an invented station",
    "energie/maatregelen.csv": "energy measures: done, decided and possible",
    "energie/eigen-factoren.csv": "the factors of the invented heat network, as its supplier would state them",
    "energie/portefeuillewijzigingen.csv": "why buildings came and left",
    "energie/oppervlakte-en-mensen.csv": "floor area per year of three buildings, one of which grew",
    "energie/afbouwpad.csv": "an invented pathway per square metre, in the form of CRREM",
    "energie/facturen-2015.xlsx": "one invoice per meter for the base year 2015",
    "energie/facturen-2019-2025.csv": "invoices by month (small connections by year, tanks by quarter)",
    "vloot/voertuigen.xlsx": "240 vehicles, one row per vehicle and plate",
    "vloot/tankkaart-2015.csv.gz": "fuel card, base year",
    "vloot/tankkaart-2019-2025.csv.gz": "fuel card; Bestuurder holds invented names that must never be shown",
    "vloot/laadbeurten.csv": "charging sessions, times in UTC",
    "vloot/laadpunten.csv": "chargers at the home bases, most of them behind the meter of the building",
    "vloot/mobiliteit.csv": "staff, trips avoided and shared, other kilometres per entity and year",
    "vloot/jaarverbruik-2005.csv": "litres of 2005 per entity: no purchases of that year exist any more",
    "vloot/kilometerstanden.csv": "odometer readings, twice a year",
    "toegankelijkheid/audits.xlsx": "ten accessibility audits with measured values per criterion",
    FILES[MODERN]: f"{MODERN}, IFC4, metres: ramp, lift, adapted toilet; areas agree with the register",
    FILES[OLDER]: f"{OLDER}, IFC2X3, millimetres: four faults, see below; register 4 % above the model",
    FILES[MIXED]: f"{MIXED}, IFC4, metres: offices, labs, workshop, no lift; register 11 % above the model",
}  # fmt: skip

_EXPECTED = {
    QUARANTINE: "kept out, with reason and remedy",
    FINDING: "loaded, and said",
    KEPT: "no fault: real life that a reader must understand",
}


def write_readme(
    root: Path,
    planted: Planted,
    energy: Mapping[int, Mapping[str, float]],
    fleet: Fuelled,
    charged_kwh: Mapping[int, float],
) -> None:
    """The page, out of what was written."""
    lines = [_INTRO.rstrip("\n")]
    for name in sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p.suffix != ".md"):
        what = _WHAT.get(name, "")
        if "_kwartiertotalen" in name:
            what = "Fluvius quarter-hours of 2025, Dutch header with BOM"
        elif "_uurtotalen" in name:
            what = "Fluvius gas hours of 2025, each in kWh and in m³"
        lines.append(f"| `{name}` | {_rows(root / name)} | {what} |")
    lines += ["", "## Faults of the older office", "", *(f"- {fault}" for fault in FAULTS)]
    lines += _defects(planted)
    lines += _energy(energy)
    lines += _fleet(fleet, charged_kwh)
    (root / "README.md").write_bytes(("\n".join(lines) + "\n").encode())


def _rows(path: Path) -> str:
    """How many data rows a file holds; for a workbook per sheet, for a model its records."""
    if path.suffix == ".xlsx":
        book = load_workbook(path, read_only=True)
        return ", ".join(f"{sheet.title} {(sheet.max_row or 1) - 1:,}" for sheet in book.worksheets)
    if path.suffix == ".gz":
        content = gzip.decompress(path.read_bytes())
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            content = archive.read(archive.namelist()[0])
    else:
        content = path.read_bytes()
    if path.suffix == ".ifc":
        return f"{content.count(b'=IFC'):,} records"
    lines = content.count(b"\n") - 1
    return f"{lines:,}"


def _defects(planted: Planted) -> list[str]:
    count = sum(defect.expected == QUARANTINE for defect in planted.defects)
    lines = ["", f"## What is wrong on purpose ({count} rows go to quarantine)", ""]
    for expected, meaning in _EXPECTED.items():
        lines += [f"**{expected}**: {meaning}", "", "| file | row | what |", "|---|---|---|"]
        chosen = [defect for defect in planted.defects if defect.expected == expected]
        lines += [f"| `{d.file}` | {d.row} | {d.what} |" for d in chosen]
        lines.append("")
    return [*lines[:-1], "", "Rows count from 1, headings included; in a workbook the sheet stands before the row."]


def _energy(energy: Mapping[int, Mapping[str, float]]) -> list[str]:
    lines = [
        "", "## What it adds up to", "",
        "Computed by the generator from the rows that count, with the default factors, in MWh and tonnes. Primary",
        "energy and CO2 (location based) leave out protected heritage and the heat network, which has no published",
        "factor. What vehicles charged behind building meters is still in it; Koers counts it in the fleet.", "",
        "| year | electricity | gas | oil | pellets | heat network | final | protected heritage (final) | primary |"
        " of which infrastructure | CO2 |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    keys = ("elektriciteit", "aardgas", "stookolie", "pellets", "warmtenet", "final", "heritage", "primary",
            "infrastructure", "co2")  # fmt: skip
    for year in YEARS:
        cells = (f"{energy[year].get(key, 0.0) / 1000:,.1f}" for key in keys)
        lines.append(f"| {year} | {' | '.join(cells)} |")
    return lines


def _fleet(fleet: Fuelled, charged_kwh: Mapping[int, float]) -> list[str]:
    lines = [
        "", "| year | diesel l | petrol l | CNG kg | charged on the card kWh | charging sessions kWh | fuel CO2 kg |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for year in YEARS:
        fuel = {name: fleet.quantity[year, name] for name in ("diesel", "petrol", "cng", "electricity")}
        co2 = sum(fuel[name] * factor for name, factor in ROAD_CO2.items())
        cells = " | ".join(f"{value:,.2f}" for value in (*fuel.values(), charged_kwh.get(year, 0.0)))
        lines.append(f"| {year} | {cells} | {co2:,.1f} |")
    return lines
