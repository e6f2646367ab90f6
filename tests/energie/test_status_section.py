"""What a total rests on reaches consumption, trajectories and the quality section."""

from datetime import date, timedelta

import pytest

from energie.options import EnergyOptions
from energie.sections import consumption, quality, trajectories
from energie.status_section import ALL, status_of_energy

OPTIONS = EnergyOptions(report_year=2023)


@pytest.fixture
def gappy(portfolio):
    """Two months of quarters with a gap of an hour and one of a day, and a yearly gas invoice."""
    portfolio.asset("A").meter("M", "A").meter("G", "A", "natural_gas")
    portfolio.quarters("M", date(2023, 5, 1), date(2023, 6, 30), 1.0)
    first = portfolio.rows[0]["start_utc"]
    for row in portfolio.rows:
        since = row["start_utc"] - first
        if timedelta(days=3) <= since < timedelta(days=3, hours=1) or timedelta(days=8) <= since < timedelta(days=9):
            row["consumption_kwh"], row["quality"] = None, "no_data"
    portfolio.reading("G", date(2023, 1, 1), date(2024, 1, 1), 12_000, "year", quality="estimated")
    return portfolio.inputs()


def test_every_status_has_its_share_of_the_total(gappy):
    rows = {row["carrier"]: row for row in status_of_energy(gappy, [2023]).iter_rows(named=True)}
    assert rows["electricity"]["interpolated_kwh"] == pytest.approx(4)
    assert rows["electricity"]["similar_day_kwh"] == pytest.approx(96)
    assert rows["electricity"]["estimated_kwh"] == pytest.approx(0)
    assert rows["natural_gas"]["estimated_kwh"] == pytest.approx(12_000)
    assert rows["natural_gas"]["degree_days_kwh"] == pytest.approx(12_000)
    assert rows[ALL]["consumption_kwh"] == pytest.approx(12_000 + 61 * 96)


@pytest.mark.parametrize(("make", "key"), [(consumption, "energie.verbruik"), (trajectories, "energie.traject")])
def test_the_table_stands_in_the_section(gappy, make, key):
    tables = {getattr(block, "key", ""): block for block in make(gappy, OPTIONS).blocks}
    row = next(row for row in tables[f"{key}.status"].rows if row["year"] == 2023)
    assert row["not_measured_pct"] == pytest.approx((12_000 + 100) / (12_000 + 61 * 96) * 100)


def test_quality_lists_each_gap_with_its_code_and_meters_that_miss_data(gappy):
    tables = {getattr(block, "key", ""): block for block in quality(gappy, OPTIONS).blocks}
    codes = [row["status"] for row in tables["energie.kwaliteit.gaten"].rows]
    assert codes == ["similar_day", "interpolated"]
    meters = tables["energie.kwaliteit.meters"].rows
    assert [(row["meter"], row["thin_count"], row["alone_count"]) for row in meters] == [("M", 10, 10)]
