"""Units that mislead: mass prefixes, units of U-values and densities, units of a single value.

Each trap must give the right number, or a finding and no number.
"""

import pytest

from vastgoed.bim.elements import Units
from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.limits import bounds, is_within, limits_mark, most
from vastgoed.bim.materials.run import answer_materials
from vastgoed.bim.scales import Scales
from vastgoed.bim.values import StatedValue

BTU_PER_HOUR_FT2_F = 5.678263


@pytest.fixture
def made(maker, room):
    it = maker()
    it.storey = it.building([room("1")])[1][0]
    return it


def declare(made, unit):
    made.project.UnitsInContext.Units = [*made.project.UnitsInContext.Units, unit]


def si(made, kind, name, prefix=None):
    return made.make("IfcSIUnit", UnitType=kind, Name=name, Prefix=prefix)


def converted(made, kind, name, factor, base):
    measure = made.make("IfcMeasureWithUnit", ValueComponent=made.make("IfcReal", factor), UnitComponent=base)
    size = made.make("IfcDimensionalExponents", 0, 0, 0, 0, 0, 0, 0)
    return made.make("IfcConversionBasedUnit", Dimensions=size, UnitType=kind, Name=name, ConversionFactor=measure)


def derived(made, kind, *parts):
    elements = [made.make("IfcDerivedUnitElement", Unit=unit, Exponent=power) for unit, power in parts]
    return made.make("IfcDerivedUnit", Elements=elements, UnitType=kind)


def mass_unit(made, name):
    if name in ("KILO", "MEGA", None):
        return si(made, "MASSUNIT", "GRAM", name)
    kilogram = si(made, "MASSUNIT", "GRAM", "KILO")
    return converted(made, "MASSUNIT", name, {"POUND": 0.45359237, "TONNE": 1000.0}[name], kilogram)


def u_unit(made, name):
    kelvin = si(made, "THERMODYNAMICTEMPERATUREUNIT", "KELVIN")
    if name == "watt":
        parts = ((si(made, "POWERUNIT", "WATT"), 1), (si(made, "LENGTHUNIT", "METRE"), -2), (kelvin, -1))
    elif name == "kilogram":
        mass = si(made, "MASSUNIT", "GRAM", "KILO")
        parts = ((mass, 1), (si(made, "TIMEUNIT", "SECOND"), -3), (kelvin, -1))
    else:
        btu = converted(made, "ENERGYUNIT", "BTU", 1055.05585, si(made, "ENERGYUNIT", "JOULE"))
        hour = converted(made, "TIMEUNIT", "HOUR", 3600.0, si(made, "TIMEUNIT", "SECOND"))
        foot = converted(made, "LENGTHUNIT", "FOOT", 0.3048, si(made, "LENGTHUNIT", "METRE"))
        degree = converted(made, "THERMODYNAMICTEMPERATUREUNIT", "FAHRENHEIT", 5 / 9, kelvin)
        parts = ((btu, 1), (hour, -1), (foot, -2), (degree, -1))
    return derived(made, "THERMALTRANSMITTANCEUNIT", *parts)


def quantity(made, element, kind, name, value, unit=None):
    one = made.make(f"IfcQuantity{kind}", Name=name, Unit=unit, **{f"{kind}Value": value})
    made.define(element, made.root("IfcElementQuantity", Name="BaseQuantities", Quantities=[one]))


def wall_with_weight(made, weight, unit=None):
    wall = made.door(made.storey, "IfcWall")
    quantity(made, wall, "Volume", "NetVolume", 1.0)
    quantity(made, wall, "Weight", "NetWeight", weight, unit)


def materials(made, tmp_path):
    answer = answer_materials({"path": str(made.write(tmp_path / "m.ifc"))})
    return answer["materials"][0], {finding["code"] for finding in answer["findings"]}


@pytest.mark.parametrize(
    ("unit", "stated"), [("KILO", 2400.0), (None, 2.4e6), ("MEGA", 2.4), ("TONNE", 2.4), ("POUND", 2400 / 0.45359237)]
)
@pytest.mark.parametrize("own", [False, True])
def test_weight_is_in_kilograms_in_any_unit_of_mass(made, tmp_path, unit, stated, own):
    """The base of mass in the standard is the gram, so KILO GRAM is one kilogram and not a thousand."""
    if own:
        declare(made, mass_unit(made, "KILO"))
        wall_with_weight(made, stated, mass_unit(made, unit))
    else:
        declare(made, mass_unit(made, unit))
        wall_with_weight(made, stated)
    row, codes = materials(made, tmp_path)
    assert row["element_weight_kg"] == pytest.approx(2400)
    assert "bim.material.weight_unit" not in codes


@pytest.mark.parametrize("stated", [2.4e6, 0.24])
def test_weight_that_no_material_has_is_said_and_not_used(made, tmp_path, stated):
    declare(made, mass_unit(made, "KILO"))
    wall_with_weight(made, stated)
    row, codes = materials(made, tmp_path)
    assert row["element_weight_kg"] is None
    assert "bim.material.weight_unit" in codes


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(2400.0, None, 2400), (2.4, "own", 2400), (2.4, "project", 2400), (2.4, None, None), (0.0, None, None)],
)
def test_density_in_grams_per_cubic_centimetre(made, tmp_path, value, unit, expected):
    """Right where the file says the unit; else 2.4 is no density of anything, and 0 is not stated."""
    parts = ((si(made, "MASSUNIT", "GRAM"), 1), (si(made, "LENGTHUNIT", "METRE", "CENTI"), -3))
    density = derived(made, "MASSDENSITYUNIT", *parts)
    if unit == "project":
        declare(made, density)
    wall = made.door(made.storey, "IfcWall")
    material = made.make("IfcMaterial", Name="Beton")
    made.root("IfcRelAssociatesMaterial", RelatedObjects=[wall], RelatingMaterial=material)
    number = made.make("IfcMassDensityMeasure", value)
    single = made.make(
        "IfcPropertySingleValue", Name="MassDensity", NominalValue=number, Unit=density if unit == "own" else None
    )
    made.make("IfcMaterialProperties", Name="Pset_MaterialCommon", Properties=[single], Material=material)
    row, codes = materials(made, tmp_path)
    assert row["density_kg_per_m3"] == (None if expected is None else pytest.approx(expected))
    assert ("bim.material.density_unit" in codes) == (value == 2.4 and expected is None)


def u_value(made, tmp_path, value, unit=None):
    door = made.door(made.storey)
    number = made.make("IfcThermalTransmittanceMeasure", value)
    single = made.make("IfcPropertySingleValue", Name="ThermalTransmittance", NominalValue=number, Unit=unit)
    made.define(door, made.root("IfcPropertySet", Name="Pset_DoorCommon", HasProperties=[single]))
    rows = extract_model(Request(str(made.write(tmp_path / "m.ifc")), details=True))
    codes = {finding.code for finding in rows.findings}
    (element,) = rows.details["elements"]
    (part,) = [row for row in rows.details["envelope"] if row["kind"] == "door"]
    assert element["u_value_w_per_m2k"] == part["u_value_w_per_m2k"]
    return element["u_value_w_per_m2k"], element["u_value_w_per_m2k_source"], "bim.unit.u_value" in codes


@pytest.mark.parametrize(("name", "stated"), [("watt", 1.6), ("kilogram", 1.6), ("btu", 1.6 / BTU_PER_HOUR_FT2_F)])
@pytest.mark.parametrize("own", [False, True])
def test_u_value_in_any_unit_that_the_file_says(made, tmp_path, name, stated, own):
    unit = u_unit(made, name)
    if not own:
        declare(made, unit)
    found, source, refused = u_value(made, tmp_path, stated, unit if own else None)
    assert found == pytest.approx(1.6, rel=1e-5)
    assert (source, refused) == ("Pset_DoorCommon.ThermalTransmittance", False)


def test_u_value_of_zero_is_missing(made, tmp_path):
    assert u_value(made, tmp_path, 0.0) == (None, None, False)


@pytest.mark.parametrize("stated", [160.0, 0.0016])
def test_u_value_that_cannot_be_is_said_and_not_used(made, tmp_path, stated):
    """A hundred times too large, or through grams instead of kilograms."""
    source = f"Pset_DoorCommon.ThermalTransmittance ({stated:g})"
    assert u_value(made, tmp_path, stated) == (None, source, True)


@pytest.mark.parametrize(("unit", "stated"), [("MILLI", 850.0), ("CENTI", 85.0), (None, 0.85), ("FOOT", 0.85 / 0.3048)])
def test_length_of_a_value_with_its_own_unit(made, tmp_path, unit, stated):
    metre = si(made, "LENGTHUNIT", "METRE")
    own = (
        converted(made, "LENGTHUNIT", "FOOT", 0.3048, metre)
        if unit == "FOOT"
        else si(made, "LENGTHUNIT", "METRE", unit)
    )
    door = made.door(made.storey)
    number = made.make("IfcPositiveLengthMeasure", stated)
    single = made.make("IfcPropertySingleValue", Name="ClearWidth", NominalValue=number, Unit=own)
    made.define(door, made.root("IfcPropertySet", Name="Eigen", HasProperties=[single]))
    (row,) = extract_model(Request(str(made.write(tmp_path / "m.ifc")), details=True)).details["elements"]
    assert row["clear_width_m"] == pytest.approx(0.85)


@pytest.mark.parametrize(("unit", "stated"), [("MILLI", 20e6), ("CENTI", 20e4), (None, 20.0)])
def test_area_of_a_quantity_with_its_own_unit(made, room, tmp_path, unit, stated):
    space = made.f.by_type("IfcSpace")[0]
    for relation in list(space.IsDefinedBy):
        made.f.remove(relation)
    quantity(made, space, "Area", "NetFloorArea", stated, si(made, "AREAUNIT", "SQUARE_METRE", unit))
    (row,) = extract_model(Request(str(made.write(tmp_path / "m.ifc")))).spaces
    assert (row["area_m2"], row["area_method"]) == (pytest.approx(20), "stated_quantity")
    assert row["area_unit_m2"] == pytest.approx(20 / stated)


def test_limits_have_bounds_and_a_mark():
    assert bounds("latitude") == (49.45, 51.55)
    assert most("register_distance_pin") == 1000
    assert is_within("register_distance", 249)
    assert not is_within("register_distance", 251)
    assert len(limits_mark()) == 12
    with pytest.raises(KeyError):
        bounds("nothing")


@pytest.mark.parametrize(("unit", "width"), [("mm", 0.9), ("m", 900.0), ("ft", 900.0)])
def test_a_width_that_cannot_be_is_said_and_not_guessed(maker, room, tmp_path, unit, width):
    """Metres in a file of millimetres, and the reverse: no 0.9 mm and no nine tenths of a foot."""
    it = maker(unit=unit)
    _building, (storey,), _spaces = it.building([room("1")])
    it.door(storey, OverallWidth=width, OverallHeight=2.1 * it.per_metre)
    rows = extract_model(Request(str(it.write(tmp_path / "m.ifc")), details=True))
    (door,) = rows.details["elements"]
    assert (door["width_m"], door["height_m"]) == (None, pytest.approx(2.1))
    (said,) = [finding for finding in rows.findings if finding.code == "bim.unit.size"]
    assert said.evidence["count"] == 1


def test_an_unbelievable_width_gives_way_to_a_property(made, tmp_path):
    door = made.door(made.storey, OverallWidth=0.0009)
    made.properties(door, {"Eigen.Breedte": ("IfcPositiveLengthMeasure", 0.9)})
    rows = extract_model(Request(str(made.write(tmp_path / "m.ifc")), details=True))
    assert rows.details["elements"][0]["width_m"] == pytest.approx(0.9)
    assert "bim.unit.size" not in {finding.code for finding in rows.findings}


@pytest.mark.parametrize(
    ("measure", "own", "found"),
    [
        ("IfcMassMeasure", 1e-3, (2.5, "kg")), ("IfcMassMeasure", None, (2_500_000.0, "kg")),
        ("IfcPositiveLengthMeasure", 1e-2, (25.0, "m")), ("IfcPlaneAngleMeasure", None, (2500.0, "degrees")),
        ("IfcReal", 1e-3, (2500.0, "")),
    ],
)  # fmt: skip
def test_unit_of_a_value_goes_before_that_of_the_model(measure, own, found):
    units = Units(Scales(length_m=0.3048), degrees=1.0, kilograms=1000.0)
    number, unit = units.si(StatedValue("Eigen", "Maat", 2500, measure, False, own))
    assert (number, unit) == (pytest.approx(found[0]), found[1])
