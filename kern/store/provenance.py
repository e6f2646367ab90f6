"""Which files and rows stand behind a selection."""

from __future__ import annotations

import polars as pl


def behind(rows: pl.DataFrame | pl.LazyFrame, imports: pl.DataFrame, value: str | None = None) -> pl.DataFrame:
    """The files behind rows of a register or series.

    Args:
        rows: A selection with `import_id`, and `source_row` where it has one.
        imports: `Store.imports()`.
        value: A column to add up per file.

    Returns:
        Per file `import_id`, `file_name`, `sha256`, `reader`, `started_at` (UTC), `rows`, `first_row`, `last_row`, and
        `total` when a value column was named; oldest import first.
    """
    lazy = rows.lazy()
    columns = lazy.collect_schema().names()
    source = pl.col("source_row") if "source_row" in columns else pl.lit(None, pl.Int64)
    measures = [pl.len().alias("rows"), source.min().alias("first_row"), source.max().alias("last_row")]
    if value is not None:
        measures.append(pl.col(value).sum().alias("total"))
    found = lazy.group_by("import_id").agg(*measures).collect(engine="streaming")
    files = imports.select(pl.col("id").alias("import_id"), "file_name", "sha256", "reader", "started_at")
    return files.join(found, on="import_id", how="inner").sort("import_id")
