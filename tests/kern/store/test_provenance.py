from __future__ import annotations

import polars as pl


def test_the_files_behind_a_selection(store, read, quarters) -> None:
    store.load([read("a.csv", series={"readings": quarters("A", count=4)})])
    store.load([read("b.csv", series={"readings": quarters("B", count=3, kwh=10.0)})])
    rows = store.series("readings").filter(pl.col("start_utc").dt.minute() < 30)
    found = store.provenance(rows, "consumption_kwh")
    assert found.select("import_id", "file_name", "rows", "first_row", "last_row", "total").rows() == [
        (1, "a.csv", 2, 2, 3, 3.0),
        (2, "b.csv", 2, 2, 3, 21.0),
    ]
    assert found["started_at"].dtype == pl.Datetime("us", "UTC")


def test_register_rows_have_files_too(store, read, entities) -> None:
    store.load([read("a.csv", frames={"entity": entities(E1="Een")})])
    found = store.provenance(store.register("entity"))
    assert found["file_name"].to_list() == ["a.csv"]
