from datetime import datetime

import pytest

from vloot.netting import dangling_credits, doubles, net_transactions


def litres(frame):
    return net_transactions(frame.lazy()).collect()["quantity"].sum()


def test_a_cancelled_purchase_counts_for_nothing(row, series):
    frame = series([row(txn_id="A"), row(txn_id="B", quantity=-50.0, amount_gross_eur=-80.0, cancel_of="A")])
    assert net_transactions(frame.lazy()).collect().is_empty()


def test_a_partial_credit_leaves_the_rest_at_the_time_of_the_purchase(row, series):
    frame = series(
        [
            row(txn_id="A", at_utc=datetime(2024, 12, 30, 10)),
            row(txn_id="B", quantity=-20.0, amount_gross_eur=-32.0, cancel_of="A", at_utc=datetime(2025, 1, 3, 10)),
        ]
    )
    (net,) = net_transactions(frame.lazy()).collect().to_dicts()
    assert (net["quantity"], net["amount_gross_eur"], net["year"], net["rows"]) == (30.0, 48.0, 2024, 2)


def test_a_credit_without_its_purchase_gives_no_litre_back(row, series):
    frame = series([row(txn_id="A"), row(txn_id="B", quantity=-50.0, cancel_of="Z")])
    assert litres(frame) == 50.0
    assert dangling_credits(frame.lazy())["txn_id"].to_list() == ["B"]


def test_a_negative_row_finds_the_purchase_it_undoes(row, series):
    frame = series(
        [
            row(txn_id="A", at_utc=datetime(2025, 6, 1, 10)),
            row(txn_id="B", at_utc=datetime(2025, 6, 8, 10)),
            row(txn_id="C", quantity=-50.0, at_utc=datetime(2025, 6, 9, 10)),
            row(txn_id="D", at_utc=datetime(2025, 6, 10, 10)),
        ]
    )
    assert sorted(net_transactions(frame.lazy()).collect()["txn_id"]) == ["A", "D"]


def test_a_negative_row_undoes_nothing_of_another_vehicle_or_later_day(row, series):
    frame = series(
        [
            row(txn_id="A", vin="OTHER"),
            row(txn_id="C", quantity=-50.0, at_utc=datetime(2025, 5, 1, 10)),
            row(txn_id="D", at_utc=datetime(2025, 6, 10, 10)),
        ]
    )
    assert litres(frame) == 100.0
    assert dangling_credits(frame.lazy())["txn_id"].to_list() == ["C"]


def test_a_credit_without_quantity_undoes_the_whole(row, series):
    frame = series([row(txn_id="A"), row(txn_id="B", quantity=None, amount_gross_eur=-80.0, cancel_of="A")])
    assert litres(frame) == 0


def test_the_same_purchase_under_two_numbers_counts_once(row, series):
    frame = series([row(txn_id="A"), row(txn_id="B")])
    assert litres(frame) == 50.0
    (double,) = doubles(frame.lazy()).to_dicts()
    assert double["txn_id"] == ["A", "B"]


def test_a_purchase_cancelled_and_booked_again_counts_once(row, series):
    frame = series(
        [row(txn_id="A"), row(txn_id="B", quantity=-50.0, amount_gross_eur=-80.0, cancel_of="A"), row(txn_id="C")]
    )
    assert litres(frame) == 50.0
    assert doubles(frame.lazy()).is_empty()


@pytest.mark.parametrize("kind", ["other", "odometer"])
def test_what_is_no_fuel_is_left_out(row, series, kind):
    assert net_transactions(series([row(kind=kind)]).lazy()).collect().is_empty()
