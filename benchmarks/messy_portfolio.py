"""A messy portfolio workbook with known faults: each must be listed, nothing may vanish, and it must be quick.

Wrong types, doubled keys, shifted columns, a merged row above the headings, formulas without a result, a hidden sheet,
dates as numbers, ambiguous thousands. Prints what was planted beside what was listed, and the time of the import as a
ratio to reading the same workbook bare.

Usage: python benchmarks/messy_portfolio.py [--rows 10000]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import measure, report_child

HEADINGS = (
    "VIM gebouwcode", "Naam", "Beheerder", "Functie gebouw", "Bouwjaar", "Bruto vloeroppervlakte (BVO)",
    "Interne vloeroppervlakte (IFA)", "Postcode", "Gemeente", "Geldig van", "Virtueel gebouw", "Strategie op termijn",
    "Elektriciteit aanwezig", "Aantal werkplekken", "VTE", "gebouwID",
)  # fmt: skip
FIRST_ROW = 5
ENTITIES = "Entiteitcode;Naam;OVO-code;KBO-nummer\nENT1;Dienst;;\n"
# Every so many rows: place in the row, what stands there, the code it must be listed under; None is no fault.
FAULTS: dict[int, tuple[int, Any, str | None]] = {
    3: (4, "negentienzestig", "intake.number.invalid"),
    13: (5, "12.5OO", "intake.number.invalid"),
    43: (5, "=500*3", "intake.formula.no_result"),
    53: (9, 45_292, None),  # a date as a number is read as that date
    63: (9, "31/02/2020", "intake.date.invalid"),
    73: (10, "misschien", "intake.boolean.invalid"),
    83: (11, "weet niet", "intake.choice.unknown"),
    93: (0, None, "intake.value.missing"),
    103: (13, -4, "intake.number.too_low"),
    113: (15, "geen", "estate.building_id.invalid"),
    123: (5, "1.234", "intake.number.ambiguous"),
}
SHIFTED, DOUBLED, EVERY = 33, 23, 200


def write_messy(folder: Path, rows: int) -> set[tuple[int, str]]:
    """Write the files.

    Args:
        folder: Where.
        rows: How many buildings.

    Returns:
        (row, code) of every fault that must be listed.
    """
    from openpyxl import Workbook

    chance = random.Random(1)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "gebouwen"
    sheet.append(["Vastgoeddatabank, uittreksel 31/12/2025"])
    sheet.append([])
    sheet.append(["Identificatie", None, None, "Functioneel"])
    sheet.merge_cells("A3:C3")
    sheet.merge_cells("D3:G3")
    sheet.append(list(HEADINGS))
    planted: set[tuple[int, str]] = set()
    for number in range(rows):
        gross = chance.randint(500, 9_000)
        cells: list[Any] = [
            f"B{number:05d}", f"Gebouw {number}", "ENT1", "kantoor", chance.randint(1950, 2020), gross,
            round(gross * 0.9), str(chance.randint(1000, 9999)), "Gent", date(2010, 1, 1), "nee",
            "strategisch behouden", "ja", chance.randint(0, 300), round(chance.uniform(1, 250), 1), 6_000_000 + number,
        ]  # fmt: skip
        place, row = number % EVERY, number + FIRST_ROW
        if place in FAULTS:
            column, value, code = FAULTS[place]
            cells[column] = value
            planted |= {(row, code)} if code else set()
        elif place == DOUBLED:
            cells[0] = f"B{number - 1:05d}"
            planted |= {(row - 1, "store.key.contradiction"), (row, "store.key.contradiction")}
        elif place == SHIFTED:
            cells = [None, *cells[:-1]]
            planted |= {(row, "intake.value.missing"), (row, "intake.number.invalid"), (row, "intake.date.invalid")}
        sheet.append(cells)
    hidden = book.create_sheet("oud")
    hidden.sheet_state = "hidden"
    hidden.append(list(HEADINGS))
    hidden.append(["X1"] * len(HEADINGS))
    book.save(folder / "messy.xlsx")
    (folder / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    return planted


def load_messy(folder: Path) -> tuple[set[tuple[int, str]], int, list[str]]:
    """Load the files; (row, code) of every listed cell, buildings in the register, codes of the findings."""
    from koers.workspace import create_workspace

    with create_workspace(folder / "workspace") as workspace:
        loading = workspace.load([folder / "entities.csv", folder / "messy.xlsx"])
        cells = workspace.store.quarantine()
        listed = set(cells.select("row", "code").rows())
        codes = [finding.code for file in (loading.report.files if loading.report else []) for finding in file.findings]
        return listed, workspace.register("building").height, codes


def _bare(folder: Path) -> dict[str, Any]:
    import fastexcel

    frame = fastexcel.read_excel(folder / "messy.xlsx").load_sheet("gebouwen", header_row=3, dtypes="string")
    return {"rows": frame.to_polars().height}


def _import(folder: Path) -> dict[str, Any]:
    listed, kept, _codes = load_messy(folder)
    return {"listed": sorted(listed), "kept": kept}


def main(arguments: list[str]) -> None:
    """Make the files, load them in a process of their own, and print the table."""
    if arguments[:1] == ["--child"]:
        work = {"bare": _bare, "import": _import}[arguments[1]]
        report_child(lambda: work(Path(arguments[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted = write_messy(folder, rows)
        bare, done = measure(__file__, "bare", name), measure(__file__, "import", name)
    listed = {(row, code) for row, code in done["listed"]}
    print(f"{rows} rows, {len(planted)} planted faults, {done['kept']} buildings kept")
    for code in sorted({code for _row, code in planted}):
        wanted = {fault for fault in planted if fault[1] == code}
        print(f"  {code:32} planted {len(wanted):5}  listed {len(wanted & listed):5}")
    print(f"import {done['seconds']} s, processor {done['cpu']} s, peak {done['peak_mb']} MB (limit 20 s)")
    print(f"bare read {bare['seconds']} s; ratio of processor time {done['cpu'] / max(bare['cpu'], 0.01):.1f}")
    missing = sorted(planted - listed)
    if missing:
        sys.exit(f"not listed: {missing[:10]}")


if __name__ == "__main__":
    main(sys.argv[1:])
