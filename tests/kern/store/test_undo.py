from __future__ import annotations

import polars as pl
import pytest

from kern.errors import StoreWrong


def state(store) -> tuple[pl.DataFrame, pl.DataFrame]:
    readings = store.series("readings").collect().sort("meter", "start_utc")
    return store.register("entity"), readings


def test_loads_are_taken_back_one_by_one(store, read, entities, quarters) -> None:
    steps = [
        [read("a.csv", frames={"entity": entities(E1="Een", E2="Twee")}, series={"readings": quarters("A")})],
        [
            read(
                "b.csv", frames={"entity": entities(E1="Eén", E3="Drie")}, series={"readings": quarters("A", kwh=5.0)}
            ),
            read("c.csv", frames={"entity": entities(E1="Één", E3="Three")}),
        ],
        [read("d.csv", series={"readings": quarters("B")})],
    ]
    states = [state(store)]
    for files in steps:
        store.load(files)
        states.append(state(store))
    assert store.undo_last() == [4]
    for before in (states[2], states[1], states[0]):
        entity, readings = state(store)
        assert entity.equals(before[0])
        assert readings.equals(before[1])
        if before is not states[0]:
            store.undo_last()
    with pytest.raises(StoreWrong, match="no load to take back"):
        store.undo_last()
    assert store.imports()["status"].to_list() == ["undone"] * 4
    assert store.corrections().is_empty()


def test_after_undo_the_same_file_lands_again(store, read, quarters) -> None:
    store.load([read(series={"readings": quarters("A")})])
    store.undo_last()
    report = store.load([read(series={"readings": quarters("A")})])
    assert report.new == 4
    assert report.files[0].import_id == 2
    assert not report.files[0].loaded_before


def test_quarantine_that_was_settled_is_open_again(store, read, entities) -> None:
    empty = entities(E1="x").with_columns(name=pl.lit(None, pl.String))
    store.load([read("a.csv", frames={"entity": empty})])
    store.load([read("a.csv", frames={"entity": entities(E1="Een")})])
    assert store.quarantine().is_empty()
    store.undo_last()
    assert store.quarantine().height == 1
