"""The page on the tables of all building models: names and units from the code, remarks from the comments there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "docs" / "model-tables.md"
_SOURCES = ("columns.py", "detail_columns.py", "materials/columns.py")
_HEAD = """# Tables of all building models

Made by `python tools/docs.py` from `vastgoed/bim`; do not edit by hand.

`koers vastgoed bim tabellen` gives these tables over every loaded model: on the screen how many rows there are, with
`--formaat csv --tabel NAAM` one table, with `--formaat json` all of them, with `--xlsx` a workbook, with `--parquet` a
folder. In a notebook: `koers.open_workspace().model_tables()["deuren"]`, a polars frame.

- The rows come from the database. The model files may have moved or gone; the kept facts in `bim/feiten` and the
  geometry in `bim` may be thrown away. Taking back a load (`koers invoer --ongedaan`) takes its rows along.
- A record is `model_hash` (SHA-256 of the IFC text) with its step id; GlobalIds stand beside it because real files
  repeat or lose them. `file_name` is the name the file had when it was loaded, `import_id` the load (`koers invoer`).
- Numbers are in the unit that the column's name ends in, whatever the model counts in. What is not known is empty.
- `<fact>_source` says where a value was found: an attribute, or set.property. The origin of an area is `area_method`
  and `area_source`, its basis `area_basis`, the factor that turned it into m² `area_unit_m2`.
- `model_complete` is false for a damaged file: its rows are what could be read, and its totals are no facts.
- A model that was loaded before a table was kept has no rows in it; loading the same file again adds them.
- Every property and quantity of an element (`BIM_ELEMENT_VALUE`) is not stored: `koers vastgoed bim BESTAND` reads it.
"""


def models() -> str:
    """The whole page."""
    import polars as pl

    from vastgoed.bim.all_models import KINDS, ModelTables, unit_of
    from vastgoed.inputs import schema_of

    remarks = _remarks()
    tables = ModelTables(lambda name: pl.DataFrame(schema={**schema_of(name)}))
    parts = [_HEAD]
    for name, kind in KINDS.items():
        parts.append(
            f"\n## {name}\n\nRegister `{kind.register}`.\n\n| column | type | unit | remark |\n|---|---|---|---|\n"
        )
        for column, form in tables[name].schema.items():
            groups = (kind.register, "element_facts", "space_totals")
            remark = next((remarks[group, column] for group in groups if (group, column) in remarks), "")
            parts.append(f"| `{column}` | {str(form).lower()} | {unit_of(column)} | {remark} |\n".replace("  |", " |"))
    return "".join(parts)


def _remarks() -> dict[tuple[str, str], str]:
    """The comment beside each column, by register or by group of columns that registers share."""
    found: dict[tuple[str, str], str] = {}
    for source in _SOURCES:
        group = ""
        for line in (ROOT / "vastgoed" / "bim" / source).read_text(encoding="utf-8").splitlines():
            if (head := re.match(r"_?([A-Z_]+): dict", line)) is not None:
                group = head[1].lower()
            if (column := re.match(r'\s+"(\w+)": [A-Z]+,\s+# (.+)', line)) is not None:
                found[group, column[1]] = column[2].replace("|", "\\|")
    return found
