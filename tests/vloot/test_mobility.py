from datetime import datetime

import polars as pl
import pytest

from kern.language import choose_language
from vloot.mobility import indicators, mobility_years
from vloot.options import FleetOptions
from vloot.result import compute_fleet
from vloot.sections import mobility_section
from vloot.trace import trace


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


@pytest.fixture
def fleet(make, row):
    """One vehicle of ENT01 that drives 12 000 km in 2025, and what the entity tells."""

    def build(**told):
        odometers = [
            row(kind="odometer", txn_id=f"O{year}", product="service", unit="km", quantity=None, odometer_km=km,
                at_utc=datetime(year, 1, 1, 9), amount_gross_eur=None)
            for year, km in ((2025, 10_000.0), (2026, 22_000.0))
        ]  # fmt: skip
        rows = [
            {"entity_code": "ENT01", "year": 2025, "indicator": code, "value": value} for code, value in told.items()
        ]
        empty = pl.DataFrame(
            schema={"entity_code": pl.String, "year": pl.Int64, "indicator": pl.String, "value": float}
        )
        return make(odometers, mobility=pl.DataFrame(rows) if rows else empty)

    return build


def row_of(inputs):
    years = mobility_years(inputs, compute_fleet(inputs, FleetOptions()))
    return years.filter(pl.col("entity_code") == "ENT01", pl.col("year") == 2025).to_dicts()[0]


def test_kilometres_per_fte_and_the_share_above_the_car(fleet):
    row = row_of(fleet(fte=100.0, km_bicycle=2000.0, km_shared_car=1000.0, km_private_car=5000.0, trips_avoided=50.0))
    assert row["km_per_fte"] == pytest.approx(120, rel=0.01)
    assert row["sustainable_share"] == pytest.approx(3000 / 20_000, rel=0.01)
    assert row["trips_avoided_per_fte"] == 0.5


def test_what_was_not_told_is_unknown_and_never_zero(fleet):
    row = row_of(fleet())
    assert row["service_km"] == pytest.approx(12_000, rel=0.01)
    assert row["km_per_fte"] is None
    assert row["sustainable_share"] is None
    assert row_of(fleet(km_private_car=100.0))["sustainable_share"] is None
    section = mobility_section(fleet(), FleetOptions())
    assert all(figure.value is None for figure in section.figures())
    assert [finding.code for finding in section.findings] == ["fleet.mobility.untold"]


def test_the_section_draws_and_every_figure_is_traced(fleet):
    inputs = fleet(fte=100.0, km_bicycle=2000.0, trips_avoided=50.0, trips_shared=4.0)
    section = mobility_section(inputs, FleetOptions())
    chart = next(block for block in section.blocks if getattr(block, "key", "") == "vloot.mobiliteit.grafiek")
    assert chart.draw().axes[0].get_yticklabels()[0].get_text() == "One"
    for figure in section.figures():
        found = trace(figure.key, inputs, FleetOptions())
        assert found.rows
        assert found.explanation


def test_indicators_are_data_with_headings_of_their_own():
    headings = [heading for one in indicators().values() for heading in one.headings]
    assert len(headings) == len(set(headings))
    assert {one.step for one in indicators().values()} == {"size", "avoid", "share", "shift", "car"}
