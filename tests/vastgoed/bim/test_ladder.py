import pytest

from vastgoed.bim.ladder import AreaValue, Basis, Confidence, Crosscheck, Method, choose_area, stated_areas
from vastgoed.bim.scales import Scales
from vastgoed.bim.values import StatedValue


def _quantity(name, value, set_name="BaseQuantities"):
    return StatedValue(set_name, name, value, "IfcAreaMeasure", True)


def _property(source, value, measure="IfcAreaMeasure"):
    set_name, name = source.split(".")
    return StatedValue(set_name, name, value, measure, False)


def _chosen(values, footprint_m2=None, mapping=None):
    return choose_area(stated_areas(values, Scales(), mapping or {}), footprint_m2)


def test_order_of_the_ladder():
    values = [
        _property("Eigen.Netto", 5.0),
        _property("PSet_Revit_Dimensions.Area", 4.0),
        _quantity("GSA BIM Area", 3.0),
        _quantity("GrossFloorArea", 2.0),
        _quantity("NetFloorArea", 1.0),
    ]
    mapping = {"Eigen.Netto": "net_floor_area_m2"}
    found = []
    while values:
        chosen = _chosen(values, mapping=mapping)
        found.append((chosen.value.method, chosen.basis, chosen.value.area_m2))
        values.pop()
    assert found == [
        (Method.STATED_QUANTITY, Basis.NET, 1.0),
        (Method.STATED_QUANTITY, Basis.GROSS, 2.0),
        (Method.FOOTPRINT_QUANTITY, Basis.GROSS, 3.0),
        (Method.EXPORTER_PROPERTY, Basis.UNKNOWN, 4.0),
        (Method.USER_MAPPING, Basis.NET, 5.0),
    ]


@pytest.mark.parametrize(
    ("value", "basis", "confidence"),
    [
        (_quantity("horizontal area", 8.0, ""), Basis.NET, Confidence.LOW),
        (_quantity("NetFootprintArea", 8.0), Basis.NET, Confidence.MEDIUM),
        (_property("Dimensions.Area", 8.0), Basis.UNKNOWN, Confidence.MEDIUM),
        (_property("Afmetingen.Oppervlakte", 8.0), Basis.UNKNOWN, Confidence.MEDIUM),
        (_property("Abmessungen.Fläche", 8.0), Basis.UNKNOWN, Confidence.MEDIUM),
        (_property("AC_Pset_Zone_Stamp_01.Measured Area", 8.0, "IfcReal"), Basis.UNKNOWN, Confidence.LOW),
    ],
)
def test_names_of_exporters(value, basis, confidence):
    chosen = _chosen([value])
    assert (chosen.basis, chosen.confidence, chosen.value.area_m2) == (basis, confidence, 8.0)


@pytest.mark.parametrize(
    "value",
    [
        _property("Pset_SpaceCommon.NetPlannedArea", 8.0),  # planned is not measured
        _property("Energy Analysis.Area per Person", 8.0),
        _property("Dimensions.Area", "8.0", "IfcText"),
        _quantity("NetCeilingArea", 8.0),
        StatedValue("Qto", "NetFloorArea", 8.0, "IfcLengthMeasure", True),
    ],
)
def test_other_values_are_no_floor_area(value):
    assert _chosen([value]) is None


@pytest.mark.parametrize("wrong", [10.7639, 1 / 10.7639, 1e6, 1e-6, 1e4, 1e-4, 1e3])
def test_unit_slip_is_passed_over_for_the_next_rung(wrong):
    good = _property("Dimensions.Area", 51.0)
    chosen = _chosen([_quantity("NetFloorArea", 50.0 * wrong), good], 50.0)
    assert chosen.value.source == "Dimensions.Area"
    assert chosen.confidence is Confidence.LOW


def test_unknown_basis_becomes_gross_when_it_includes_walls():
    assert _chosen([_property("Dimensions.Area", 112.0)], 100.0).basis is Basis.GROSS
    assert _chosen([_property("Dimensions.Area", 100.2)], 100.0).basis is Basis.UNKNOWN


def test_walls_weigh_more_in_a_small_room():
    gross = [_quantity("GSA BIM Area", 5.0)]
    assert _chosen(gross, 4.0).crosscheck is Crosscheck.GROSS_LIKE
    assert _chosen([_quantity("GSA BIM Area", 125.0)], 100.0).crosscheck is Crosscheck.DIFFERS


def test_area_under_a_sloping_roof_is_smaller_than_the_footprint():
    chosen = _chosen([_quantity("NetFloorArea", 74.5)], 107.2)
    assert (chosen.crosscheck, chosen.confidence) == (Crosscheck.SMALLER, Confidence.MEDIUM)


def test_geometry_is_the_last_rung_and_its_basis_is_not_known():
    geometric = AreaValue(Method.MESH, "mesh", Basis.UNKNOWN, 7.0)
    chosen = choose_area([geometric], 7.0)
    assert (chosen.basis, chosen.confidence) == (Basis.UNKNOWN, Confidence.MEDIUM)
    assert choose_area([], None) is None
