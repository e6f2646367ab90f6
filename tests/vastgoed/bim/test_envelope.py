import math

import polars as pl
import pytest

from vastgoed.bim.detail_columns import BIM_ENVELOPE
from vastgoed.bim.envelope import facade_of
from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.facades import FACADE, compute_facades, external_said_share

U_SHAPE = [(0, 0), (20, 0), (20, 15), (15, 15), (15, 5), (5, 5), (5, 15), (0, 15)]


def _wall(maker, storey, start, end, **properties):
    """A wall of 3 m high along its x axis; the plan is walked with the inside on the left."""
    length = math.dist(start, end)
    per = maker.per_metre
    along = [(end[0] - start[0]) / length, (end[1] - start[1]) / length, 0.0]
    axes = maker.make(
        "IfcAxis2Placement3D",
        Location=maker._point(*start, 0),
        Axis=maker._direction(0, 0, 1),
        RefDirection=maker._direction(*along),
    )
    line = maker.make("IfcPolyline", Points=[maker._point(0, 0), maker._point(length, 0)])
    axis = maker.make(
        "IfcShapeRepresentation",
        ContextOfItems=maker.context, RepresentationIdentifier="Axis", RepresentationType="Curve2D", Items=[line],
    )  # fmt: skip
    at = maker.make("IfcAxis2Placement2D", Location=maker._point(length / 2, 0))
    profile = maker.make("IfcRectangleProfileDef", ProfileType="AREA", Position=at, XDim=length * per, YDim=0.3 * per)
    solid = maker.make(
        "IfcExtrudedAreaSolid",
        SweptArea=profile, Position=maker.make("IfcAxis2Placement3D", Location=maker._point(0, 0, 0)),
        ExtrudedDirection=maker._direction(0, 0, 1), Depth=3 * per,
    )  # fmt: skip
    body = maker.make(
        "IfcShapeRepresentation",
        ContextOfItems=maker.context, RepresentationIdentifier="Body", RepresentationType="SweptSolid", Items=[solid],
    )  # fmt: skip
    wall = maker.root(
        "IfcWall",
        Name="Muur",
        ObjectPlacement=maker.make("IfcLocalPlacement", PlacementRelTo=maker.place, RelativePlacement=axes),
        Representation=maker.make("IfcProductDefinitionShape", Representations=[axis, body]),
    )
    maker.root("IfcRelContainedInSpatialStructure", RelatedElements=[wall], RelatingStructure=storey)
    maker.properties(wall, {"Pset_WallCommon.IsExternal": ("IfcBoolean", True), **properties})
    return wall


def _window(maker, storey, wall, width, height, **properties):
    opening = maker.root("IfcOpeningElement", Name="Opening")
    maker.root("IfcRelVoidsElement", RelatingBuildingElement=wall, RelatedOpeningElement=opening)
    per = maker.per_metre
    window = maker.root("IfcWindow", Name="Raam", OverallWidth=width * per, OverallHeight=height * per)
    maker.root("IfcRelFillsElement", RelatingOpeningElement=opening, RelatedBuildingElement=window)
    maker.root("IfcRelContainedInSpatialStructure", RelatedElements=[window], RelatingStructure=storey)
    maker.properties(window, properties)


def _facades(tmp_path, maker_class, **how):
    maker = maker_class(**how)
    _building, (storey,), _spaces = maker.building([])
    inner = {"Pset_WallCommon.ThermalTransmittance": ("IfcThermalTransmittanceMeasure", 0.24)}
    walls = [
        _wall(maker, storey, start, end, **(inner if place == 0 else {}))
        for place, (start, end) in enumerate(zip(U_SHAPE, [*U_SHAPE[1:], U_SHAPE[0]], strict=True))
    ]
    u_value = {"Pset_WindowCommon.ThermalTransmittance": ("IfcThermalTransmittanceMeasure", 1.1)}
    zero = {"Pset_WindowCommon.ThermalTransmittance": ("IfcThermalTransmittanceMeasure", 0.0)}
    _window(maker, storey, walls[0], 2, 1.5, **u_value)
    _window(maker, storey, walls[0], 2, 1.5, **zero)
    _window(maker, storey, walls[4], 1, 1)
    rows = extract_model(Request(str(maker.write(tmp_path / "gevels.ifc")), details=True)).details["envelope"]
    schema = {name: kind for name, kind in BIM_ENVELOPE.items() if name != "model_hash"}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_walls_of_a_court_face_out_of_the_building(tmp_path, maker):
    facades = compute_facades(_facades(tmp_path, maker))
    assert facades.schema == pl.Schema(FACADE)
    found = {row["facade"]: row for row in facades.iter_rows(named=True)}
    assert {name: row["wall_area_m2"] for name, row in found.items()} == pytest.approx(
        {"S": 60, "E": 45 + 30, "N": 15 + 15 + 30, "W": 45 + 30}
    )
    assert found["S"]["glazing_area_m2"] == pytest.approx(6)
    assert found["N"]["glazing_area_m2"] == pytest.approx(1)
    assert found["S"]["window_to_wall_share"] == pytest.approx(0.1)
    assert found["S"]["wall_u_value_w_per_m2k"] == pytest.approx(0.24)
    assert found["S"]["glazing_u_value_w_per_m2k"] == pytest.approx(1.1)
    assert found["S"]["glazing_u_covered_share"] == pytest.approx(0.5)  # 0 is not stated
    assert found["E"]["wall_u_covered_share"] == 0
    assert found["E"]["wall_u_value_w_per_m2k"] is None


@pytest.mark.parametrize(("unit", "area_unit"), [("mm", "m2"), ("ft", "ft2")])
def test_same_walls_in_another_unit(tmp_path, maker, unit, area_unit):
    metres = compute_facades(_facades(tmp_path, maker))
    other = compute_facades(_facades(tmp_path, maker, unit=unit, area_unit=area_unit))
    assert other["facade"].to_list() == metres["facade"].to_list()
    for name in ("wall_area_m2", "glazing_area_m2", "window_to_wall_share", "glazing_u_covered_share"):
        assert other[name].fill_null(-1).to_list() == pytest.approx(metres[name].fill_null(-1).to_list(), rel=1e-6)


def test_what_turns_the_model_turns_the_facades(tmp_path, maker):
    turned = _facades(tmp_path, maker, turned=math.radians(90))
    straight = _facades(tmp_path, maker)
    before, after = (dict(each.select("element_guid", "azimuth_degrees").iter_rows()) for each in (straight, turned))
    assert sorted((value - 90) % 360 for value in before.values()) == pytest.approx(sorted(after.values()), abs=1e-6)
    assert compute_facades(turned)["wall_area_m2"].sum() == pytest.approx(
        compute_facades(straight)["wall_area_m2"].sum()
    )


@pytest.mark.parametrize("inward", [False, True])
def test_loose_window_faces_out_of_its_walls_or_nowhere(tmp_path, maker, inward):
    made = maker()
    _place, (storey,), _spaces = made.building([])
    corners = [(0, 0), (10, 0), (10, 8), (0, 8)]
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        _wall(made, storey, start, end)
    axes = made.make(
        "IfcAxis2Placement3D",
        Location=made._point(5, 0, 1), Axis=made._direction(0, 0, 1),
        RefDirection=made._direction(-1 if inward else 1, 0, 0),
    )  # fmt: skip
    place = made.make("IfcLocalPlacement", PlacementRelTo=made.place, RelativePlacement=axes)
    for level in (storey, None):
        window = made.root("IfcWindow", Name="Los", OverallWidth=2.0, OverallHeight=1.0, ObjectPlacement=place)
        if level is not None:
            made.root("IfcRelContainedInSpatialStructure", RelatedElements=[window], RelatingStructure=level)
    rows = extract_model(Request(str(made.write(tmp_path / "los.ifc")), details=True)).details["envelope"]
    assert [row["facade"] for row in rows if row["kind"] == "window"] == ["S", None]


def test_what_is_not_said_to_be_external_is_counted_as_not_said(tmp_path, maker):
    made = maker()
    _building, (storey,), _spaces = made.building([])
    wall = _wall(made, storey, (0, 0), (4, 0))
    made.properties(wall, {"Pset_WallCommon.IsExternal": ("IfcBoolean", False)})
    made.root("IfcWall", Name="Zonder")
    rows = extract_model(Request(str(made.write(tmp_path / "a.ifc")), details=True)).details["envelope"]
    schema = {name: kind for name, kind in BIM_ENVELOPE.items() if name != "model_hash"}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    assert external_said_share(frame) in (0.0, 0.5)
    assert compute_facades(frame.filter(pl.col("is_external").is_null())).is_empty()


def test_azimuths_fall_in_eight_directions():
    assert [facade_of(each) for each in (44, 67, 68, 112, 359)] == ["NE", "NE", "E", "E", "N"]
