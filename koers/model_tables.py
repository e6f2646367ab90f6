"""The tables of all loaded building models on the screen and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.findings import Finding, Severity
from kern.language import N_, _, show_number
from kern.report import Column, Section, Table
from koers.screen import talk

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from vastgoed.bim.all_models import ModelTables

MOST_SHEET_ROWS = 1_048_575
"""What a sheet of a workbook holds below its headings."""


def tables_section(tables: ModelTables, whole: bool = True) -> Section:
    """What there is, per table, and the tables themselves.

    Args:
        tables: Of the workspace.
        whole: Give every row; else only how many there are.
    """
    from vastgoed.bim.all_models import column_rows, unit_of

    frames = dict(tables)
    overview = Table(
        "overzicht", _("Tables of all models"), _overview_columns(), [_counted(*each) for each in frames.items()]
    )
    blocks = [overview]
    if whole:
        blocks.append(
            Table("kolommen", _("Columns"), _plain_columns("table", "column", "unit", "type"), column_rows(frames))
        )
        blocks += [
            Table(name, name, [Column(column, column, unit_of(column)) for column in frame.columns], frame.to_dicts())
            for name, frame in frames.items()
        ]
    models = frames["modellen"]
    text = _("{models} models, {rows} rows in all.") if models.height else _("No model was loaded.")
    message = text.format(models=models.height, rows=show_number(sum(frame.height for frame in frames.values()), 0))
    return Section("vastgoed.bim.tabellen", _("Facts of all models"), message, blocks, _findings(frames))


def write_tables(tables: ModelTables, xlsx: Path | None, parquet: Path | None) -> None:
    """Write the workbook and the folder of Parquet files asked for, and say so.

    Raises:
        UsageWrong: A file cannot be written, or a table does not fit on a sheet.
    """
    try:
        if parquet is not None:
            parquet.mkdir(parents=True, exist_ok=True)
            for name, frame in tables.items():
                frame.write_parquet(parquet / f"{name}.parquet")
            talk(_("{file} written.").format(file=parquet))
        if xlsx is not None:
            from koers.render.section_xlsx import write_section

            for name, frame in tables.items():
                if frame.height > MOST_SHEET_ROWS:
                    raise UsageWrong(
                        N_("Table {table} has {count} rows, more than a sheet holds. Write it with --parquet."),
                        table=name,
                        count=frame.height,
                    )
            write_section(xlsx, tables_section(tables))
            talk(_("{file} written.").format(file=xlsx))
    except OSError as error:
        raise UsageWrong(
            N_("{file} cannot be written: {reason}."), file=error.filename, reason=error.strerror
        ) from error


def _overview_columns() -> list[Column]:
    return [
        Column("table", _("Table")),
        Column("rows", _("Rows"), decimals=0),
        Column("models", _("Models"), decimals=0),
        Column("assets", _("Assets"), decimals=0),
        Column("columns", _("Columns"), decimals=0),
    ]


def _plain_columns(*names: str) -> list[Column]:
    return [Column(name, name) for name in names]


def _counted(name: str, frame: pl.DataFrame) -> dict[str, object]:
    assets = frame["asset_code"].drop_nulls().n_unique() if "asset_code" in frame.columns else None
    return {
        "table": name,
        "rows": frame.height,
        "models": frame["model_hash"].n_unique(),
        "assets": assets,
        "columns": frame.width,
    }


def _findings(frames: dict[str, pl.DataFrame]) -> list[Finding]:
    """Damaged models among the rows, and models that were loaded before their details were kept."""
    models, found = frames["modellen"], []
    damaged = models.filter(~models["model_complete"].fill_null(True))["file_name"].to_list()
    if damaged:
        found.append(
            Finding(
                "bim.tables.damaged",
                Severity.WARNING,
                N_("{count} models are damaged, such as {file}: their rows are no complete facts (model_complete)."),
                {"count": len(damaged), "file": damaged[0], "files": damaged},
                remedy=N_("Leave them out of totals, and have them exported again."),
            )
        )
    counted = sum(models[f"{kind}_count"].sum() for kind in ("door", "window"))
    if counted and not frames["deuren"].height and not frames["ramen"].height:
        found.append(
            Finding(
                "bim.tables.old",
                Severity.WARNING,
                N_(
                    "These models were loaded before details were kept: doors, windows, zones and the like are missing."
                ),
                remedy=N_("Load the same files again: koers laad MAP."),
            )
        )
    return found
