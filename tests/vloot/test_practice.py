from datetime import datetime

import pytest

from kern.language import choose_language
from kern.report import Chart
from vloot.options import FleetOptions
from vloot.practice import compute_practice, gap_by_class
from vloot.result import compute_fleet
from vloot.sections import practice_section
from vloot.trace import trace


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


@pytest.fixture
def driven(row):
    """Rows of a year of refuelling: litres in all and kilometres in all."""

    def rows(vin, litres, km, product="diesel"):
        return [
            row(
                txn_id=f"{vin}-{place}", vin=vin, product=product, quantity=litres / 12,
                odometer_km=1 + km / 12 * place,
                at_utc=datetime(2025, place, 2, 6),
            )
            for place in range(1, 13)
        ] + [
            row(kind="odometer", txn_id=f"{vin}-a", vin=vin, product="service", unit="km", quantity=1.0,
                odometer_km=1.0, at_utc=datetime(2024, 12, 31, 23, 30)),
            row(kind="odometer", txn_id=f"{vin}-b", vin=vin, product="service", unit="km", quantity=km + 1,
                odometer_km=km + 1, at_utc=datetime(2026, 1, 1, 11)),
        ]  # fmt: skip

    return rows


def practice_of(inputs):
    return compute_practice(inputs, compute_fleet(inputs, FleetOptions()), 2025)


def test_gap_of_a_vehicle(make, car, driven):
    # 688 litres over 10 000 km is 6.88 l/100 km; 5.82 l/100 km of diesel is 153.648 g/km.
    inputs = make(driven("A", 688.0, 10_000.0), [car("A", co2_wltp_g_per_km=153.648)])
    (found,) = practice_of(inputs).to_dicts()
    assert found["real_l_per_100km"] == pytest.approx(6.88, rel=0.01)
    assert found["wltp_l_per_100km"] == pytest.approx(5.82)
    assert found["gap_share"] == pytest.approx(0.182, abs=0.01)
    assert found["electric_share"] is None


def test_plug_ins_show_their_electric_share(make, car, driven, row):
    charging = row(kind="charge", txn_id="c", vin="P", product="electricity", unit="kwh", quantity=450.0)
    vehicle = car("P", powertrain="phev", fuel="petrol", co2_wltp_g_per_km=40.0)
    inputs = make([*driven("P", 500.0, 10_000.0, "petrol"), charging], [vehicle])
    (found,) = practice_of(inputs).to_dicts()
    assert found["electric_share"] == pytest.approx(0.25, rel=0.01)  # 450 kWh at 0.18 kWh per km is 2 500 km


def test_classes_stand_beside_the_published_gap(make, car, driven):
    inputs = make(
        driven("A", 700.0, 10_000.0) + driven("B", 600.0, 10_000.0),
        [car("A", co2_wltp_g_per_km=150.0), car("B", co2_wltp_g_per_km=130.0)],
    )
    (row,) = gap_by_class(practice_of(inputs)).to_dicts()
    assert row["vehicle_count"] == 2
    assert row["gap_share"] == pytest.approx(65 * 2.64 / 140 - 1, rel=0.02)
    assert row["published_share"] == 0.171
    assert row["published_source"] == "autoexpresscar"


def test_vehicles_without_wltp_or_with_wrong_kilometres_are_left_out(make, car, driven):
    inputs = make(
        driven("A", 700.0, 10_000.0) + driven("B", 5000.0, 10_000.0), [car("A"), car("B", co2_wltp_g_per_km=120.0)]
    )
    assert practice_of(inputs).is_empty()
    section = practice_section(inputs, FleetOptions())
    assert "no vehicle" in section.message
    assert all(figure.value is None for figure in section.figures())


def test_the_section_names_plug_ins_that_never_charge_and_can_be_traced(make, car, driven):
    vehicle = car("P", powertrain="phev", fuel="petrol", co2_wltp_g_per_km=40.0)
    inputs = make(driven("P", 600.0, 10_000.0, "petrol"), [vehicle])
    section = practice_section(inputs, FleetOptions())
    assert [finding.code for finding in section.findings] == ["fleet.plug_in.never_charged"]
    assert next(block for block in section.blocks if isinstance(block, Chart)).draw().axes
    for figure in section.figures():
        assert trace(figure.key, inputs, FleetOptions()).rows
