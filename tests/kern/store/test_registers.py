from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest
import sqlalchemy as sa

from kern.errors import StoreWrong
from kern.intake.contract import show_reason
from kern.register import AssetRole, Entity, ManagedAsset, RegisterTable
from kern.store.registers import in_order, references_of, typed


def assets(**entity_of: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": list(entity_of),
            "name": [f"Gebouw {code}" for code in entity_of],
            "kind": "building",
            "entity_code": list(entity_of.values()),
            "valid_from": date(2020, 1, 1),
            "source_sheet": "gebouwen",
            "source_row": list(range(5, 5 + len(entity_of))),
        }
    )


def test_new_same_and_corrected(store, read, entities) -> None:
    first = store.load([read("a.csv", frames={"entity": entities(E1="Een", E2="Twee")})])
    assert (first.new, first.same, first.corrected) == (2, 0, 0)
    second = store.load([read("b.csv", frames={"entity": entities(E1="Eén", E2="Twee", E3="Drie")})])
    assert (second.new, second.same, second.corrected) == (1, 1, 1)
    rows = store.register("entity")
    assert rows.select("code", "name", "import_id").rows() == [("E1", "Eén", 2), ("E2", "Twee", 1), ("E3", "Drie", 2)]
    (correction,) = store.corrections().rows(named=True)
    assert json.loads(correction["key"]) == {"code": "E1"}
    assert (correction["column"], correction["old_value"], correction["new_value"]) == ("name", '"Een"', '"Eén"')
    assert (correction["previous_import_id"], correction["import_id"], correction["source_row"]) == (1, 2, 2)


def test_a_column_the_file_lacks_keeps_its_value(store, read, entities) -> None:
    full = entities(E1="Een").with_columns(ovo_code=pl.lit("OVO000001"))
    store.load([read("a.csv", frames={"entity": full})])
    report = store.load([read("b.csv", frames={"entity": entities(E1="Een")})])
    assert report.same == 1
    emptied = entities(E1="Een").with_columns(ovo_code=pl.lit(None, pl.String))
    assert store.load([read("c.csv", frames={"entity": emptied})]).corrected == 1
    assert store.register("entity")["ovo_code"].to_list() == [None]


def test_references_are_looked_for_in_the_batch_and_in_the_store(store, read, entities) -> None:
    files = [
        read("gebouwen.csv", frames={"managed_asset": assets(G1="E1", G2="E9")}),
        read("entiteiten.csv", frames={"entity": entities(E1="Een")}),
    ]
    report = store.load(files)
    assert [file.rows_quarantined for file in report.files] == [1, 0]
    assert store.register("managed_asset")["code"].to_list() == ["G1"]
    (refused,) = store.quarantine().rows(named=True)
    assert (refused["sheet"], refused["row"], refused["column"], refused["value"]) == (
        "gebouwen",
        6,
        "entity_code",
        "E9",
    )
    assert show_reason(refused) == "E9 is not in the list of entities."
    assert show_reason(refused, "remedy").startswith("First load the file that adds E9 to the list of entities, or")


def test_a_refused_row_lands_when_the_file_is_loaded_again_later(store, read, entities) -> None:
    buildings = {"managed_asset": assets(G1="E1")}
    store.load([read("gebouwen.csv", frames=dict(buildings))])
    store.load([read("entiteiten.csv", frames={"entity": entities(E1="Een")})])
    report = store.load([read("gebouwen.csv", frames=dict(buildings))])
    assert (report.new, report.rows_quarantined) == (1, 0)
    assert store.quarantine().is_empty()
    assert store.quarantine(open_only=False)["resolved_by"].to_list() == [3]


def test_a_refused_row_takes_those_that_hang_on_it_with_it(store, read) -> None:
    roles = pl.DataFrame(
        {
            "asset_code": ["G1"],
            "role": ["manager"],
            "valid_from": [date(2020, 1, 1)],
            "entity_code": ["E9"],
            "source_row": [9],
        }
    )
    store.load([read(frames={"managed_asset": assets(G1="E9"), "asset_role": roles})])
    assert store.register("asset_role").is_empty()
    assert sorted(store.quarantine().select("table_name", "column").rows()) == [
        ("asset_role", "asset_code"),
        ("asset_role", "entity_code"),
        ("managed_asset", "entity_code"),
    ]


def test_equal_rows_count_once_and_contradicting_rows_are_kept_out(store, read, entities) -> None:
    rows = pl.concat([entities(E1="Een", E2="Twee"), entities(E1="Een", E2="Deux")]).with_columns(
        source_row=pl.int_range(2, 6, dtype=pl.Int64)
    )
    report = store.load([read(frames={"entity": rows})])
    (count,) = report.files[0].tables
    assert (count.new, count.same, count.quarantined) == (1, 1, 2)
    assert store.register("entity")["code"].to_list() == ["E1"]
    assert store.quarantine()["row"].to_list() == [3, 5]
    assert store.quarantine()["allowed"].to_list() == ["name", "name"]


def test_between_files_the_later_one_corrects_the_earlier(store, read, entities) -> None:
    report = store.load(
        [read("a.csv", frames={"entity": entities(E1="Een")}), read("b.csv", frames={"entity": entities(E1="Eén")})]
    )
    assert [(file.new, file.corrected) for file in report.files] == [(1, 0), (0, 1)]
    assert store.register("entity")["name"].to_list() == ["Eén"]


def test_empty_keys_and_missing_required_values_are_kept_out(store, read, entities) -> None:
    rows = entities(E1="Een", E2="Twee").with_columns(
        code=pl.Series(["E1", None]), name=pl.Series([None, "Twee"], dtype=pl.String)
    )
    report = store.load([read(frames={"entity": rows})])
    assert (report.new, report.rows_quarantined) == (0, 2)
    assert sorted(store.quarantine()["code"]) == ["store.key.missing", "store.value.missing"]
    only_code = entities(E3="x").drop("name")
    assert store.load([read("b.csv", frames={"entity": only_code})]).rows_quarantined == 1


def test_a_file_loaded_before_does_not_overwrite_a_later_correction(store, read, entities) -> None:
    old = {"entity": entities(E1="Een")}
    store.load([read("oud.csv", frames=dict(old))])
    store.load([read("nieuw.csv", frames={"entity": entities(E1="Eén")})])
    report = store.load([read("oud.csv", frames=dict(old))])
    assert report.nothing_changed
    assert report.files[0].loaded_before
    assert store.register("entity")["name"].to_list() == ["Eén"]


def test_a_reader_that_hands_over_strange_columns_is_told(store, read, entities) -> None:
    with pytest.raises(StoreWrong, match="do not fit register entity: colour"):
        store.load([read(frames={"entity": entities(E1="Een").with_columns(colour=pl.lit("rood"))})])
    with pytest.raises(StoreWrong, match="rows for kleuren, which do not exist"):
        store.load([read(frames={"kleuren": entities(E1="Een")})])


def test_order_follows_references() -> None:
    entity = RegisterTable(Entity, ("code",))
    asset = RegisterTable(ManagedAsset, ("code",))
    role = RegisterTable(AssetRole, ("asset_code", "role", "valid_from"))
    assert [register.name for register in in_order([role, asset, entity])] == ["entity", "managed_asset", "asset_role"]
    assert references_of(role) == {"asset_code": "managed_asset.code", "entity_code": "entity.code"}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (None, pl.String(), None),
        ('"x"', pl.String(), "x"),
        ("1.5", pl.Float64(), 1.5),
        ("true", pl.Boolean(), True),
        ('"2024-02-29"', pl.Date(), date(2024, 2, 29)),
    ],
)
def test_values_come_back_from_json(text: str | None, kind: pl.DataType, value: object) -> None:
    assert typed(text, kind) == value


def test_foreign_keys_are_held_by_the_database(store) -> None:
    with store._engine.begin() as connection, pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"):
        connection.exec_driver_sql(
            "insert into managed_asset (code, name, kind, entity_code) values ('G', 'G', 'building', 'X')"
        )
