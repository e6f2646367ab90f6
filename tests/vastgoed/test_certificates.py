from datetime import date

import polars as pl
import pytest

from vastgoed.certificates import compute_certificates

DAY = date(2025, 12, 31)
BUILDINGS = pl.DataFrame({"asset_code": ["A", "B"]})


def held(*rows):
    schema = {"asset_code": pl.String, "kind": pl.String, "issued_on": pl.Date, "valid_until": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def states(*rows, day=DAY):
    found = compute_certificates(held(*rows), BUILDINGS, day)
    return {(code, kind): state for code, kind, state in found.select("asset_code", "kind", "state").rows()}


def test_the_certificates_own_term_goes_before_that_of_its_kind():
    found = compute_certificates(held(("A", "epc_nr", date(2024, 1, 1), date(2025, 6, 1))), BUILDINGS, DAY)
    row = found.row(by_predicate=pl.col("asset_code") == "A", named=True)
    assert (row["valid_until"], row["term_from"], row["state"]) == (date(2025, 6, 1), "certificate", "expired")


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2025, 12, 30), "expired"),
        (date(2025, 12, 31), "expires_soon"),
        (date(2026, 12, 31), "expires_soon"),
        (date(2027, 1, 1), "valid"),
    ],
)
def test_it_holds_on_its_last_day(until, state):
    assert states(("A", "lift_inspection", date(2025, 1, 1), until))["A", "lift_inspection"] == state


def test_a_kind_without_term_does_not_expire():
    assert states(("A", "gro", date(1990, 1, 1), None))["A", "gro"] == "no_term"


def test_a_later_one_replaces_an_earlier_one_and_the_future_does_not_count():
    rows = [("A", "epc_nr", date(2015, 1, 1), None), ("A", "epc_nr", date(2024, 1, 1), None)]
    assert states(*rows)["A", "epc_nr"] == "valid"
    assert states(*rows, day=date(2023, 12, 31))["A", "epc_nr"] == "expired"


def test_every_building_must_have_an_epc_nr_since_2024():
    assert states() == {("A", "epc_nr"): "missing", ("B", "epc_nr"): "missing"}
    assert states(day=date(2023, 12, 31)) == {}


def test_the_order_of_the_rows_does_not_matter():
    rows = [("A", "epc_nr", date(2015 + place, 1, 1), None) for place in range(8)]
    assert states(*rows) == states(*reversed(rows))
