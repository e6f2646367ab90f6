"""Loading and reporting a large fleet, beside a bare polars scan of the same files.

    python benchmarks/fleet.py                          2 000 vehicles, 1 M transactions
    python benchmarks/fleet.py --vehicles 10000 --millions 5

Files as an issuer sends them, one CSV per year. The bare side scans them, parses date, time and numbers, and sums
quantities per vehicle, product and year. Ours reads the register and the files with every check, stores them, and
makes all sections of the report. Each side runs in a process of its own. Prints the ratios and the peak memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import polars as pl

from benchmarks import common

YEARS = (2015, *range(2019, 2026))
HEADINGS = (
    "Transactienummer;Kaartnummer;Nummerplaat;Chassisnummer;Datum;Tijd;Station;Land;Product;Hoeveelheid;Eenheid;"
    "Eenheidsprijs;Bedrag excl. btw;Btw (%);Bedrag incl. btw;Munt;Kilometerstand;Bestuurder;Annulatie van"
)
REGISTER = "Chassisnummer;Nummerplaat;Plaat van;Entiteit;Categorie;Brandstof;Aandrijving;Eerste inschrijving;Status"
ENTITIES = 80
KEY = b"only for this benchmark, not secret"


def make_files(folder: Path, vehicles: int, rows: int) -> int:
    """Write a register and one fuel-card file per year; returns the transactions written."""
    vins = [f"WVWZZZ1KZ{number:08d}" for number in range(vehicles)]
    lines = [
        f"{vin};1{number:06d};01-01-2014;ENT{number % ENTITIES:02d};M1;diesel;ICE;01-01-2014;actief"
        for number, vin in enumerate(vins)
    ]
    (folder / "voertuigen.csv").write_text("\n".join([REGISTER, *lines, ""]), encoding="utf-8")
    names = "\n".join(f"ENT{number:02d};Entiteit {number};OVO{number:06d};" for number in range(ENTITIES))
    headings = "Entiteitcode;Naam;OVO-code;KBO-nummer"
    (folder / "entiteiten.csv").write_text(f"{headings}\n{names}\n", encoding="utf-8")
    each = rows // len(YEARS)
    for year in YEARS:
        place = pl.int_range(each, eager=True).alias("place")
        day = date(year, 1, 1)
        frame = place.to_frame().select(
            number=pl.format("T{}-{}", pl.lit(year), "place"),
            card=pl.format("7005{}", (pl.col("place") % vehicles).cast(pl.String).str.zfill(8)),
            plate=pl.lit(""),
            vin=pl.lit(pl.Series(vins)).gather(pl.col("place") % vehicles),
            day=(pl.lit(day) + pl.duration(days=pl.col("place") * 365 // each)).dt.strftime("%d-%m-%Y"),
            clock=pl.format("{}:{}", (pl.col("place") % 14 + 6).cast(pl.String).str.zfill(2),
                            (pl.col("place") * 7 % 60).cast(pl.String).str.zfill(2)),
            station=pl.lit("Gent Zuid"), land=pl.lit("BE"), product=pl.lit("DIESEL B7"),
            litres=pl.format("{},{}", pl.col("place") * 13 % 50 + 10,
                             (pl.col("place") % 100).cast(pl.String).str.zfill(2)),
            unit=pl.lit("l"), price=pl.lit("1,60"),
            net=pl.format("{},00", (pl.col("place") * 13 % 50 + 10) * 132 // 100), vat=pl.lit("21"),
            gross=pl.format("{},00", (pl.col("place") * 13 % 50 + 10) * 16 // 10), coin=pl.lit("EUR"),
            km=(pl.col("place") // vehicles * 400 + (year - 2014) * 30_000).cast(pl.String),
            driver=pl.format("Bestuurder {}", pl.col("place") % vehicles), undo=pl.lit(""),
        )  # fmt: skip
        body = frame.write_csv(separator=";", include_header=False, quote_style="never")
        (folder / f"tankkaart-{year}.csv").write_text(f"{HEADINGS}\n{body}", encoding="utf-8")
    return each * len(YEARS)


def bare(folder: Path) -> dict[str, Any]:
    """Scan the files and sum quantities per vehicle, product and year."""
    rows = pl.scan_csv(sorted(folder.glob("tankkaart-*.csv")), separator=";", infer_schema=False)
    litres = pl.col("Hoeveelheid").str.replace(",", ".", literal=True).cast(pl.Float64)
    at = pl.col("Datum").str.to_date("%d-%m-%Y").dt.combine(pl.col("Tijd").str.to_time("%H:%M"))
    sums = (
        rows.with_columns(litres=litres, at=at)
        .group_by("Chassisnummer", "Product", year=pl.col("at").dt.year())
        .agg(pl.col("litres").sum(), pl.len())
        .collect(engine="streaming")
    )
    return {"rows": int(sums["len"].sum()), "litres": round(sums["litres"].sum())}


def load(folder: Path) -> dict[str, Any]:
    """Read and check every file, link vehicles, store."""
    from koers import wiring
    from koers.loading import Wishes, load_files

    store = wiring_store(folder)
    paths = [folder / "entiteiten.csv", folder / "voertuigen.csv", *sorted(folder.glob("tankkaart-*.csv"))]
    done = load_files(store, wiring.readers(KEY), paths, {}, Wishes(), lambda _name: None)
    return {"refused": len(done.refused), "quarantine": done.quarantine.height}


def wiring_store(folder: Path) -> Any:
    """The store of a workspace in the folder."""
    from kern.store.store import Store
    from koers import wiring

    return Store.open(
        f"sqlite:///{folder / 'koers.sqlite'}", str(folder / "reeksen"), wiring.registers(), wiring.series()
    )


def report(folder: Path) -> dict[str, Any]:
    """Every section of the fleet from the store."""
    from koers import wiring
    from vloot.options import FleetOptions
    from vloot.sections import SECTIONS

    inputs = wiring.fleet_inputs(wiring_store(folder))
    made = [make(inputs, FleetOptions()) for make in SECTIONS]
    return {"sections": len(made), "message": made[0].message}


SIDES = {"bare": bare, "load": load, "report": report}


def main() -> None:
    """Write the files, run the sides, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vehicles", type=int, default=2000)
    parser.add_argument("--millions", type=float, default=1)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        side, folder = options.child
        common.report_child(lambda: SIDES[side](Path(folder)))
        return
    with tempfile.TemporaryDirectory(prefix="koers-benchmark-") as name:
        rows = make_files(Path(name), options.vehicles, int(options.millions * 1e6))
        print(f"{options.vehicles:,} vehicles, {rows:,} transactions")
        done = {}
        for side in SIDES:
            done[side] = common.measure(__file__, side, name)
            print(f"  {side:6} {done[side]}")
    for side in ("load", "report"):
        print(f"{side}: {done[side]['seconds'] / done['bare']['seconds']:.2f} times the bare scan")
    print(f"peak {max(done[side]['peak_mb'] for side in ('load', 'report'))} MB")


if __name__ == "__main__":
    main()
