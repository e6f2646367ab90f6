"""Fleet tables: codes that exist, zones without overlap or hole, published quotas and scores."""

import polars as pl
import pytest

from kern.sources import read_table


def codes(name: str, column: str = "code") -> set[str]:
    return set(read_table(name)[column])


def split(name: str, column: str) -> set[str]:
    return {code for cell in read_table(name)[column].drop_nulls() for code in cell.split(";")}


def test_categories_powertrains_and_products_exist():
    categories, powertrains = codes("fleet/vehicle_categories.csv"), codes("fleet/powertrains.csv")
    for name in ("fleet/vehicle_classes.csv", "fleet/real_world_gap.csv"):
        assert codes(name, "category") <= categories
        assert codes(name, "powertrain") <= powertrains
    assert split("fleet/purchase_rules.csv", "categories") <= categories
    assert split("fleet/purchase_rules.csv", "allowed_powertrains") <= powertrains
    assert split("fleet/products.csv", "powertrains") <= powertrains
    fuels = codes("fleet/products.csv", "product")
    for column in ("allowed_fuels", "fuels"):
        assert split("fleet/purchase_rules.csv", column) <= fuels
    assert split("fleet/low_emission_zones.csv", "fuels") <= fuels


def test_every_fuel_has_a_factor_in_the_default_set():
    keys = set(read_table("factors/emission.csv").filter(pl.col("factor_set") == "ecoscore_be")["key"])
    fuels = read_table("fleet/products.csv").filter(pl.col("is_fuel") == "true")
    assert {f"co2.{carrier}.ttw" for carrier in fuels["emission_carrier"]} <= keys
    assert read_table("fleet/products.csv").filter(pl.col("is_fuel") == "false")["emission_carrier"].null_count() == 3


def test_zones_in_force_neither_overlap_nor_leave_a_hole():
    table = read_table("fleet/low_emission_zones.csv")
    assert set(table["status"]) == {"in_force", "superseded", "announced", "uncertain"}
    in_force = table.filter(pl.col("status") == "in_force").sort("valid_from")
    for _, rows in in_force.group_by("zone", "fuels"):
        ordered = rows.sort("valid_from")
        assert ordered["valid_from"].to_list()[1:] == ordered["valid_until"].to_list()[:-1]
        assert ordered["valid_until"].to_list()[-1] is None
    banned = table.filter(pl.col("is_banned") == "true")
    assert banned["euro_minimum"].null_count() == banned.height


def test_quota_periods_follow_each_other():
    table = read_table("fleet/clean_vehicles_directive.csv")
    shares = {(row["cvd_class"], row["valid_from"]): row["quota_share"] for row in table.iter_rows(named=True)}
    assert shares == {
        ("light", "2021-08-02"): "0.385",
        ("light", "2026-01-01"): "0.385",
        ("truck", "2021-08-02"): "0.10",
        ("truck", "2026-01-01"): "0.15",
        ("bus", "2021-08-02"): "0.45",
        ("bus", "2026-01-01"): "0.65",
    }
    for _, rows in table.group_by("cvd_class"):
        ordered = rows.sort("valid_from")
        assert ordered["valid_until"].to_list() == ["2026-01-01", "2031-01-01"]


@pytest.mark.parametrize(
    ("group", "year", "score"),
    [("all_cars", "2023", "66.1"), ("diesel", "2020", "57.8"), ("electric", "2023", "85.2"), ("cng", "2019", "77.6")],
)
def test_published_ecoscores(group: str, year: str, score: str):
    rows = read_table("fleet/ecoscore_averages.csv").filter(
        pl.col("fleet") == "flanders", pl.col("group") == group, pl.col("year") == year
    )
    assert rows["ecoscore"].item() == score


def test_missing_emissions_have_a_default_for_every_euro_norm():
    table = read_table("fleet/ecoscore_defaults.csv")
    assert table.filter(pl.col("kind") == "emission").height == 2 * 7 * 4
    override = table.filter(pl.col("kind") == "nox_override")
    assert override.select("euro_norm", "value").rows() == [*((str(n), "0.63") for n in range(1, 6)), ("6", "0.5")]


def test_the_gap_recomputes_from_its_litres():
    table = read_table("fleet/real_world_gap.csv").filter(pl.col("gap_on") == "fuel").drop_nulls("real_l_per_100km")
    for row in table.iter_rows(named=True):
        gap = float(row["real_l_per_100km"]) / float(row["wltp_l_per_100km"]) - 1
        assert gap == pytest.approx(float(row["gap_share"]), abs=0.002)
