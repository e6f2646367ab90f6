"""Files as users have them, opened the way the desk opens them."""

import openpyxl
import polars as pl
import pytest

from kern.intake.head import open_file
from vastgoed.inputs import EstateInputs, schema_of

OF_ASSET = ("name", "kind", "entity_code", "municipality", "valid_from", "valid_until")


@pytest.fixture
def csv_file(tmp_path):
    """Open a CSV file from its text."""

    def make(text, name="bestand.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return open_file(path)

    return make


@pytest.fixture
def workbook(tmp_path):
    """Open a workbook from its rows per sheet."""

    def make(name="bestand.xlsx", **sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return open_file(path)

    return make


@pytest.fixture
def only():
    """The one finding with a code."""

    def find(findings, code):
        found = [finding for finding in findings if finding.code == code]
        assert len(found) == 1, [finding.code for finding in findings]
        return found[0]

    return find


@pytest.fixture
def estate():
    """Inputs from a few rows per register; each building is an asset of ENT01 unless it says otherwise."""

    def make(building=(), **registers):
        assets, buildings = list(registers.pop("managed_asset", ())), []
        for row in building:
            told = {"name": row["asset_code"], "kind": "building", "entity_code": "ENT01"}
            told |= {name: row[name] for name in OF_ASSET if name in row}
            assets.append({"code": row["asset_code"], "import_id": 1, **told})
            buildings.append({"import_id": 1} | {name: value for name, value in row.items() if name not in OF_ASSET})
        registers |= {"managed_asset": assets, "building": buildings}
        registers.setdefault("entity", [{"code": "ENT01", "name": "Eerste"}, {"code": "ENT02", "name": "Tweede"}])
        frames = {}
        for name, rows in registers.items():
            schema = schema_of(name)
            whole = [{column: row.get(column) for column in schema} for row in rows]
            frames[name] = pl.DataFrame(whole, schema=schema)
        return EstateInputs(**frames)

    return make
