from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vloot.consumption import compute_consumption, silent_vehicles
from vloot.monthly import FROM_DISTANCE, FROM_MONEY, MEASURED


def of_year(consumption, year=2025):
    return consumption.filter(pl.col("year") == year)


def test_sums_by_vehicle_entity_and_year(make):
    used = of_year(compute_consumption(make()))
    per_entity = dict(
        used.filter(pl.col("kind") == "fuel").group_by("entity_code").agg(pl.col("quantity").sum()).rows()
    )
    assert per_entity == {"ENT01": 600.0, "ENT02": 1200.0, "ENT03": 600.0}
    charged = used.filter(pl.col("kind") == "charge")
    assert charged["quantity"].sum() == 1200.0
    assert charged["unit"].unique().to_list() == ["kwh"]


def test_money_without_litres_is_estimated_at_the_price_of_the_month(make, row, months):
    rows = [each for each in months() if each["txn_id"] != "DIESEL1-2025-6"]
    rows.append(row(txn_id="X", quantity=None, amount_gross_eur=48.0, quality="missing", at_utc=datetime(2025, 6, 10)))
    used = of_year(compute_consumption(make(rows))).filter(pl.col("vin") == "DIESEL1")
    assert used.filter(pl.col("origin") == FROM_MONEY)["quantity"].to_list() == pytest.approx([30.0])
    assert used.filter(pl.col("origin") == MEASURED)["quantity"].sum() == 550.0


def test_money_without_any_price_stays_unknown(make, row):
    used = compute_consumption(make([row(quantity=None)]))
    assert used["quantity"].to_list() == [None]


def test_a_silent_vehicle_with_kilometres_is_estimated_from_its_own_use(make, row, months):
    rows = [each for each in months() if not (each["vin"] == "DIESEL1" and each["year"] == 2025)]
    for year in range(2019, 2027):
        rows.append(
            row(
                kind="odometer", txn_id=f"km{year}", product="service", unit="km", quantity=10_000.0 * (year - 2018),
                odometer_km=10_000.0 * (year - 2018), at_utc=datetime(year, 1, 1, 11),
            )
        )  # fmt: skip
    used = of_year(compute_consumption(make(rows))).filter(pl.col("vin") == "DIESEL1")
    assert used["origin"].to_list() == [FROM_DISTANCE]
    # 600 litres over 10 000 km in each other year.
    assert used["quantity"].to_list() == pytest.approx([600.0])
    assert used["entity_code"].to_list() == ["ENT01"]


def test_a_silent_vehicle_without_history_takes_its_class(make, row, months, car):
    rows = months() + [
        row(kind="odometer", txn_id=f"km{year}", vin="NEW", product="lease", unit="km", quantity=km, odometer_km=km,
            at_utc=datetime(year, 1, 1, 11))
        for year, km in ((2025, 100.0), (2026, 10_100.0))
    ]  # fmt: skip
    vehicles = [car("DIESEL1"), car("NEW", powertrain="phev", fuel="petrol", first_registered_on=date(2025, 1, 1))]
    used = of_year(compute_consumption(make(rows, vehicles))).filter(pl.col("vin") == "NEW")
    # data/fleet/vehicle_classes.csv: plug-in petrol car 8.0 l per 100 km.
    assert used["quantity"].to_list() == pytest.approx([800.0])
    assert used["product"].to_list() == ["petrol"]


def test_silent_are_only_vehicles_that_burn_and_were_there(make, months, car):
    vehicles = [
        car("DIESEL1"),
        car("GONE", status="sold", out_of_service_on=date(2024, 6, 1)),
        car("LATE", first_registered_on=date(2025, 12, 1)),
        car("BEV1", powertrain="bev", fuel="electricity"),
        car("QUIET"),
    ]
    inputs = make(months(years=(2024, 2025)), vehicles)
    used = compute_consumption(inputs)
    silent = silent_vehicles(inputs, used).select("vin", "year").sort("vin", "year").rows()
    assert silent == [("GONE", 2024), ("QUIET", 2024), ("QUIET", 2025)]


def test_a_moved_vehicle_counts_for_the_entity_of_the_day(make, months):
    moves = pl.DataFrame(
        {
            "vin": ["VAN1", "VAN1"],
            "entity_code": ["ENT03", "ENT01"],
            "valid_from": [date(2014, 1, 1), date(2025, 7, 1)],
            "valid_until": [date(2025, 7, 1), None],
        }
    )
    inputs = make(months(years=(2025,)), vehicle_entities=moves)
    used = compute_consumption(inputs).filter(pl.col("vin") == "VAN1")
    assert dict(used.select("entity_code", "quantity").rows()) == {"ENT03": 300.0, "ENT01": 300.0}


slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(seed=st.integers(0, 10_000))
@slow
def test_the_order_of_rows_is_irrelevant(make, months, row, seed):
    rows = [
        *months(years=(2024, 2025)),
        row(txn_id="A"), row(txn_id="B"),
        row(txn_id="C", quantity=-50.0, amount_gross_eur=-80.0, cancel_of="A"),
        row(txn_id="D", quantity=-50.0, amount_gross_eur=-80.0, at_utc=datetime(2025, 9, 1)),
    ]  # fmt: skip
    shuffled = pl.DataFrame({"i": range(len(rows))}).sample(fraction=1, shuffle=True, seed=seed)["i"].to_list()
    one, other = compute_consumption(make(rows)), compute_consumption(make([rows[i] for i in shuffled]))
    assert one.equals(other)


@given(day=st.dates(date(2023, 1, 1), date(2026, 12, 31)), target=st.sampled_from(["ENT01", "ENT02", "ENT03"]))
@slow
def test_moving_a_vehicle_between_entities_keeps_the_sum(make, months, day, target):
    rows = months(years=(2024, 2025))
    moves = pl.DataFrame({"vin": ["VAN1"], "entity_code": [target], "valid_from": [day], "valid_until": [None]})
    before, after = compute_consumption(make(rows)), compute_consumption(make(rows, vehicle_entities=moves))
    by = ["year", "product"]
    sums = [frame.group_by(by).agg(pl.col("quantity").sum()).sort(by) for frame in (before, after)]
    assert sums[0].equals(sums[1])


@given(
    litres=st.lists(st.floats(1, 90), min_size=1, max_size=30),
    vins=st.lists(st.sampled_from(["DIESEL1", "DIESEL2", "PETROL1", "VAN1", "UNKNOWN"]), min_size=30, max_size=30),
)
@slow
def test_totals_by_entity_are_the_total(make, row, litres, vins):
    rows = [
        row(txn_id=str(place), vin=vins[place], quantity=amount, at_utc=datetime(2025, 6, 1, 10, place))
        for place, amount in enumerate(litres)
    ]
    used = compute_consumption(make(rows)).filter(pl.col("origin") == MEASURED)
    per_entity = used.group_by("entity_code").agg(pl.col("quantity").sum())["quantity"].sum()
    assert per_entity == pytest.approx(sum(litres))
