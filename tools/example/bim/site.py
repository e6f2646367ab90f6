"""Project, site, building and storeys of a model, with the asset's code and place."""

from __future__ import annotations

from dataclasses import dataclass

from example.assets import Building
from example.bim.model import Entity, Model


@dataclass(frozen=True)
class Frame:
    """The spatial tree of a model."""

    site: Entity
    building: Entity
    storeys: tuple[Entity, ...]


def make_frame(
    model: Model, asset: Building, name: str, elevations: tuple[float, ...], gross_m2: float, net_m2: float
) -> Frame:
    """Project to storeys; the building's Name is the asset's code.

    Args:
        model: The model.
        asset: The building of the portfolio it is about.
        name: Name of the project.
        elevations: Of the storeys. [m]
        gross_m2: Stated gross floor area.
        net_m2: Stated net floor area.
    """
    project = model.root("IfcProject", Name=name, RepresentationContexts=[model.context], UnitsInContext=model.units())
    site = model.root("IfcSite", Name=f"Terrein {asset.street}", CompositionType="ELEMENT",
                      ObjectPlacement=model.stand())  # fmt: skip
    address = model.make(
        "IfcPostalAddress", AddressLines=[f"{asset.street} {asset.house}"], PostalCode=asset.postcode, Town=asset.town,
        Country="BE",
    )  # fmt: skip
    building = model.root(
        "IfcBuilding", Name=asset.code, LongName=asset.name, CompositionType="ELEMENT",
        ObjectPlacement=model.placement(site, (0, 0, 0)), BuildingAddress=address,
    )  # fmt: skip
    model.aggregate(project, site)
    model.aggregate(site, building)
    storeys = []
    for number, elevation in enumerate(elevations):
        title = "Gelijkvloers" if number == 0 else f"Verdieping {number}"
        storey = model.root(
            "IfcBuildingStorey", Name=f"{number:+03d}", LongName=title, CompositionType="ELEMENT",
            ObjectPlacement=model.placement(building, (0, 0, elevation)), Elevation=model.length(elevation),
        )  # fmt: skip
        model.aggregate(building, storey)
        model.properties(storey, "Pset_BuildingStoreyCommon", {"EntranceLevel": ("IfcBoolean", number == 0)})
        storeys.append(storey)
    model.quantities(
        building, "BaseQuantities" if model.old else "Qto_BuildingBaseQuantities",
        {"GrossFloorArea": ("Area", gross_m2), "NetFloorArea": ("Area", net_m2)},
    )  # fmt: skip
    year = ("IfcLabel", str(asset.year))
    model.properties(
        building,
        "Pset_BuildingCommon",
        {"YearOfConstruction": year, "NumberOfStoreys": ("IfcInteger", len(elevations))},
    )
    if not model.old:
        _georeference(model, asset)
    return Frame(site, building, tuple(storeys))


def _georeference(model: Model, asset: Building) -> None:
    crs = model.make("IfcProjectedCRS", Name="EPSG:31370", GeodeticDatum="BD72", VerticalDatum="TAW")
    model.make(
        "IfcMapConversion", SourceCRS=model.context, TargetCRS=crs, Eastings=model.length(asset.x_m),
        Northings=model.length(asset.y_m), OrthogonalHeight=0.0,
    )  # fmt: skip
