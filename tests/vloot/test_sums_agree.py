"""Whatever the data: entities add up to the fleet, and a vehicle that moves changes no total."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vloot.emissions import sum_emissions
from vloot.options import FleetOptions
from vloot.result import compute_fleet

OPTIONS = FleetOptions()
MEASURES = ("fuel_co2_kg", "well_to_wheel_co2e_kg", "charging_kwh")
ENTITIES = ("ENT01", "ENT02", "ENT03")
VINS = {"D": ("diesel", "ice"), "P": ("petrol", "phev"), "B": ("electricity", "bev")}
PRODUCTS = {"diesel": "l", "petrol_e10": "l", "electricity": "kwh"}

purchases = st.lists(
    st.tuples(
        st.sampled_from([*VINS, "STRANGE"]),
        st.datetimes(datetime(2024, 1, 1), datetime(2025, 12, 31)),
        st.sampled_from(list(PRODUCTS)),
        st.floats(1, 80),
    ),
    min_size=1,
    max_size=12,
)
moves = st.lists(
    st.tuples(st.sampled_from(list(VINS)), st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.sampled_from(ENTITIES)),
    max_size=4,
    unique_by=lambda move: move[:2],
)


def build(make, car, row, bought, moved):
    rows = [
        row(
            kind="charge" if unit == "kwh" else "fuel", txn_id=f"T{place}", vin=vin, at_utc=at, product=product,
            unit=unit, quantity=quantity, amount_gross_eur=quantity * 1.5,
        )
        for place, (vin, at, product, quantity) in enumerate(bought)
        for unit in [PRODUCTS[product]]
    ]  # fmt: skip
    vehicles = [car(vin, "ENT01", fuel=fuel, powertrain=powertrain) for vin, (fuel, powertrain) in VINS.items()]
    frame = pl.DataFrame(
        [(vin, start, entity) for vin, start, entity in moved],
        schema={"vin": pl.String, "valid_from": pl.Date, "entity_code": pl.String},
        orient="row",
    )
    return make(rows, vehicles, vehicle_entities=frame)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bought=purchases, moved=moves)
def test_entities_add_up_to_the_fleet_and_a_move_changes_no_total(make, car, row, bought, moved):
    frame = compute_fleet(build(make, car, row, bought, moved), OPTIONS).emissions.frame
    still = compute_fleet(build(make, car, row, bought, []), OPTIONS).emissions.frame
    total, before = sum_emissions(frame, ["year"]), sum_emissions(still, ["year"])
    assert total["year"].to_list() == before["year"].to_list()
    for measure in MEASURES:
        assert total[measure].to_list() == pytest.approx(before[measure].to_list())
        of_entities = sum_emissions(frame, ["entity_code", "year"])
        per_entity = of_entities.group_by("year").agg(pl.col(measure).sum()).sort("year")
        assert per_entity[measure].to_list() == pytest.approx(total[measure].to_list())
        per_vehicle = sum_emissions(frame, ["vin"])[measure].sum()
        assert per_vehicle == pytest.approx(total[measure].sum())


def test_the_co2_of_before_the_move_stays_with_the_giver(make, car, row):
    bought = [("D", datetime(2025, 3, 1), "diesel", 10.0), ("D", datetime(2025, 9, 1), "diesel", 30.0)]
    frame = compute_fleet(build(make, car, row, bought, [("D", date(2025, 6, 1), "ENT02")]), OPTIONS).emissions.frame
    shares = dict(sum_emissions(frame, ["entity_code"]).select("entity_code", "fuel_co2_kg").rows())
    assert shares == pytest.approx({"ENT01": 26.4, "ENT02": 79.2})
