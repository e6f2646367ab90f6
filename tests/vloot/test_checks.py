from datetime import date, datetime, timedelta

import polars as pl
import pytest

from vloot.checks import CHECKS, check_fleet
from vloot.options import FleetOptions


def codes(inputs):
    return [finding.code for finding in check_fleet(inputs, FleetOptions())]


@pytest.fixture
def clean(car):
    """A register in which nothing lacks."""
    return [
        car(
            "DIESEL1",
            ownership="owned",
            use_type="pool",
            tank_l=60.0,
            purchase_price_eur=3e4,
            upkeep_eur_per_year=900.0,
        )
    ]


def test_a_clean_fleet_gives_no_findings(make, row, clean):
    rows = [row(txn_id=str(month), at_utc=datetime(2025, month, 3, 10)) for month in range(1, 13)]
    assert codes(make(rows, clean)) == []


def test_unknown_vehicles_are_counted(make, row, clean):
    inputs = make([row(), row(txn_id="B", vin="STRANGE")], clean)
    (finding,) = [f for f in check_fleet(inputs, FleetOptions()) if f.code == "fleet.vin.unknown"]
    assert finding.evidence["rows"] == 1
    assert "STRANGE" in str(finding)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"quantity": None}, "fleet.quantity.missing"),
        ({"quantity": 100.0, "amount_gross_eur": 70.0}, "fleet.unit.kwh_as_litres"),
        ({"quantity": 67.0}, "fleet.tank.overfill"),
        ({"product": "petrol"}, "fleet.fuel.mismatch"),
        ({"kind": "charge", "product": "electricity", "unit": "kwh"}, "fleet.fuel.mismatch"),
        ({"quantity": -10.0}, "fleet.credit.dangling"),
        ({"quantity": -50.0, "cancel_of": "NOWHERE"}, "fleet.credit.dangling"),
        ({"at_utc": datetime(2010, 6, 1)}, "fleet.service.outside"),
    ],
)
def test_each_defect_of_a_purchase_is_found(make, row, clean, told, code):
    assert code in codes(make([row(), row(**{"txn_id": "B", "at_utc": datetime(2025, 7, 1, 10), **told})], clean))


def test_the_same_purchase_twice_is_found(make, row, clean):
    assert "fleet.row.double" in codes(make([row(txn_id="A"), row(txn_id="B")], clean))


def test_an_odd_price_is_found(make, row, clean):
    rows = [row(txn_id=str(day), at_utc=datetime(2025, 6, day, 10), quantity=40.0 + day) for day in range(1, 10)]
    rows = [{**each, "amount_gross_eur": each["quantity"] * 1.6} for each in rows]
    rows.append(row(txn_id="odd", at_utc=datetime(2025, 6, 20, 10), quantity=30.0, amount_gross_eur=90.0))
    assert "fleet.price.outlier" in codes(make(rows, clean))


def test_a_card_on_two_vehicles_in_one_month_is_found(make, row, clean):
    rows = [row(txn_id="A", card_pseudonym="c"), row(txn_id="B", vin="OTHER", card_pseudonym="c")]
    assert "fleet.card.shared" in codes(make(rows, clean))


def test_weekend_use_of_pool_vehicles_is_found(make, row, clean):
    saturday = datetime(2025, 1, 4, 12)
    rows = [row(txn_id=str(week), at_utc=saturday + timedelta(weeks=week)) for week in range(25)]
    assert "fleet.use.weekend" in codes(make(rows, clean))


@pytest.mark.parametrize(
    ("km", "code"),
    [((1000.0, 900.0, 1100.0), "fleet.odometer.back"), ((1000.0, 91_000.0, 92_000.0), "fleet.odometer.jump")],
)
def test_odometers_that_go_back_or_jump_are_found(make, row, clean, km, code):
    rows = [
        row(txn_id=str(place), odometer_km=each, at_utc=datetime(2025, 6, 1 + place, 10))
        for place, each in enumerate(km)
    ]
    assert code in codes(make(rows, clean))


def test_impossible_consumption_is_found(make, row, clean):
    rows = [
        row(txn_id=str(month), at_utc=datetime(2025 + month // 12, 1 + month % 12, 1), odometer_km=200.0 * month + 1)
        for month in range(14)
    ] + [row(txn_id="z", at_utc=datetime(2024, 12, 1), odometer_km=0.5)]
    # 600 litres over 2 400 km is 25 litres per 100 km; with one more tank it is over the band.
    rows.append(row(txn_id="more", at_utc=datetime(2025, 6, 15), quantity=55.0))
    assert "fleet.consumption.impossible" in codes(make(rows, clean))


def test_silent_vehicles_and_register_gaps_are_found(make, row, car):
    rows = [row(txn_id=str(month), at_utc=datetime(2025, month, 3, 10)) for month in range(1, 13)]
    found = codes(make(rows, [car("DIESEL1"), car("QUIET")]))
    assert "fleet.fuel.absent" in found
    assert found.count("fleet.register.gap") == 2  # ownership and use type


def test_a_plate_on_two_vehicles_is_found_and_not_shown(make, row, clean):
    plates = pl.DataFrame(
        {
            "vin": ["DIESEL1", "OTHER"],
            "plate": ["1QQQ777"] * 2,
            "valid_from": [date(2020, 1, 1), date(2021, 1, 1)],
            "valid_until": [None, None],
        },
        schema_overrides={"valid_until": pl.Date},
    )
    findings = check_fleet(make([row()], clean, plates=plates), FleetOptions())
    (finding,) = [f for f in findings if f.code == "fleet.plate.shared"]
    assert "QQQ" not in f"{finding} {finding.evidence}"


def test_every_check_is_in_the_list():
    import vloot.checks_purchases
    import vloot.checks_register
    import vloot.checks_use
    import vloot.year_totals

    modules = (vloot.checks_purchases, vloot.checks_register, vloot.checks_use, vloot.year_totals)
    written = {name for module in modules for name in vars(module) if name.startswith("check_")}
    assert written == {check.__name__ for check in CHECKS}


def test_costs_that_nobody_wrote_down_are_said(make, car):
    vehicles = [
        car("DIESEL1", ownership="owned", purchase_price_eur=30_000.0, upkeep_eur_per_year=800.0),
        car("DIESEL2", ownership="owned", upkeep_eur_per_year=800.0),
        car("PETROL1", "ENT02", ownership="lease", lease_eur_per_month=500.0),
        car("VAN1", "ENT02", ownership="lease", upkeep_eur_per_year=800.0),
    ]
    found = [str(f) for f in check_fleet(make([], vehicles), FleetOptions()) if f.code == "fleet.cost.unrecorded"]
    assert [text.split(": ")[1].rstrip(".") for text in found] == ["DIESEL2", "VAN1", "PETROL1"]
