import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vastgoed.resources import RATIOS, compute_ratios, portfolio_ratio, sum_by_building

BUILDINGS = pl.DataFrame(
    {"asset_code": ["A", "B"], "housed_fte": [10.0, None], "gross_floor_area_m2": [1000.0, 500.0]},
    schema={"asset_code": pl.String, "housed_fte": pl.Float64, "gross_floor_area_m2": pl.Float64},
)


def uses(*rows):
    schema = {"asset_code": pl.String, "year": pl.Int64, "kind": pl.String, "quantity": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def ratios(*rows):
    found = compute_ratios(uses(*rows), BUILDINGS, 2025)
    return {(code, ratio): value for code, ratio, value in found.select("asset_code", "ratio", "value").rows()}


def test_worked_case():
    """90 m³ mains and 10 m³ rain for 10 FTE on 1 000 m²; 300 kg residual and 100 kg sorted; 12 kg lost in 240 meals."""
    found = ratios(
        ("A", 2025, "water_mains", 90.0), ("A", 2025, "water_rain", 10.0), ("A", 2025, "waste_residual", 300.0),
        ("A", 2025, "waste_pmd", 40.0), ("A", 2025, "waste_glass", 60.0), ("A", 2025, "meals", 240.0),
        ("A", 2025, "food_lost", 12.0), ("A", 2024, "water_mains", 999.0),
    )  # fmt: skip
    assert found == pytest.approx(
        {
            ("A", "water_per_vte"): 10.0,
            ("A", "water_per_m2"): 0.1,
            ("A", "regenwater"): 10.0,
            ("A", "restafval_per_vte"): 30.0,
            ("A", "gesorteerd"): 25.0,
            ("A", "voedselverlies"): 0.05,
        }
    )


def test_what_is_not_known_is_not_zero():
    """B has no FTE, and reports no waste: neither is an indicator. Water without a row on rainwater has none of it."""
    assert ratios(("B", 2025, "water_mains", 50.0)) == {("B", "water_per_m2"): 0.1, ("B", "regenwater"): 0.0}


def test_over_the_portfolio_only_buildings_with_both_sums_count():
    rows = compute_ratios(uses(("A", 2025, "water_mains", 100.0), ("B", 2025, "water_mains", 900.0)), BUILDINGS, 2025)
    by_code = {ratio.code: portfolio_ratio(rows, ratio) for ratio in RATIOS}
    assert by_code["water_per_vte"] == (10.0, 1)
    assert by_code["water_per_m2"] == (pytest.approx(1000 / 1500), 2)
    assert by_code["circulair"] == (None, 0)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["water_mains", "water_rain", "waste_pmd"]),
                          st.floats(0, 1e6)), max_size=12))  # fmt: skip
def test_groups_add_up_to_their_streams(rows):
    frame = uses(*[(code, 2025, kind, quantity) for code, kind, quantity in rows])
    sums = sum_by_building(frame, 2025)
    for group, kinds in {"water": ("water_mains", "water_rain"), "sorted_waste": ("waste_pmd",)}.items():
        total = sums.filter(pl.col("group") == group)["quantity"].sum()
        assert total == pytest.approx(frame.filter(pl.col("kind").is_in(kinds))["quantity"].sum())
