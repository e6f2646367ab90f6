"""Materials of made models: layers, constituents, wholes and parts, units, weights, in every schema and unit."""

from __future__ import annotations

import pytest

from vastgoed.bim.materials.amounts import unit_slip
from vastgoed.bim.materials.run import answer_materials

SIZE = (4.0, 0.3, 2.7)  # the body of the room maker: 4 × 0.3 m, 2.7 m high


class Made:
    """A model with one building, and a way to add elements with materials."""

    def __init__(self, maker, room, **how):
        self.m = maker(**how)
        _building, self.storeys, _spaces = self.m.building([])
        self.room = room

    def element(self, kind="IfcWall", body="rectangle", name="e", **attributes):
        element = self.m.root(kind, Name=name, ObjectPlacement=self.m.place, **attributes)
        if body:
            made = self.room(name, width=SIZE[0], depth=SIZE[1], body=body)
            shape = self.m.make(
                "IfcShapeRepresentation", ContextOfItems=self.m.context, RepresentationIdentifier="Body",
                RepresentationType="SweptSolid", Items=self.m.body(made),
            )  # fmt: skip
            element.Representation = self.m.make("IfcProductDefinitionShape", Representations=[shape])
        return element

    def place(self, *elements):
        self.m.root(
            "IfcRelContainedInSpatialStructure", RelatedElements=list(elements), RelatingStructure=self.storeys[0]
        )

    def give(self, material, *elements):
        self.m.root("IfcRelAssociatesMaterial", RelatedObjects=list(elements), RelatingMaterial=material)

    def material(self, name):
        return self.m.make("IfcMaterial", Name=name)

    def layers(self, *layers):
        made = [
            self.m.make(
                "IfcMaterialLayer",
                Material=None if name is None else self.material(name),
                LayerThickness=metres * self.m.per_metre,
                IsVentilated=True if name is None else None,
            )
            for name, metres in layers
        ]
        return self.m.make("IfcMaterialLayerSet", MaterialLayers=made)

    def quantity(self, element, kind, name, value, unit=None):
        quantity = self.m.make(f"IfcQuantity{kind}", Name=name, Unit=unit, **{f"{kind}Value": value})
        self.m.define(element, self.m.root("IfcElementQuantity", Name="BaseQuantities", Quantities=[quantity]))

    def read(self, tmp_path):
        return answer_materials({"path": str(self.m.write(tmp_path / "m.ifc"))})


@pytest.fixture
def made(maker, room):
    return lambda **how: Made(maker, room, **how)


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_layers_share_the_volume_by_thickness_whatever_the_unit(made, tmp_path, schema, unit):
    it = made(schema=schema, unit=unit, turned=0.3)
    wall = it.element()
    it.place(wall)
    it.give(it.layers(("Baksteen", 0.1), (None, 0.05), ("Beton", 0.15)), wall)
    rows = it.read(tmp_path)["materials"]
    assert [row["material_name"] for row in rows] == ["Baksteen", "air", "Beton"]
    assert [round(row["volume_share"], 4) for row in rows] == [0.3333, 0.1667, 0.5]
    assert rows[0]["element_volume_m3"] == pytest.approx(4 * 0.3 * 2.7, rel=1e-6)
    assert rows[0]["volume_method"] == "mesh"
    assert rows[0]["storey_name"] == "Verdieping 0"
    assert rows[0]["thickness_m"] == pytest.approx(0.1)


def test_a_membrane_without_thickness_takes_no_share(made, tmp_path):
    it = made()
    wall = it.element()
    it.give(it.layers(("Folie", 0.0), ("Beton", 0.3)), wall)
    assert [row["volume_share"] for row in it.read(tmp_path)["materials"]] == [None, 1.0]


def test_several_materials_without_a_split_are_not_split(made, tmp_path):
    it = made()
    wall = it.element()
    it.give(it.m.make("IfcMaterialList", Materials=[it.material("Hout"), it.material("Glas")]), wall)
    rows = it.read(tmp_path)["materials"]
    assert [row["volume_share"] for row in rows] == [None, None]
    assert [row["part_role"] for row in rows] == ["list", "list"]


@pytest.mark.parametrize(("fractions", "shares"), [((0.3, 0.7), [0.3, 0.7]), ((0.3, None), [None, None])])
def test_constituents_count_by_fraction_when_all_have_one(made, tmp_path, fractions, shares):
    it = made()
    window = it.element("IfcWindow")
    parts = [
        it.m.make("IfcMaterialConstituent", Material=it.material(name), Fraction=fraction)
        for name, fraction in zip(("Aluminium", "Glas"), fractions, strict=True)
    ]
    it.give(it.m.make("IfcMaterialConstituentSet", MaterialConstituents=parts), window)
    assert [row["volume_share"] for row in it.read(tmp_path)["materials"]] == shares


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_a_whole_and_its_parts_count_once_and_parts_inherit(made, tmp_path, schema):
    it = made(schema=schema)
    roof = it.element("IfcRoof", name="dak", body="rectangle")
    slabs = [it.element("IfcSlab", name=f"plaat {number}") for number in (1, 2)]
    it.m.aggregate(roof, slabs)
    it.place(roof)
    it.give(it.material("Beton"), roof)
    rows = it.read(tmp_path)["materials"]
    assert [row["element_name"] for row in rows] == ["plaat 1", "plaat 2"]
    assert {row["material_name"] for row in rows} == {"Beton"}
    assert {row["storey_name"] for row in rows} == {"Verdieping 0"}


def test_a_whole_with_empty_parts_counts_itself(made, tmp_path):
    it = made()
    stair = it.element("IfcStair", name="trap")
    it.m.aggregate(stair, [it.element("IfcStairFlight", name="loop", body=None)])
    assert [row["element_name"] for row in it.read(tmp_path)["materials"]] == ["trap"]


def test_a_circle_of_parts_counts_each_once(made, tmp_path):
    it = made()
    one, two = it.element(name="a"), it.element(name="b")
    it.m.aggregate(one, [two])
    it.m.aggregate(two, [one])
    rows = it.read(tmp_path)["materials"]
    assert 1 <= len(rows) <= 2
    assert len({row["element_step_id"] for row in rows}) == len(rows)


def test_stated_volume_goes_before_the_body_and_zero_is_not_stated(made, tmp_path):
    it = made()
    one, two = it.element(name="a"), it.element(name="b")
    it.give(it.material("Beton"), one, two)
    it.quantity(one, "Volume", "NetVolume", 3.0)
    it.quantity(two, "Volume", "NetVolume", 0.0)
    rows = it.read(tmp_path)["materials"]
    assert [(row["volume_method"], round(row["element_volume_m3"], 3)) for row in rows] == [
        ("stated_net", 3.0),
        ("mesh", 3.24),
    ]


def test_volumes_in_a_unit_the_file_does_not_name_are_measured_instead(made, tmp_path):
    it = made(unit="mm")  # no unit of volume: cubic millimetres follow from the length unit, the maker wrote m³
    walls = [it.element(name=str(number)) for number in range(3)]
    it.give(it.material("Beton"), *walls)
    for wall in walls:
        it.quantity(wall, "Volume", "NetVolume", 3.24)
    answer = it.read(tmp_path)
    assert {row["volume_method"] for row in answer["materials"]} == {"mesh"}
    assert [finding["code"] for finding in answer["findings"]] == ["bim.material.volume_unit"]


def test_grams_are_grams_and_kilograms_are_kilograms(made, tmp_path):
    it = made()
    walls = [it.element(name=name) for name in ("kg", "g")]
    it.give(it.material("Beton"), *walls)
    for wall, prefix, value in zip(walls, ("KILO", None), (7000.0, 7_000_000.0), strict=True):
        it.quantity(
            wall, "Weight", "NetWeight", value, it.m.make("IfcSIUnit", UnitType="MASSUNIT", Prefix=prefix, Name="GRAM")
        )
    assert [row["element_weight_kg"] for row in it.read(tmp_path)["materials"]] == pytest.approx([7000.0, 7000.0])


def test_an_impossible_weight_is_dropped_and_said(made, tmp_path):
    it = made()
    wall = it.element()
    it.give(it.material("Beton"), wall)
    it.quantity(wall, "Weight", "NetWeight", 7_000_000.0)
    answer = it.read(tmp_path)
    assert answer["materials"][0]["element_weight_kg"] is None
    assert [finding["code"] for finding in answer["findings"]] == ["bim.material.weight_unit"]


@pytest.mark.parametrize(("stated", "read"), [(2450.0, 2450.0), (0.0, None), (2.45e-6, None)])
def test_a_density_of_the_model_is_read_and_zero_is_not_stated(made, tmp_path, stated, read):
    it = made()
    wall = it.element()
    beton = it.material("Beton")
    it.give(beton, wall)
    nominal = it.m.make("IfcMassDensityMeasure", stated)
    value = it.m.make("IfcPropertySingleValue", Name="MassDensity", NominalValue=nominal)
    it.m.make("IfcMaterialProperties", Name="Pset_MaterialCommon", Properties=[value], Material=beton)
    assert it.read(tmp_path)["materials"][0]["density_kg_per_m3"] == read


def test_a_density_in_ifc2x3_is_read_too(made, tmp_path):
    it = made(schema="IFC2X3")
    wall = it.element()
    beton = it.material("Beton")
    it.give(beton, wall)
    it.m.make("IfcGeneralMaterialProperties", Material=beton, MassDensity=2300.0)
    assert it.read(tmp_path)["materials"][0]["density_kg_per_m3"] == 2300.0


def test_openings_are_cut_out_of_a_measured_wall(made, tmp_path):
    it = made()
    wall, hole = it.element(), it.element("IfcOpeningElement")
    hole.Representation.Representations[0].Items[0].SweptArea.XDim = 1.0
    it.m.root("IfcRelVoidsElement", RelatingBuildingElement=wall, RelatedOpeningElement=hole)
    it.give(it.material("Beton"), wall)
    (row,) = it.read(tmp_path)["materials"]
    assert row["volume_source"] == "mesh (opencascade)"
    assert 0 < row["element_volume_m3"] < 3.0


def test_openings_and_provisions_are_made_of_nothing(made, tmp_path):
    it = made()
    it.element("IfcBuildingElementProxy", name="gat", PredefinedType="PROVISIONFORVOID")
    it.element("IfcOpeningElement")
    it.element("IfcFurnishingElement")
    assert it.read(tmp_path)["materials"] == []


def test_no_slip_without_anything_to_compare():
    assert unit_slip([], []) is None


@pytest.mark.parametrize(("width", "codes"), [(0.3, []), (0.302, []), (0.4, ["bim.material.thickness"])])
def test_layers_that_do_not_add_up_to_the_wall_are_said(made, tmp_path, width, codes):
    it = made(unit="mm")
    wall = it.element()
    it.give(it.layers(("Beton", 0.3)), wall)
    it.quantity(wall, "Length", "Width", width * 1000)
    assert [finding["code"] for finding in it.read(tmp_path)["findings"]] == codes
