import pytest

from kern.errors import InputWrong
from kern.report import Figure, Table
from vloot.options import FleetOptions
from vloot.sections import BY_COMMAND
from vloot.trace import trace


def keys_of(inputs):
    keys = set()
    for make_section in BY_COMMAND.values():
        for block in make_section(inputs, FleetOptions()).blocks:
            if isinstance(block, Figure):
                keys.add(block.key)
            elif isinstance(block, Table):
                keys |= {row["key"] for row in block.rows if row.get("key")}
    return sorted(keys)


def test_every_printed_key_can_be_traced(make):
    inputs = make()
    keys = keys_of(inputs)
    assert len(keys) > 20
    for key in keys:
        found = trace(key, inputs, FleetOptions())
        assert found.key == key
        assert found.explanation


def test_rows_by_import_add_up_to_the_figure(make):
    found = trace("vloot.co2.2025", make(), FleetOptions())
    assert sum(row["fuel_co2_kg"] for row in found.rows) == pytest.approx(1800 * 2.640 + 600 * 2.392)
    assert sum(row["rows"] for row in found.rows) == 48
    assert {row["import_id"] for row in found.rows} == {1}
    assert {factor.key for factor in found.factors} == {"co2.diesel.ttw", "co2.petrol.ttw"}
    assert all(factor.source and factor.file == "data/factors/emission.csv" for factor in found.factors)


def test_an_entity_and_a_vehicle_have_their_own_rows(make):
    inputs = make()
    entity = trace("vloot.co2.2025.ENT02", inputs, FleetOptions())
    assert sum(row["fuel_co2_kg"] for row in entity.rows) == pytest.approx(600 * 2.640 + 600 * 2.392)
    vehicle = trace("vloot.co2.2025.voertuig.PETROL1", inputs, FleetOptions())
    assert sum(row["fuel_co2_kg"] for row in vehicle.rows) == pytest.approx(600 * 2.392)


def test_charging_is_traced_to_its_own_import(make):
    found = trace("vloot.laden.2025", make(), FleetOptions())
    assert [row["import_id"] for row in found.rows] == [2]


@pytest.mark.parametrize(
    "key",
    ["energie.co2.2025", "vloot.co2", "vloot.iets.2025", "vloot.co2.2025.ENT99", "vloot.verbruik.2025.kerosine"],
)
def test_an_unknown_key_names_the_forms(make, key):
    with pytest.raises(InputWrong, match=r"vloot\.co2\.2025\.<entiteit>"):
        trace(key, make(), FleetOptions())
