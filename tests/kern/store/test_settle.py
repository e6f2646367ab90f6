from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern.intake.contract import show_reason

KEY = ["meter", "register", "start_utc"]


def stored(store) -> pl.DataFrame:
    return store.series("readings").collect().sort(KEY)


def counts(report) -> list[tuple[int, int, int, int]]:
    return [
        (count.new, count.same, count.corrected, count.quarantined) for file in report.files for count in file.tables
    ]


def test_readings_land_in_local_months(store, read, quarters) -> None:
    # 31 January 23:30 UTC is 1 February in Brussels.
    rows = quarters(count=200, first=31 * 96 - 100)
    report = store.load([read(series={"readings": rows})])
    assert counts(report) == [(200, 0, 0, 0)]
    table = stored(store)
    assert table["consumption_kwh"].sum() == rows["consumption_kwh"].sum()
    assert table.filter(pl.col("start_utc") >= datetime(2024, 1, 31, 23, tzinfo=UTC))["month"].unique().to_list() == [2]
    plan = store.series("readings").filter(pl.col("month") == 2).explain()
    assert "month=1/" not in plan


def test_the_same_file_again_changes_nothing_at_all(desk, read, quarters) -> None:
    with desk.open() as store:
        store.load([read(series={"readings": quarters(count=40)})])
    before = desk.snapshot()
    with desk.open() as store:
        report = store.load([read(series={"readings": quarters(count=40)})])
        assert report.nothing_changed
        assert (report.new, report.same, report.corrected) == (0, 40, 0)
        assert report.files[0].import_id is None
    assert desk.snapshot() == before


def test_the_same_rows_in_another_file_are_the_same(store, read, quarters) -> None:
    store.load([read("a.csv", series={"readings": quarters(count=40)})])
    report = store.load([read("b.csv", content="b", series={"readings": quarters(count=40)})])
    assert counts(report) == [(0, 40, 0, 0)]
    assert not report.nothing_changed  # a new file: its import is recorded
    assert stored(store)["import_id"].unique().to_list() == [1]


def test_a_changed_value_is_a_correction_that_rewrites_one_month(store, read, quarters) -> None:
    rows = quarters(count=96 * 60)
    store.load([read("a.csv", series={"readings": rows})])
    files = set(store.series_files("readings"))
    moment = rows["start_utc"][10]
    changed = rows.with_columns(
        consumption_kwh=pl.when(pl.col("start_utc") == moment).then(99.5).otherwise("consumption_kwh")
    )
    report = store.load([read("b.csv", series={"readings": changed})])
    assert counts(report) == [(0, 96 * 60 - 1, 1, 0)]
    assert len(files - set(store.series_files("readings"))) == 1
    table = stored(store)
    assert table.height == rows.height
    assert table.filter(pl.col("consumption_kwh") == 99.5).select("start_utc", "import_id").rows() == [(moment, 2)]
    (correction,) = store.corrections("readings").rows(named=True)
    assert json.loads(correction["key"])["start_utc"] == "2024-01-01T02:30:00Z"
    assert (correction["column"], correction["old_value"], correction["new_value"]) == (
        "consumption_kwh",
        "11.0",
        "99.5",
    )


def test_overlapping_files_of_one_load(store, read, quarters) -> None:
    files = [
        read("a.csv", series={"readings": quarters(count=10)}),
        read("b.csv", series={"readings": quarters(count=10, first=5, kwh=6.0)}),
        read("c.csv", series={"readings": quarters(count=2, first=0, kwh=7.0)}),
    ]
    report = store.load(files)
    assert counts(report) == [(10, 0, 0, 0), (5, 5, 0, 0), (0, 0, 2, 0)]
    table = stored(store)
    assert table["consumption_kwh"].to_list() == [7.0, 8.0, *[float(value) for value in range(3, 16)]]


def test_a_row_twice_in_a_file_counts_once_and_a_contradiction_is_kept_out(store, read, quarters) -> None:
    rows = quarters(count=4)
    twice = pl.concat([rows, rows[1], rows[2].with_columns(consumption_kwh=pl.lit(50.0))]).with_columns(
        source_row=pl.int_range(2, 8, dtype=pl.Int64)
    )
    report = store.load([read(series={"readings": twice})])
    assert counts(report) == [(3, 1, 0, 2)]
    assert stored(store)["consumption_kwh"].to_list() == [1.0, 2.0, 4.0]
    refused = store.quarantine().rows(named=True)
    assert [row["row"] for row in refused] == [4, 7]
    assert "Another row of the same file has the same key (A, offtake, 2024-01-01" in show_reason(refused[0])


def test_rows_without_a_key_are_kept_out(store, read, quarters) -> None:
    rows = quarters(count=3).with_columns(meter=pl.Series(["A", None, "A"]))
    report = store.load([read(series={"readings": rows})])
    assert report.rows_quarantined == 1
    assert stored(store).height == 2
    assert store.quarantine().select("row", "column", "code").rows() == [(3, "meter", "store.key.missing")]


def test_no_data_is_a_value_like_any_other(store, read, quarters) -> None:
    empty = quarters(count=3).with_columns(consumption_kwh=pl.lit(None, pl.Float64), quality=pl.lit("no_data"))
    store.load([read("a.csv", series={"readings": empty})])
    assert store.load([read("b.csv", content="b", series={"readings": empty})]).same == 3
    report = store.load([read("c.csv", series={"readings": quarters(count=3)})])
    assert report.corrected == 3
    assert store.corrections()["old_value"].to_list()[:3] == [None, None, None]


def test_enums_and_lazy_frames_are_welcome(store, read, quarters) -> None:
    kinds = pl.Enum(["offtake", "injection"])
    rows = quarters(count=3).with_columns(pl.col("register").cast(kinds))
    report = store.load([read(series={"readings": rows}), read("b.csv", series={"readings": quarters("B")}, content=2)])
    lazy = read("c.csv", content=3, series={"readings": quarters("C")})
    lazy.intake.series["readings"] = lazy.intake.series["readings"].lazy()
    again = store.load([lazy])
    assert (report.new, again.new) == (7, 4)
    assert stored(store)["register"].dtype == pl.String


def test_a_key_without_time_may_move_to_another_year(store, read) -> None:
    def trip(day: int, litres: float) -> pl.DataFrame:
        moment = datetime(2024, 1, 1, 12, tzinfo=UTC) - timedelta(days=day)
        return pl.DataFrame({"txn_id": ["T1"], "at_utc": [moment], "quantity_l": [litres], "source_row": [2]})

    store.load([read("a.csv", series={"trips": trip(0, 40.0)})])
    report = store.load([read("b.csv", series={"trips": trip(1, 40.0)})])
    assert counts(report) == [(0, 0, 1, 0)]
    rows = store.series("trips").collect()
    assert rows.select("txn_id", "year").rows() == [("T1", 2023)]
    assert store.corrections()["column"].to_list() == ["at_utc"]


def test_many_small_groups_give_the_same_as_one(desk, read, quarters) -> None:
    files = [read(f"{meter}.csv", series={"readings": quarters(meter, count=50)}) for meter in "ABCDE"]
    with desk.open() as store:
        report = store.load(files, group_rows=60)
        assert report.new == 250
        assert store.series("readings").select("meter", "start_utc").collect().is_unique().all()
        assert len(store.series_files("readings")) > 1


LINES = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(0, 30), st.integers(0, 3)), max_size=40, unique_by=lambda row: row[:2]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=LINES, again=LINES, seed=st.integers(0, 10**6), cut=st.integers(0, 40))
def test_order_and_split_do_not_matter(tmp_path_factory, desk, read, quarters, rows, again, seed, cut) -> None:
    def frame(lines) -> pl.DataFrame:
        parts = [quarters(meter, count=1, first=at * 200, kwh=float(kwh)) for meter, at, kwh in lines]
        return pl.concat([quarters(count=1).clear(), *parts])

    first, second = frame(rows), frame(again)
    mixed = second.sample(fraction=1.0, shuffle=True, seed=seed)
    tables = []
    for split in (False, True):
        place = type(desk)(tmp_path_factory.mktemp("werk"))
        with place.open() as store:
            store.load([read("a.csv", series={"readings": first})])
            parts = [mixed[:cut], mixed[cut:]] if split else [second]
            report = store.load([read(f"{i}.csv", series={"readings": part}) for i, part in enumerate(parts)])
            table = stored(store)
            assert report.new + report.same + report.corrected == second.height
            assert table.height == first.height + report.new
            tables.append(table.drop("import_id", "source_row"))
            repeat = store.load([read("z.csv", content="z", series={"readings": second})])
            assert (repeat.new, repeat.corrected) == (0, 0)
    assert tables[0].equals(tables[1])
    expected = pl.concat([first, second]).unique(KEY, keep="last")
    assert tables[0]["consumption_kwh"].sum() == pytest.approx(expected["consumption_kwh"].sum())
