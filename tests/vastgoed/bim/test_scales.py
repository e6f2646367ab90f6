import ifcopenshell
import pytest

from vastgoed.bim.scales import read_scales, scale_of_unit


@pytest.mark.parametrize(
    ("unit", "area_unit", "length_m", "area_m2"),
    [
        ("m", "m2", 1.0, 1.0),
        ("mm", "m2", 0.001, 1.0),
        ("mm", "mm2", 0.001, 1e-6),
        ("ft", "ft2", 0.3048, 0.09290304),
        ("mm", None, 0.001, 1e-6),
        ("m", None, 1.0, 1.0),
    ],
)
def test_units_in_si(maker, unit, area_unit, length_m, area_m2):
    scales = read_scales(maker(unit=unit, area_unit=area_unit).f)
    assert (scales.length_m, scales.area_m2) == pytest.approx((length_m, area_m2))


def test_missing_area_unit_is_said_only_when_it_matters(maker):
    codes = [f.code for f in read_scales(maker(unit="mm", area_unit=None).f).findings]
    assert codes == ["bim.unit.area_missing"]
    assert read_scales(maker(unit="m", area_unit=None).f).findings == ()


def test_missing_length_unit_is_said():
    model = ifcopenshell.file(schema="IFC4")
    model.create_entity("IfcProject", GlobalId=ifcopenshell.guid.new())
    scales = read_scales(model)
    assert [f.code for f in scales.findings] == ["bim.unit.length_missing"]
    assert scales.length_m == 1.0


def test_prefix_counts_for_every_power():
    model = ifcopenshell.file(schema="IFC4")
    units = [
        model.create_entity("IfcSIUnit", UnitType="AREAUNIT", Prefix="CENTI", Name="SQUARE_METRE"),
        model.create_entity("IfcSIUnit", UnitType="VOLUMEUNIT", Prefix="MILLI", Name="CUBIC_METRE"),
        model.create_entity("IfcSIUnit", UnitType="MASSUNIT", Prefix="KILO", Name="GRAM"),
    ]
    assert scale_of_unit(units[0]) == pytest.approx(1e-4)
    assert scale_of_unit(units[1]) == pytest.approx(1e-9)
    assert scale_of_unit(units[2]) == 1.0  # kilograms
    assert scale_of_unit(None) is None
