"""The whole assessment on a small portfolio: every building gets a quarter or the code that keeps it out."""

from datetime import date

import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.transfer.assess import TransferInputs, TransferOptions, assess_transfer
from vastgoed.transfer.readiness import part_table

PARTS = part_table()["part"].to_list()
OPTIONS = TransferOptions(date(2026, 11, 24))


def portfolio(buildings=None):
    codes = ["A", "B", "C", "D", "E"]
    frame = pl.DataFrame(
        {
            "asset_code": codes,
            "entity_code": ["E1", "E1", "E2", "E2", "E2"],
            "internal_floor_area_m2": [1000.0, 1000.0, 1000.0, 1000.0, None],
            "fte": [40.0, 50.0, 30.0, 20.0, None],
            "yearly_cost_eur": [200_000.0, None, 100_000.0, 90_000.0, None],
            "entity_requests": [False, False, True, False, None],
            "lease_end": [None, date(2028, 6, 30), None, None, None],
            "heritage_status": ["protected_monument", "none", "none", "none", "none"],
            "is_transferred": [False, False, False, True, False],
        }
    )
    split = pl.DataFrame(
        {
            "asset_code": ["A", "B", "C", "C", "D", "E"],
            "function": ["office", "office", "office", "laboratory", "office", "office"],
            "area_m2": [1000.0, 1000.0, 600.0, 400.0, 1000.0, 500.0],
        }
    )
    full = [{"asset_code": code, "part": part, "status_share": 1.0} for code in ("A", "E") for part in PARTS]
    capacity = pl.DataFrame({"quarter": ["2027Q1", "2027Q2"], "buildings": [1, 1], "fte": [100.0, 100.0]})
    return TransferInputs(frame if buildings is None else buildings, split, pl.DataFrame(full), capacity)


def test_from_portfolio_to_plan():
    done = assess_transfer(portfolio(), OPTIONS)
    rows = {row["asset_code"]: row for row in done.plan.rows.iter_rows(named=True)}
    assert (rows["A"]["quarter"], rows["A"]["outcome"], rows["A"]["codes"]) == ("2027Q1", "in_scope", ["H07"])
    # B has nothing ready: staff takes three quarters, and its lease closes the window before that.
    assert (rows["B"]["reason"], rows["B"]["latest_quarter"]) == ("plan.rule", "2027Q2")
    assert rows["B"]["codes"] == ["H05", "H08", "H09"]
    assert (rows["C"]["outcome"], rows["C"]["quarter"]) == ("awaiting_business_case", None)
    assert rows["D"]["reason"] == "plan.transferred"
    # E has no internal area: the split stands in; its FTE is estimated from the middle area per FTE.
    assert (rows["E"]["area_m2"], rows["E"]["quarter"]) == (500.0, "2027Q2")
    assert rows["E"]["fte"] == pytest.approx(500 / ((1000 / 40 + 1000 / 30) / 2))


def test_a_missing_cost_gives_the_plan_for_both_ends():
    done = assess_transfer(portfolio(), OPTIONS)
    assert done.low_plan.objective <= done.plan.objective <= done.high_plan.objective
    known = portfolio().buildings.with_columns(fte=pl.lit(10.0), yearly_cost_eur=pl.lit(50_000.0))
    assert assess_transfer(portfolio(known), OPTIONS).low_plan is None


def test_an_extension_opens_the_window():
    extended = portfolio().buildings.with_columns(extension_planned=pl.lit(True))
    row = assess_transfer(portfolio(extended), OPTIONS).rules.row(1, named=True)
    assert "H05" not in row["codes"]


def test_without_capacity_there_is_no_plan_but_all_the_rest():
    inputs = portfolio()
    done = assess_transfer(
        TransferInputs(inputs.buildings, inputs.function_areas, inputs.readiness, inputs.capacity.clear()), OPTIONS
    )
    assert done.plan is None
    assert done.scope.height == done.rules.height == done.readiness.height == done.values.height == 5


def test_a_double_building_is_refused():
    inputs = portfolio(pl.concat([portfolio().buildings, portfolio().buildings]))
    with pytest.raises(InputWrong, match="Building A, B, C, D, E stands twice"):
        assess_transfer(inputs, OPTIONS)
