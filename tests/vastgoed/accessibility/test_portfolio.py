import polars as pl

from vastgoed.accessibility.assess import assess_building, assess_buildings
from vastgoed.accessibility.portfolio import LABEL_SCHEMA, VERDICT_SCHEMA, assess_portfolio, verdict_frame


def test_a_portfolio_says_per_building_what_one_building_says(building, criteria, today):
    step = {"Main entrance": {"LVL-02": "3"}}
    values = pl.concat([building(asset_code="GB-0002", change=step, source="geometry"), building(asset_code="GB-0001")])
    frame = assess_portfolio(values, criteria, today)
    assert frame.schema == pl.Schema(LABEL_SCHEMA)
    assert frame["asset_code"].to_list() == ["GB-0001", "GB-0002"]
    assert frame["level"].to_list() == ["a_plus_plus", "none"]
    assert frame.row(1, named=True)["weakest_criterion"] == "LVL-02"
    assert frame.row(1, named=True)["weakest_required"] == "≤ 2 cm"
    assert frame.row(0, named=True)["weakest_part"] is None
    assert frame["geometry_count"].to_list()[0] == 0
    both = assess_buildings(values, criteria, today)
    alone = assess_building(values.filter(asset_code="GB-0002"), criteria, today)
    assert both["GB-0002"] == alone


def test_no_values_give_an_empty_frame(building, criteria, today):
    frame = assess_portfolio(building().clear(), criteria, today)
    assert frame.is_empty()
    assert frame.columns == list(LABEL_SCHEMA)


def test_every_verdict_has_a_row(building, criteria, today):
    result = assess_building(building(remove=["Toilet"]), criteria, today)
    frame = verdict_frame([result])
    assert frame.height == len(result.verdicts)
    assert frame.columns == list(VERDICT_SCHEMA)
    missing = frame.filter(pl.col("criterion_id") == "SAN-02").row(0, named=True)
    assert (missing["outcome"], missing["blocks"], missing["required"]) == ("not_assessable", "a", "≥ 150 cm")
