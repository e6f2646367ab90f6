"""Whatever the data: sums agree, row order and file split do not matter, every clock day is complete."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energie.consumption import asset_years
from energie.emissions import METRICS, compute_emissions
from energie.intervals import add_utc
from energie.readers.fluvius import READER
from kern.intake.head import open_file
from kern.times import quarters_in_local_day

invoices = st.lists(
    st.tuples(
        st.sampled_from(["E1", "E2", "G1"]),
        st.dates(date(2019, 1, 1), date(2022, 12, 1)),
        st.integers(1, 500),
        st.floats(0, 1e6),
        st.sampled_from(["invoice", "estimated"]),
    ),
    min_size=1,
    max_size=12,
)


def build(portfolio, rows):
    portfolio.asset("A").asset("B", kind="infrastructure")
    portfolio.meter("E1", "A", share=0.7).meter("E1", "B", share=0.3).meter("E2", "B").meter("G1", "A", "natural_gas")
    for meter, start, days, kwh, quality in rows:
        portfolio.reading(meter, start, start + timedelta(days=days), kwh, "period", quality=quality)
    return portfolio


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=invoices, seed=st.integers(0, 1000))
def test_sums_over_carriers_assets_and_months_agree(portfolio, rows, seed):
    portfolio = build(type(portfolio)(), rows)
    inputs = portfolio.inputs()
    counted = inputs.months.counted["consumption_kwh"].sum()
    by_month = inputs.asset_months["consumption_kwh"].sum()
    yearly = asset_years(inputs.asset_months)
    assert by_month == pytest.approx(counted)
    assert yearly["consumption_kwh"].sum() == pytest.approx(counted)
    assert counted <= sum(kwh for *_, kwh, _quality in rows) * (1 + 1e-9) + 1e-6
    emissions = compute_emissions(inputs.asset_months.filter(pl.col("year") < 2025)).frame
    for metric in METRICS:
        per_year = emissions.group_by("year").agg(pl.col(metric).sum())[metric].sum()
        assert emissions[metric].sum() == pytest.approx(per_year)
    shuffled = portfolio.inputs(portfolio.readings().sample(fraction=1, shuffle=True, seed=seed)).asset_months
    for column in ("consumption_kwh", "missing_kwh", "covered_days"):
        assert shuffled[column].to_list() == pytest.approx(inputs.asset_months[column].to_list())


QUARTERS = [("29-10-2023", "02:00", "02:15"), ("29-10-2023", "02:00", "02:15"), ("06-03-2023", "08:00", "08:15"),
            ("06-03-2023", "08:15", "08:30"), ("26-03-2023", "01:45", "03:00")]  # fmt: skip


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, 4), eans=st.integers(1, 3))
def test_how_the_rows_are_split_over_files_does_not_matter(tmp_path, cut, eans):
    header = "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Register;Volume;Eenheid;Validatiestatus"
    rows = [
        [f"{day};{a}:00;{day};{b}:00;54144800000000001{ean};Afname Dag;{n},5;kWh;Read" for n, (day, a, b) in
         enumerate(QUARTERS)]
        for ean in range(eans)
    ]  # fmt: skip

    def load(name, lines):
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return READER.read(open_file(path), {}).series["readings"].drop("source_row")

    whole = load("whole.csv", [line for lines in rows for line in lines])
    # A grid operator never cuts between the two rows of a repeated quarter: cut behind them.
    parts = [
        load(f"{n}.csv", part) for n, lines in enumerate(rows) for part in (lines[: cut + 1], lines[cut + 1 :]) if part
    ]
    keys = ["meter", "start_utc"]
    assert pl.concat(parts).sort(keys).equals(whole.sort(keys))


@settings(deadline=None, max_examples=60)
@given(day=st.dates(date(2005, 1, 1), date(2035, 12, 31)))
def test_every_local_day_is_complete_when_its_rows_are_paired(day):
    after = day + timedelta(days=1)
    start = pl.datetime_range(
        pl.datetime(day.year, day.month, day.day), pl.datetime(after.year, after.month, after.day),
        "15m", closed="left", time_zone="Europe/Brussels", eager=True,
    )  # fmt: skip
    end = start.dt.offset_by("15m")
    written = pl.DataFrame(
        {"start_local": start.dt.replace_time_zone(None), "end_local": end.dt.replace_time_zone(None)}
    )
    in_file_order = written.sort("start_local", maintain_order=True)
    rows = add_utc(in_file_order, pair_by=[])
    assert rows.height == quarters_in_local_day(day)
    assert rows.sort("start_utc")["start_utc"].to_list() == start.dt.convert_time_zone("UTC").to_list()
    assert ((rows["end_utc"] - rows["start_utc"]) == timedelta(minutes=15)).all()
    assert not rows["clock_doubt"].any()
