"""Targets: named sets, one pace or end value per row, and the default set as it was promised."""

import polars as pl
import pytest

from kern.sources import read_table
from kern.trajectory import Method, Target


def rows(set_id: str) -> dict[str, dict[str, str | None]]:
    table = read_table("targets/targets.csv").filter(pl.col("set_id") == set_id)
    return {row["target_id"]: row for row in table.iter_rows(named=True)}


def as_target(row: dict[str, str | None]) -> Target:
    def number(name: str) -> float | None:
        return None if row[name] is None else float(row[name])

    return Target(
        int(row["base_year"]),
        int(row["target_year"]),
        number("reduction_share"),
        number("per_year_share"),
        Method(row["method_default"]),
    )


def test_every_set_is_described_and_one_is_the_default():
    sets = read_table("targets/sets.csv")
    assert set(sets["set_id"]) == set(read_table("targets/targets.csv")["set_id"])
    assert sets.filter(pl.col("is_default") == "true")["set_id"].to_list() == ["2019"]


def test_every_reduction_is_a_target_the_trajectory_accepts():
    for row in read_table("targets/targets.csv").filter(pl.col("metric") != "renovated_area").iter_rows(named=True):
        target = as_target(row)
        assert target.base_year < int(row["start_year"]) <= target.target_year
        assert 0 < target.end_share <= 1


def test_the_default_set_is_the_promise_of_2019():
    found = rows("2019")
    assert as_target(found["primary_energy"]) == Target(2019, 2030, per_year_share=0.025)
    assert found["primary_energy"]["start_year"] == "2020"
    assert found["primary_energy"]["certainty"] == "low"
    assert as_target(found["buildings_co2"]) == Target(2015, 2030, reduction_share=0.40)
    assert as_target(found["buildings_co2_2050"]) == Target(2015, 2050, reduction_share=0.80)
    assert as_target(found["fleet_co2"]) == Target(2015, 2030, reduction_share=0.40)


@pytest.mark.parametrize(
    ("set_id", "target_id", "base", "year", "reduction"),
    [
        ("2016", "primary_energy", 2005, 2030, 0.27),
        ("2016", "co2", 2005, 2030, 0.40),
        ("2021", "primary_energy", 2015, 2030, 0.325),
        ("2022", "co2", 2015, 2030, 0.55),
        ("2022", "primary_energy", 2015, 2030, 0.35),
        ("hfb_2023", "co2_per_m2", 2005, 2030, 0.65),
        ("hfb_2023", "primary_energy_per_m2", 2005, 2030, 0.50),
        ("local_2023", "co2", 2019, 2030, 0.403),
    ],
)
def test_published_reductions(set_id: str, target_id: str, base: int, year: int, reduction: float):
    assert as_target(rows(set_id)[target_id]) == Target(base, year, reduction_share=reduction)


def test_boundaries_are_of_the_list():
    table = read_table("targets/targets.csv").filter(pl.col("metric").str.contains("co2"))
    assert set(table["boundary"]) == {"location_based", "fossil_only", "fuel_ttw"}
