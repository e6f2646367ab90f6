"""Tanks: a delivery is stock; consumption lies between levels."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.inputs import EnergyInputs
from energie.options import EnergyOptions
from energie.sections import consumption
from energie.stock_section import stock_table
from energie.tank_stock import TANK_COLUMNS, balance


def records(*rows, **same):
    base = {"tank": "T", "number": "", "carrier": "heating_oil", "unit": "l", "asset_code": "G1", **same}
    return pl.DataFrame(
        [
            {**base, "day": d, "kind": k, "quantity": q, **more}
            for d, k, q, *rest in rows
            for more in [rest[0] if rest else {}]
        ],
        schema=TANK_COLUMNS,
    )


FULL = records(
    (date(2025, 1, 1), "level", 2000.0),
    (date(2025, 2, 10), "delivery", 3000.0),
    (date(2025, 5, 1), "level", 1200.0),
    (date(2025, 6, 1), "delivery", 500.0),
)


def test_consumption_lies_between_levels_and_what_remains_is_stock():
    found = balance(FULL)
    assert found.balances["used"].to_list() == [3800.0, None]
    assert found.derived.readings.select("consumption_kwh", "quality").rows() == [(38_000.0, "measured")]
    table = stock_table(EnergyInputs(tank_records=FULL), 2025)
    assert [row["now"] for row in table.rows] == [None, 1700.0]


def test_a_level_after_the_delivery_of_the_same_day():
    found = balance(
        records(
            (date(2025, 1, 1), "level", 500.0),
            (date(2025, 2, 1), "delivery", 1000.0),
            (date(2025, 2, 1), "level_after", 1300.0),
            (date(2025, 3, 1), "level", 900.0),
        )
    )
    assert found.balances["used"].to_list()[:2] == [200.0, 400.0]


def test_without_levels_it_is_an_estimate_and_said():
    found = balance(records((date(2025, 1, 1), "delivery", 1000.0), (date(2025, 7, 1), "delivery", 800.0)))
    assert found.derived.readings.select("consumption_kwh", "quality").rows() == [(10_000.0, "estimated")]
    assert [finding.code for finding in found.derived.findings] == ["energy.tank.no_level"]


def test_more_in_the_tank_than_was_delivered_has_no_value():
    found = balance(records((date(2025, 1, 1), "level", 100.0), (date(2025, 2, 1), "level", 900.0)))
    assert found.derived.readings["consumption_kwh"].to_list() == [None]
    assert [finding.code for finding in found.derived.findings] == ["energy.tank.more"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 900), st.floats(0, 3000)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_used_plus_stock_is_delivered_plus_first_stock(steps, random):
    stock, rows, day = 5000.0, [(date(2024, 1, 1), "level", 5000.0)], date(2024, 1, 1)
    used_in_all = delivered_in_all = 0.0
    for used, delivered in steps:
        day += timedelta(days=30)
        rows.append((day - timedelta(days=3), "delivery", delivered, {"number": str(len(rows))}))
        used = min(used, stock + delivered)
        stock += delivered - used
        rows.append((day, "level", stock))
        used_in_all += used
        delivered_in_all += delivered
    random.shuffle(rows)
    found = balance(records(*rows))
    assert found.balances["used"].sum() == pytest.approx(used_in_all, abs=1e-6)
    assert found.balances.filter(pl.col("end").is_null())["begin_stock"][0] == pytest.approx(stock)


def test_the_stock_stands_in_the_section_of_consumption():
    inputs = EnergyInputs(
        tank_records=FULL, assets=pl.DataFrame({"asset_code": ["G1"], "kind": ["building"], "name": ["Huis"]})
    )
    section = consumption(inputs, EnergyOptions(report_year=2025))
    assert "energie.verbruik.voorraad" in [getattr(block, "key", "") for block in section.blocks]
