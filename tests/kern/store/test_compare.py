from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern.findings import Severity

KEY = ["meter", "register", "start_utc"]


@pytest.fixture
def quality_rows(quarters):
    def make(quality: str, kwh: float = 1.0, count: int = 3, first: int = 0) -> pl.DataFrame:
        rows = quarters(count=count, first=first, kwh=kwh, quality=quality)
        empty = pl.lit(None, pl.Float64)
        return rows.with_columns(consumption_kwh=empty) if quality == "no_data" else rows

    return make


def values(store) -> list[tuple[float | None, str, int]]:
    return store.series("readings").collect().sort(KEY).select("consumption_kwh", "quality", "import_id").rows()


def weaker(report) -> list[tuple[str, int]]:
    return [
        (str(finding.where), finding.evidence["count"])
        for file in report.files
        for finding in file.findings
        if finding.code == "store.row.weaker"
    ]


@pytest.mark.parametrize(
    ("better", "worse"),
    [("validated", "no_data"), ("validated", "estimated"), ("provisional", "estimated"), ("estimated", "no_data")],
)
@pytest.mark.parametrize("at_once", [False, True])
def test_a_weaker_row_leaves_the_stored_one(store, read, quality_rows, better, worse, at_once) -> None:
    files = [
        read("nieuw.csv", series={"readings": quality_rows(better, 5.0)}),
        read("oud.csv", series={"readings": quality_rows(worse, 1.0, count=4)}),
    ]
    report = store.load(files) if at_once else [store.load([file]) for file in files][-1]
    assert (report.files[-1].new, report.files[-1].same, report.files[-1].corrected) == (1, 3, 0)
    assert values(store)[:3] == [(5.0, better, 1), (6.0, better, 1), (7.0, better, 1)]
    assert store.corrections().is_empty()
    assert weaker(report) == [("oud.csv", 3)]


def test_the_warning_says_how_many_rows_were_not_taken_over(store, read, quality_rows) -> None:
    store.load([read("nieuw.csv", series={"readings": quality_rows("validated", 5.0)})])
    report = store.load([read("oud.csv", series={"readings": quality_rows("no_data", count=2)})])
    (finding,) = report.files[0].findings
    assert finding.severity is Severity.WARNING
    assert str(finding) == (
        "2 rows of oud.csv have no value or a lower quality where a better one is stored; the stored values stay."
    )
    assert finding.remedy_text


@pytest.mark.parametrize("at_once", [False, True])
def test_a_better_row_replaces_a_weaker_one(store, read, quality_rows, at_once) -> None:
    files = [
        read(f"{quality}.csv", series={"readings": quality_rows(quality, kwh, count=1)})
        for quality, kwh in [("no_data", 0.0), ("estimated", 1.0), ("validated", 2.0), ("measured", 3.0)]
    ]
    reports = [store.load(files)] if at_once else [store.load([file]) for file in files]
    assert [file.corrected for report in reports for file in report.files] == [0, 1, 1, 1]
    assert values(store) == [(3.0, "measured", 4)]
    assert [found for report in reports for found in weaker(report)] == []


def test_an_empty_value_is_no_data_whatever_its_quality_says(store, read, quality_rows) -> None:
    store.load([read("a.csv", series={"readings": quality_rows("estimated")})])
    empty = quality_rows("validated").with_columns(consumption_kwh=pl.lit(None, pl.Float64))
    assert weaker(store.load([read("b.csv", series={"readings": empty})])) == [("b.csv", 3)]
    assert [row[1] for row in values(store)] == ["estimated"] * 3


def test_only_the_weaker_rows_of_a_mixed_file_are_left_out(store, read, quality_rows) -> None:
    store.load([read("a.csv", series={"readings": quality_rows("validated", count=4)})])
    mixed = pl.concat([quality_rows("estimated", 9.0, count=2), quality_rows("validated", 9.0, count=4, first=2)])
    report = store.load([read("b.csv", series={"readings": mixed})])
    assert (report.new, report.same, report.corrected) == (2, 2, 2)
    assert [row[2] for row in values(store)] == [1, 1, 2, 2, 2, 2]


def test_a_weaker_file_between_two_better_ones_of_one_load(store, read, quality_rows) -> None:
    report = store.load(
        [
            read(f"{name}.csv", series={"readings": quality_rows(quality, kwh, count=1)})
            for name, quality, kwh in [("a", "validated", 1.0), ("b", "estimated", 2.0), ("c", "validated", 3.0)]
        ]
    )
    assert values(store) == [(3.0, "validated", 3)]
    (correction,) = store.corrections().filter(pl.col("column") == "consumption_kwh").rows(named=True)
    assert (correction["old_value"], correction["previous_import_id"]) == ("1.0", 1)
    assert weaker(report) == [("b.csv", 1)]


def test_the_same_files_again_change_nothing(desk, read, quality_rows) -> None:
    def files():
        return [
            read(f"{name}.csv", series={"readings": quality_rows(name, kwh)})
            for name, kwh in [("validated", 5.0), ("estimated", 1.0), ("no_data", 0.0)]
        ]

    with desk.open() as store:
        for file in files():
            store.load([file])
    before = desk.snapshot()
    with desk.open() as store:
        for batch in (files(), files()[::-1], files()[1:2]):
            assert store.load(batch).nothing_changed
    assert desk.snapshot() == before


RANKED = ["validated", "provisional", "estimated", "no_data"]
MOMENTS = st.sets(st.integers(0, 12), min_size=1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments=st.tuples(*[MOMENTS] * 4), order=st.permutations(range(4)), cuts=st.sets(st.integers(1, 3)))
def test_between_ranks_the_order_of_files_does_not_matter(
    tmp_path_factory, desk, read, quality_rows, moments, order, cuts
) -> None:
    files = [
        read(
            f"{quality}.csv",
            series={"readings": pl.concat([quality_rows(quality, 1.0 + rank, 1, at) for at in at_all])},
        )
        for rank, (quality, at_all) in enumerate(zip(RANKED, moments, strict=True))
    ]
    place = type(desk)(tmp_path_factory.mktemp("werk"))
    edges = [0, *sorted(cuts), 4]
    with place.open() as store:
        loads = [order[start:stop] for start, stop in pairwise(edges)]
        frames = [files[i].intake.series["readings"] for i in range(4)]
        for load in loads:
            store.load([files[i] for i in load])
        table = store.series("readings").collect().sort(KEY).select(*KEY, "consumption_kwh", "quality")
    expected = pl.concat(frames).unique(KEY, keep="first", maintain_order=True).sort(KEY).select(table.columns)
    assert table.equals(expected)
