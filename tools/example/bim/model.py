"""The frame of a model: project, units, place on earth, storeys, property sets, and identifiers that never change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from math import cos, radians, sin
from pathlib import Path
from typing import Any, Literal

import ifcopenshell
import ifcopenshell.guid

_NAMESPACE = uuid.UUID("5d0f7c1e-2f0b-5c7e-9d4a-6b1f3a8e2c47")
_STAMP = "2024-11-15T09:00:00"
_SECONDS = 1768467600

_EXPONENTS = (
    "LengthExponent", "MassExponent", "TimeExponent", "ElectricCurrentExponent", "ThermodynamicTemperatureExponent",
    "AmountOfSubstanceExponent", "LuminousIntensityExponent",
)  # fmt: skip

Entity = Any
Point = tuple[float, float, float]
Schema = Literal["IFC2X3", "IFC4", "IFC4X3"]

FEET_PER_METRE = 1 / 0.3048


class Model:
    """One IFC file in the making; lengths come in metres and are written in the unit of the file.

    Args:
        name: Name of the model; identifiers are made from it.
        schema: IFC2X3, IFC4 or IFC4X3.
        per_metre: 1 for metres, 1000 for millimetres, `FEET_PER_METRE` for feet.
        turned_degrees: How far the whole building stands turned on its site, counter-clockwise.
        moved: How far the building stands from the origin of the site. [m]
    """

    def __init__(
        self,
        name: str,
        schema: Schema,
        per_metre: float,
        turned_degrees: float = 0.0,
        moved: Point = (0.0, 0.0, 0.0),
    ) -> None:
        self.name, self.schema, self.per_metre = name, schema, per_metre
        self.turned_degrees, self.moved = turned_degrees, moved
        self.file = ifcopenshell.file(schema=schema)
        self._count = 0
        self._contained: dict[int, tuple[Entity, list[Entity]]] = {}
        self._aggregated: dict[int, tuple[Entity, list[Entity]]] = {}
        self._typed: dict[int, tuple[Entity, list[Entity]]] = {}
        self.types: dict[object, Entity] = {}
        self.owner = self._owner()
        self.context, self.body = self._contexts()

    @property
    def old(self) -> bool:
        """Whether the schema is IFC2X3."""
        return self.schema == "IFC2X3"

    def length(self, metres: float) -> float:
        """A length in the unit of the file."""
        return round(metres * self.per_metre, 6)

    def make(self, kind: str, **attributes: Any) -> Entity:
        """An instance without identity."""
        return self.file.create_entity(kind, **attributes)

    def root(self, kind: str, **attributes: Any) -> Entity:
        """An instance with a GlobalId that depends on the model and its place in it only."""
        self._count += 1
        made = uuid.uuid5(_NAMESPACE, f"{self.name}/{kind}/{self._count}")
        return self.make(kind, GlobalId=ifcopenshell.guid.compress(made.hex), OwnerHistory=self.owner, **attributes)

    def _owner(self) -> Entity:
        organisation = self.make("IfcOrganization", Name="Koers")
        person = self.make("IfcPerson", FamilyName="Voorbeeld")
        user = self.make("IfcPersonAndOrganization", ThePerson=person, TheOrganization=organisation)
        application = self.make(
            "IfcApplication", ApplicationDeveloper=organisation, Version="1", ApplicationFullName="Koers voorbeeld",
            ApplicationIdentifier="koers-voorbeeld",
        )  # fmt: skip
        return self.make(
            "IfcOwnerHistory",
            OwningUser=user,
            OwningApplication=application,
            ChangeAction="ADDED",
            CreationDate=_SECONDS,
        )

    def _contexts(self) -> tuple[Entity, Entity]:
        origin = self.axes((0, 0, 0))
        context = self.make(
            "IfcGeometricRepresentationContext", ContextType="Model", CoordinateSpaceDimension=3, Precision=1e-5,
            WorldCoordinateSystem=origin,
        )  # fmt: skip
        body = self.make(
            "IfcGeometricRepresentationSubContext", ContextIdentifier="Body", ContextType="Model",
            ParentContext=context, TargetView="MODEL_VIEW",
        )  # fmt: skip
        return context, body

    def units(self) -> Entity:
        """Length in metres, millimetres or feet; areas, volumes and angles in their base units."""
        prefix = "MILLI" if self.per_metre == 1000 else None
        length = self.make("IfcSIUnit", UnitType="LENGTHUNIT", Prefix=prefix, Name="METRE")
        units = [
            self._foot(length) if self.per_metre == FEET_PER_METRE else length,
            self.make("IfcSIUnit", UnitType="AREAUNIT", Name="SQUARE_METRE"),
            self.make("IfcSIUnit", UnitType="VOLUMEUNIT", Name="CUBIC_METRE"),
            self.make("IfcSIUnit", UnitType="PLANEANGLEUNIT", Name="RADIAN"),
        ]
        return self.make("IfcUnitAssignment", Units=units)

    def _foot(self, metre: Entity) -> Entity:
        exponents = self.make("IfcDimensionalExponents", **dict(zip(_EXPONENTS, (1, 0, 0, 0, 0, 0, 0), strict=True)))
        factor = self.make(
            "IfcMeasureWithUnit", ValueComponent=self.make("IfcRatioMeasure", wrappedValue=0.3048), UnitComponent=metre
        )
        return self.make(
            "IfcConversionBasedUnit", Dimensions=exponents, UnitType="LENGTHUNIT", Name="FOOT", ConversionFactor=factor
        )

    def stand(self) -> Entity:
        """The place of a building on its site."""
        turn = radians(self.turned_degrees)
        return self.placement(None, self.moved, (cos(turn), sin(turn)) if turn else (1.0, 0.0))

    def point(self, *metres: float) -> Entity:
        """A point."""
        return self.make("IfcCartesianPoint", Coordinates=[self.length(value) for value in metres])

    def direction(self, *ratios: float) -> Entity:
        """A direction."""
        return self.make("IfcDirection", DirectionRatios=[float(value) for value in ratios])

    def axes(self, at: Point, x_axis: tuple[float, float] = (1.0, 0.0)) -> Entity:
        """A place with its x axis in the horizontal plane."""
        if x_axis == (1.0, 0.0):
            return self.make("IfcAxis2Placement3D", Location=self.point(*at))
        up, along = self.direction(0, 0, 1), self.direction(*x_axis, 0)
        return self.make("IfcAxis2Placement3D", Location=self.point(*at), Axis=up, RefDirection=along)

    def placement(self, parent: Entity | None, at: Point, x_axis: tuple[float, float] = (1.0, 0.0)) -> Entity:
        """A place relative to that of another object."""
        above = parent.ObjectPlacement if parent is not None else None
        return self.make("IfcLocalPlacement", PlacementRelTo=above, RelativePlacement=self.axes(at, x_axis))

    def contain(self, storey: Entity, element: Entity) -> None:
        """Put an element in a storey."""
        self._contained.setdefault(storey.id(), (storey, []))[1].append(element)

    def aggregate(self, whole: Entity, part: Entity) -> None:
        """Make one object part of another."""
        self._aggregated.setdefault(whole.id(), (whole, []))[1].append(part)

    def give_type(self, element: Entity, type_object: Entity) -> None:
        """Give an element its type."""
        self._typed.setdefault(type_object.id(), (type_object, []))[1].append(element)

    def properties(self, element: Entity, name: str, values: dict[str, tuple[str, Any]]) -> None:
        """A property set: name -> (IFC measure, value)."""
        made = [
            self.make("IfcPropertySingleValue", Name=key, NominalValue=self.make(kind, wrappedValue=value))
            for key, (kind, value) in values.items()
        ]
        self._define(element, self.root("IfcPropertySet", Name=name, HasProperties=made))

    def quantities(self, element: Entity, name: str, values: dict[str, tuple[str, float]]) -> None:
        """A quantity set: name -> (Area or Length, value in m² or m)."""
        made = [
            self.make(
                f"IfcQuantity{kind}", Name=key, **{f"{kind}Value": value if kind == "Area" else self.length(value)}
            )
            for key, (kind, value) in values.items()
        ]
        method = "BaseQuantities" if self.old else None
        self._define(element, self.root("IfcElementQuantity", Name=name, MethodOfMeasurement=method, Quantities=made))

    def _define(self, element: Entity, definition: Entity) -> None:
        self.root("IfcRelDefinesByProperties", RelatedObjects=[element], RelatingPropertyDefinition=definition)

    def write(self, path: Path, then: Callable[[Model], None] | None = None) -> None:
        """Write the relations that were gathered, what comes behind them, and the file."""
        for whole, parts in self._aggregated.values():
            self.root("IfcRelAggregates", RelatingObject=whole, RelatedObjects=parts)
        for storey, elements in self._contained.values():
            self.root("IfcRelContainedInSpatialStructure", RelatingStructure=storey, RelatedElements=elements)
        for type_object, elements in self._typed.values():
            self.root("IfcRelDefinesByType", RelatingType=type_object, RelatedObjects=elements)
        if then is not None:
            then(self)
        header = self.file.header
        view = "CoordinationView_V2.0" if self.old else "ReferenceView_V1.2"
        header.file_description.description = (f"ViewDefinition [{view}]",)
        header.file_name.name = path.name
        header.file_name.time_stamp = _STAMP
        header.file_name.author = ("Koers voorbeeld",)
        header.file_name.organization = ("Koers",)
        header.file_name.preprocessor_version = "Koers voorbeeld"
        header.file_name.originating_system = "Koers voorbeeld"
        header.file_name.authorization = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file.write(str(path))
