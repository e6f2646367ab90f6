"""Write the example portfolio: `python tools/make_example.py [DIR]`, by default into `data/example`.

`--check` compares what is there with what would be written. Archives are compared by what they hold, since another
version of a packing library packs the same content in other bytes.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import canonicalize

from example.audits import write_audits
from example.bim.buildings import write_models
from example.certificates import write_certificates
from example.charging import write_charging, write_odometers
from example.defects import Planted
from example.energy_tables import write_energy_tables
from example.estate import write_estate
from example.fluvius import write_fluvius
from example.fuel_card import Fuelled, write_fuel_card
from example.invoices import write_invoices
from example.meter_register import write_meters
from example.meters import make_meters
from example.mobility import write_charge_points, write_mobility, write_totals_2005
from example.portfolio import make_portfolio
from example.readme import write_readme
from example.resources import write_resources
from example.totals import counted_use, yearly
from example.transfer_plan import write_transfer_plan
from example.vehicles import make_vehicles, write_vehicles

TARGET = Path(__file__).resolve().parents[1] / "data" / "example"


@dataclass(frozen=True)
class Made:
    """What was written.

    Args:
        planted: The faults, with their places.
        energy: By year: final energy by carrier, primary energy and CO2 of the rows that count. [kWh, kg]
        fleet: Quantity by year and fuel of the rows that count; rows by file.
        charged_kwh: By year, of the charging sessions that count.
    """

    planted: Planted
    energy: Mapping[int, Mapping[str, float]]
    fleet: Fuelled
    charged_kwh: Mapping[int, float]


def write_example(root: Path) -> Made:
    """Write every file of the example below a folder."""
    planted = Planted()
    portfolio = make_portfolio()
    write_estate(root, portfolio, planted)
    write_transfer_plan(root, portfolio, planted)
    write_certificates(root, portfolio, planted)
    write_resources(root, portfolio, planted)
    meters = make_meters(portfolio)
    write_meters(root, meters, planted)
    billed = write_invoices(root, meters, planted)
    finer = write_fluvius(root, portfolio, meters, planted)
    write_energy_tables(root, portfolio, meters)
    energy = yearly(counted_use(billed, finer), portfolio)
    vehicles = make_vehicles(portfolio)
    write_vehicles(root, vehicles, planted)
    fleet = write_fuel_card(root, vehicles, planted)
    charged = write_charging(root, vehicles, planted)
    write_odometers(root, vehicles, planted)
    write_charge_points(root, vehicles, meters, planted)
    write_mobility(root, portfolio, vehicles, planted)
    write_totals_2005(root, vehicles, planted)
    write_audits(root, planted)
    write_models(root, portfolio.buildings)
    made = Made(planted, energy, fleet, charged)
    write_readme(root, planted, energy, fleet, charged)
    return made


def content(path: Path) -> object:
    """What a file says, without how it is packed."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {name: _member(name, archive.read(name)) for name in archive.namelist()}
    return path.read_bytes()


def _member(name: str, raw: bytes) -> object:
    """A member of an archive; XML by what it says, since another XML library writes the same in other bytes."""
    if name.endswith((".xml", ".rels")):
        return canonicalize(raw.decode(), rewrite_prefixes=True)
    return raw


def stale_files(there: Path) -> list[str]:
    """Files that are missing, superfluous or different from what would be written now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        write_example(fresh)
        files = {p.relative_to(root).as_posix() for root in (fresh, there) for p in root.rglob("*") if p.is_file()}
        return sorted(
            name
            for name in files
            if not (fresh / name).is_file()
            or not (there / name).is_file()
            or content(fresh / name) != content(there / name)
        )


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true", help="change nothing, say which files are stale")
    asked = parser.parse_args()
    if asked.check:
        stale = stale_files(asked.folder)
        for name in stale:
            print(f"stale: {name}")
        return 1 if stale else 0
    write_example(asked.folder)
    print(f"{asked.folder}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
