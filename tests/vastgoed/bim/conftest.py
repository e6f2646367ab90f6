"""Tiny models with known facts, in any schema and unit, and the real samples where they are at hand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

import ifcopenshell
import ifcopenshell.guid
import pytest

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "ifc"
METRES = {"m": 1.0, "mm": 0.001, "ft": 0.3048}


@dataclass
class Room:
    """A room of the made model; sizes in metres."""

    name: str
    width: float = 5.0
    depth: float = 4.0
    body: str | None = "rectangle"  # rectangle, outline, hole, arc, clipped, brep, mapped, tilted, two or None
    net: float | None = -1.0  # stated NetFloorArea in m²; -1 is width × depth; None states nothing
    gross: float | None = None
    quantities: dict[str, float] = field(default_factory=dict)
    properties: dict[str, object] = field(default_factory=dict)
    set_name: str | None = "Qto_SpaceBaseQuantities"
    attributes: dict[str, object] = field(default_factory=dict)
    guid: str | None = None
    storey: int = 0


class Maker:
    """Builds one small IFC file record by record, so that every defect can be put in on purpose."""

    def __init__(
        self, schema: str = "IFC4", unit: str = "m", area_unit: str | None = "m2", turned: float = 0.0
    ) -> None:
        self.f = ifcopenshell.file(schema=schema)
        self.schema = schema
        self.per_metre = 1 / METRES[unit]
        self.area_scale = {"m2": 1.0, "mm2": 1e-6, "ft2": 0.09290304, None: 1.0}[area_unit]
        units = [self._length_unit(unit)]
        if area_unit:
            units.append(self._area_unit(area_unit))
        self.origin = self._placement(None, 0, 0, 0)
        world = self.make("IfcAxis2Placement3D", Location=self._point(0, 0, 0))
        self.context = self.make(
            "IfcGeometricRepresentationContext",
            ContextType="Model", CoordinateSpaceDimension=3, Precision=1e-5, WorldCoordinateSystem=world,
        )  # fmt: skip
        self.project = self.root(
            "IfcProject",
            Name="Proef",
            RepresentationContexts=[self.context],
            UnitsInContext=self.make("IfcUnitAssignment", Units=units),
        )
        direction = self._direction(math.cos(turned), math.sin(turned), 0)
        moved = self.make(
            "IfcAxis2Placement3D",
            Location=self._point(1000 * turned, 2000 * turned, 0),
            Axis=self._direction(0, 0, 1),
            RefDirection=direction,
        )
        place = self.make("IfcLocalPlacement", RelativePlacement=moved)
        self.site = self.root("IfcSite", Name="Terrein", ObjectPlacement=place, CompositionType="ELEMENT")
        self.place = place
        self.aggregate(self.project, [self.site])

    def make(self, kind: str, *values: object, **attributes: object):
        return self.f.create_entity(kind, *values, **attributes)

    def root(self, kind: str, **attributes: object):
        attributes.setdefault("GlobalId", ifcopenshell.guid.new())
        return self.f.create_entity(kind, **attributes)

    def aggregate(self, whole, parts) -> None:
        self.root("IfcRelAggregates", RelatingObject=whole, RelatedObjects=parts)

    def _length_unit(self, unit: str):
        if unit == "ft":
            return self._converted("LENGTHUNIT", "FOOT", 0.3048, "METRE", 1)
        return self.make("IfcSIUnit", UnitType="LENGTHUNIT", Prefix="MILLI" if unit == "mm" else None, Name="METRE")

    def _area_unit(self, unit: str):
        if unit == "ft2":
            return self._converted("AREAUNIT", "SQUARE FOOT", 0.09290304, "SQUARE_METRE", 2)
        prefix = "MILLI" if unit == "mm2" else None
        return self.make("IfcSIUnit", UnitType="AREAUNIT", Prefix=prefix, Name="SQUARE_METRE")

    def _converted(self, kind: str, name: str, factor: float, base: str, power: int):
        si = self.make("IfcSIUnit", UnitType=kind, Name=base)
        value = self.make("IfcReal", factor)
        measure = self.make("IfcMeasureWithUnit", ValueComponent=value, UnitComponent=si)
        size = self.make("IfcDimensionalExponents", power, 0, 0, 0, 0, 0, 0)
        return self.make("IfcConversionBasedUnit", Dimensions=size, UnitType=kind, Name=name, ConversionFactor=measure)

    def _point(self, *metres: float):
        return self.make("IfcCartesianPoint", Coordinates=[part * self.per_metre for part in metres])

    def _direction(self, *ratios: float):
        return self.make("IfcDirection", DirectionRatios=list(ratios))

    def _placement(self, parent, *metres: float):
        axes = self.make("IfcAxis2Placement3D", Location=self._point(*metres))
        return self.make("IfcLocalPlacement", PlacementRelTo=parent, RelativePlacement=axes)

    def building(self, rooms: list[Room], name: str = "Proefgebouw", storeys: int = 1, **attributes: object):
        """A building with storeys and rooms; returns it with its storeys and spaces."""
        building = self.root(
            "IfcBuilding", Name=name, ObjectPlacement=self.place, CompositionType="ELEMENT", **attributes
        )
        self.aggregate(self.site, [building])
        levels = [
            self.root(
                "IfcBuildingStorey",
                Name=f"Verdieping {level}",
                ObjectPlacement=self.place,
                CompositionType="ELEMENT",
                Elevation=3.0 * level * self.per_metre,
            )
            for level in range(storeys)
        ]
        self.aggregate(building, levels)
        spaces = [self.space(room) for room in rooms]
        for level, storey in enumerate(levels):
            here = [space for room, space in zip(rooms, spaces, strict=True) if room.storey == level]
            if here:
                self.aggregate(storey, here)
        return building, levels, spaces

    def space(self, room: Room):
        attributes: dict[str, object] = dict(room.attributes)
        if room.guid:
            attributes["GlobalId"] = room.guid
        attributes.setdefault("CompositionType", "ELEMENT")
        if self.schema == "IFC2X3":
            attributes.setdefault("InteriorOrExteriorSpace", "INTERNAL")
        space = self.root("IfcSpace", Name=room.name, ObjectPlacement=self.place, **attributes)
        if room.body:
            shape = self.make(
                "IfcShapeRepresentation",
                ContextOfItems=self.context,
                RepresentationIdentifier="Body",
                RepresentationType="SweptSolid",
                Items=self.body(room),
            )
            space.Representation = self.make("IfcProductDefinitionShape", Representations=[shape])
        stated = dict(room.quantities)
        if room.net is not None:
            stated["NetFloorArea"] = room.width * room.depth if room.net == -1 else room.net
        if room.gross is not None:
            stated["GrossFloorArea"] = room.gross
        self.quantities(space, stated, room.set_name)
        self.properties(space, room.properties)
        return space

    def quantities(
        self, element, stated_m2: dict[str, float], set_name: str | None = "Qto_SpaceBaseQuantities", unit=None
    ):
        if stated_m2:
            quantities = [
                self.make("IfcQuantityArea", Name=name, AreaValue=float(area) / self.area_scale, Unit=unit)
                for name, area in stated_m2.items()
            ]
            self.define(element, self.root("IfcElementQuantity", Name=set_name, Quantities=quantities))

    def properties(self, element, properties: dict[str, object]) -> None:
        """`set.name` -> (measure, value)."""
        for source, (measure, value) in properties.items():  # type: ignore[misc]
            set_name, name = source.split(".")
            single = self.make("IfcPropertySingleValue", Name=name, NominalValue=self.make(measure, value))
            self.define(element, self.root("IfcPropertySet", Name=set_name, HasProperties=[single]))

    def define(self, element, definition) -> None:
        self.root("IfcRelDefinesByProperties", RelatedObjects=[element], RelatingPropertyDefinition=definition)

    def body(self, room: Room) -> list:
        w, d = room.width, room.depth
        if room.body == "brep":
            return [self._brep(w, d)]
        if room.body == "two":
            return [self._extrude(self._rectangle(w, d)), self._extrude(self._rectangle(w, d))]
        if room.body == "tilted":
            return [self._extrude(self._rectangle(w, d), axis=(1, 0, 0))]
        if room.body == "clipped":
            plane = self.make("IfcPlane", Position=self.make("IfcAxis2Placement3D", Location=self._point(0, 0, 2)))
            half = self.make("IfcHalfSpaceSolid", BaseSurface=plane, AgreementFlag=False)
            whole = self._extrude(self._rectangle(w, d))
            return [
                self.make("IfcBooleanClippingResult", Operator="DIFFERENCE", FirstOperand=whole, SecondOperand=half)
            ]
        if room.body == "mapped":
            inner = self.make(
                "IfcShapeRepresentation",
                ContextOfItems=self.context, RepresentationIdentifier="Body", RepresentationType="SweptSolid",
                Items=[self._extrude(self._rectangle(w, d))],
            )  # fmt: skip
            origin = self.make("IfcAxis2Placement3D", Location=self._point(0, 0, 0))
            source = self.make("IfcRepresentationMap", MappingOrigin=origin, MappedRepresentation=inner)
            target = self.make("IfcCartesianTransformationOperator3D", LocalOrigin=self._point(0, 0, 0))
            return [self.make("IfcMappedItem", MappingSource=source, MappingTarget=target)]
        profile = {"rectangle": self._rectangle, "outline": self._outline, "hole": self._hole, "arc": self._arc}
        return [self._extrude(profile[str(room.body)](w, d))]

    def _extrude(self, profile, axis=(0, 0, 1)):
        position = self.make(
            "IfcAxis2Placement3D",
            Location=self._point(0, 0, 0), Axis=self._direction(*axis), RefDirection=self._direction(0, 1, 0),
        )  # fmt: skip
        return self.make(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=position,
            ExtrudedDirection=self._direction(0, 0, 1),
            Depth=2.7 * self.per_metre,
        )

    def _rectangle(self, w: float, d: float):
        at = self.make("IfcAxis2Placement2D", Location=self._point(0, 0))
        return self.make(
            "IfcRectangleProfileDef", ProfileType="AREA", Position=at, XDim=w * self.per_metre, YDim=d * self.per_metre
        )

    def _polyline(self, corners):
        points = [self._point(*corner) for corner in [*corners, corners[0]]]
        return self.make("IfcPolyline", Points=points)

    def _outline(self, w: float, d: float):
        outer = self._polyline([(0, 0), (w, 0), (w, d), (0, d)])
        return self.make("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=outer)

    def _hole(self, w: float, d: float):
        outer = self._polyline([(0, 0), (w + 1, 0), (w + 1, d), (0, d)])
        inner = self._polyline([(0.5, 0.5), (1.5, 0.5), (1.5, 0.5 + d / 2), (0.5, 0.5 + d / 2)])
        return self.make("IfcArbitraryProfileDefWithVoids", ProfileType="AREA", OuterCurve=outer, InnerCurves=[inner])

    def _arc(self, w: float, d: float):
        """A rectangle with half a circle on its right side."""
        r = d / 2
        corners = [(0, 0), (w, 0), (w + r, r), (w, d), (0, d)]
        points = self.make(
            "IfcCartesianPointList2D", CoordList=[[x * self.per_metre, y * self.per_metre] for x, y in corners]
        )
        segments = [
            self.make("IfcLineIndex", [1, 2]),
            self.make("IfcArcIndex", [2, 3, 4]),
            self.make("IfcLineIndex", [4, 5, 1]),
        ]
        curve = self.make("IfcIndexedPolyCurve", Points=points, Segments=segments)
        return self.make("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=curve)

    def _brep(self, w: float, d: float):
        h = 2.7
        corner = [self._point(x, y, z) for z in (0, h) for x, y in ((0, 0), (w, 0), (w, d), (0, d))]
        sides = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
        faces = []
        for side in sides:
            loop = self.make("IfcPolyLoop", Polygon=[corner[number] for number in side])
            bound = self.make("IfcFaceOuterBound", Bound=loop, Orientation=True)
            faces.append(self.make("IfcFace", Bounds=[bound]))
        return self.make("IfcFacetedBrep", Outer=self.make("IfcClosedShell", CfsFaces=faces))

    def door(self, place, kind: str = "IfcDoor", **attributes: object):
        door = self.root(kind, Name=kind, ObjectPlacement=self.place, **attributes)
        self.root("IfcRelContainedInSpatialStructure", RelatedElements=[door], RelatingStructure=place)
        return door

    def write(self, path: Path) -> Path:
        self.f.write(str(path))
        return path


@pytest.fixture
def write_model(tmp_path):
    """Write a one-building model and give its path."""

    def write(rooms: list[Room], name: str = "model.ifc", storeys: int = 1, **how: object) -> Path:
        maker = Maker(**how)  # type: ignore[arg-type]
        maker.building(rooms, storeys=storeys)
        return maker.write(tmp_path / name)

    return write


@pytest.fixture
def room():
    return Room


@pytest.fixture
def maker():
    return Maker


@pytest.fixture
def sample():
    """A real sample by its short name; the test is skipped where the samples are not at hand."""

    def find(name: str) -> Path:
        path = SAMPLES / f"{name}.ifc"
        if not path.exists():
            pytest.skip("the sample models are not here")
        return path

    return find
