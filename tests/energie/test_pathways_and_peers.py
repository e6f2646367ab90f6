"""Misalignment years, and buildings beside their own kind."""

from dataclasses import replace

import polars as pl
import pytest

from energie.options import EnergyOptions
from energie.pathways import alignments, interpolated, misalignment_year
from energie.pathways_section import pathways
from energie.peers import compare
from energie.peers_section import benchmark

OPTIONS = EnergyOptions(report_year=2023)


def test_a_pathway_is_a_straight_line_between_its_years():
    line = interpolated({2020: 100.0, 2030: 50.0, 2031: 40.0})
    assert (line[2025], line[2030], line[2031]) == (75.0, 50.0, 40.0)
    assert [misalignment_year(x, line) for x in (120.0, 76.0, 75.0, 30.0)] == [2020, 2025, 2026, None]


def test_a_building_follows_the_pathway_of_its_function_and_else_the_general_one(portfolio):
    portfolio.asset("A", internal_floor_area_m2=100.0, gross_floor_area_m2=120.0, function="office")
    portfolio.asset("B", gross_floor_area_m2=100.0).asset("C").asset("D", gross_floor_area_m2=50.0)
    for code in "ABCD":
        portfolio.meter(f"E{code}", code)
    for code in "ABC":
        portfolio.months(f"E{code}", 2023, 1000.0)
    path = pl.DataFrame(
        {
            "name": ["p"] * 4, "function": ["", "", "office", "office"], "year": [2020, 2050, 2020, 2050],
            "energy_kwh_per_m2": [150.0, 60.0, 300.0, 100.0], "co2_kg_per_m2": [50.0, 0.0, None, None],
        }
    )  # fmt: skip
    inputs = replace(portfolio.inputs(), pathways=path)
    found = {one.asset_code: one for one in alignments(inputs, OPTIONS)}
    assert set(found) == {"A", "B", "D"}
    assert (found["A"].energy_kwh_per_m2, found["A"].energy_year, found["A"].co2_year) == (120.0, 2048, None)
    assert found["B"].energy_year == 2031
    assert found["D"].energy_kwh_per_m2 is None
    section = pathways(inputs, OPTIONS)
    assert section.message.startswith("Of 2 buildings 0 lie above")
    assert "No pathway" in pathways(portfolio.inputs(), OPTIONS).message


def test_scores_are_robust_deviations_from_the_median_of_the_function():
    values = [1.0, 2.0, 3.0, 4.0, 50.0]
    frame = pl.DataFrame(
        {
            "asset_code": list("ABCDEF"), "name": list("ABCDEF"), "function": ["office"] * 5 + ["museum"],
            "base_load": [*values, 3.0], "heating_slope": [None] * 6, "balance_degc": [None] * 6,
            "night_share": [0.5] * 6,
        },
        schema_overrides={"heating_slope": pl.Float64, "balance_degc": pl.Float64},
    )  # fmt: skip
    found = compare(frame)
    rows = {row["asset_code"]: row for row in found.frame.iter_rows(named=True)}
    assert rows["E"]["base_load_median"] == 3.0
    assert rows["E"]["base_load_score"] == pytest.approx(47 / 1.4826)
    assert rows["F"]["base_load_score"] == pytest.approx(0)
    assert rows["A"]["night_share_score"] is None
    assert found.alone == ("museum",)


def test_without_temperatures_there_is_nothing_to_compare(portfolio):
    assert "Without daily temperatures" in benchmark(portfolio.asset("A").inputs(), OPTIONS).message
