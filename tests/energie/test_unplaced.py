"""Meters without an asset are in no total, are shown, and can be explained."""

import pytest

from energie.options import EnergyOptions
from energie.sections import consumption
from energie.trace import trace
from energie.unplaced import TABLE_KEY
from kern.errors import InputWrong

OPTIONS = EnergyOptions(report_year=2025)


def table_of(section):
    return next((block for block in section.blocks if getattr(block, "key", "") == TABLE_KEY), None)


def test_a_meter_without_an_asset_is_shown_and_traced_but_in_no_total(portfolio):
    portfolio.asset("A").meter("E1", "A").months("E1", 2025, 100.0).months("own.id.1", 2025, 7.0, import_id=3)
    section = consumption(portfolio.inputs(), OPTIONS)
    assert section.figures()[0].value == pytest.approx(1.2)
    (row,) = table_of(section).rows
    assert (row["meter"], row["offtake_kwh"]) == ("own.id.1", pytest.approx(84.0))
    found = trace(row["key"], portfolio.inputs(), OPTIONS)
    assert [(line["import_id"], line["consumption_kwh"]) for line in found.rows] == [(3, pytest.approx(84.0))]


def test_no_table_when_every_meter_has_its_asset(portfolio):
    portfolio.asset("A").meter("E1", "A").months("E1", 2025, 100.0)
    assert table_of(consumption(portfolio.inputs(), OPTIONS)) is None
    with pytest.raises(InputWrong, match="is no energy figure"):
        trace("energie.verbruik.2025.meter.E1", portfolio.inputs(), OPTIONS)
