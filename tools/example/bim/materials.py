"""What the elements of a model are made of, written behind all that stands there already.

Layers with thickness, constituents with a share, a density in the model, a stated weight, and on purpose a name that
says nothing and a class too wide for a density.
"""

from __future__ import annotations

import uuid
from typing import Any

import ifcopenshell.guid

from example.bim.layout import OUTER_M, PARTITION_M
from example.bim.model import Entity, Model

_NAMESPACE = uuid.UUID("b1b6c0de-6f0a-5c4e-8a55-5f3d7e0c9a11")
_OUTER = (
    ("Gevelsteen", 0.09),
    ("Luchtspouw", 0.03),
    ("PIR isolatie", 0.12),
    ("Snelbouwsteen", 0.14),
    ("Gipspleister", 0.02),
)
_PARTITION = (("Gipskartonplaat", 0.025), ("Metal stud met glaswol", 0.10), ("Gipskartonplaat", 0.025))
_FLOOR = (("Chape", 0.06), ("Gewapend beton C30/37", 0.24))
_ROOF = (("Bitumen", 0.01), ("Isolatie", 0.14), ("Gewapend beton C30/37", 0.15))
_WINDOW = (("Aluminium", 0.05), ("Glas", 0.12), ("Luchtspouw", 0.83))
_DENSITY_KG_PER_M3 = 2450.0  # of the concrete, as the maker of this fictitious model says
_LIFT_KG = 1850.0


class _Writer:
    def __init__(self, model: Model) -> None:
        self.model = model
        self._count = 0
        self._materials: dict[str, Entity] = {}

    def root(self, kind: str, **attributes: Any) -> Entity:
        self._count += 1
        made = uuid.uuid5(_NAMESPACE, f"{self.model.name}/{self._count}")
        return self.model.make(
            kind, GlobalId=ifcopenshell.guid.compress(made.hex), OwnerHistory=self.model.owner, **attributes
        )

    def material(self, name: str) -> Entity:
        if name not in self._materials:
            self._materials[name] = self.model.make("IfcMaterial", Name=name)
        return self._materials[name]

    def layers(self, name: str, layers: tuple[tuple[str, float], ...]) -> Entity:
        made = [
            self.model.make(
                "IfcMaterialLayer", Material=self.material(layer), LayerThickness=self.model.length(thickness)
            )
            for layer, thickness in layers
        ]
        return self.model.make("IfcMaterialLayerSet", MaterialLayers=made, LayerSetName=name)

    def constituents(self, name: str, parts: tuple[tuple[str, float], ...]) -> Entity:
        made = [
            self.model.make("IfcMaterialConstituent", Name=part, Material=self.material(part), Fraction=share)
            for part, share in parts
        ]
        return self.model.make("IfcMaterialConstituentSet", Name=name, MaterialConstituents=made)

    def give(self, elements: list[Entity], material: Entity) -> None:
        if elements:
            self.root("IfcRelAssociatesMaterial", RelatedObjects=elements, RelatingMaterial=material)


def give_materials(model: Model) -> None:
    """Give the walls, floors, roof, doors, windows, stairs and lift of an IFC4 model what they are made of."""
    assert round(sum(thickness for _name, thickness in _OUTER), 3) == OUTER_M
    assert round(sum(thickness for _name, thickness in _PARTITION), 3) == PARTITION_M
    writer = _Writer(model)
    walls, slabs = model.file.by_type("IfcWall"), model.file.by_type("IfcSlab")
    writer.give([wall for wall in walls if wall.Name == "Buitenmuur"], writer.layers("Buitenmuur 40", _OUTER))
    writer.give([wall for wall in walls if wall.Name == "Binnenwand"], writer.layers("Binnenwand 15", _PARTITION))
    writer.give([slab for slab in slabs if slab.PredefinedType == "FLOOR"], writer.layers("Vloer 30", _FLOOR))
    writer.give([slab for slab in slabs if slab.PredefinedType == "ROOF"], writer.layers("Dak 30", _ROOF))
    landings = [slab for slab in slabs if slab.PredefinedType == "LANDING"]
    writer.give(landings, writer.material("Prefab beton"))
    writer.give(model.file.by_type("IfcWindow"), writer.constituents("Raam", _WINDOW))
    writer.give(model.file.by_type("IfcDoor"), writer.material("Houtvezelplaat"))
    writer.give(model.file.by_type("IfcStairFlight"), writer.material("Standaard"))
    density = model.make(
        "IfcPropertySingleValue",
        Name="MassDensity",
        NominalValue=model.make("IfcMassDensityMeasure", wrappedValue=_DENSITY_KG_PER_M3),
    )
    model.make(
        "IfcMaterialProperties",
        Name="Pset_MaterialCommon",
        Properties=[density],
        Material=writer.material(_FLOOR[1][0]),
    )
    for lift in model.file.by_type("IfcTransportElement"):
        weight = model.make("IfcQuantityWeight", Name="NetWeight", WeightValue=_LIFT_KG)
        quantities = writer.root("IfcElementQuantity", Name="Koers_Gewicht", Quantities=[weight])
        writer.root("IfcRelDefinesByProperties", RelatedObjects=[lift], RelatingPropertyDefinition=quantities)
